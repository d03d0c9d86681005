/** For the model test: one world, the real state machine and the reference model side by side, block for block. One class: what is played on both must stand side by side. */
import { expect } from 'vitest';
import { type Build, buildIdOf, isAbsoluteMajority } from '../build.ts';
import { equalBytes, sha256, toHex } from '../bytes.ts';
import { type LogEntry, logEntryCodec } from '../log-entry.ts';
import { frontierRoot } from '../merkle/frontier.ts';
import { consistencyProof } from '../merkle/proofs.ts';
import { verifyConsistency } from '../merkle/rfc6962.ts';
import { nodeReaderFromTiles } from '../merkle/tiles.ts';
import { type Effect, proposalIdOf } from '../proposal.ts';
import { commitmentDigest, type NodeId, type Result, resultDigest } from '../result.ts';
import { MemoryStore } from '../store/key-value.ts';
import { LedgerStore } from '../store/ledger-store.ts';
import { publicKeyOf, type SecretKey } from '../tx/sign.ts';
import { type Action, addressOf, parseTx } from '../tx/tx.ts';
import { type Block, executeBlock } from './block.ts';
import { FAILED, Harness, REQUESTER, STRANGER, type TestNode, testNode, testRecipe } from './ledger-harness.ts';
import { type AnyBlock, type AnyEffect, type AnyStep, GENESIS_NODES, NEWCOMERS, RESULTS, VERSIONS } from './ledger-harness-steps.ts';
import { validatorAddress } from './membership.ts';
import { type ModelEffect, type ModelTx, ReferenceModel } from './reference-model.ts';

const WINDOWS = { commitWindowMs: 1_000n, graceWindowMs: 100n, revealWindowMs: 500n, voteWindowMs: 700n, maxOpenBuildsPerAccount: 1 };
const MAPPING = { pattern: 'pkg:maven/org.example/*', adapters: ['maven'], registry: 'same_namespace', steps: 'adapter', urls: [] } as const;

const purlOf = (version: string): string => `pkg:maven/org.example/thing@${version}`;
const recipeOf = (version: string) =>
  testRecipe((json) => {
    json['purl'] = purlOf(version);
    json['source'] = { registry: { purl: purlOf(version), classifier: 'source-release', extension: 'zip' }, sha256: '11'.repeat(32) };
    json['outputs'] = { [`thing-${version}.jar`]: `target/thing-${version}.jar` };
  });
const accountOf = (secret: SecretKey): Uint8Array => addressOf(publicKeyOf(secret));

export class World {
  readonly chain = new Harness(GENESIS_NODES, { ...WINDOWS, minElectorate: 2 });
  readonly actors: readonly TestNode[] = [...this.chain.nodes, ...Array.from({ length: NEWCOMERS }, (_, i) => testNode(50 + i))];
  readonly model: ReferenceModel;
  readonly blocks: Block[] = [];
  private readonly sent: Array<{ bytes: Uint8Array; tx: ModelTx }> = [];
  private readonly attempts = new Map<string, number>();

  constructor() {
    const params = { minElectorate: 2, commitWindow: 1_000, graceWindow: 100, revealWindow: 500, voteWindow: 700, maxOpenBuildsPerAccount: 1 };
    const nodes = this.chain.nodes.map((node) => [toHex(node.id), toHex(accountOf(node.secret))] as const);
    this.model = new ReferenceModel(params, nodes, toHex(accountOf(REQUESTER)));
    this.model.now = Number(this.chain.timeMs);
  }

  node(i: number): TestNode {
    return this.actors[i] as TestNode;
  }
  private secret(i: number): SecretKey {
    return i === -1 ? STRANGER : i === -2 ? REQUESTER : this.node(i).secret;
  }
  /** The newest build of a version. */
  private buildOf(index: number): ReturnType<typeof buildIdOf> {
    const purl = purlOf(VERSIONS[index] as string);
    return buildIdOf(purl, Math.max(1, this.chain.view().request(purl).attempts));
  }

  private make(action: Action, secret: SecretKey, model: ModelTx['action']): { bytes: Uint8Array; tx: ModelTx } {
    const bytes = this.chain.sign(action, secret, { expiresAtHeight: this.chain.height + 50n });
    const made = { bytes, tx: { sender: toHex(accountOf(secret)), hash: toHex(sha256(bytes)), action: model } };
    this.sent.push(made);
    return made;
  }

