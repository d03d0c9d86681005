/**
 * Artifacts on disk, by sha256. A blob is there only when every byte was checked: bytes go to a temporary file, are hashed,
 * and the file is renamed. Beside each blob stand its chunk hashes, for serving peers. What is held, and since when it was
 * not used, is known without looking at the disk; `layout.ts` says where things stand, `room.ts` how much there may be.
 *
 * Over 300 lines: the states of one artifact (fetched, held, pinned, in use, set aside, gone) change in one place.
 */

import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type Artifact,
  Bitfield,
  CHUNK_BYTES,
  chunkCount,
  type Digest,
  describeArtifact,
  sha256 as digestOf,
  equalBytes,
  parseDigest,
  toHex,
} from '@pyrsia/ledger';
import { hashLeaf } from '@pyrsia/ledger/merkle';
import { ClientError } from '../errors.ts';
import { BlobTable, type HeldBlob } from './blob-table.ts';
import { type ChunkBody, findChunk, SmallOnes } from './chunk-body.ts';
import { isUnreadable, moveTo, removeAny, syncFolder, writeFileAtomic } from './files.ts';
import { Holds } from './holds.ts';
import { filesIn, prepareFolders, takeStock } from './inventory.ts';
import { CHUNKS, Layout } from './layout.ts';
import { PartialBlob } from './partial-blob.ts';
import { Pins } from './pins.ts';
import { Quarantine } from './quarantine.ts';
import { Room } from './room.ts';
import { UsedLog } from './used-log.ts';

export type WhyGone = 'evicted' | 'revoked' | 'damaged' | 'removed';

export class BlobStore {
  readonly layout: Layout;
  readonly pins: Pins;
  readonly room: Room;
  /** Nothing that is older than this is being written by this process. */
  readonly openedMs: number;
  private readonly table: BlobTable;
  private readonly usedLog: UsedLog;
  /** Small artifacts that were asked for. */
  private readonly small = new SmallOnes();
  /** Downloads under way, by digest: what they hold is served already. */
  private readonly partials = new Map<string, PartialBlob>();
  private readonly holds = new Holds();
  readonly quarantined: Quarantine;
  /** Held, and not given to anybody: revoked, and pinned. */
  private readonly withheld = new Set<string>();
  private readonly listeners = new Set<(sha256: Digest, why: WhyGone) => void>();

  private constructor(layout: Layout, pins: Pins, onTrouble: (error: unknown) => void) {
    this.layout = layout;
    this.pins = pins;
    this.openedMs = Date.now();
    this.table = new BlobTable();
    this.usedLog = new UsedLog(layout.at('used'), this.table, onTrouble);
    this.quarantined = new Quarantine(layout);
    this.room = new Room({
      table: this.table,
      isKept: (sha256) => pins.has(sha256) || this.holds.has(sha256),
      kept: () => new Set([...pins.all, ...this.holds.keys()]),
      evict: (sha256) => this.remove(sha256, 'evicted'),
      dropPartial: (hex) => this.removePartial(parseDigest(hex)),
      quarantined: this.quarantined,
    });
  }

  /** Temporary files of an earlier run are removed. `onTrouble` is told when it could not be noted what was used. */
  static async open(folder: string, onTrouble: (error: unknown) => void = () => undefined): Promise<BlobStore> {
    const layout = new Layout(folder);
    await prepareFolders(layout);
    const store = new BlobStore(layout, await Pins.open(layout.at('pins')), onTrouble);
    await takeStock(layout, store.table);
    await store.usedLog.load();
    for (const { hex, bytes, sinceMs } of await filesIn(layout.at('partial'))) store.room.leave(hex, bytes, sinceMs);
    await store.quarantined.load();
    return store;
  }

  /** What was used is noted to the end. */
  close(): Promise<void> {
    return this.usedLog.flush();
  }

  /** Told of each artifact that is not held any more. */
  onGone(listener: (sha256: Digest, why: WhyGone) => void): void {
    this.listeners.add(listener);
  }

