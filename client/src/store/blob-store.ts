/**
 * Artifacts on disk, by sha256. A blob is there only when every byte was checked: bytes go to a temporary file,
 * are hashed, and the file is renamed. Beside each blob stand its chunk hashes, for serving peers.
 */

import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Artifact, asDigest, CHUNK_BYTES, type Digest, describeArtifact, equalBytes, parseDigest, toHex } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { writeFileAtomic } from './files.ts';

export class BlobStore {
  private readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Temporary files of an earlier run are removed: nothing half written is kept. */
  static async open(folder: string): Promise<BlobStore> {
    await rm(join(folder, 'tmp'), { recursive: true, force: true });
    await mkdir(join(folder, 'tmp'), { recursive: true });
    await mkdir(join(folder, 'blobs'), { recursive: true });
    return new BlobStore(folder);
  }

  /** Path of a blob that is there, or undefined. */
  async find(sha256: Digest): Promise<string | undefined> {
    const path = this.pathOf(sha256);
    return stat(path).then(
      () => path,
      () => undefined,
    );
  }

  async list(): Promise<Digest[]> {
    const folders = await readdir(join(this.folder, 'blobs'));
    const names = await Promise.all(folders.map((folder) => readdir(join(this.folder, 'blobs', folder))));
    return names.flat().flatMap((name) => (/^[0-9a-f]{64}$/.test(name) ? [parseDigest(name)] : []));
  }

  /** Takes bytes from anywhere; `ARTIFACT_MISMATCH`, and nothing kept, unless they are the artifact. */
  async put(artifact: Artifact, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const temporary = join(this.folder, 'tmp', randomUUID());
    const file = await open(temporary, 'w', 0o600);
    try {
      const { artifact: found, chunks } = await describeArtifact(artifact.name, written(file, pieces, artifact.size));
      if (found.size !== artifact.size || !equalBytes(found.sha256, artifact.sha256)) {
        throw new ClientError('ARTIFACT_MISMATCH', { expected: toHex(artifact.sha256), found: toHex(found.sha256) });
      }
      await file.sync();
      await this.keep(artifact.sha256, temporary, chunks);
    } finally {
      await file.close();
      await rm(temporary, { force: true });
    }
  }

  private async keep(sha256: Digest, temporary: string, chunks: readonly Digest[]): Promise<void> {
    const path = this.pathOf(sha256);
    await writeFileAtomic(`${path}.chunks`, Buffer.concat(chunks));
    await rename(temporary, path);
  }

  /** Hashes of the chunks of a blob, or undefined if it is not held. */
  async chunkHashes(sha256: Digest): Promise<Uint8Array | undefined> {
    if ((await this.find(sha256)) === undefined) return undefined;
    return new Uint8Array(await readFile(`${this.pathOf(sha256)}.chunks`));
  }

  /** Bytes of one chunk, or undefined if the blob or the chunk is not held. */
  async chunk(sha256: Digest, index: number): Promise<Uint8Array | undefined> {
    const path = await this.find(sha256);
    if (path === undefined) return undefined;
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, index * CHUNK_BYTES);
      return bytesRead === 0 && index > 0 ? undefined : new Uint8Array(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  }

  read(path: string): AsyncIterable<Uint8Array> {
    return createReadStream(path);
  }

  private pathOf(sha256: Digest): string {
    const name = toHex(sha256);
    return join(this.folder, 'blobs', name.slice(0, 2), name);
  }
}

/** Writes what passes through; more than `size` bytes end it. */
async function* written(file: FileHandle, pieces: AsyncIterable<Uint8Array>, size: bigint): AsyncIterable<Uint8Array> {
  let total = 0n;
  for await (const piece of pieces) {
    total += BigInt(piece.length);
    if (total > size) throw new ClientError('ARTIFACT_MISMATCH', { maxBytes: size });
    await file.writeFile(piece).catch((cause: unknown) => {
      throw new ClientError('DISK', {}, { cause });
    });
    yield piece;
  }
}

/** Concatenated 32-byte hashes → list; undefined if the length is off. */
export function parseHashes(bytes: Uint8Array): Digest[] | undefined {
  if (bytes.length % 32 !== 0) return undefined;
  return Array.from({ length: bytes.length / 32 }, (_, i) => asDigest(bytes.slice(32 * i, 32 * i + 32)));
}