  transactionsOf(step: AnyStep): Array<{ bytes: Uint8Array; tx: ModelTx }> {
    const everybody = this.actors.map((_, i) => i);
    switch (step.kind) {
      case 'request': {
        const recipe = recipeOf(VERSIONS[step.version] as string);
        const action: Action = { kind: 'requestBuild', value: { recipe } };
        return [
          this.make(action, this.secret(step.by), { kind: 'request', version: recipe.purl, buildIdOf: (attempt) => toHex(buildIdOf(recipe.purl, attempt)) }),
        ];
      }
      case 'commitAll':
        return everybody.flatMap((i) =>
          (step.results[i] ?? -1) < 0 ? [] : [this.commit(step.version, i, step.results[i] as number, { saltOf: i, boundTo: i })],
        );
      case 'revealAll':
        return everybody.flatMap((i) => ((step.results[i] ?? -1) < 0 ? [] : [this.reveal(step.version, i, step.results[i] as number, i)]));
      case 'commit':
        return [this.commit(step.version, step.node, step.result, step)];
      case 'reveal':
        return [this.reveal(step.version, step.node, step.result, step.saltOf, step.by)];
      case 'propose':
        return [this.propose(step.node, step.effect)];
      case 'ballot':
        this.attempts.set(JSON.stringify(step.effect), this.newestAttempt(step.effect));
        return [
          this.propose(step.node, step.effect),
          ...everybody.flatMap((i) => ((step.votes[i] ?? -1) < 0 ? [] : [this.vote(i, step.effect, step.votes[i] === 1)])),
        ];
      case 'voteAll':
        return everybody.flatMap((i) => ((step.votes[i] ?? -1) < 0 ? [] : [this.vote(i, step.effect, step.votes[i] === 1)]));
      case 'replay': {
        const old = this.sent.at(-1 - step.back);
        return old === undefined ? [] : [old];
      }
    }
  }

  private commit(index: number, i: number, resultIndex: number, of: { saltOf: number; boundTo: number; by?: number | undefined }) {
    const buildId = this.buildOf(index);
    const digest = resultDigest(RESULTS[resultIndex] as Result);
    const commitment = commitmentDigest({ buildId, nodeId: this.node(of.boundTo).id, salt: this.chain.salt(this.node(of.saltOf)), resultDigest: digest });
    const opening = `${toHex(buildId)} ${of.boundTo} ${of.saltOf} ${resultIndex}`;
    const model = { kind: 'commit', node: toHex(this.node(i).id), build: toHex(buildId), opening } as const;
    return this.make({ kind: 'commitResult', value: { buildId, nodeId: this.node(i).id, commitment } }, this.secret(of.by ?? i), model);
  }

  private reveal(index: number, i: number, resultIndex: number, saltOf: number, by?: number) {
    const buildId = this.buildOf(index);
    const real = RESULTS[resultIndex] as Result;
    const value = {
      buildId,
      nodeId: this.node(i).id,
      salt: this.chain.salt(this.node(saltOf)),
      result: real,
      environment: sha256(),
      provenanceSha256: sha256(),
    };
    const opening = `${toHex(buildId)} ${i} ${saltOf} ${resultIndex}`;
    const model = { node: toHex(this.node(i).id), build: toHex(buildId), opening, result: String(resultIndex), publishes: real !== FAILED };
    return this.make({ kind: 'revealResult', value: { ...value, upstream: 'unchecked' } }, this.secret(by ?? i), { kind: 'reveal', ...model });
  }

  private propose(i: number, wanted: AnyEffect) {
    const [real, model] = this.effect(wanted);
    const action = { kind: 'propose', node: toHex(this.node(i).id), effect: model, idOf: (attempt: number) => toHex(proposalIdOf(real, attempt)) } as const;
    return this.make({ kind: 'propose', value: { nodeId: this.node(i).id, effect: { effect: real } } }, this.secret(i), action);
  }

  private vote(i: number, wanted: AnyEffect, approve: boolean) {
    const [real] = this.effect(wanted);
    const proposalId = proposalIdOf(real, Math.max(1, this.attempts.get(JSON.stringify(wanted)) ?? 1));
    const model = { kind: 'vote', node: toHex(this.node(i).id), proposal: toHex(proposalId), approve } as const;
    return this.make({ kind: 'vote', value: { nodeId: this.node(i).id, proposalId, choice: approve ? 'approve' : 'reject' } }, this.secret(i), model);
  }