  /** Path of a blob that is there, or undefined. */
  async find(sha256: Digest): Promise<string | undefined> {
    const known = this.table.get(sha256);
    if (known === undefined) return undefined;
    const path = this.layout.blob(sha256);
    const found = await stat(path).catch((error: unknown) => {
      if (!isUnreadable(error) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw new ClientError('DISK', { path }, { cause: error });
      return isUnreadable(error) ? 'unreadable' : undefined;
    });
    if (found === undefined) this.forget(sha256, 'removed');
    else if (found !== 'unreadable' && found.isFile() && found.size === known.bytes) return path;
    // Shorter or longer than it was, or no file at all: not the artifact any more.
    else await this.quarantine(sha256);
    return undefined;
  }

  has(sha256: Digest): boolean {
    return this.table.has(sha256);
  }
  get(sha256: Digest): HeldBlob | undefined {
    return this.table.get(sha256);
  }
  /** 0: it is not held. */
  bytesOf(sha256: Digest): number {
    return this.table.get(sha256)?.bytes ?? 0;
  }
  list(): Digest[] {
    return Array.from(this.table.all(), ({ sha256 }) => sha256);
  }
  /** Up to `count` of what is held, in the order of the digests, after that one. */
  page(after: Uint8Array | undefined, count: number): HeldBlob[] {
    return this.table.after(after, count);
  }
  get artifacts(): number {
    return this.table.artifacts;
  }
  get bytes(): number {
    return this.table.bytes;
  }

  /** Notes that an artifact was of use. */
  used(sha256: Digest): void {
    this.usedLog.note(sha256);
  }

  /** Until the answer is called, it is not evicted. */
  hold(sha256: Digest): () => void {
    return this.holds.hold(sha256);
  }
  isInUse(sha256: Digest): boolean {
    return this.holds.has(sha256);
  }

  /** Held for its own sake, and given to nobody; or given again. */
  withhold(sha256: Digest, isWithheld: boolean): void {
    const key = toHex(sha256);
    if (this.withheld.has(key) === isWithheld) return;
    if (!isWithheld) this.withheld.delete(key);
    else {
      this.withheld.add(key);
      this.tell(sha256, 'revoked');
    }
  }
  isWithheld(sha256: Digest): boolean {
    return this.withheld.size > 0 && this.withheld.has(toHex(sha256));
  }

  /** Whoever reads it at this moment reads it to its end. A crash in between leaves chunk hashes, which are collected. */
  async remove(sha256: Digest, why: WhyGone = 'removed'): Promise<void> {
    const known = this.table.get(sha256);
    this.forget(sha256, why);
    try {
      await removeAny(this.layout.blob(sha256));
    } catch (error) {
      // It takes up room as before.
      if (known !== undefined && !this.table.has(sha256)) this.table.add(sha256, known.bytes, known.usedMs);
      throw error;
    }
    if (known === undefined || known.bytes > CHUNK_BYTES) await removeAny(this.layout.blob(sha256) + CHUNKS);
  }

  /** Its bytes are not the artifact: it is held no more from this moment on, and stands aside. */
  async quarantine(sha256: Digest): Promise<void> {
    const known = this.table.get(sha256);
    this.forget(sha256, 'damaged');
    await this.quarantined.take(sha256, known?.bytes ?? 0);
    await removeAny(this.layout.blob(sha256) + CHUNKS);
  }

  private forget(sha256: Digest, why: WhyGone): void {
    this.small.remove(toHex(sha256));
    this.withheld.delete(toHex(sha256));
    if (this.table.remove(sha256)) this.tell(sha256, why);
  }
  private tell(sha256: Digest, why: WhyGone): void {
    for (const listener of this.listeners) listener(sha256, why);
  }

  /**
   * Takes bytes from anywhere; `ARTIFACT_MISMATCH`, and nothing kept, unless they are the artifact. On disk when it ends:
   * nobody else may have it.
   */
  async put(artifact: Artifact, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const name = randomUUID();
    const temporary = this.layout.at('tmp', name);
    await this.room.claim(name, Number(artifact.size));
    try {
      const file = await open(temporary, 'w', 0o600);
      try {
        const { artifact: found, chunks } = await describeArtifact(artifact.name, written(file, pieces, artifact.size));
        if (found.size !== artifact.size || !equalBytes(found.sha256, artifact.sha256)) {
          throw new ClientError('ARTIFACT_MISMATCH', { expected: toHex(artifact.sha256), found: toHex(found.sha256) });
        }
        await file.sync();
        await this.keep(artifact, temporary, chunks, name);
        await syncFolder(dirname(this.layout.blob(artifact.sha256)));
      } finally {
        await file.close();
        await rm(temporary, { force: true });
      }
    } finally {
      this.room.free(name);
    }
  }

  private async keep({ sha256, size }: Artifact, temporary: string, chunks: readonly Digest[], claim: string): Promise<void> {
    const path = this.layout.blob(sha256);
    // The hash of a single chunk is made anew when somebody asks for it.
    if (chunks.length === 1) await mkdir(dirname(path), { recursive: true });
    else await writeFileAtomic(path + CHUNKS, Buffer.concat(chunks), moveTo);
    await moveTo(temporary, path);
    this.room.free(claim);
    this.table.add(sha256, Number(size), this.usedLog.next());
    this.usedLog.note(sha256);
    if (this.quarantined.has(sha256)) await this.quarantined.remove(sha256);
  }

  /** Room for a download, before it begins: `STORE_LIMIT` if it cannot fit. `release` when it has ended, in whichever way. */
  reserve({ sha256, size }: Artifact): Promise<void> {
    return this.room.claim(toHex(sha256), Number(size));
  }
  async release({ sha256 }: Artifact): Promise<void> {
    const name = toHex(sha256);
    if (!this.room.isUnderWay(name)) return;
    const left = await stat(this.layout.partial(sha256)).catch(() => undefined);
    if (left === undefined) this.room.free(name);
    else this.room.leave(name, left.size, Date.now());
  }

  /** Chunk hashes that are known of an artifact without asking anybody. */
  knownHashes(artifact: Artifact): Promise<readonly Digest[] | undefined> {
    return PartialBlob.knownHashes(artifact, this.layout.partial(artifact.sha256));
  }

  /** Begins a download, or goes on with one of an earlier start; `hashes` are those of the artifact. One at a time for each. */
  async begin(artifact: Artifact, hashes: readonly Digest[]): Promise<PartialBlob> {
    const partial = await PartialBlob.open(artifact, hashes, this.layout.partial(artifact.sha256));
    this.partials.set(toHex(artifact.sha256), partial);
    return partial;
  }
  isFetching(sha256: Digest): boolean {
    return this.room.isUnderWay(toHex(sha256));
  }

  /** Ends a download: complete, it becomes a blob; else what was verified stays for later. */
  async end(partial: PartialBlob): Promise<void> {
    const { sha256 } = partial.artifact;
    try {
      if (!partial.isComplete) return;
      await this.keep(partial.artifact, await partial.finish(), partial.hashes, toHex(sha256));
      await partial.removeHashes();
    } finally {
      this.partials.delete(toHex(sha256));
      await partial.close();
    }
  }
  /** A download that nobody goes on with. */
  async removePartial(sha256: Digest): Promise<void> {
    this.room.free(toHex(sha256));
    await removeAny(this.layout.partial(sha256));
    await removeAny(this.layout.partial(sha256) + CHUNKS);
  }

  /** Which chunks of a blob are held, also while it is being fetched. */
  held(sha256: Digest): Bitfield | undefined {
    const partial = this.partials.get(toHex(sha256));
    if (partial !== undefined) return partial.held;
    const known = this.table.get(sha256);
    if (known === undefined) return undefined;
    const all = new Bitfield(chunkCount(BigInt(known.bytes)));
    for (let index = 0; index < all.size; index += 1) all.set(index);
    return all;
  }

  /** Hashes of the chunks of a blob, or undefined if nothing of it is held. */
  async chunkHashes(sha256: Digest): Promise<Uint8Array | undefined> {
    const partial = this.partials.get(toHex(sha256));
    if (partial !== undefined) return new Uint8Array(Buffer.concat(partial.hashes));
    const path = await this.find(sha256);
    if (path === undefined) return undefined;
    if (this.bytesOf(sha256) <= CHUNK_BYTES) return hashLeaf(await readFile(path));
    // Gone for as long as it takes to make them anew (collect.ts).
    return readFile(path + CHUNKS).then(
      (bytes) => new Uint8Array(bytes),
      () => undefined,
    );
  }

  /** One chunk to be sent, or undefined if it is not held: a small one at once, of another the pieces as they are wanted. */
  async chunkToSend(sha256: Digest, index: number): Promise<Uint8Array | ChunkBody | undefined> {
    const key = toHex(sha256);
    const known = index === 0 ? this.small.get(key) : undefined;
    if (known !== undefined) return known;
    const partial = this.partials.get(key);
    if (partial === undefined ? !this.table.has(sha256) : !partial.held.has(index)) return undefined;
    const { removals } = this.small;
    const path = this.layout.blob(sha256);
    // A download that ends meanwhile has moved its file.
    const chunk = await findChunk(partial === undefined ? [path] : [partial.path, path], index);
    if (chunk === undefined) return undefined;
    // Not evicted while it is sent.
    if (!(chunk instanceof Uint8Array)) return { bytes: chunk.bytes, pieces: this.heldWhile(sha256, chunk.pieces) };
    if (index > 0 || partial !== undefined || this.small.removals !== removals) return chunk;
    // A whole artifact: peers leave a node that gives them what the disk has changed.
    if (chunk.length === this.bytesOf(sha256) && !equalBytes(digestOf(chunk), sha256)) {
      await this.quarantine(sha256);
      return undefined;
    }
    this.small.add(key, chunk);
    return chunk;
  }

  private async *heldWhile(sha256: Digest, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const letGo = this.hold(sha256);
    try {
      yield* pieces;
    } finally {
      letGo();
    }
  }

  /** Bytes of one chunk, or undefined if it is not held. */
  async chunk(sha256: Digest, index: number): Promise<Uint8Array | undefined> {
    const partial = this.partials.get(toHex(sha256));
    if (partial !== undefined) return partial.read(index);
    if (!this.table.has(sha256)) return undefined;
    const file = await open(this.layout.blob(sha256)).catch((error: NodeJS.ErrnoException) => {
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
