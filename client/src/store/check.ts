/** Reads a file as what it should be: its digest and the hashes of its chunks, a chunk in memory at a time. */
import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { asDigest, CHUNK_BYTES, type Digest, equalBytes } from '@pyrsia/ledger';
import { hashLeaf } from '@pyrsia/ledger/merkle';
import { isUnreadable, moveTo, writeFileAtomic } from './files.ts';
import { CHUNKS } from './layout.ts';

interface Checked {
  readonly sha256: Digest;
  readonly hashes: readonly Digest[];
}

/** `onRead` is told of each piece, and waited for. */
async function readWhole(path: string, onRead: (bytes: number) => Promise<void>): Promise<Checked> {
  const file = await open(path);
  try {
    const whole = createHash('sha256');
    const hashes: Digest[] = [];
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (let position = 0; ; ) {
      let length = 0;
      while (length < CHUNK_BYTES) {
        const { bytesRead } = await file.read(buffer, length, CHUNK_BYTES - length, position + length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      if (length === 0 && hashes.length > 0) break;
      const piece = buffer.subarray(0, length);
      whole.update(piece);
      hashes.push(hashLeaf(piece));
      position += length;
      await onRead(length);
      if (length < CHUNK_BYTES) break;
    }
    return { sha256: asDigest(new Uint8Array(whole.digest())), hashes };
  } finally {
    await file.close();
  }
}

export type Verdict = 'right' | 'chunk hashes made anew' | 'damaged' | 'gone';

/** Whether the file at the path of a blob is the artifact. Chunk hashes that are missing or wrong are made anew. */
export async function checkBlob(sha256: Digest, path: string, onRead: (bytes: number) => Promise<void>): Promise<Verdict> {
  let found: Checked;
  try {
    // To open a pipe would wait for whoever writes to it.
    if (!(await stat(path)).isFile()) return 'damaged';
    found = await readWhole(path, onRead);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone';
    // What the disk does not give is as good as wrong.
    if (isUnreadable(error)) return 'damaged';
    throw error;
  }
  if (!equalBytes(found.sha256, sha256)) return 'damaged';
  if (found.hashes.length === 1) return 'right';
  const hashes = Buffer.concat(found.hashes);
  const known = await readFile(path + CHUNKS).catch(() => undefined);
  if (known?.equals(hashes) === true) return 'right';
  await writeFileAtomic(path + CHUNKS, hashes, moveTo);
  return 'chunk hashes made anew';
}
