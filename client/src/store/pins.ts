/**
 * What the operator wants kept whatever the disk limit: a file of digests in hex, one a line, in the order of their bytes,
 * and a last line `end <count>`. It is replaced whole, so it is the old list or the new one; what is neither stops the node,
 * since a list that was silently taken for empty would let all of it be evicted.
 */
import { readFile } from 'node:fs/promises';
import { type Digest, toHex } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { writeFileAtomic } from './files.ts';

/** 3 MB of file that is written at each change; docs/limits.md. */
const MAX_PINS = 50_000;

export class Pins {
  private readonly path: string;
  private pinned: ReadonlySet<string>;
  private changing: Promise<unknown> = Promise.resolve();

  private constructor(path: string, pinned: ReadonlySet<string>) {
    this.path = path;
    this.pinned = pinned;
  }

  /** Throws `PINS_UNREADABLE`. */
  static async open(path: string): Promise<Pins> {
    const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT') throw new ClientError('PINS_UNREADABLE', { path }, { cause });
      return 'end 0\n';
    });
    const lines = text.split('\n');
    const pinned = lines.slice(0, -2);
    const isWhole = lines.at(-1) === '' && lines.at(-2) === `end ${pinned.length}` && pinned.every((line) => /^[0-9a-f]{64}$/.test(line));
    if (!isWhole) throw new ClientError('PINS_UNREADABLE', { path });
    return new Pins(path, new Set(pinned));
  }

  get count(): number {
    return this.pinned.size;
  }
  has(sha256: Digest): boolean {
    return this.pinned.size > 0 && this.pinned.has(toHex(sha256));
  }
  /** In hex, in the order of their bytes. */
  get all(): ReadonlySet<string> {
    return this.pinned;
  }

  add(sha256: Digest): Promise<void> {
    return this.change(toHex(sha256), true);
  }
  remove(sha256: Digest): Promise<void> {
    return this.change(toHex(sha256), false);
  }

  /** One change after the other; on disk before it acts. */
  private change(hex: string, isPinned: boolean): Promise<void> {
    const changed = this.changing
      .catch(() => undefined) // Told to whoever made that change.
      .then(async () => {
        if (this.pinned.has(hex) === isPinned) return;
        if (isPinned && this.pinned.size >= MAX_PINS) throw new ClientError('PIN_REFUSED', { most: MAX_PINS });
        const now = new Set(this.pinned);
        if (isPinned) now.add(hex);
        else now.delete(hex);
        const sorted = [...now].sort();
        await writeFileAtomic(this.path, `${sorted.map((line) => `${line}\n`).join('')}end ${sorted.length}\n`);
        this.pinned = new Set(sorted);
      });
    this.changing = changed;
    return changed;
  }
}
