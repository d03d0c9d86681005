/**
 * State nodes that were read or written lately. What is stored under a node key never changes, so a copy is never stale.
 * Two generations: when the young one is half of what is allowed, it becomes the old one, and what was in that and has
 * not been asked for since is gone. Nothing is ever searched for something to throw out.
 */

/** What is added to the bytes of each: key, entry of the table. */
const ENTRY_BYTES = 200;

export class NodeCache {
  private readonly maxYoungBytes: number;
  private young = new Map<string, Uint8Array>();
  private old = new Map<string, Uint8Array>();
  private youngBytes = 0;

  constructor(maxBytes: number) {
    this.maxYoungBytes = maxBytes / 2;
  }

  /** The node, from here or from `read`. */
  get(key: Uint8Array, read: () => Uint8Array | undefined): Uint8Array | undefined {
    const text = textOf(key);
    const known = this.young.get(text);
    if (known !== undefined) return known;
    const found = this.old.get(text) ?? read();
    if (found !== undefined) this.put(text, found);
    return found;
  }

  add(key: Uint8Array, record: Uint8Array): void {
    this.put(textOf(key), record);
  }

  private put(text: string, record: Uint8Array): void {
    this.young.set(text, record);
    this.youngBytes += record.length + ENTRY_BYTES;
    if (this.youngBytes <= this.maxYoungBytes) return;
    this.old = this.young;
    this.young = new Map();
    this.youngBytes = 0;
  }
}

const textOf = (key: Uint8Array): string => Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
