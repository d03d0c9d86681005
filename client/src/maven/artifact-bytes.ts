/**
 * Bytes and checksums of artifacts, by their sha256. What is kept here can never become wrong: it is named by the digest
 * of the bytes, and was made of bytes that have this digest.
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { toHex } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import type { PeerNetwork } from '../p2p/network.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { ProvenReads } from '../store/proven-reads.ts';
import type { Served } from './gate.ts';
import { LeastRecent } from './least-recent.ts';
import { CHECKSUMS, type Checksum } from './path.ts';

/** Reading a small file costs ten times what sending it from memory does; of larger ones, sending costs the most. */
const SMALL_BYTES = 256n * 1024n;
const MAX_CACHED_BYTES = 32 * 1024 * 1024;
/** Of some 400 bytes. */
const MAX_CHECKSUMS = 8_192;
/** Of a held file of up to so many bytes, the first answer waits until it is hashed (some 40 ms) and says its checksums. */
const PROMPT_BYTES = 8n * 1024n * 1024n;
/** Hashing a file is not part of it: a download that is needed first. */
const FETCH_MS = 60_000;
const READ_BYTES = 256 * 1024;

export type Checksums = Readonly<Record<Checksum, string>>;

export class ArtifactBytes {
  private readonly peers: Pick<PeerNetwork, 'fetch'>;
  private readonly blobs: Pick<BlobStore, 'layout' | 'quarantine' | 'onGone'>;
  /** Of large ones. */
  readonly reads: ProvenReads;
  private readonly small = new LeastRecent<Buffer>(MAX_CACHED_BYTES, (bytes) => bytes.length);
  private readonly checksums = new LeastRecent<Checksums>(MAX_CHECKSUMS);
  /** Under way. */
  private readonly hashed = new Map<string, Promise<Checksums>>();
  private isHashing = false;

  constructor(peers: Pick<PeerNetwork, 'fetch'>, blobs: Pick<BlobStore, 'layout' | 'quarantine' | 'onGone'>) {
    this.peers = peers;
    this.blobs = blobs;
    this.reads = new ProvenReads(blobs);
    blobs.onGone((sha256) => this.small.delete(toHex(sha256)));
  }

  isSmall({ artifact }: Served): boolean {
    return artifact.size <= SMALL_BYTES;
  }

  /** In memory already. */
  inMemory({ sha256 }: Served): Buffer | undefined {
    return this.small.get(sha256);
  }

  /** Of a small one, all its bytes. */
  async bytes(served: Served, signal: AbortSignal): Promise<Buffer> {
    const known = this.small.get(served.sha256);
    if (known !== undefined) return known;
    const bytes = await this.checked(served, signal, async (path) => {
      const content = await readFile(path);
      return { content, checksums: await digestsOf([content]) };
    });
    this.small.set(served.sha256, bytes);
    return bytes;
  }

  knownChecksums({ sha256 }: Served): Checksums | undefined {
    return this.checksums.get(sha256);
  }

  /** Fetches the artifact if it is not here. However many ask, it is hashed once. */
  async checksumsOf(served: Served, signal: AbortSignal): Promise<Checksums> {
    const known = this.checksums.get(served.sha256);
    if (known !== undefined) return known;
    await this.peers.fetch(served.artifact, signal);
    const running = this.hashed.get(served.sha256);
    if (running !== undefined) return running;
    const begun = this.checked(served, AbortSignal.timeout(FETCH_MS), async (path) => {
      const checksums = await digestsOf(createReadStream(path, { highWaterMark: READ_BYTES }) as AsyncIterable<Buffer>);
      return { content: checksums, checksums };
    }).finally(() => this.hashed.delete(served.sha256));
    this.hashed.set(served.sha256, begun);
    return begun;
  }

  /** Of a file that is held, so that answers say its checksums: this one if it is not large, else later ones. */
  async hashHeld(served: Served, signal: AbortSignal): Promise<void> {
    if (this.checksums.get(served.sha256) !== undefined) return;
    if (served.artifact.size <= PROMPT_BYTES) await this.checksumsOf(served, signal);
    else this.hashInBackground(served);
  }

  /** One at a time; there is no harm in leaving one out. */
  private hashInBackground(served: Served): void {
    if (this.isHashing) return;
    this.isHashing = true;
    this.checksumsOf(served, AbortSignal.timeout(FETCH_MS))
      .catch(() => undefined) // Whoever asks for the file itself is told.
      .finally(() => {
        this.isHashing = false;
      });
  }

  /** The same pieces; once the last has passed, the checksums are known. */
  async *hashing({ sha256 }: Served, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const hashes = newHashes();
    for await (const piece of pieces) {
      for (const [, hash] of hashes) hash.update(piece);
      yield piece;
    }
    const checksums = digestsIn(hashes);
    if (checksums.sha256 === sha256) this.checksums.set(sha256, checksums);
  }

  /** Reads a whole file and checks it: one that was damaged on disk is set aside, and fetched anew once. */
  private async checked<T>(
    { artifact, sha256 }: Served,
    signal: AbortSignal,
    read: (path: string) => Promise<{ content: T; checksums: Checksums }>,
  ): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const { content, checksums } = await read(await this.peers.fetch(artifact, signal));
      if (checksums.sha256 === sha256) {
        this.checksums.set(sha256, checksums);
        return content;
      }
      await this.blobs.quarantine(artifact.sha256);
      if (tries === 2) throw new ClientError('STORE_CHANGED', { sha256 });
    }
  }
}

type Hashes = ReadonlyArray<readonly [Checksum, Hash]>;
const newHashes = (): Hashes => CHECKSUMS.map((name) => [name, createHash(name)] as const);
const digestsIn = (hashes: Hashes): Checksums => Object.fromEntries(hashes.map(([name, hash]) => [name, hash.digest('hex')])) as Record<Checksum, string>;

async function digestsOf(pieces: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<Checksums> {
  const hashes = newHashes();
  for await (const piece of pieces) for (const [, hash] of hashes) hash.update(piece);
  return digestsIn(hashes);
}
