/**
 * One artifact from whoever has it: several peers at once, none of which is trusted. The chunk hashes must give the chunk
 * root of the publication, each chunk must have its hash before it is written. Who wants the artifact meanwhile shares
 * this download, and may read its chunks in order as they come; when nobody wants it any more, it stops, and goes on from
 * there another time.
 *
 * Over 300 lines: when a source is left, and when all are, is one decision over the same state.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Artifact, type BlobAnswer, chunkCount, type Digest } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { type PartialBlob, provenHashes } from '../store/partial-blob.ts';
import { ChunkPlan, type Order } from './chunk-plan.ts';
import { BUSY_MS, Lane } from './lane.ts';
import type { PeerSession } from './peer-session.ts';

/** Peers at once; more do not help one node, and cost the network. */
const MAX_LANES = 8;
/** A peer for so many chunks that nobody was asked for. */
const CHUNKS_PER_LANE = 4;
/** Without a chunk for so long, one more peer is asked than the size of the file asks for. */
const STALL_MS = 1_000;
/** Of the chunk hashes, a second apart, while the peer is busy: in eight seconds its turn comes. */
const HASHES_TRIES = 10;
const LOOK_MS = 250;
/** Of sources that were left, to tell. */
const MAX_REASONS = 20;
/** When every source was lost in the middle, they are looked for again for so long. */
const LOST_MS = 20_000;
/** Without any chunk for so long, whoever waits is told. */
const NO_PROGRESS_MS = 60_000;

export interface Source {
  readonly name: string;
  open(): Promise<PeerSession>;
  /** The peer gave wrong bytes. */
  ban(): void;
  /** The peer owed an answer and was silent. */
  avoid(): void;
  /** The peer was left for another reason: it may be asked again. */
  lost?(): void;
}

export interface DownloadParts {
  readonly artifact: Artifact;
  readonly store: BlobStore;
  /** Peers that may have it, the best first; asked for more as long as `goOn` says that the download goes on. */
  readonly sources: (goOn: () => boolean) => AsyncIterator<Source>;
  /** Told when there is something for others to fetch. */
  readonly onFirstChunk?: () => void;
  readonly order?: Order;
  /** Chunk to begin with. */
  readonly start?: number;
  /** The node ends: so does the download. */
  readonly ended: AbortSignal;
}

export class Download {
  private readonly parts: DownloadParts;
  private readonly sources: AsyncIterator<Source>;
  private readonly stop = new AbortController();
  private readonly lanes = new Map<Source, Promise<void>>();
  private readonly reasons: string[] = [];
  /** Ends when the first chunk is held, or the download has ended without. */
  readonly firstChunk: Promise<void>;
  private readonly begun = Promise.withResolvers<PartialBlob>();
  private wanted = 0;
  private exhausted = false;
  private isAnnounced = false;
  /** A source that had given chunks went, and gave no wrong ones. */
  private hasLost = false;
  /** A lane ends, so that there is a place for another. */
  private isGivingWay = false;
  /** Gave the hashes, and are not asked for chunks yet. */
  private readonly ready: Source[] = [];
  /** Sources that were asked for the hashes and have not answered. */
  private asking = 0;
  private upcoming: Promise<IteratorResult<Source>> | undefined;
  private pulling: Promise<void> | undefined;
  private lastChunkMs = performance.now();
  private changed = Promise.withResolvers<void>();
  /** Ends when the artifact is in the store; `ARTIFACT_UNAVAILABLE` when no peer is left, `STOPPED` when nobody wants it. */
  readonly finished: Promise<void>;

  constructor(parts: DownloadParts) {
    this.parts = parts;
    this.sources = parts.sources(() => !this.stop.signal.aborted && (this.lanes.size > 0 || this.mayComeBack));
    this.begun.promise.catch(() => undefined); // Told by `finished`.
    parts.ended.addEventListener('abort', this.cancel);
    this.finished = this.run();
    this.finished.catch(() => undefined); // Whoever wants it waits for it.
    this.firstChunk = this.untilHeld(0);
    this.firstChunk.catch(() => undefined);
  }

  /** Some of it came a moment ago, and whoever brought it was lost: they may be there again. */
  private get mayComeBack(): boolean {
    return this.hasLost && performance.now() - this.lastChunkMs < LOST_MS;
  }

  private readonly cancel = (): void => {
    this.stop.abort(new ClientError('STOPPED'));
    this.notify();
  };

