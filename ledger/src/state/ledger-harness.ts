/** For tests of this workspace: a chain of blocks without CometBFT, on any store. */

import { type Build, buildIdOf } from '../build.ts';
import { type Digest, sha256, utf8 } from '../bytes.ts';
import type { TX_CODES, TxCode } from '../codes.ts';
import type { GenesisState } from '../genesis-doc.ts';
import { type LogEntry, logEntryCodec } from '../log-entry.ts';
import { DEFAULT_PARAMS } from '../params.ts';
import type { Effect } from '../proposal.ts';
import { parseRecipeJson, type Recipe } from '../recipe.ts';
import type { Params } from '../records.ts';
import { commitmentDigest, type NodeId, type Result, resultDigest } from '../result.ts';
import { MemoryStore } from '../store/key-value.ts';
import { LedgerStore } from '../store/ledger-store.ts';
import { publicKeyOf, type SecretKey, signTx } from '../tx/sign.ts';
import { type Action, addressOf, parseTx } from '../tx/tx.ts';
import { type Block, type ExecutedBlock, executeBlock, openBlock } from './block.ts';
import { executeGenesis } from './genesis-state.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import type { StateView } from './view.ts';

export const CHAIN_ID = 'test-chain';
export const EVIDENCE_AGE = { maxBlocks: 300n, maxMs: 5_000n };
export const PURL = 'pkg:maven/org.example/thing@1.0';

export interface TestNode {
  readonly id: NodeId;
  readonly secret: SecretKey;
}

const secretOf = (seed: string): SecretKey => sha256(utf8(`secret ${seed}`)) as Uint8Array as SecretKey;
export const testNode = (i: number): TestNode => ({ id: sha256(utf8(`node ${i}`)).slice(0, 16) as NodeId, secret: secretOf(`node ${i}`) });
export const REQUESTER = secretOf('requester');
export const STRANGER = secretOf('stranger');

export function testRecipe(change: (json: Record<string, unknown>) => void = () => undefined): Recipe {
  const json = {
    purl: PURL,
    adapter: 'maven',
    source: { registry: { purl: PURL, classifier: 'source-release', extension: 'zip' }, sha256: '11'.repeat(32) },
    toolchain: { jdk: '17' },
    steps: [['mvn', 'package']],
    outputs: { 'thing-1.0.jar': 'target/thing-1.0.jar' },
    limits: { timeoutSeconds: 60, memoryMib: 512, diskMib: 512, processes: 64 },
    mirrors: ['maven'],
    sourceDateEpoch: 0,
  };
  change(json);
  return parseRecipeJson(JSON.stringify(json));
}

/** A result that differs with `seed`. */
export function testResult(seed: string): Result {
  const sha = sha256(utf8(seed));
  return { outcome: { kind: 'artifacts', value: { artifacts: [{ name: 'thing-1.0.jar', size: 3n, sha256: sha, chunkRoot: sha }] } } };
}
export const FAILED: Result = { outcome: { kind: 'failure', value: { code: 'build_failed' } } };

const PARAMS: Params = {
  ...DEFAULT_PARAMS,
  logOrigin: 'log.test',
  commitWindowMs: 1000n,
  graceWindowMs: 100n,
  revealWindowMs: 500n,
  maxExpiryBlocks: 50n,
  maxOpenBuildsPerAccount: 2,
};

export class Harness {
  readonly nodes: readonly TestNode[];
  readonly genesis: ExecutedBlock;
  private pendingGenesis: ExecutedBlock | undefined;
  private readonly genesisNodes: Map<string, Uint8Array>;
  readonly store: LedgerStore;
  timeMs = 1_000_000n;
  /** Of the last block. */
  validatorUpdates: ExecutedBlock['validatorUpdates'] = [];
  private nonce = 0;

  constructor(nodeCount: number, params: Partial<Params> = {}, store = LedgerStore.open(new MemoryStore())) {
    this.nodes = Array.from({ length: nodeCount }, (_, i) => testNode(i)).sort((a, b) => Buffer.compare(a.id, b.id));
    const state: GenesisState = {
      params: { ...PARAMS, ...params },
      buildNodes: this.nodes.map((node, i) => ({
        nodeId: node.id,
        name: `n${i}`,
        account: addressOf(publicKeyOf(node.secret)),
        consensusKey: sha256(node.id),
        peerId: 'p',
        noteKey: sha256(node.id),
      })),
      requesters: [addressOf(publicKeyOf(REQUESTER))],
      sourceMappings: [{ pattern: 'pkg:maven/org.example/*', adapters: ['maven'], registry: 'same_namespace', steps: 'adapter', urls: [] }],
    };
    this.genesis = executeGenesis({ chainId: CHAIN_ID, height: 0n, timeMs: 0n, evidenceAge: EVIDENCE_AGE }, state);
    this.pendingGenesis = this.genesis;
    this.genesisNodes = new Map(this.genesis.map.written.map(([key, value]) => [Buffer.from(key).toString('hex'), value]));
    this.store = store;
  }

