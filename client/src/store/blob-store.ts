/**
 * Artifacts on disk, by sha256. A blob is there only when every byte was checked: bytes go to a temporary file,
 * are hashed, and the file is renamed. Beside each blob stand its chunk hashes, for serving peers.
 */

import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Artifact, Bitfield, CHUNK_BYTES, type Digest, describeArtifact, equalBytes, parseDigest, toHex } from '@pyrsia/ledger';
import { hashLeaf } from '@pyrsia/ledger/merkle';
import { ClientError } from '../errors.ts';
import { type ChunkBody, findChunk, SmallOnes } from './chunk-body.ts';
import { writeFileAtomic } from './files.ts';
import { PartialBlob } from './partial-blob.ts';

/** A download that nobody went on with for a week is given up. */
const KEEP_PARTIAL_MS = 7 * 24 * 3_600_000;

const USED_EVERY_MS = 3_600_000;
const MAX_USED = 100_000;

export class BlobStore {
  private readonly folder: string;
  /** When `used` wrote last, by digest. */
  private readonly usedMs = new Map<string, number>();

  /** Small artifacts that were asked for. */
  private readonly small = new SmallOnes();

  /** Downloads under way, by digest: what they hold is served already. */
  private readonly partials = new Map<string, PartialBlob>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Temporary files of an earlier run are removed, and downloads that nobody went on with. */
  static async open(folder: string): Promise<BlobStore> {
    await rm(join(folder, 'tmp'), { recursive: true, force: true });
    for (const name of ['tmp', 'blobs', 'partial']) await mkdir(join(folder, name), { recursive: true });
    for (const name of await readdir(join(folder, 'partial'))) {
      const path = join(folder, 'partial', name);
      if (Date.now() - (await stat(path)).mtimeMs > KEEP_PARTIAL_MS) await rm(path, { force: true });
    }
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

  /** What is held: bytes of each, and when it was used last, in ms since 1970. */
  async stats(): Promise<Array<{ sha256: Digest; bytes: number; usedMs: number }>> {
    const held: Array<{ sha256: Digest; bytes: number; usedMs: number }> = [];
    for (const sha256 of await this.list()) {
      const found = await stat(this.pathOf(sha256)).catch(() => undefined); // Gone meanwhile.
      if (found !== undefined) held.push({ sha256, bytes: found.size, usedMs: found.atimeMs });
    }
    return held;
  }

  /** Notes that an artifact was of use, as its access time; to the hour, so that reading does not write all the time. */
  async used(sha256: Digest): Promise<void> {
    const key = toHex(sha256);
    const now = Date.now();
    if (now - (this.usedMs.get(key) ?? 0) < USED_EVERY_MS) return;
    if (this.usedMs.size >= MAX_USED) this.usedMs.clear();
    this.usedMs.set(key, now);
    const path = this.pathOf(sha256);
    await stat(path)
      .then(({ mtime }) => utimes(path, new Date(now), mtime))
      .catch(() => undefined); // Not held: of no use then.
  }

  /** Whoever reads it at this moment reads it to its end. */
  async remove(sha256: Digest): Promise<void> {
    await rm(this.pathOf(sha256), { force: true });
    await rm(`${this.pathOf(sha256)}.chunks`, { force: true });
    this.small.remove(toHex(sha256));
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
    // The hash of a single chunk is made anew when somebody asks for it.
    if (chunks.length === 1) await mkdir(dirname(path), { recursive: true });
    else await writeFileAtomic(`${path}.chunks`, Buffer.concat(chunks));
    await rename(temporary, path);
  }

  /** Chunk hashes that are known of an artifact without asking anybody. */
  knownHashes(artifact: Artifact): Promise<readonly Digest[] | undefined> {
    return PartialBlob.knownHashes(artifact, this.partialPath(artifact.sha256));
  }

  /** Begins a download, or goes on with one of an earlier start; `hashes` are those of the artifact. One at a time for each. */
  async begin(artifact: Artifact, hashes: readonly Digest[]): Promise<PartialBlob> {
    const partial = await PartialBlob.open(artifact, hashes, this.partialPath(artifact.sha256));
    this.partials.set(toHex(artifact.sha256), partial);
    return partial;
  }

  /** Ends a download: complete, it becomes a blob; else what was verified stays for later. */
  async end(partial: PartialBlob): Promise<void> {
    const { sha256 } = partial.artifact;
    try {
      if (!partial.isComplete) return;
      await this.keep(sha256, await partial.finish(), partial.hashes);
      await partial.removeHashes();
    } finally {
      this.partials.delete(toHex(sha256));
      await partial.close();
    }
  }

  /** Which chunks of a blob are held, also while it is being fetched. */
  async held(sha256: Digest): Promise<Bitfield | undefined> {
    const partial = this.partials.get(toHex(sha256));
    if (partial !== undefined) return partial.held;
    const hashes = await this.chunkHashes(sha256);
    if (hashes === undefined) return undefined;
    const all = new Bitfield(hashes.length / 32);
    for (let index = 0; index < all.size; index += 1) all.set(index);
    return all;
  }

  /** Hashes of the chunks of a blob, or undefined if nothing of it is held. */
  async chunkHashes(sha256: Digest): Promise<Uint8Array | undefined> {
    const partial = this.partials.get(toHex(sha256));
    if (partial !== undefined) return new Uint8Array(Buffer.concat(partial.hashes));
    const path = await this.find(sha256);
    if (path === undefined) return undefined;
    const { size } = await stat(path);
    return size > CHUNK_BYTES ? new Uint8Array(await readFile(`${path}.chunks`)) : hashLeaf(await readFile(path));
  }

  /** One chunk to be sent, or undefined if it is not held: a small one at once, of another the pieces as they are wanted. */
  async chunkToSend(sha256: Digest, index: number): Promise<Uint8Array | ChunkBody | undefined> {
    const key = toHex(sha256);
    const known = index === 0 ? this.small.get(key) : undefined;
    if (known !== undefined) return known;
    const partial = this.partials.get(key);
    if (partial !== undefined && !partial.held.has(index)) return undefined;
    const { removals } = this.small;
    // A download that ends meanwhile has moved its file.
    const chunk = await findChunk(partial === undefined ? [this.pathOf(sha256)] : [partial.path, this.pathOf(sha256)], index);
    if (chunk instanceof Uint8Array && index === 0 && partial === undefined && this.small.removals === removals) this.small.add(key, chunk);
    return chunk;
  }

  /** Bytes of one chunk, or undefined if it is not held. */
  async chunk(sha256: Digest, index: number): Promise<Uint8Array | undefined> {
    const partial = this.partials.get(toHex(sha256));
    if (partial !== undefined) return partial.read(index);
    const file = await open(this.pathOf(sha256)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return undefined;
    });
    if (file === undefined) return undefined;
    try {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(CHUNK_BYTES), 0, CHUNK_BYTES, index * CHUNK_BYTES);
      return bytesRead === 0 && index > 0 ? undefined : buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  read(path: string): AsyncIterable<Uint8Array> {
    return createReadStream(path);
  }

  private partialPath(sha256: Digest): string {
    return join(this.folder, 'partial', toHex(sha256));
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
