/**
 * What all ABCI calls share: the store, what is committed, what is staged, and the view of CheckTx.
 * Only Commit moves `committed`; everything else works on views that are thrown away.
 */
import { toHex } from '@pyrsia/ledger';
import { type BlockContext, type Committed, type ExecutedBlock, type LedgerReader, openBlock, type StateView } from '@pyrsia/ledger/state';
import type { LedgerStore } from '@pyrsia/ledger/store';
import { AbciAppError } from './errors.ts';
import { TxVerifier } from './tx-verifier.ts';

/** Changes when FinalizeBlock would give other results for the same block. */
export const APP_VERSION = 1n;

export class Application {
  readonly store: LedgerStore;
  readonly verifier = new TxVerifier();
  /** State before the first block: in memory until the first Commit writes it. */
  private genesis: ExecutedBlock | undefined;
  private genesisNodes = new Map<string, Uint8Array>();
  private staged: ExecutedBlock | undefined;
  private check: { state: StateView; context: BlockContext } | undefined;

  constructor(store: LedgerStore) {
    this.store = store;
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
  }
}
