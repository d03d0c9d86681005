/**
 * What all ABCI calls share: the store, what is committed, what is staged, and the view of CheckTx.
 * Only Commit moves `committed`; everything else works on views that are thrown away.
 */
import { type Digest, toHex } from '@pyrsia/ledger';
import { type BlockContext, type Committed, type ExecutedBlock, type LedgerReader, openBlock, type SnapshotOffer, type StateView } from '@pyrsia/ledger/state';
import type { LedgerStore } from '@pyrsia/ledger/store';
import { AbciAppError } from './errors.ts';
import { Snapshots } from './snapshots.ts';
import { TxVerifier } from './tx-verifier.ts';
import type { VerifyPool } from './verify-pool.ts';

/** Changes when FinalizeBlock would give other results for the same block, from the first release on. */
export const APP_VERSION = 1n;

export interface ApplicationOptions {
  /** `needed`: CometBFT may drop blocks that neither evidence, nor light clients, nor a node that restores a snapshot needs. */
  readonly retain: 'all' | 'needed';
  readonly onFailure: (error: Error) => void;
  /** Verifies signatures of CheckTx on other cores. */
  readonly pool?: VerifyPool;
}

export class Application {
  readonly store: LedgerStore;
  readonly verifier: TxVerifier;
  readonly snapshots: Snapshots;
  private readonly retain: ApplicationOptions['retain'];
  /** State before the first block: in memory until the first Commit writes it. */
  private genesis: ExecutedBlock | undefined;
  private genesisNodes = new Map<string, Uint8Array>();
  private staged: ExecutedBlock | undefined;
  private check: { state: StateView; context: BlockContext } | undefined;

  /** `onFailure` is told when work beside the calls finds the store damaged. */
  constructor(store: LedgerStore, options: ApplicationOptions = { retain: 'all', onFailure: raise }) {
    this.store = store;
    this.retain = options.retain;
    this.verifier = new TxVerifier(options.pool);
    this.snapshots = new Snapshots(store, options.onFailure);
    this.snapshots.planSoon();
  }

  setGenesis(genesis: ExecutedBlock): void {
    this.genesis = genesis;
    this.genesisNodes = new Map(genesis.map.written.map(([key, record]) => [toHex(key), record]));
    this.check = undefined;
  }

  get committed(): Committed {
    const committed = this.store.head ?? this.genesis?.committed;
    if (committed === undefined) throw new AbciAppError('CALL_ORDER', { what: 'no InitChain yet' });
    return committed;
  }

  get reader(): LedgerReader {
    const { store, genesisNodes } = this;
    if (store.head !== undefined) return store;
    return {
      readNode: (key) => genesisNodes.get(toHex(key)),
      readTile: store.readTile,
      readLogNode: store.readLogNode,
      readEntry: (index) => store.readEntry(index),
    };
  }

  /** The view on which CheckTx tries transactions one after the other; begins anew at each commit. */
  checkView(): { state: StateView; context: BlockContext } {
    const { committed } = this;
    this.check ??= openBlock(this.reader, committed, { height: committed.height + 1n, timeMs: committed.timeMs });
    return this.check;
  }

  stage(block: ExecutedBlock): void {
    this.staged = block;
  }

  /** Writes the staged block; after this resolves it is on disk. */
  async commit(): Promise<void> {
    if (this.staged === undefined) throw new AbciAppError('CALL_ORDER', { what: 'Commit without FinalizeBlock' });
    const blocks = this.store.head === undefined && this.genesis !== undefined ? [this.genesis, this.staged] : [this.staged];
    await this.store.commit(blocks);
    this.staged = undefined;
    this.genesis = undefined;
    this.genesisNodes.clear();
    this.check = undefined;
    this.snapshots.planSoon();
  }

  /** Blocks below this height are not needed any more; 0: all are. */
  get retainHeight(): bigint {
    if (this.retain === 'all') return 0n;
    const [oldestPin] = this.store.pinned;
    const { oldestYoung } = this.store;
    return oldestPin !== undefined && oldestPin < oldestYoung ? oldestPin : oldestYoung;
  }

  async offerSnapshot(offer: SnapshotOffer, appHash: Digest): ReturnType<Snapshots['offer']> {
    this.genesis = undefined;
    this.check = undefined;
    return this.snapshots.offer(offer, appHash);
  }

  async applySnapshotChunk(index: number, chunk: Uint8Array): ReturnType<Snapshots['apply']> {
    const verdict = await this.snapshots.apply(index, chunk);
    this.check = undefined;
    return verdict;
  }

  stop(): void {
    this.snapshots.stop();
  }
}

function raise(error: Error): never {
  throw error;
}