  get committed() {
    return this.store.head ?? this.genesis.committed;
  }
  get reader() {
    const { store, genesisNodes } = this;
    if (store.head !== undefined) return store;
    return {
      readNode: (key: Uint8Array) => genesisNodes.get(Buffer.from(key).toString('hex')),
      readTile: store.readTile,
      readLogNode: store.readLogNode,
      readEntry: (index: bigint) => store.readEntry(index),
    };
  }
  get height(): bigint {
    return this.committed.height;
  }

  view(): StateView {
    return openBlock(this.reader, this.committed, { height: this.height + 1n, timeMs: this.timeMs }).state;
  }

  sign(action: Action, secret: SecretKey, change: { chainId?: string; expiresAtHeight?: bigint } = {}): Uint8Array {
    this.nonce += 1;
    const nonce = sha256(utf8(String(this.nonce))).slice(0, 16);
    return signTx({ chainId: CHAIN_ID, nonce, expiresAtHeight: this.height + 10n, action, ...change }, secret);
  }

  blockOf(txs: readonly Uint8Array[], afterMs = 10n, misbehaviour: readonly Misbehaviour[] = []): Block {
    return { height: this.height + 1n, timeMs: this.timeMs + afterMs, txs: txs.map(parseTx), misbehaviour };
  }

  /** Executes and commits a block; the codes of its transactions. */
  async block(txs: readonly Uint8Array[] = [], afterMs = 10n, misbehaviour: readonly Misbehaviour[] = []): Promise<TxCode[]> {
    const executed = executeBlock(this.reader, this.committed, this.blockOf(txs, afterMs, misbehaviour));
    this.validatorUpdates = executed.validatorUpdates;
    await this.store.commit([...(this.pendingGenesis === undefined ? [] : [this.pendingGenesis]), executed]);
    this.pendingGenesis = undefined;
    this.timeMs += afterMs;
    return executed.verdicts.map((verdict) => (verdict.accepted ? 'OK' : verdict.code)) satisfies Array<keyof typeof TX_CODES>;
  }

  request(recipe = testRecipe(), secret = REQUESTER): Uint8Array {
    return this.sign({ kind: 'requestBuild', value: { recipe } }, secret);
  }

  salt(node: TestNode): Uint8Array {
    return sha256(node.id, utf8('salt'));
  }

  commit(node: TestNode, result: Result, buildId = buildIdOf(PURL, 1), change: { salt?: Uint8Array; nodeId?: NodeId } = {}): Uint8Array {
    const nodeId = change.nodeId ?? node.id;
    const commitment = commitmentDigest({ buildId, nodeId, salt: change.salt ?? this.salt(node), resultDigest: resultDigest(result) });
    return this.sign({ kind: 'commitResult', value: { buildId, nodeId, commitment } }, node.secret);
  }

  reveal(node: TestNode, result: Result, buildId: Digest = buildIdOf(PURL, 1), change: { salt?: Uint8Array; nodeId?: NodeId } = {}): Uint8Array {
    const value = {
      buildId,
      nodeId: change.nodeId ?? node.id,
      salt: change.salt ?? this.salt(node),
      result,
      environment: sha256(),
      provenanceSha256: sha256(),
      upstream: 'unchecked',
    } as const;
    return this.sign({ kind: 'revealResult', value }, node.secret);
  }

  propose(node: TestNode, effect: Effect, nodeId = node.id): Uint8Array {
    return this.sign({ kind: 'propose', value: { nodeId, effect: { effect } } }, node.secret);
  }

  vote(node: TestNode, proposalId: Digest, choice: 'approve' | 'reject' = 'approve', nodeId = node.id): Uint8Array {
    return this.sign({ kind: 'vote', value: { nodeId, proposalId, choice } }, node.secret);
  }

  entry(index: bigint): LogEntry {
    return logEntryCodec.decode(this.store.readEntry(index) as Uint8Array);
  }

  build(attempt = 1): Build {
    const build = this.view().build(buildIdOf(PURL, attempt));
    if (build === undefined) throw new Error('no such build');
    return build;
  }
}
