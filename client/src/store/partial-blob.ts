/**
 * An artifact that is being fetched: a file of its full length, chunks written at their place once they were checked, and
 * the chunk hashes beside it. A restart finds again what was verified by hashing it: nothing else is believed.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readFile } from 'node:fs/promises';
import { type Artifact, Bitfield, CHUNK_BYTES, chunkCount, type Digest, equalBytes, parseHashes, sha256, toHex } from '@pyrsia/ledger';
import { hashLeaf, rootOfLeafHashes } from '@pyrsia/ledger/merkle';
import { ClientError } from '../errors.ts';
import { moveTo, removeAny, writeFileAtomic } from './files.ts';

/** Chunks between two syncs while they come. */
const SYNC_EVERY = 64;

export class PartialBlob {
  readonly artifact: Artifact;
  /** Hash of each chunk; they give the chunk root of the publication. */
  readonly hashes: readonly Digest[];
  /** Chunks that are there. */
  readonly held: Bitfield;
  readonly path: string;
  private readonly file: FileHandle;
  private missing: number;
  private written = 0;
  private lost: unknown;
  /** sha256 of all of it, where that is known without reading it. */
  private whole: Digest | undefined;

  private constructor(artifact: Artifact, hashes: readonly Digest[], path: string, file: FileHandle) {
    this.artifact = artifact;
    this.hashes = hashes;
    this.path = path;
    this.file = file;
    this.held = new Bitfield(hashes.length);
    this.missing = hashes.length;
  }

  /** Chunk hashes of an earlier start, if they are those of the artifact. */
  static async knownHashes(artifact: Artifact, path: string): Promise<readonly Digest[] | undefined> {
    if (chunkCount(artifact.size) === 1) return [artifact.chunkRoot];
    const bytes = await readFile(`${path}.chunks`).catch(() => undefined);
    return bytes === undefined ? undefined : provenHashes(artifact, new Uint8Array(bytes));
  }

  /** `hashes` are those of the artifact. Goes on with what is there. */
  static async open(artifact: Artifact, hashes: readonly Digest[], path: string): Promise<PartialBlob> {
    try {
      if (hashes.length > 1) await writeFileAtomic(`${path}.chunks`, Buffer.concat(hashes), moveTo);
      // A link would have another file written to.
      const there = await lstat(path).catch(() => undefined);
      if (there?.isFile() === false) await removeAny(path);
      const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
      const partial = new PartialBlob(artifact, hashes, path, file);
      try {
        await partial.findVerified();
        await file.truncate(Number(artifact.size));
      } catch (error) {
        await file.close();
        throw error;
      }
      return partial;
    } catch (cause) {
      throw cause instanceof ClientError ? cause : new ClientError('DISK', { path }, { cause });
    }
  }

  private async findVerified(): Promise<void> {
    const { size } = await this.file.stat();
    const chunks = Math.min(Math.ceil(size / CHUNK_BYTES), this.hashes.length);
    for (let index = 0; index < chunks; index += 1) {
      if (equalBytes(hashLeaf(await this.bytesOf(index)), this.hashes[index] as Digest)) this.note(index);
    }
  }

  get isComplete(): boolean {
    return this.missing === 0;
  }

  isRight(index: number, bytes: Uint8Array): boolean {
    return equalBytes(hashLeaf(bytes), this.hashes[index] as Digest);
  }

  /** Bytes that `isRight` has accepted. */
  async write(index: number, bytes: Uint8Array): Promise<void> {
    try {
      for (let done = 0; done < bytes.length; ) {
        done += (await this.file.write(bytes, done, bytes.length - done, index * CHUNK_BYTES + done)).bytesWritten;
      }
    } catch (cause) {
      throw new ClientError('DISK', { path: this.path }, { cause });
    }
    // The whole of a small artifact passes through here: it need not be read again.
    if (this.hashes.length === 1) this.whole = sha256(bytes);
    this.note(index);
    this.written += 1;
    // What is synced on the way need not be at the end.
    if (this.written % SYNC_EVERY === 0) {
      this.file.datasync().catch((error: unknown) => {
        // The system tells of lost pages once: `finish` tells it on.
        this.lost ??= error;
      });
    }
  }

  /** A chunk that is held, or undefined. */
  async read(index: number): Promise<Uint8Array | undefined> {
    return index < this.hashes.length && this.held.has(index) ? this.bytesOf(index) : undefined;
  }

  /** All chunks are there: the file is the artifact, on disk, under its whole digest. `ARTIFACT_MISMATCH`, and it is gone, if not. */
  async finish(): Promise<string> {
    const [found] = await Promise.all([this.whole ?? this.sha256OfFile(), this.file.sync()]);
    if (this.lost !== undefined) throw new ClientError('DISK', { path: this.path }, { cause: this.lost });
    if (equalBytes(found, this.artifact.sha256)) return this.path;
    await this.remove();
    throw new ClientError('ARTIFACT_MISMATCH', { expected: toHex(this.artifact.sha256), found: toHex(found) });
  }

  /** What was verified stays for the next start. */
  close(): Promise<void> {
    return this.file.close();
  }

  /** A disk that is full is not kept full. */
  async remove(): Promise<void> {
    await removeAny(this.path);
    await this.removeHashes();
  }

  /** The file itself has become a blob. */
  async removeHashes(): Promise<void> {
    if (this.hashes.length > 1) await removeAny(`${this.path}.chunks`);
  }

  private note(index: number): void {
    if (this.held.has(index)) return;
    this.held.set(index);
    this.missing -= 1;
  }

  private async sha256OfFile(): Promise<Uint8Array> {
    const hash = createHash('sha256');
    const buffer = new Uint8Array(Math.min(CHUNK_BYTES, Number(this.artifact.size)));
    for (let position = 0; ; ) {
      const { bytesRead } = await this.file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) return new Uint8Array(hash.digest());
      hash.update(buffer.subarray(0, bytesRead));
      position += bytesRead;
    }
  }

  private async bytesOf(index: number): Promise<Uint8Array> {
    const wanted = Math.min(CHUNK_BYTES, Number(this.artifact.size) - index * CHUNK_BYTES);
    const buffer = new Uint8Array(wanted);
    let length = 0;
    while (length < wanted) {
      const { bytesRead } = await this.file.read(buffer, length, wanted - length, index * CHUNK_BYTES + length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  }
}

/** Untrusted bytes → chunk hashes, if they give the chunk root of the publication. */
export function provenHashes(artifact: Artifact, bytes: Uint8Array): readonly Digest[] | undefined {
  const hashes = parseHashes(bytes);
  const fits = hashes?.length === chunkCount(artifact.size) && equalBytes(rootOfLeafHashes(hashes), artifact.chunkRoot);
  return fits ? hashes : undefined;
}
