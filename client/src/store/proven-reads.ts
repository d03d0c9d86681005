/**
 * Bytes of an artifact from its file, none of which goes out before it was compared with the publication: each chunk is hashed,
 * then sent. Of a file that nobody touched since (its inode, length and times say so) that is not done again for a moment: what
 * stands in the system's memory is what was hashed.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type Artifact, Bitfield, CHUNK_BYTES, chunkCount, type Digest, equalBytes, toHex } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import type { BlobStore } from './blob-store.ts';
import { checkBlob } from './check.ts';
import { FileStream, Places } from './file-stream.ts';
import { isUnreadable } from './files.ts';
import { CHUNKS } from './layout.ts';
import { provenHashes } from './partial-blob.ts';

/** What was read so long ago is read anew; of a file in use that is a hash of its bytes a minute. */
const PROVEN_MS = 60_000;
/** Of some 300 bytes. */
const MAX_FILES = 4_096;
/** Hashed at a time, in a place that is used again. */
const HASH_BYTES = 256 * 1024;
const MAX_SCRATCHES = 16;
/** Before a leaf of the chunk tree (RFC 9162 §2.1.1). */
const LEAF = Uint8Array.of(0);

interface Known {
  /** What says that it is the same file, and untouched. */
  readonly mark: string;
  readonly chunks: Bitfield;
  readonly sinceMs: number;
}

/** First and last byte. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

interface Opened extends Part {
  readonly path: string;
  readonly file: FileHandle;
  readonly waiting: () => number;
}
interface Reading extends Omit<Opened, 'path'> {
  readonly artifact: Artifact;
  /** Of its chunks; of the whole where there is one. */
  readonly hashes: readonly Digest[];
  readonly known: Known;
}

export class ProvenReads {
  private readonly store: Pick<BlobStore, 'layout' | 'quarantine' | 'onGone'>;
  private readonly places = new Places();
  private readonly scratches: Buffer[] = [];
  private readonly known = new Map<string, Known>();
  /** What is being sent, by digest. */
  private readonly sending = new Map<string, Set<Readable>>();

  constructor(store: Pick<BlobStore, 'layout' | 'quarantine' | 'onGone'>) {
    this.store = store;
    store.onGone((sha256, why) => {
      this.known.delete(toHex(sha256));
      if (why !== 'damaged') return;
      for (const stream of this.sending.get(toHex(sha256)) ?? []) stream.destroy(changed(sha256));
    });
  }

