/**
 * One peer's share of a download: a window of requests that grows as long as that brings more. What it brings is checked
 * before it counts; a peer that brings wrong bytes is out.
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

export interface LaneParts {
  readonly session: PeerSession;
  readonly partial: PartialBlob;
  readonly plan: ChunkPlan;
  /** Told of each chunk that is held now. */
  readonly onChunk: (index: number) => void;
  /** Ends when something may have changed for this lane: a chunk came, one was released, some time has passed. */
  readonly change: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
}

export class Lane {
  private readonly parts: LaneParts;
  private readonly inFlight = new Map<number, Promise<void>>();
  private has: Bitfield | undefined;
  private window = START_WINDOW;
  private failure: unknown;
  private round = { chunks: 0, since: performance.now() };

  constructor(parts: LaneParts) {
    this.parts = parts;
  }

  /** Until the artifact is complete. Throws what makes the peer unusable; what it owed is free for others then. */
  async run(): Promise<void> {
    const { partial, plan, session, signal, change } = this.parts;
    const { size } = partial.held;
    // A file of one chunk is one question.
    if (size > 1) await this.look();
    try {
      while (!partial.isComplete) {
        signal.throwIfAborted();
        if (this.failure !== undefined) throw this.failure;
        while (this.inFlight.size < this.window) {
          const index = plan.next(this, (chunk) => this.has?.has(chunk) ?? true, performance.now());
          if (index === undefined) break;
          this.inFlight.set(index, this.bring(index, session));
        }
        if (this.inFlight.size === 0 && size > 1) {
          await change(LOOK_AGAIN_MS);
          if (!partial.isComplete) await this.look();
        } else if (this.inFlight.size === 0) await change(LOOK_AGAIN_MS);
        else await Promise.race([...this.inFlight.values(), change(LOOK_AGAIN_MS)]);
      }
    } finally {
      for (const index of this.inFlight.keys()) plan.release(this, index);
      plan.noteHeld(this.has, undefined);
    }
  }

  /** What the peer holds by now. */
  private async look(): Promise<void> {
    const { partial, plan, session } = this.parts;
    const { kind, payload } = await session.ask({ sha256: partial.artifact.sha256, want: 'held' });
    if (kind !== 'held') throw new ClientError('ARTIFACT_UNAVAILABLE', { answer: kind });
    const before = this.has;
    try {
      this.has = Bitfield.parse(payload, partial.held.size);
    } catch (cause) {
      throw new ClientError('ARTIFACT_MISMATCH', { what: 'list of chunks' }, { cause });
    }
    plan.noteHeld(before, this.has);
  }

  private async bring(index: number, session: PeerSession): Promise<void> {
    const { partial, plan, onChunk } = this.parts;
    try {
      const { kind, payload } = await session.ask({ sha256: partial.artifact.sha256, want: index });
      if (partial.held.has(index)) return;
      if (kind === 'notHeld' && this.has !== undefined) {
        const before = new Bitfield(this.has.size, this.has.bytes.slice());
        this.has.set(index, false);
        plan.noteHeld(before, this.has);
      }
      if (kind !== 'chunk') {
        if (kind === 'notHeld' && partial.held.size > 1) return;
        throw new ClientError('ARTIFACT_UNAVAILABLE', { answer: kind });
      }
      if (!partial.isRight(index, payload)) {
        session.fail(new Error('a chunk is not what its hash says'));
        throw new ClientError('ARTIFACT_MISMATCH', { chunk: index });
      }
      await partial.write(index, payload);
      plan.brought(index, performance.now());
      this.adapt();
      onChunk(index);
    } catch (error) {
      this.failure ??= error;
    } finally {
      this.inFlight.delete(index);
      if (!partial.held.has(index)) plan.release(this, index);
    }
  }

  /** As many chunks ahead as the peer brings in a moment: more would only wait there, and be missed at the end. */
  private adapt(): void {
    const { round } = this;
    round.chunks += 1;
    const now = performance.now();
    if (round.chunks < MIN_WINDOW || now - round.since < ROUND_MS) return;
    const perMs = round.chunks / (now - round.since);
    this.window = Math.min(MAX_WINDOW, this.window * 2, Math.max(MIN_WINDOW, Math.ceil(perMs * AHEAD_MS)));
    this.round = { chunks: 0, since: now };
  }
}
