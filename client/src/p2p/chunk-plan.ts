/**
 * Which chunk is asked of whom. A chunk has one peer that owes it; when none is left that nobody owes, one that is owed
 * for long is asked of a second peer, and later of others; whoever brings it first has brought it. Pure: the time is given.
 */
import type { Bitfield } from '@pyrsia/ledger';

/** A second peer is asked when a chunk takes this many times as long as chunks do. */
const HEDGE_FACTOR = 4;
/** At the end of a download, when this peer would have nothing to do. */
const END_FACTOR = 1.5;
/** Nobody is slow before this. */
const LEAST_HEDGE_MS = 50;
/** While nobody knows what a chunk takes. */
const FIRST_HEDGE_MS = 1_000;
/** Two that are asked may mean harm, and a slow line does not get faster by more questions: others are asked at leisure. */
const FURTHER_HEDGE_MS = 1_000;
/** Weight of the newest chunk in what a chunk takes. */
const WEIGHT = 0.2;

interface Debt {
  readonly owners: Set<object>;
  /** When the first of them was asked. */
  readonly since: number;
  /** When the last of them was asked. */
  lastAsked: number;
}

/**
 * `in_order`: somebody reads along. `rarest`: what fewest of the asked peers have, since they may be fetching the same and
 * could trade it; among equals from a chance place on, for the same reason.
 */
export type Order = 'in_order' | 'rarest';

export class ChunkPlan {
  private readonly held: Bitfield;
  readonly order: Order;
  private readonly debts = new Map<number, Debt>();
  /** How many of the asked peers have each chunk. */
  private readonly peersWith: Uint16Array;
  private readonly start: number;
  private typicalMs: number | undefined;

  constructor(held: Bitfield, order: Order, start = 0) {
    this.held = held;
    this.order = order;
    this.start = start;
    this.peersWith = new Uint16Array(held.size);
  }

  /** What a peer has, has become another. */
  noteHeld(before: Bitfield | undefined, after: Bitfield | undefined): void {
    for (let index = 0; index < this.held.size; index += 1) {
      const change = Number(after?.has(index) ?? false) - Number(before?.has(index) ?? false);
      if (change !== 0) this.peersWith[index] = (this.peersWith[index] as number) + change;
    }
  }

  /** Chunks that are neither held nor owed. */
  get unasked(): number {
    let count = 0;
    for (let index = 0; index < this.held.size; index += 1) if (!this.held.has(index) && !this.debts.has(index)) count += 1;
    return count;
  }

  /** A chunk for this peer to bring, or undefined if it has none that would help. */
  next(owner: object, has: (index: number) => boolean, nowMs: number): number | undefined {
    const index = this.firstUnasked(has) ?? this.overdue(owner, has, nowMs);
    if (index === undefined) return undefined;
    const debt = this.debts.get(index);
    if (debt === undefined) this.debts.set(index, { owners: new Set([owner]), since: nowMs, lastAsked: nowMs });
    else {
      debt.owners.add(owner);
      debt.lastAsked = nowMs;
    }
    return index;
  }

  /** The chunk was brought and is held: nobody owes it any more. */
  brought(index: number, nowMs: number): void {
    const debt = this.debts.get(index);
    if (debt === undefined) return;
    const took = nowMs - debt.since;
    this.typicalMs = this.typicalMs === undefined ? took : this.typicalMs * (1 - WEIGHT) + took * WEIGHT;
    this.debts.delete(index);
  }

  /** The peer does not bring it. */
  release(owner: object, index: number): void {
    const debt = this.debts.get(index);
    if (debt === undefined) return;
    debt.owners.delete(owner);
    if (debt.owners.size === 0) this.debts.delete(index);
  }

  private firstUnasked(has: (index: number) => boolean): number | undefined {
    const { size } = this.held;
    let best: number | undefined;
    for (let step = 0; step < size; step += 1) {
      const index = (this.start + step) % size;
      if (this.held.has(index) || this.debts.has(index) || !has(index)) continue;
      if (this.order === 'in_order') return index;
      if (best === undefined || (this.peersWith[index] as number) < (this.peersWith[best] as number)) best = index;
    }
    return best;
  }

  private overdue(owner: object, has: (index: number) => boolean, nowMs: number): number | undefined {
    const factor = this.unasked === 0 ? END_FACTOR : HEDGE_FACTOR;
    const limit = this.typicalMs === undefined ? FIRST_HEDGE_MS : Math.max(LEAST_HEDGE_MS, this.typicalMs * factor);
    let oldest: [index: number, since: number] | undefined;
    for (const [index, { owners, since, lastAsked }] of this.debts) {
      const isLate = nowMs - lastAsked > (owners.size === 1 ? limit : Math.max(limit, FURTHER_HEDGE_MS));
      const isCandidate = isLate && !owners.has(owner) && has(index);
      if (isCandidate && (oldest === undefined || since < oldest[1])) oldest = [index, since];
    }
    return oldest?.[0];
  }
}