  /** Counts in somebody who wants the artifact, until the signal aborts. */
  want(signal: AbortSignal): void {
    this.wanted += 1;
    const leave = (): void => {
      this.wanted -= 1;
      if (this.wanted === 0) this.cancel();
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    this.finished.then(() => signal.removeEventListener('abort', leave)).catch(() => signal.removeEventListener('abort', leave));
  }

  /** Its chunks in order, each as soon as it is verified. */
  async *chunks(): AsyncGenerator<Uint8Array> {
    const partial = await this.begun.promise;
    for (let index = 0; index < partial.hashes.length; index += 1) {
      await this.untilHeld(index);
      // The last one only when the whole is right: until then a reader has no complete file.
      if (index === partial.hashes.length - 1) await this.finished;
      const chunk = await this.parts.store.chunk(this.parts.artifact.sha256, index);
      if (chunk === undefined) {
        // It ended, and not with the artifact: what comes after would stand at the wrong place.
        await this.finished;
        throw new ClientError('ARTIFACT_UNAVAILABLE', { chunk: index });
      }
      yield chunk;
    }
  }

  /** It takes nobody in any more: the next who wants the artifact begins anew, when this one has ended. */
  get isStopping(): boolean {
    return this.stop.signal.aborted;
  }

  private async untilHeld(index: number): Promise<void> {
    const partial = await this.begun.promise;
    while (!partial.held.has(index)) await Promise.race([this.changed.promise, this.finished]);
  }

  private async run(): Promise<void> {
    const { store, artifact } = this.parts;
    let partial: PartialBlob | undefined;
    try {
      await store.reserve(artifact);
      partial = await store.begin(artifact, await this.hashes());
      this.begun.resolve(partial);
      const plan = new ChunkPlan(partial.held, this.parts.order ?? 'in_order', this.parts.start ?? 0);
      while (!partial.isComplete) {
        this.stop.signal.throwIfAborted();
        if (this.lanes.size < this.lanesWanted(plan)) this.pull(partial, plan);
        if (this.exhausted && this.lanes.size === 0 && this.asking === 0) throw this.unavailable();
        if (performance.now() - this.lastChunkMs > NO_PROGRESS_MS) throw this.unavailable();
        await this.change(LOOK_MS);
      }
      await store.end(partial);
    } catch (error) {
      this.begun.reject(error);
      this.stop.abort(error);
      if (partial !== undefined && !partial.isComplete) await this.giveUp(partial, error);
      throw error;
    } finally {
      await store.release(artifact);
      this.stop.abort();
      this.parts.ended.removeEventListener('abort', this.cancel);
      this.notify();
      // Not waited for: a lookup that is under way ends by itself, and nobody needs it any more.
      void this.sources.return?.().catch(() => undefined);
    }
  }

  /** A disk that is full is freed; whatever else it was, what is verified stays. */
  private async giveUp(partial: PartialBlob, error: unknown): Promise<void> {
    await Promise.allSettled(this.lanes.values());
    await this.parts.store.end(partial);
    if (error instanceof ClientError && error.code === 'DISK') await partial.remove();
  }

  private lanesWanted(plan: ChunkPlan): number {
    const stalls = Math.floor((performance.now() - this.lastChunkMs) / STALL_MS);
    return Math.min(MAX_LANES, Math.max(1, Math.ceil(plan.unasked / CHUNKS_PER_LANE)) + stalls);
  }

  /** Begins with the next source, when there is one. */
  private pull(partial: PartialBlob, plan: ChunkPlan): void {
    if (this.pulling !== undefined || this.exhausted) return;
    this.pulling = this.nextSource()
      .then((source) => {
        if (source === undefined) this.exhausted = true;
        else if (!this.stop.signal.aborted) this.lanes.set(source, this.runLane(source, partial, plan));
      })
      .catch((error: unknown) => {
        this.exhausted = true;
        this.reasons.push(`sources: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => {
        this.pulling = undefined;
        this.notify();
      });
  }

  /** One at a time: those who are left may be all there are. */
  private readonly giveWay = (): boolean => {
    if (this.isGivingWay || this.exhausted || this.lanes.size < MAX_LANES) return false;
    this.isGivingWay = true;
    return true;
  };

  private async runLane(source: Source, partial: PartialBlob, plan: ChunkPlan): Promise<void> {
    try {
      const session = await source.open();
      const onChunk = (): void => {
        if (!this.isAnnounced) this.parts.onFirstChunk?.();
        this.isAnnounced = true;
        this.lastChunkMs = performance.now();
        this.notify();
      };
      const { giveWay, stop } = this;
      await new Lane({ session, partial, plan, onChunk, giveWay, change: (ms) => this.change(ms), signal: stop.signal }).run();
    } catch (error) {
      this.leave(source, error);
    } finally {
      this.lanes.delete(source);
      if (this.lanes.size < MAX_LANES) this.isGivingWay = false;
      this.notify();
    }
  }

  /** Why a source was left. A disk that refuses is nobody's fault, and the end of the download. */
  private leave(source: Source, error: unknown): void {
    if (this.stop.signal.aborted) return;
    if (error instanceof ClientError && error.code === 'DISK') this.stop.abort(error);
    const isWrong = error instanceof ClientError && error.code === 'ARTIFACT_MISMATCH';
    if (isWrong) source.ban();
    if (error instanceof ClientError && error.code === 'PEER_SILENT') source.avoid();
    const isLost = !(error instanceof ClientError) || error.code === 'ARTIFACT_UNAVAILABLE';
    if (isLost && this.isAnnounced) source.lost?.();
    this.hasLost ||= this.isAnnounced && !isWrong;
    this.reasons.push(`${source.name}: ${error instanceof Error ? error.message : 'unknown'}`);
    if (this.reasons.length > MAX_REASONS) this.reasons.shift();
  }

  /** Known from an earlier start or by the publication itself; else from the first source that gives them right. */
  private async hashes(): Promise<readonly Digest[]> {
    const known = await this.parts.store.knownHashes(this.parts.artifact);
    if (known !== undefined) return known;
    const right = Promise.withResolvers<readonly Digest[]>();
    const asked: Array<Promise<void>> = [];
    for (;;) {
      // One that is silent is not waited for: the next is asked beside it.
      await Promise.race([right.promise, this.toCome()]);
      const source = this.ready.length > 0 ? undefined : await this.nextSource();
      this.stop.signal.throwIfAborted();
      if (source === undefined) break;
      asked.push(this.askHashes(source, right.resolve));
      await Promise.race([right.promise, asked.at(-1), this.change(STALL_MS)]);
    }
    if (this.ready.length > 0) return right.promise;
    await Promise.race([right.promise, Promise.all(asked)]);
    if (this.ready.length === 0) throw this.unavailable();
    return right.promise;
  }

  /** Sources that give the hashes are the first to be asked for chunks. */
  private async askHashes(source: Source, found: (hashes: readonly Digest[]) => void): Promise<void> {
    const { artifact } = this.parts;
    this.asking += 1;
    try {
      const session = await source.open();
      const { kind, payload } = await this.hashesOf(session);
      if (kind !== 'hashes') throw new ClientError('ARTIFACT_UNAVAILABLE', { answer: kind });
      const hashes = provenHashes(artifact, payload);
      if (hashes === undefined) throw new ClientError('ARTIFACT_MISMATCH', { what: 'chunk hashes' });
      this.ready.push(source);
      this.exhausted = false;
      found(hashes);
    } catch (error) {
      this.leave(source, error);
    } finally {
      this.asking -= 1;
      this.notify();
    }
  }

  /** A peer whose upload limit is used up is asked again, for a while. */
  private async hashesOf(session: PeerSession): Promise<BlobAnswer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await session.ask({ sha256: this.parts.artifact.sha256, want: 'hashes' });
      if (answer.kind !== 'busy' || tries === HASHES_TRIES) return answer;
      await sleep(BUSY_MS, undefined, { signal: this.stop.signal });
    }
  }

  private async nextSource(): Promise<Source | undefined> {
    const ready = this.ready.shift();
    if (ready !== undefined) return ready;
    const { done, value } = await this.toCome();
    this.upcoming = undefined;
    return done === true ? undefined : value;
  }

  /** The next one that nobody took yet. */
  private toCome(): Promise<IteratorResult<Source>> {
    this.upcoming ??= this.sources.next();
    return this.upcoming;
  }

  private unavailable(): ClientError {
    const { artifact } = this.parts;
    const detail = { chunks: chunkCount(artifact.size), tried: this.reasons.length, reasons: this.reasons.join('; ').slice(0, 500) };
    return new ClientError('ARTIFACT_UNAVAILABLE', detail);
  }

  private notify(): void {
    this.changed.resolve();
    this.changed = Promise.withResolvers<void>();
  }

  private async change(ms: number): Promise<void> {
    const timer = Promise.withResolvers<void>();
    const handle = setTimeout(timer.resolve, ms);
    await Promise.race([this.changed.promise, timer.promise]);
    clearTimeout(handle);
  }
}