  private effect(wanted: AnyEffect): [Effect, ModelEffect] {
    switch (wanted.kind) {
      case 'add': {
        const { id, secret } = this.node(wanted.who);
        const account = addressOf(publicKeyOf(secret));
        return [
          { kind: 'addBuildNode', value: { nodeId: id, name: 'newcomer', account, consensusKey: sha256(id), peerId: 'p', noteKey: sha256(id) } },
          { kind: 'add', node: toHex(id), account: toHex(account) },
        ];
      }
      case 'remove': {
        const { id } = this.node(wanted.who);
        return [
          { kind: 'removeBuildNode', value: { nodeId: id, reason: 'gone' } },
          { kind: 'remove', node: toHex(id) },
        ];
      }
      case 'grant':
      case 'ungrant': {
        const address = accountOf(this.secret(wanted.who)) as never;
        const account = toHex(address);
        return [
          { kind: wanted.kind === 'grant' ? 'grantRequester' : 'revokeRequester', value: { address } },
          { kind: wanted.kind, account },
        ];
      }
      case 'withdraw':
        return [{ kind: 'withdrawSource', value: { pattern: MAPPING.pattern } }, { kind: 'withdraw' }];
      case 'approve':
        return [{ kind: 'approveSource', value: MAPPING }, { kind: 'approve' }];
      case 'minElectorate': {
        // From the genesis parameters, the one value changed: what stands there now may be newer, and is the same.
        const value = { ...this.chain.view().params(), minElectorate: wanted.value };
        return [
          { kind: 'changeParams', value },
          { kind: 'minElectorate', value: wanted.value },
        ];
      }
      case 'revoke': {
        const purl = purlOf(VERSIONS[wanted.version] as string);
        return [
          { kind: 'revoke', value: { purl, reason: 'bad' } },
          { kind: 'revoke', version: purl },
        ];
      }
    }
  }

  async play({ after, offenders, steps }: AnyBlock): Promise<void> {
    const made = steps.flatMap((one) => {
      const transactions = this.transactionsOf(one);
      // A vote is for the newest attempt that the chain will know after this block's proposals.
      if (one.kind === 'propose') this.attempts.set(JSON.stringify(one.effect), this.newestAttempt(one.effect));
      return transactions;
    });
    const misbehaviour = offenders.map((i) => ({
      kind: 'duplicate_vote' as const,
      validator: validatorAddress(sha256(this.node(i).id)),
      height: 1n,
      timeMs: 1n,
    }));
    const bytes = made.map((one) => one.bytes);
    const before = this.chain.committed.frontier;
    const built: Block = { height: this.chain.height + 1n, timeMs: this.chain.timeMs + BigInt(after), txs: bytes.map(parseTx), misbehaviour };
    this.blocks.push(built);
    this.assertRefusedChangeNothing(built);
    const codes = await this.chain.block(bytes, BigInt(after), misbehaviour);
    expect(codes).toEqual(
      this.model.block(
        after,
        made.map((one) => one.tx),
        offenders.map((i) => toHex(this.node(i).id)),
      ),
    );
    this.assertSameState();
    this.assertInvariants(before);
  }

  private newestAttempt(wanted: AnyEffect): number {
    const [real] = this.effect(wanted);
    let attempt = 1;
    while (this.chain.view().proposal(proposalIdOf(real, attempt)) !== undefined) attempt += 1;
    const last = this.chain.view().proposal(proposalIdOf(real, attempt - 1));
    return last?.phase === 'open' ? attempt - 1 : attempt;
  }

  /** The block without its refused transactions gives the same app hash; those that are counted stay. */
  private assertRefusedChangeNothing(built: Block): void {
    const whole = executeBlock(this.chain.reader, this.chain.committed, built);
    const txs = built.txs.filter((_, i) => {
      const verdict = whole.verdicts[i];
      return verdict?.accepted === true || verdict?.counted === true;
    });
    const without = executeBlock(this.chain.reader, this.chain.committed, { ...built, txs });
    expect(toHex(without.committed.appHash)).toBe(toHex(whole.committed.appHash));
  }

