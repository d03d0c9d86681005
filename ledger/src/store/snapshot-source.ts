/**
 * Snapshots of a store, read from its pinned versions: nothing is copied, a chunk is made when it is asked for. A plan
 * says how a version is cut; making it reads the whole map and the new part of the log, in steps between which blocks
 * go on.
 */
import { firstLeavesOf, type LogChunk, MAX_CHUNK_LEAVES, MIN_CHUNK_LEAVES } from '../merkle/log-chunks.ts';
import { rootOfRange } from '../merkle/proofs.ts';
import type { Committed } from '../state/block.ts';
import { encodeMapChunk, planMapChunks } from '../state/map-chunks.ts';
import { MAX_LOG_CHUNK_BYTES, MAX_MAP_CHUNK_BYTES, offerOf, type SnapshotManifest, type SnapshotOffer } from '../state/snapshot.ts';
import type { LedgerStore } from './ledger-store.ts';

export interface PlannedSnapshot {
  readonly committed: Committed;
  readonly manifest: SnapshotManifest;
  readonly offer: SnapshotOffer;
  /** Of each chunk of the log, the index of its first entry. */
  readonly firstLeaves: readonly bigint[];
}

export class SnapshotSource {
  private readonly store: LedgerStore;
  /** undefined: its manifest would be larger than CometBFT passes on. */
  private readonly plans = new Map<bigint, PlannedSnapshot | undefined>();
  /** How the complete parts of `MAX_CHUNK_LEAVES` entries are cut: the same for ever. */
  private readonly logCuts: LogChunk[][] = [];

  constructor(store: LedgerStore) {
    this.store = store;
  }

  get hasUnplanned(): boolean {
    return this.store.pinned.some((pinned) => !this.plans.has(pinned));
  }

  /** Snapshots that can be served now, newest first. */
  list(): SnapshotOffer[] {
    this.forgetGone();
    return [...this.plans.values()].flatMap((planned) => planned?.offer ?? []).sort((a, b) => (a.height < b.height ? 1 : -1));
  }

  private forgetGone(): void {
    for (const height of this.plans.keys()) if (!this.store.pinned.includes(height)) this.plans.delete(height);
  }

  /** Plans one pinned height that has no plan yet, newest first; yields between steps. Ends early if the pin is gone. */
  *plan(): Generator<undefined, PlannedSnapshot | undefined> {
    this.forgetGone();
    const height = this.store.pinned.findLast((pinned) => !this.plans.has(pinned));
    if (height === undefined) return undefined;
    const committed = this.store.committedAt(height);
    const isGone = (): boolean => !this.store.pinned.includes(height);
    const map = planMapChunks(this.store.readNodeOnce, committed.stateRoot.bare(), MAX_MAP_CHUNK_BYTES);
    let step = map.next();
    for (; step.done !== true; step = map.next()) {
      yield;
      if (isGone()) return undefined;
    }
    const logChunks = yield* this.cutLog(committed.frontier.size);
    if (isGone()) return undefined;
    const manifest: SnapshotManifest = { logOrigin: committed.logOrigin, logChunks, mapChunks: step.value };
    const offer = offerOf(height, manifest);
    const planned = offer === undefined ? undefined : { committed, manifest, offer, firstLeaves: firstLeavesOf(logChunks) };
    this.plans.set(height, planned);
    return planned;
  }

  private *cutLog(size: bigint): Generator<undefined, LogChunk[]> {
    const complete = Number(size / BigInt(MAX_CHUNK_LEAVES));
    while (this.logCuts.length < complete) {
      this.logCuts.push(this.cut(BigInt(this.logCuts.length * MAX_CHUNK_LEAVES), MAX_CHUNK_LEAVES));
      yield;
    }
    const rest = Number(size % BigInt(MAX_CHUNK_LEAVES));
    const tail = rest === 0 ? [] : this.cut(BigInt(complete * MAX_CHUNK_LEAVES), rest);
    return [...this.logCuts.slice(0, complete).flat(), ...tail];
  }

  /** One chunk, or two halves each cut in the same way, until each is small enough. */
  private cut(from: bigint, leaves: number): LogChunk[] {
    const isSmall = leaves <= MIN_CHUNK_LEAVES || this.store.entryBytes(from, leaves) <= MAX_LOG_CHUNK_BYTES;
    if (isSmall) return [{ leaves, root: rootOfRange(this.store.readLogNode, from, from + BigInt(leaves)) }];
    const left = 2 ** (31 - Math.clz32(leaves - 1));
    return [...this.cut(from, left), ...this.cut(from + BigInt(left), leaves - left)];
  }

  /** Bytes of a chunk, or undefined if that snapshot or chunk is not here. */
  chunk(height: bigint, index: number): Uint8Array | undefined {
    const planned = this.store.pinned.includes(height) ? this.plans.get(height) : undefined;
    if (planned === undefined || index < 0) return undefined;
    const { logChunks, mapChunks } = planned.manifest;
    const ofLog = logChunks[index];
    if (ofLog !== undefined) {
      return this.store.readEntries(planned.firstLeaves[index] as bigint, ofLog.leaves);
    }
    const ofMap = mapChunks[index - logChunks.length];
    return ofMap === undefined ? undefined : encodeMapChunk(this.store.readNodeOnce, planned.committed.stateRoot.bare(), ofMap);
  }
}