  /** undefined: it is not held any more, perhaps since its bytes were wrong. A stream that ends with an error has given only what is right. `waiting`: as of FileStream. */
  async open(artifact: Artifact, part: Part, waiting = NOBODY_KNOWS): Promise<Readable | undefined> {
    const path = this.store.layout.blob(artifact.sha256);
    const file = await open(path).catch(async (error: NodeJS.ErrnoException) => {
      if (isUnreadable(error)) await this.store.quarantine(artifact.sha256);
      else if (error.code !== 'ENOENT') throw error;
      return undefined;
    });
    if (file === undefined) return undefined;
    try {
      const stream = await this.streamOf(artifact, { ...part, path, file, waiting });
      if (stream === undefined) await file.close();
      else this.note(artifact.sha256, stream);
      return stream;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  private async streamOf(artifact: Artifact, { start, end, path, file, waiting }: Opened): Promise<Readable | undefined> {
    const mark = await markOf(file);
    let known = this.knownOf(artifact, mark);
    if (!isCovered(known, start, end)) {
      const hashes = await this.hashesOf(artifact, path);
      if (hashes === 'damaged') return undefined;
      if (hashes !== undefined) return this.checkedStream({ artifact, file, hashes, known, start, end, waiting });
      // All of it was read, and is right.
      known = await this.noteAll(artifact, mark, file);
    }
    if (!isCovered(known, start, end)) return undefined;
    return this.stream({ artifact, file, hashes: [], known, start, end, waiting });
  }

  private knownOf({ sha256, size }: Artifact, mark: string): Known {
    const key = toHex(sha256);
    const found = this.known.get(key);
    if (found?.mark === mark && performance.now() - found.sinceMs < PROVEN_MS) return found;
    const known = { mark, chunks: new Bitfield(chunkCount(size)), sinceMs: performance.now() };
    this.known.delete(key);
    this.known.set(key, known);
    for (const [oldest] of this.known) {
      if (this.known.size <= MAX_FILES) break;
      this.known.delete(oldest);
    }
    return known;
  }

  private async noteAll(artifact: Artifact, mark: string, file: FileHandle): Promise<Known> {
    const known = this.knownOf(artifact, mark);
    if ((await markOf(file)) === mark) for (let index = 0; index < known.chunks.size; index += 1) known.chunks.set(index);
    return known;
  }

  /** Those that the publication bears out; undefined: there are none, and the whole file is right; else it is in quarantine. */
  private async hashesOf(artifact: Artifact, path: string): Promise<readonly Digest[] | 'damaged' | undefined> {
    if (chunkCount(artifact.size) === 1) return [artifact.sha256];
    for (let tries = 1; ; tries += 1) {
      const bytes = await readFile(path + CHUNKS).catch(() => undefined); // Made anew.
      const hashes = bytes === undefined ? undefined : provenHashes(artifact, new Uint8Array(bytes));
      if (hashes !== undefined || tries === 2) return hashes;
      const verdict = await checkBlob(artifact.sha256, path, async () => undefined);
      if (verdict === 'damaged') await this.store.quarantine(artifact.sha256);
      if (verdict === 'damaged' || verdict === 'gone') return 'damaged';
    }
  }

  /** The first chunk is checked before anything is said. */
  private async checkedStream(reading: Reading): Promise<Readable | undefined> {
    if (await this.isRight(reading, Math.floor(reading.start / CHUNK_BYTES))) {
      return this.stream(reading);
    }
    await this.store.quarantine(reading.artifact.sha256);
    return undefined;
  }

  private stream(reading: Reading): FileStream {
    const { file, start, end, artifact, waiting } = reading;
    const mayRead = async (at: number): Promise<number> => {
      const index = Math.floor(at / CHUNK_BYTES);
      if (await this.isRight(reading, index)) return (index + 1) * CHUNK_BYTES;
      await this.store.quarantine(artifact.sha256);
      throw changed(artifact.sha256);
    };
    return new FileStream({ file, places: this.places, start, end, mayRead, onShort: () => changed(artifact.sha256), waiting });
  }

  /** Hashes a chunk, unless that was done a moment ago. Only a scratch of it is in memory. */
  private async isRight({ artifact, file, hashes, known }: Reading, index: number): Promise<boolean> {
    if (known.chunks.has(index)) return true;
    const hash = createHash('sha256');
    if (hashes.length > 1) hash.update(LEAF);
    const begin = index * CHUNK_BYTES;
    const end = Math.min(begin + CHUNK_BYTES, Number(artifact.size));
    const scratch = this.scratches.pop() ?? Buffer.allocUnsafeSlow(HASH_BYTES);
    try {
      for (let at = begin; at < end; ) {
        const { bytesRead } = await file.read(scratch, 0, Math.min(HASH_BYTES, end - at), at);
        if (bytesRead === 0) return false;
        hash.update(scratch.subarray(0, bytesRead));
        at += bytesRead;
      }
    } catch (error) {
      if (isUnreadable(error)) return false;
      throw error;
    } finally {
      if (this.scratches.length < MAX_SCRATCHES) this.scratches.push(scratch);
    }
    const isRight = equalBytes(hash.digest(), hashes[index] as Digest);
    if (isRight) known.chunks.set(index);
    return isRight;
  }

  private note(sha256: Digest, stream: Readable): void {
    const key = toHex(sha256);
    const all = this.sending.get(key) ?? new Set();
    this.sending.set(key, all.add(stream));
    stream.once('close', () => {
      all.delete(stream);
      if (all.size === 0 && this.sending.get(key) === all) this.sending.delete(key);
    });
  }
}

const NOBODY_KNOWS = (): number => Number.POSITIVE_INFINITY;
const changed = (sha256: Digest): ClientError => new ClientError('STORE_CHANGED', { sha256: toHex(sha256) });

async function markOf(file: FileHandle): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await file.stat({ bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join('-');
}

function isCovered({ chunks }: Known, start: number, end: number): boolean {
  for (let index = Math.floor(start / CHUNK_BYTES); index <= Math.floor(end / CHUNK_BYTES); index += 1) if (!chunks.has(index)) return false;
  return true;
}
