/**
 * One peer's share of a download: a window of requests as large as what the peer brings in a moment. What it brings is
 * checked before it counts; a peer that brings wrong bytes is out.
 */
import { Bitfield } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import type { PartialBlob } from '../store/partial-blob.ts';
import type { ChunkPlan } from './chunk-plan.ts';
import type { PeerSession } from './peer-session.ts';

/** Chunks of 1 MiB in flight from one peer: what it brings in this time, in these bounds. Memory is bounded by them, too. */
const START_WINDOW = 4;
const MIN_WINDOW = 2;
const MAX_WINDOW = 16;
const AHEAD_MS = 250;
/** A burst says little about what a peer brings. */
const ROUND_MS = 100;
/** A peer that is fetching the same file is asked anew what it has. */
const LOOK_AGAIN_MS = 250;
/** One that had all of it may say now that others are fetching, too. */
const LOOK_WHOLE_MS = 1_000;
/** A peer that has had nothing of use for so long is left; it may be found again. */
const USELESS_MS = 10_000;
/** A peer that is busy is asked again after this, for less. */
export const BUSY_MS = 1_000;
/** One that has been busy for so long gives way, where another waits for its place. */
const BUSY_FOR_MS = 3_000;
/** Chunks that a peer said it had, and had not. */
const MAX_EMPTY_PROMISES = 3;

export interface LaneParts {
  readonly session: PeerSession;
  readonly partial: PartialBlob;
  readonly plan: ChunkPlan;
  /** Told of each chunk that is held now. */
  readonly onChunk: (index: number) => void;
  /** Ends when something may have changed for this lane: a chunk came, one was released, some time has passed. */
  readonly change: (ms: number) => Promise<void>;
  /** Whether this lane, whose peer is busy, is to end for the sake of another. */
  readonly giveWay: () => boolean;
  readonly signal: AbortSignal;
}

export class Lane {
  private readonly parts: LaneParts;
  private readonly inFlight = new Map<number, Promise<void>>();
  private has: Bitfield | undefined;
  private window = START_WINDOW;
  private failure: unknown;
  private isOver = false;
  private lookedAt = 0;
  private isLooking = false;
  private pausedUntil = 0;
  /** Since it brought a chunk last. */
  private busySince: number | undefined;
  private emptyPromises = 0;
  private fastestMs = Number.POSITIVE_INFINITY;
  private round = { chunks: 0, since: performance.now() };

  constructor(parts: LaneParts) {
    this.parts = parts;
  }