  private assertSameState(): void {
    const view = this.chain.view();
    expect(view.nodeIds().map(toHex)).toEqual([...this.model.nodes].sort());
    for (const [id, expected] of this.model.builds) {
      const build = view.build(Buffer.from(id, 'hex') as never) as Build;
      expect(build.phase).toBe(expected.phase);
      expect(build.electorate.map(toHex)).toEqual([...expected.electorate].sort());
      expect(build.commitments.map(({ nodeId }) => toHex(nodeId))).toEqual([...expected.commitments.keys()].sort());
      const reveals = build.reveals.map(({ nodeId, timing }) => `${toHex(nodeId)} ${timing}`);
      expect(reveals).toEqual([...expected.reveals].map(([node, { late }]) => `${node} ${late ? 'late' : 'in_time'}`).sort());
    }
    const unlisted = new Set(['open', 'passed']);
    const ended = [...this.model.proposals].filter(([, { phase }]) => !unlisted.has(phase)).map(([id]) => id);
    expect(new Set(view.endedProposalIds().map(toHex))).toEqual(new Set(ended));
    for (const [id, expected] of this.model.proposals) expect(view.proposal(Buffer.from(id, 'hex') as never)?.phase).toBe(expected.phase);
    for (const name of VERSIONS) {
      const found = view.publication(purlOf(name));
      const expected = this.model.published.get(purlOf(name));
      expect(found === undefined ? undefined : { revoked: found.revokedBy !== undefined }).toEqual(expected);
    }
    for (const { id } of this.actors) expect(view.node(id)?.badReveals ?? 0).toBe(this.model.badReveals.get(toHex(id)) ?? 0);
    expect(Number(this.chain.committed.frontier.size)).toBe(this.model.log.length);
    const last = this.model.log.length === 0 ? [] : [this.kindOf(this.chain.entry(BigInt(this.model.log.length - 1)))];
    expect(last).toEqual(this.model.log.slice(-1).map(kindOfModel));
  }

  private kindOf({ record }: LogEntry): string {
    return record.kind === 'refusal' ? record.value.verdict : record.kind;
  }

  /** Whatever was played. */
  private assertInvariants(before: Harness['committed']['frontier']): void {
    const { frontier } = this.chain.committed;
    const proof = consistencyProof(nodeReaderFromTiles(this.chain.store.readTile), before.size, frontier.size);
    const claim = { size1: before.size, root1: frontierRoot(before), size2: frontier.size, root2: frontierRoot(frontier) };
    expect(verifyConsistency(claim, proof)).toBe(true);
    for (let index = before.size; index < frontier.size; index += 1n) {
      const { record } = logEntryCodec.decode(this.chain.store.readEntry(index) as Uint8Array);
      if (record.kind === 'publication') this.assertReproduced(record.value);
    }
  }

  /** More than half of the electorate, equal digests, each committed before any reveal was possible. */
  private assertReproduced({
    buildId,
    artifacts,
    matchedNodes,
    electorateSize,
  }: {
    buildId: Uint8Array;
    artifacts: readonly { sha256: Uint8Array }[];
    matchedNodes: readonly NodeId[];
    electorateSize: number;
  }): void {
    const build = this.chain.view().build(buildId as never) as Build;
    const digests = build.reveals.filter(({ nodeId }) => matchedNodes.some((id) => equalBytes(id, nodeId))).map(({ resultDigest: digest }) => toHex(digest));
    expect(isAbsoluteMajority(matchedNodes.length, electorateSize)).toBe(true);
    expect(digests).toHaveLength(matchedNodes.length);
    expect(new Set(digests).size).toBe(1);
    expect(artifacts.length).toBeGreaterThan(0);
    const firstReveal = build.reveals.map(({ height }) => height).reduce((a, b) => (a < b ? a : b));
    for (const { height } of build.commitments) expect(height).toBeLessThan(firstReveal);
  }

  /** The same blocks on another store, closed and opened in between, come to the same app hash. */
  async assertReplays(): Promise<void> {
    const kv = new MemoryStore();
    let store = LedgerStore.open(kv);
    for (const [i, built] of this.blocks.entries()) {
      if (i === 0) {
        const executed = executeBlock(new Harness(GENESIS_NODES, { ...WINDOWS, minElectorate: 2 }).reader, this.chain.genesis.committed, built);
        await store.commit([this.chain.genesis, executed]);
      } else await store.commit([executeBlock(store, store.head as never, built)]);
      if (i % 3 === 0) store = LedgerStore.open(kv);
    }
    if (this.blocks.length > 0) expect(toHex((store.head as NonNullable<typeof store.head>).appHash)).toBe(toHex(this.chain.committed.appHash));
  }
}

export function kindOfModel(line: string): string {
  if (line.startsWith('{')) {
    const { kind } = JSON.parse(line) as ModelEffect;
    if (kind === 'withdraw' || kind === 'approve') return 'sourceMapping';
    if (kind === 'minElectorate') return 'params';
    return kind === 'revoke' ? 'revocation' : 'membership';
  }
  if (line.startsWith('offence')) return 'misbehaviour';
  return line.startsWith('published') ? 'publication' : (line.split(' ')[0] as string);
}
