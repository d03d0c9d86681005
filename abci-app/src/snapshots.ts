/**
 * State sync, both sides: snapshots that this node offers, and the one that it restores. Planning a snapshot reads the
 * whole state; it goes on in steps between the calls of CometBFT, which never wait for it.
 */
import type { Digest } from '@pyrsia/ledger';
import { judgeOffer, type OfferVerdict, type SnapshotOffer } from '@pyrsia/ledger/state';
import { type ChunkVerdict, type LedgerStore, SnapshotRestore, SnapshotSource } from '@pyrsia/ledger/store';

const HEADERS_AFTER = 3n;

export class Snapshots {
  private readonly store: LedgerStore;
  private readonly source: SnapshotSource;
  /** Told when the store turns out to be damaged. */
  private readonly onFailure: (error: Error) => void;
  private restore: SnapshotRestore | undefined;
  private planning: NodeJS.Immediate | undefined;
  private stopped = false;

  constructor(store: LedgerStore, onFailure: (error: Error) => void) {
    this.store = store;
    this.source = new SnapshotSource(store);
    this.onFailure = onFailure;
  }

  /** Plans what is pinned and has no plan yet; asked at the start and after each commit. */
  planSoon(): void {
    if (this.stopped || this.planning !== undefined || !this.source.hasUnplanned) return;
    const steps = this.source.plan();
    const go = (): void => {
      try {
        this.planning = steps.next().done === true ? undefined : setImmediate(go);
      } catch (error) {
        this.planning = undefined;
        this.onFailure(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      if (this.planning === undefined) this.planSoon();
    };
    this.planning = setImmediate(go);
  }

  stop(): void {
    this.stopped = true;
    if (this.planning !== undefined) clearImmediate(this.planning);
    this.planning = undefined;
  }

  /**
   * Newest first. CometBFT's light client asks for the headers of the two heights after a snapshot, and a snapshot that
   * it cannot check is refused for good: none is offered before others are sure to have those headers.
   */
  list(): SnapshotOffer[] {
    const height = this.store.head?.height ?? 0n;
    return this.source.list().filter((offer) => offer.height + HEADERS_AFTER <= height);
  }

  chunk(height: bigint, index: number): Uint8Array | undefined {
    return this.source.chunk(height, index);
  }

  /** Judges an offer; one that is accepted empties the store. `occupied`: this node has a state of its own. */
  async offer(offer: SnapshotOffer, appHash: Digest): Promise<OfferVerdict['verdict'] | 'occupied'> {
    this.restore = undefined;
    if (!this.store.mayRestore) return 'occupied';
    const judged = judgeOffer(offer, appHash);
    if (judged.verdict === 'accepted') this.restore = await SnapshotRestore.begin(this.store, judged, { height: offer.height, appHash });
    return judged.verdict;
  }

  /** undefined: no restore is under way. */
  async apply(index: number, chunk: Uint8Array): Promise<ChunkVerdict | undefined> {
    const verdict = await this.restore?.apply(index, chunk);
    if (verdict === 'done') this.restore = undefined;
    return verdict;
  }
}
