/** State nodes that were read or written lately. What is stored under a node key never changes, so a copy is never stale. */

/** What is added to the bytes of each: key, entry of the table. */
const ENTRY_BYTES = 200;

export class NodeCache {
  private readonly maxBytes: number;
  private readonly nodes = new Map<string, Uint8Array>();
  private bytes = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** The node, from here or from `read`. */
  get(key: Uint8Array, read: () => Uint8Array | undefined): Uint8Array | undefined {
    const text = textOf(key);
    const known = this.nodes.get(text);
    if (known !== undefined) {
      // To the end of the table: the first ones are the ones used longest ago.
      this.nodes.delete(text);
      this.nodes.set(text, known);
      return known;
    }
    const found = read();
    if (found !== undefined) this.put(text, found);
    return found;
  }

  add(key: Uint8Array, record: Uint8Array): void {
    this.put(textOf(key), record);
  }

  private put(text: string, record: Uint8Array): void {
    if (record.length > this.maxBytes / 16) return;
    const known = this.nodes.get(text);
    if (known !== undefined) {
      this.nodes.delete(text);
      this.bytes -= known.length + ENTRY_BYTES;
    }
    this.nodes.set(text, record);
    this.bytes += record.length + ENTRY_BYTES;
    for (const [oldest, held] of this.nodes) {
      if (this.bytes <= this.maxBytes) break;
      this.nodes.delete(oldest);
      this.bytes -= held.length + ENTRY_BYTES;
    }
  }
}

const textOf = (key: Uint8Array): string => Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
