/** Bytes that nobody can compress or guess, the same for the same seed, in pieces of 1 MiB. */
import { createHash } from 'node:crypto';

export interface Seeded {
  readonly size: number;
  readonly seed: string;
}

export async function* bytesOf({ size, seed }: Seeded): AsyncGenerator<Uint8Array> {
  const block = createHash('shake256', { outputLength: Math.max(4, Math.min(size, 1024 * 1024)) })
    .update(seed)
    .digest();
  for (let at = 0; at < size; at += block.length) {
    block.writeUInt32BE(at / block.length, 0);
    yield new Uint8Array(block.subarray(0, Math.min(block.length, size - at)));
  }
}
