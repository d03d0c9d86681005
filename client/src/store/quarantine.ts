/** Bytes that were found not to be their artifact: they stand aside, for a look at the disk, until they are collected or room is needed. */
import { type Digest, parseDigest, toHex } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { moveTo, removeAny } from './files.ts';
import { filesIn } from './inventory.ts';
import type { Layout } from './layout.ts';

export class Quarantine {
  private readonly layout: Layout;
  private readonly sizes = new Map<string, number>();

  constructor(layout: Layout) {
    this.layout = layout;
  }

  async load(): Promise<void> {
    for (const { hex, bytes } of await filesIn(this.layout.at('quarantine'))) this.sizes.set(hex, bytes);
  }

  has(sha256: Digest): boolean {
    return this.sizes.size > 0 && this.sizes.has(toHex(sha256));
  }
  /** Digests in hex, in the order of their bytes. */
  get all(): string[] {
    return [...this.sizes.keys()].sort();
  }
  bytesOf(hex: string): number {
    return this.sizes.get(hex) ?? 0;
  }
  get bytes(): number {
    let sum = 0;
    for (const bytes of this.sizes.values()) sum += bytes;
    return sum;
  }

  async take(sha256: Digest, bytes: number): Promise<void> {
    this.sizes.set(toHex(sha256), bytes);
    await moveTo(this.layout.blob(sha256), this.layout.quarantine(sha256)).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT') throw new ClientError('DISK', { path: this.layout.blob(sha256) }, { cause });
    });
  }

  async remove(sha256: Digest): Promise<void> {
    await removeAny(this.layout.quarantine(sha256));
    this.sizes.delete(toHex(sha256));
  }

  async empty(): Promise<void> {
    for (const hex of this.all) await this.remove(parseDigest(hex));
  }
}
