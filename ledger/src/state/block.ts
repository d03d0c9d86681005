/**
 * Executing a block: a pure function of the committed state and the block. It stages everything and
 * writes nothing, so it may run many times (other rounds, replay after a crash) and always gives the same
 * bytes. `ExecutedBlock` is what the store then writes in one batch.
 */
import { compareBytes, type Digest, toHex } from '../bytes.ts';
import { refused, type TxVerdict } from '../codes.ts';
import { encodeCheckpoint } from '../merkle/checkpoint.ts';
import { type Frontier, frontierRoot } from '../merkle/frontier.ts';
import { ROOTS } from '../merkle/proof-ops.ts';
import type { NodeReader } from '../merkle/proofs.ts';
import { type SimpleMap, simpleMapRoot } from '../merkle/simple-map.ts';
import type { TileReader } from '../merkle/tiles.ts';
import type { EvidenceAge } from '../records.ts';
import type { ParsedTx } from '../tx/tx.ts';
import { BlockLog, type LogWrites } from './block-log.ts';
import { decideBuilds, passDeadlines } from './build-machine.ts';
import type { BlockContext } from './context.ts';
import { decideProposals, expireProposals } from './governance.ts';
import type { NodeRef, NodeSource } from './map-nodes.ts';
import { type Misbehaviour, punish } from './misbehaviour.ts';
import { type MapUpdate, readValue, updateMap } from './sparse-map.ts';
import { applyTx } from './transactions.ts';
import { StateView } from './view.ts';

/** Everything that fixes a committed state; small, whatever the state's size. */
export interface Committed {
  readonly chainId: string;
  readonly height: bigint;
  /** Time of the block, ms since 1970. */
  readonly timeMs: bigint;
  readonly appHash: Digest;
  readonly stateRoot: NodeRef;
  readonly frontier: Frontier;
  readonly logOrigin: string;
}

/** Read access to what is stored, at any kept version. */
export interface LedgerReader {
  readonly readNode: NodeSource;
  /** The same for what nobody holds on to; `readNode` if there is none. */
  readonly readNodeOnce?: NodeSource;
  readonly readTile: TileReader;
  readonly readLogNode: NodeReader;
  readEntry(index: bigint): Uint8Array | undefined;
  /** Records of that committed state that were decoded before, if there are any at hand. */
  recordsOf?(committed: Committed): StateView | undefined;
}

export interface ExecutedBlock {
  readonly committed: Committed;
  readonly verdicts: readonly TxVerdict[];
  /** Of the chain, for ever the same. */
  readonly evidenceAge: EvidenceAge;
  /** Changes of the validator set, sorted by key; CometBFT acts on them two heights later. */
  readonly validatorUpdates: readonly ValidatorUpdate[];
  readonly map: MapUpdate;
  /** The changes behind `map`, decoded. */
  readonly records: StateView;
  readonly log: LogWrites;
}

export interface ValidatorUpdate {
  /** ed25519. */
  readonly consensusKey: Uint8Array;
  /** 1: joins; 0: leaves. */
  readonly power: 0 | 1;
}

export interface Block {
  readonly height: bigint;
  readonly timeMs: bigint;
  /** What CometBFT proved against validators, in its order. */
  readonly misbehaviour: readonly Misbehaviour[];
  /** In block order; undefined stands for bytes that are no transaction or are wrongly signed. */
  readonly txs: ReadonlyArray<ParsedTx | undefined>;
}

/** The map whose root is the app hash. */
export function appHashMap(logOrigin: string, frontier: Frontier, stateRoot: NodeRef): SimpleMap {
  const checkpoint = encodeCheckpoint({ origin: logOrigin, size: frontier.size, root: frontierRoot(frontier) });
  return new Map([
    [ROOTS.log, checkpoint],
    [ROOTS.state, stateRoot.hash],
  ]);
}

/** View of the committed state, and the context of the block after it. */
export function openBlock(
  reader: LedgerReader,
  committed: Committed,
  at: { height: bigint; timeMs: bigint },
): { state: StateView; context: BlockContext; log: BlockLog } {
  const state = reader.recordsOf?.(committed)?.fork() ?? new StateView((key) => readValue(reader.readNode, committed.stateRoot, key));
  const log = new BlockLog(committed.frontier, reader.readTile);
  return { state, log, context: { chainId: committed.chainId, ...at, params: state.params(), log } };
}

export function executeBlock(reader: LedgerReader, committed: Committed, block: Block): ExecutedBlock {
  const { state, context, log } = openBlock(reader, committed, block);
  const validatorsBefore = validatorKeys(state);
  state.forgetReplays(block.height - 1n);
  beginBlock(state, block.misbehaviour, context);
  const verdicts = block.txs.map((tx) => (tx === undefined ? refused('TX_MALFORMED') : applyTx(state, tx, context)));
  decideProposals(state, context);
  decideBuilds(state, context);
  const validatorUpdates = changesOf(validatorsBefore, validatorKeys(state));
  return finishBlock(reader, committed, { state, writes: log.writes(), verdicts, validatorUpdates, block });
}

/** What comes before the transactions of a block, in proposals as in execution. */
export function beginBlock(state: StateView, misbehaviour: readonly Misbehaviour[], context: BlockContext): void {
  punish(state, misbehaviour, context);
  expireProposals(state, context);
  passDeadlines(state, context);
}

function validatorKeys(state: StateView): ReadonlyMap<string, Uint8Array> {
  return new Map(
    state
      .nodeIds()
      .flatMap((id) => state.node(id)?.consensusKey ?? [])
      .map((key) => [toHex(key), key]),
  );
}

/** Compares the sets before and after the block: one key is never in two updates, whatever happened between. */
function changesOf(before: ReadonlyMap<string, Uint8Array>, after: ReadonlyMap<string, Uint8Array>): ValidatorUpdate[] {
  const gone = [...before].filter(([hex]) => !after.has(hex)).map(([, consensusKey]) => ({ consensusKey, power: 0 as const }));
  const come = [...after].filter(([hex]) => !before.has(hex)).map(([, consensusKey]) => ({ consensusKey, power: 1 as const }));
  return [...gone, ...come].sort((a, b) => compareBytes(a.consensusKey, b.consensusKey));
}

function finishBlock(
  reader: LedgerReader,
  committed: Committed,
  done: Pick<ExecutedBlock, 'verdicts' | 'validatorUpdates'> & { state: StateView; writes: LogWrites; block: Block },
): ExecutedBlock {
  const map = updateMap(reader.readNode, committed.stateRoot, done.block.height, done.state.staged());
  const { frontier } = done.writes;
  const appHash = simpleMapRoot(appHashMap(committed.logOrigin, frontier, map.root));
  const { evidenceMaxBlocks, evidenceMaxMs } = done.state.chain();
  const evidenceAge = { maxBlocks: evidenceMaxBlocks, maxMs: evidenceMaxMs };
  const next: Committed = { ...committed, height: done.block.height, timeMs: done.block.timeMs, appHash, stateRoot: map.root, frontier };
  return { committed: next, verdicts: done.verdicts, validatorUpdates: done.validatorUpdates, evidenceAge, map, records: done.state, log: done.writes };
}