  /** Until the artifact is complete. Throws what makes the peer unusable; what it owed is free for others then. */
  async run(): Promise<void> {
    const { partial, plan, session, signal, change, giveWay } = this.parts;
    const { size } = partial.held;
    // A file of one chunk is one question.
    if (size > 1) await this.look();
    try {
      for (let usefulAt = performance.now(); !partial.isComplete; ) {
        signal.throwIfAborted();
        if (this.failure !== undefined) throw this.failure;
        if (performance.now() - (this.busySince ?? performance.now()) > BUSY_FOR_MS && giveWay())
          throw new ClientError('ARTIFACT_UNAVAILABLE', { answer: 'busy' });
        while (this.inFlight.size < this.window && performance.now() >= this.pausedUntil) {
          const index = plan.next(this, (chunk) => this.has?.has(chunk) ?? true, performance.now());
          if (index === undefined) break;
          this.inFlight.set(index, this.bring(index, session));
        }
        if (this.inFlight.size > 0) {
          if (size > 1) this.lookBeside();
          usefulAt = performance.now();
          await Promise.race([...this.inFlight.values(), change(LOOK_AGAIN_MS)]);
          continue;
        }
        await change(LOOK_AGAIN_MS);
        if (performance.now() - usefulAt > USELESS_MS) throw new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'nothing of use' });
        if (size > 1 && !partial.isComplete && performance.now() - this.lookedAt > LOOK_AGAIN_MS) await this.look();
      }
    } finally {
      this.isOver = true;
      for (const index of this.inFlight.keys()) plan.release(this, index);
      plan.noteHeld(this.has, undefined);
    }
  }

  /** What the peer holds by now. */
  private async look(): Promise<void> {
    const { partial, plan, session } = this.parts;
    this.lookedAt = performance.now();
    // Who reads along needs what comes next, whoever else is fetching.
    const want = plan.order === 'rarest' ? 'offered' : 'held';
    const { kind, payload } = await session.ask({ sha256: partial.artifact.sha256, want });
    if (kind !== 'held') throw new ClientError('ARTIFACT_UNAVAILABLE', { answer: kind });
    const before = this.has;
    try {
      this.has = Bitfield.parse(payload, partial.held.size);
    } catch (cause) {
      throw new ClientError('ARTIFACT_MISMATCH', { what: 'list of chunks' }, { cause });
    }
    plan.noteHeld(before, this.has);
  }

  /** What it has may have become more while it brings what it had. */
  private lookBeside(): void {
    const hasAll = this.has?.isFull === true;
    if (this.isLooking || (hasAll && this.parts.plan.order === 'in_order')) return;
    if (performance.now() - this.lookedAt < (hasAll ? LOOK_WHOLE_MS : LOOK_AGAIN_MS)) return;
    this.isLooking = true;
    this.look()
      .catch((error: unknown) => {
        this.failure ??= error;
      })
      .finally(() => {
        this.isLooking = false;
      });
  }

  private async bring(index: number, session: PeerSession): Promise<void> {
    const { partial, plan, onChunk } = this.parts;
    const asked = performance.now();
    let received: Uint8Array | undefined;
    try {
      const { kind, payload } = await session.ask({ sha256: partial.artifact.sha256, want: index });
      received = payload;
      if (partial.held.has(index)) return;
      if (kind === 'busy') return this.pause();
      if (kind === 'notHeld' && partial.held.size > 1) return this.brokePromise(index);
      if (kind !== 'chunk') throw new ClientError('ARTIFACT_UNAVAILABLE', { answer: kind });
      if (!partial.isRight(index, payload)) {
        session.fail(new Error('a chunk is not what its hash says'));
        throw new ClientError('ARTIFACT_MISMATCH', { chunk: index });
      }
      await partial.write(index, payload);
      plan.brought(index, performance.now());
      this.busySince = undefined;
      this.adapt(performance.now() - asked);
      onChunk(index);
    } catch (error) {
      this.failure ??= error;
    } finally {
      if (received !== undefined) session.release(received);
      this.inFlight.delete(index);
      if (!partial.held.has(index)) plan.release(this, index);
    }
  }

  private pause(): void {
    this.busySince ??= performance.now();
    this.pausedUntil = performance.now() + BUSY_MS;
    this.window = MIN_WINDOW;
  }

  private brokePromise(index: number): void {
    this.emptyPromises += 1;
    if (this.emptyPromises > MAX_EMPTY_PROMISES) throw new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'it has not what it said' });
    if (this.has === undefined || this.isOver) return;
    const before = new Bitfield(this.has.size, this.has.bytes.slice());
    this.has.set(index, false);
    this.parts.plan.noteHeld(before, this.has);
  }

  /** As many chunks ahead as the peer brings in a moment: more would only wait there, and be missed at the end. */
  private adapt(answerMs: number): void {
    const { round } = this;
    round.chunks += 1;
    // On a long way the answer alone takes longer than the moment.
    this.fastestMs = Math.min(this.fastestMs, answerMs);
    const now = performance.now();
    if (round.chunks < MIN_WINDOW || now - round.since < ROUND_MS) return;
    const perMs = round.chunks / (now - round.since);
    this.window = Math.min(MAX_WINDOW, this.window * 2, Math.max(MIN_WINDOW, Math.ceil(perMs * (AHEAD_MS + this.fastestMs))));
    this.round = { chunks: 0, since: now };
  }
}
