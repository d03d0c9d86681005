/** Proposals, votes and what they do; misbehaviour. All through transactions and blocks. */
import { describe, expect, test } from 'vitest';
import { buildIdOf } from '../build.ts';
import { sha256, toHex, utf8 } from '../bytes.ts';
import { DEFAULT_PARAMS, PARAM_BOUNDS } from '../params.ts';
import { type Effect, type NodeIdentity, proposalIdOf } from '../proposal.ts';
import { publicKeyOf } from '../tx/sign.ts';
import { addressOf } from '../tx/tx.ts';
import { Harness, PURL, REQUESTER, STRANGER, type TestNode, testNode, testRecipe, testResult } from './ledger-harness.ts';
import { validatorAddress } from './membership.ts';

const GOOD = testResult('good');
const VOTE_WINDOW_MS = 5_000n;
const chainOf = (nodes: number, params: object = {}): Harness => new Harness(nodes, { voteWindowMs: VOTE_WINDOW_MS, ...params });

const NEWCOMER = testNode(99);
function identity(node: TestNode, change: Partial<NodeIdentity> = {}): NodeIdentity {
  return { nodeId: node.id, name: 'newcomer', account: addressOf(publicKeyOf(node.secret)), consensusKey: sha256(node.id), peerId: 'p', ...change };
}
const add = (change: Partial<NodeIdentity> = {}): Effect => ({ kind: 'addBuildNode', value: identity(NEWCOMER, change) });
const remove = (node: TestNode, reason = 'gone'): Effect => ({ kind: 'removeBuildNode', value: { nodeId: node.id, reason } });
const grant = (account: Uint8Array): Effect => ({ kind: 'grantRequester', value: { address: account as never } });
const revoke = (purl = PURL, reason = 'malware'): Effect => ({ kind: 'revoke', value: { purl, reason } });

/** Proposed by the first node, approved by the rest until it has the majority. */
async function pass(chain: Harness, effect: Effect, attempt = 1): Promise<void> {
  const [first, ...rest] = chain.nodes as [TestNode, ...TestNode[]];
  expect(await chain.block([chain.propose(first, effect)])).toEqual(['OK']);
  const id = proposalIdOf(effect, attempt);
  for (const node of rest) {
    if (chain.view().proposal(id)?.phase !== 'open') break;
    expect(await chain.block([chain.vote(node, id)])).toEqual(['OK']);
  }
  expect(chain.view().proposal(id)?.phase).toBe('passed');
}

/** Publishes the version of the harness' recipe with all nodes agreeing. */
async function publish(chain: Harness): Promise<void> {
  await chain.block([chain.request()]);
  await chain.block(chain.nodes.map((node) => chain.commit(node, GOOD)));
  await chain.block(chain.nodes.map((node) => chain.reveal(node, GOOD)));
  expect(chain.build().phase).toBe('published');
}

describe('votes', () => {
  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
  ])('of %i nodes, %i yes pass', async (nodes, needed) => {
    const chain = chainOf(nodes);
    const effect = grant(sha256(utf8('x')).slice(0, 20));
    const id = proposalIdOf(effect, 1);
    await chain.block([chain.propose(chain.nodes[0] as TestNode, effect)]);
    for (let yes = 1; yes < needed; yes += 1) {
      expect(chain.view().proposal(id)?.phase).toBe('open');
      await chain.block([chain.vote(chain.nodes[yes] as TestNode, id)]);
    }
    expect(chain.view().proposal(id)).toMatchObject({ phase: 'passed', logIndex: 0n, decidedAtHeight: chain.height });
    expect(chain.view().openProposalIds()).toEqual([]);
  });

  test('it fails as soon as it cannot pass any more; the same may be proposed again', async () => {
    const chain = chainOf(4);
    const [a, b, c] = chain.nodes as [TestNode, TestNode, TestNode, TestNode];
    const id = proposalIdOf(add(), 1);
    await chain.block([chain.propose(a, add())]);
    await chain.block([chain.vote(b, id, 'reject')]);
    expect(chain.view().proposal(id)?.phase).toBe('open');
    await chain.block([chain.vote(c, id, 'reject')]);
    expect(chain.view().proposal(id)).toMatchObject({ phase: 'failed', logIndex: undefined });
    expect(chain.committed.frontier.size).toBe(0n);
    await pass(chain, add(), 2);
  });

  test('it expires at its deadline on an idle chain; a vote in that block comes too late', async () => {
    const chain = chainOf(3);
    const [a, b] = chain.nodes as [TestNode, TestNode];
    const id = proposalIdOf(add(), 1);
    await chain.block([chain.propose(a, add())]);
    await chain.block([], VOTE_WINDOW_MS - 1n);
    expect(chain.view().proposal(id)?.phase).toBe('open');
    expect(await chain.block([chain.vote(b, id)], 1n)).toEqual(['PROPOSAL_DECIDED']);
    expect(chain.view().proposal(id)).toMatchObject({ phase: 'expired', decidedAtHeight: chain.height });
  });

  test('the order of votes within a block does not matter', async () => {
    const roots = [];
    for (const order of [
      [1, 2, 3],
      [3, 1, 2],
    ]) {
      const chain = chainOf(4);
      await chain.block([chain.propose(chain.nodes[0] as TestNode, add())]);
      await chain.block(order.map((i) => chain.vote(chain.nodes[i] as TestNode, proposalIdOf(add(), 1), i === 3 ? 'reject' : 'approve')));
      roots.push([chain.view().proposal(proposalIdOf(add(), 1)), chain.view().nodeIds()]);
    }
    expect(roots[0]).toEqual(roots[1]);
  });

  test('one vote a node, and only for itself', async () => {
    const chain = chainOf(4);
    const [a, b, c] = chain.nodes as [TestNode, TestNode, TestNode];
    const id = proposalIdOf(add(), 1);
    expect(await chain.block([chain.propose(a, add(), b.id)])).toEqual(['ACCOUNT_NOT_ALLOWED']);
    expect(await chain.block([chain.sign({ kind: 'propose', value: { nodeId: a.id, effect: { effect: add() } } }, REQUESTER)])).toEqual([
      'ACCOUNT_NOT_ALLOWED',
    ]);
    expect(await chain.block([chain.sign({ kind: 'propose', value: { nodeId: a.id, effect: { effect: add() } } }, STRANGER)])).toEqual(['ACCOUNT_UNKNOWN']);
    expect(await chain.block([chain.propose(a, add()), chain.propose(b, add())])).toEqual(['OK', 'PROPOSAL_ALREADY_OPEN']);
    expect(await chain.block([chain.vote(a, id), chain.vote(b, id, 'approve', c.id), chain.vote(b, sha256())])).toEqual([
      'ALREADY_VOTED',
      'ACCOUNT_NOT_ALLOWED',
      'PROPOSAL_UNKNOWN',
    ]);
    expect(await chain.block([chain.vote(b, id), chain.vote(b, id, 'reject')])).toEqual(['OK', 'ALREADY_VOTED']);
  });

  test('open proposals are bounded, for one node and for all', async () => {
    const chain = chainOf(12);
    const some = (i: number): Effect => grant(sha256(utf8(`account ${i}`)).slice(0, 20));
    const codes: string[] = [];
    for (const [n, node] of chain.nodes.entries()) {
      for (let i = 0; i < 9; i += 1) codes.push(...(await chain.block([chain.propose(node, some(100 * n + i))], 1n)));
    }
    expect(codes.filter((code) => code === 'OK')).toHaveLength(64);
    expect(codes.slice(0, 9)).toEqual([...Array(8).fill('OK'), 'TOO_MANY_PROPOSALS']);
  });
});

describe('build nodes', () => {
  test('one is added: a validator from the next heights on, in new electorates only, with a vote', async () => {
    const chain = chainOf(3);
    await chain.block([chain.request()]);
    await pass(chain, add());
    expect(chain.validatorUpdates).toEqual([{ consensusKey: sha256(NEWCOMER.id), power: 1 }]);
    expect(chain.build().electorate).toHaveLength(3);
    expect(await chain.block([chain.commit(NEWCOMER, GOOD)])).toEqual(['NOT_IN_ELECTORATE']);
    expect(chain.entry(0n).record).toMatchObject({
      kind: 'membership',
      value: { who: { kind: 'node', value: { change: 'added', node: { name: 'newcomer' } } } },
    });
    const other = testRecipe((json) => {
      json['purl'] = 'pkg:maven/org.example/thing@2.0';
      json['source'] = { registry: { purl: json['purl'], classifier: 'source-release', extension: 'zip' }, sha256: '11'.repeat(32) };
      json['outputs'] = { 'thing-2.0.jar': 'target/thing-2.0.jar' };
    });
    await chain.block([chain.request(other)]);
    expect(chain.view().build(buildIdOf(other.purl, 1))?.electorate).toHaveLength(4);
    expect(await chain.block([chain.propose(NEWCOMER, grant(sha256().slice(0, 20)))])).toEqual(['OK']);
  });

  test.each([
    ['its id is in use', (chain: Harness) => add({ nodeId: (chain.nodes[1] as TestNode).id }), 'NODE_ID_USED'],
    ['its account is an operator', (chain: Harness) => add({ account: addressOf(publicKeyOf((chain.nodes[1] as TestNode).secret)) }), 'ACCOUNT_EXISTS'],
    ['its account is a requester', () => add({ account: addressOf(publicKeyOf(REQUESTER)) }), 'ACCOUNT_EXISTS'],
    ['its consensus key is in use', (chain: Harness) => add({ consensusKey: sha256((chain.nodes[1] as TestNode).id) }), 'CONSENSUS_KEY_USED'],
    ['its name plays tricks', () => add({ name: 'a\u202eb' }), 'EFFECT_INVALID'],
    ['its peer id is none', () => add({ peerId: '../x' }), 'EFFECT_INVALID'],
  ] as Array<[string, (chain: Harness) => Effect, string]>)('cannot be added when %s', async (_, effect, code) => {
    const chain = chainOf(3);
    expect(await chain.block([chain.propose(chain.nodes[0] as TestNode, effect(chain))])).toEqual([code]);
  });

  test('one is removed in the middle of builds: it leaves both sides of the inequality', async () => {
    const chain = chainOf(4);
    const [a, b, c, d] = chain.nodes as [TestNode, TestNode, TestNode, TestNode];
    await chain.block([chain.request()]);
    await chain.block([chain.commit(a, GOOD), chain.commit(b, GOOD), chain.commit(d, testResult('bad'))]);
    expect(chain.build()).toMatchObject({ phase: 'committing' });
    await pass(chain, remove(d));
    expect(chain.validatorUpdates).toEqual([{ consensusKey: sha256(d.id), power: 0 }]);
    expect(chain.build()).toMatchObject({ phase: 'committing', commitments: [{ nodeId: a.id }, { nodeId: b.id }] });
    expect(chain.build().electorate).toEqual([a.id, b.id, c.id]);
    expect(await chain.block([chain.reveal(d, testResult('bad')), chain.commit(c, testResult('other'))])).toEqual(['ACCOUNT_UNKNOWN', 'OK']);
    expect(chain.build().phase).toBe('revealing');
    await chain.block([chain.reveal(a, GOOD), chain.reveal(b, GOOD)]);
    expect(chain.build().phase).toBe('published');
  });

  test('one removed while it alone is missing ends the committing', async () => {
    const chain = chainOf(4);
    const [a, b, c, d] = chain.nodes as [TestNode, TestNode, TestNode, TestNode];
    await chain.block([chain.request()]);
    await chain.block([a, b, c].map((node) => chain.commit(node, GOOD)));
    await pass(chain, remove(d));
    expect(chain.build().phase).toBe('revealing');
  });

  test('the last one stays; ids and keys never serve again', async () => {
    const chain = chainOf(2, { minElectorate: 1 });
    const [a, b] = chain.nodes as [TestNode, TestNode];
    await pass(chain, remove(b));
    expect(await chain.block([chain.propose(a, remove(a))])).toEqual(['LAST_NODE']);
    expect(await chain.block([chain.propose(a, remove(b))])).toEqual(['NODE_UNKNOWN']);
    expect(await chain.block([chain.propose(a, { kind: 'addBuildNode', value: identity(b, { consensusKey: sha256() }) })])).toEqual(['NODE_ID_USED']);
    expect(await chain.block([chain.propose(a, add({ consensusKey: sha256(b.id) }))])).toEqual(['CONSENSUS_KEY_USED']);
    expect(await chain.block([chain.propose(a, add({ account: addressOf(publicKeyOf(b.secret)) }))])).toEqual(['OK']);
    expect(chain.view().node(b.id)?.removedAtHeight).toBeGreaterThan(0n);
  });

  test('two removals that would empty the set: the second is void', async () => {
    const chain = chainOf(2, { minElectorate: 1 });
    const [a, b] = chain.nodes as [TestNode, TestNode];
    await chain.block([chain.propose(a, remove(b)), chain.propose(b, remove(a))]);
    await chain.block([chain.vote(b, proposalIdOf(remove(b), 1)), chain.vote(a, proposalIdOf(remove(a), 1))]);
    expect(chain.view().nodeIds()).toHaveLength(1);
    expect([remove(a), remove(b)].map((effect) => chain.view().proposal(proposalIdOf(effect, 1))?.phase).sort()).toEqual(['passed', 'void']);
    expect(chain.validatorUpdates).toHaveLength(1);
  });

  test('added and removed in one block: no update contradicts another', async () => {
    const chain = chainOf(3);
    const [a, b, c] = chain.nodes as [TestNode, TestNode, TestNode];
    await chain.block([chain.propose(a, add()), chain.propose(a, remove(c))]);
    await chain.block([chain.vote(b, proposalIdOf(add(), 1)), chain.vote(b, proposalIdOf(remove(c), 1))]);
    const keys = chain.validatorUpdates.map(({ consensusKey, power }) => `${toHex(consensusKey)} ${power}`);
    expect(keys.sort()).toEqual([`${toHex(sha256(NEWCOMER.id))} 1`, `${toHex(sha256(c.id))} 0`].sort());
  });

  test('keys rotate: the old account can do nothing, the old consensus key leads to the node for ever', async () => {
    const chain = chainOf(3);
    const [a, b] = chain.nodes as [TestNode, TestNode];
    const rotated = identity(b, { account: addressOf(publicKeyOf(NEWCOMER.secret)), consensusKey: sha256(utf8('new key')), name: 'b' });
    await pass(chain, { kind: 'rotateKeys', value: rotated });
    expect(chain.validatorUpdates.map(({ power }) => power).sort()).toEqual([0, 1]);
    expect(await chain.block([chain.propose(b, add())])).toEqual(['ACCOUNT_UNKNOWN']);
    expect(await chain.block([chain.propose({ id: b.id, secret: NEWCOMER.secret }, grant(sha256().slice(0, 20)))])).toEqual(['OK']);
    expect(chain.view().validator(validatorAddress(sha256(b.id)))).toEqual(b.id);
    const back = identity(b, { account: rotated.account, consensusKey: sha256(b.id), name: 'b' });
    expect(await chain.block([chain.propose(a, { kind: 'rotateKeys', value: back })])).toEqual(['CONSENSUS_KEY_USED']);
    expect(await chain.block([chain.propose(a, { kind: 'rotateKeys', value: rotated })])).toEqual(['NOTHING_CHANGES']);
    expect(await chain.block([chain.propose(a, { kind: 'rotateKeys', value: identity(NEWCOMER) })])).toEqual(['NODE_UNKNOWN']);
  });

  test('64 are the most', async () => {
    const chain = chainOf(64);
    expect(await chain.block([chain.propose(chain.nodes[0] as TestNode, add())])).toEqual(['TOO_MANY_NODES']);
  });
});

describe('requesters', () => {
  test('granted and revoked', async () => {
    const chain = chainOf(3);
    const [a] = chain.nodes as [TestNode];
    const address = addressOf(publicKeyOf(STRANGER));
    expect(await chain.block([chain.request(testRecipe(), STRANGER)])).toEqual(['ACCOUNT_UNKNOWN']);
    await pass(chain, grant(address));
    expect(await chain.block([chain.request(testRecipe(), STRANGER)])).toEqual(['OK']);
    expect(await chain.block([chain.propose(a, grant(address))])).toEqual(['ACCOUNT_EXISTS']);
    await pass(chain, { kind: 'revokeRequester', value: { address } });
    expect(await chain.block([chain.request(testRecipe(), STRANGER)])).toEqual(['ACCOUNT_UNKNOWN']);
    expect(await chain.block([chain.propose(a, { kind: 'revokeRequester', value: { address } })])).toEqual(['REQUESTER_UNKNOWN']);
    expect(await chain.block([chain.propose(a, { kind: 'revokeRequester', value: { address: addressOf(publicKeyOf(a.secret)) } })])).toEqual([
      'REQUESTER_UNKNOWN',
    ]);
    expect([0n, 1n].map((index) => chain.entry(index).record.kind)).toEqual(['membership', 'membership']);
    // The build that it asked for goes on.
    expect(chain.build().phase).toBe('committing');
  });
});

describe('source mappings', () => {
  const mapping = { pattern: 'pkg:maven/com.new/*', adapters: ['maven'], registry: 'same_namespace', steps: 'adapter', urls: [] } as const;
  test('approved, changed, withdrawn; each is logged and acts at once', async () => {
    const chain = chainOf(3);
    const [a] = chain.nodes as [TestNode];
    const recipe = testRecipe((json) => {
      json['purl'] = 'pkg:maven/com.new/thing@1.0';
      json['source'] = { registry: { purl: json['purl'], classifier: 'source-release', extension: 'jar' }, sha256: '11'.repeat(32) };
    });
    expect(await chain.block([chain.request(recipe)])).toEqual(['NO_SOURCE_MAPPING']);
    await pass(chain, { kind: 'approveSource', value: mapping });
    expect(await chain.block([chain.propose(a, { kind: 'approveSource', value: mapping })])).toEqual(['NOTHING_CHANGES']);
    await pass(chain, { kind: 'approveSource', value: { ...mapping, registry: 'denied', urls: ['https://git.example/new/'] } });
    expect(await chain.block([chain.request(recipe)])).toEqual(['NO_SOURCE_MAPPING']);
    await pass(chain, { kind: 'withdrawSource', value: { pattern: mapping.pattern } });
    expect(await chain.block([chain.propose(a, { kind: 'withdrawSource', value: { pattern: mapping.pattern } })])).toEqual(['MAPPING_UNKNOWN']);
    expect([0n, 1n, 2n].map((index) => chain.entry(index).record)).toMatchObject([
      { kind: 'sourceMapping', value: { change: 'approved', mapping: { registry: 'same_namespace' } } },
      { kind: 'sourceMapping', value: { change: 'approved', mapping: { registry: 'denied' } } },
      { kind: 'sourceMapping', value: { change: 'withdrawn', mapping: { registry: 'denied' } } },
    ]);
    expect(chain.view().sourceMapping(mapping.pattern)).toBeUndefined();
  });
  test.each([
    ['a pattern that is no purl', { pattern: 'maven' }],
    ['a pattern with a version', { pattern: 'pkg:maven/g/a@1' }],
    ['an unknown adapter', { adapters: ['gradle'] }],
    ['no adapter', { adapters: [] }],
    ['a url with credentials', { urls: ['https://a:b@c/d/'] }],
  ])('%s is refused', async (_, change) => {
    const chain = chainOf(3);
    const effect: Effect = { kind: 'approveSource', value: { ...mapping, ...change } };
    expect(await chain.block([chain.propose(chain.nodes[0] as TestNode, effect)])).toEqual(['EFFECT_INVALID']);
  });
});

describe('parameters', () => {
  const change = (chain: Harness, wanted: object): Effect => ({ kind: 'changeParams', value: { ...chain.view().params(), ...wanted } });
  test('changed: from the next block on', async () => {
    const chain = chainOf(3);
    await pass(chain, change(chain, { minElectorate: 4 }));
    expect(chain.entry(0n).record).toMatchObject({ kind: 'params', value: { params: { minElectorate: 4 } } });
    expect(await chain.block([chain.request()])).toEqual(['ELECTORATE_TOO_SMALL']);
  });
  test.each(Object.entries(PARAM_BOUNDS))('%s has bounds', async (name, [lowest, highest]) => {
    const chain = chainOf(1, { graceWindowMs: 150n });
    const [a] = chain.nodes as [TestNode];
    const as = (value: bigint): unknown => (typeof DEFAULT_PARAMS[name as keyof typeof DEFAULT_PARAMS] === 'bigint' ? value : Number(value));
    expect(await chain.block([chain.propose(a, change(chain, { [name]: as(lowest - 1n) }))])).toEqual(['PARAMS_OUT_OF_BOUNDS']);
    expect(await chain.block([chain.propose(a, change(chain, { [name]: as(highest + 1n) }))])).toEqual(['PARAMS_OUT_OF_BOUNDS']);
    for (const value of [lowest, highest]) {
      expect(await chain.block([chain.propose(a, change(chain, { [name]: as(value) }))])).toEqual(['OK']);
      expect(chain.view().params()[name as keyof typeof DEFAULT_PARAMS]).toBe(as(value));
    }
  });
  test('the name of the log stays, and what is so already is no change', async () => {
    const chain = chainOf(3);
    const [a] = chain.nodes as [TestNode];
    expect(await chain.block([chain.propose(a, change(chain, { logOrigin: 'other.test' }))])).toEqual(['EFFECT_INVALID']);
    expect(await chain.block([chain.propose(a, change(chain, {}))])).toEqual(['NOTHING_CHANGES']);
  });
});

describe('revocation', () => {
  test('a publication is revoked with a reason, and stays so', async () => {
    const chain = chainOf(3);
    const [a] = chain.nodes as [TestNode];
    expect(await chain.block([chain.propose(a, revoke())])).toEqual(['NOT_PUBLISHED']);
    await publish(chain);
    expect(await chain.block([chain.propose(a, revoke(PURL, ''))])).toEqual(['EFFECT_INVALID']);
    expect(await chain.block([chain.propose(a, revoke(PURL, 'line\nline'))])).toEqual(['EFFECT_INVALID']);
    await pass(chain, revoke());
    expect(chain.view().publication(PURL)).toMatchObject({ logIndex: 0n, revokedBy: 1n });
    expect(chain.entry(1n).record).toMatchObject({ kind: 'revocation', value: { purl: PURL, publication: 0n, reason: 'malware' } });
    expect(await chain.block([chain.request()])).toEqual(['VERSION_REVOKED']);
    expect(await chain.block([chain.propose(a, revoke(PURL, 'again'))])).toEqual(['ALREADY_REVOKED']);
  });
});

describe('misbehaviour', () => {
  const offence = (node: TestNode, kind: 'duplicate_vote' | 'light_client_attack' = 'duplicate_vote') => ({
    kind,
    validator: validatorAddress(sha256(node.id)),
    height: 1n,
    timeMs: 5n,
  });

  test('a double signer is removed with its commitments, before the transactions of that block', async () => {
    const chain = chainOf(4);
    const [a, b, c, d] = chain.nodes as [TestNode, TestNode, TestNode, TestNode];
    await chain.block([chain.request()]);
    await chain.block([chain.commit(a, GOOD), chain.commit(b, GOOD)]);
    expect(await chain.block([chain.commit(c, GOOD), chain.commit(d, GOOD)], 10n, [offence(a)])).toEqual(['OK', 'OK']);
    expect(chain.validatorUpdates).toEqual([{ consensusKey: sha256(a.id), power: 0 }]);
    expect(chain.build()).toMatchObject({ phase: 'revealing', electorate: [b.id, c.id, d.id] });
    expect(chain.entry(0n).record).toMatchObject({ kind: 'misbehaviour', value: { kind: 'duplicate_vote', consequence: 'removed', height: 1n } });
    expect(await chain.block([chain.reveal(a, GOOD)])).toEqual(['ACCOUNT_UNKNOWN']);
  });

  test('twice in a block, again later, an unknown validator: nothing more happens', async () => {
    const chain = chainOf(4);
    const [a] = chain.nodes as [TestNode];
    await chain.block([], 10n, [offence(a), offence(a, 'light_client_attack'), offence(NEWCOMER)]);
    await chain.block([], 10n, [offence(a)]);
    expect(chain.committed.frontier.size).toBe(1n);
    expect(chain.view().nodeIds()).toHaveLength(3);
  });

  test('all but the last are removed', async () => {
    const chain = chainOf(3);
    await chain.block(
      [],
      10n,
      chain.nodes.map((node) => offence(node)),
    );
    expect(chain.view().nodeIds()).toHaveLength(1);
    expect(chain.validatorUpdates).toHaveLength(2);
    expect(chain.entry(2n).record).toMatchObject({ kind: 'misbehaviour', value: { consequence: 'kept' } });
  });

  test('an offence with a key that was rotated out leads to the node', async () => {
    const chain = chainOf(3);
    const [, b] = chain.nodes as [TestNode, TestNode];
    await pass(chain, { kind: 'rotateKeys', value: identity(b, { account: addressOf(publicKeyOf(b.secret)), consensusKey: sha256(utf8('new')), name: 'b' }) });
    await chain.block([], 10n, [offence(b)]);
    expect(chain.view().currentNode(b.id)).toBeUndefined();
    expect(chain.validatorUpdates).toEqual([{ consensusKey: sha256(utf8('new')), power: 0 }]);
  });

  test('votes of a removed node count no more', async () => {
    const chain = chainOf(4);
    const [a, b, c, d] = chain.nodes as [TestNode, TestNode, TestNode, TestNode];
    const id = proposalIdOf(add(), 1);
    await chain.block([chain.propose(a, add())]);
    await chain.block([chain.vote(b, id)], 10n, [offence(a)]);
    expect(chain.view().proposal(id)?.phase).toBe('open');
    await chain.block([chain.vote(c, id, 'reject')]);
    await chain.block([chain.vote(d, id)]);
    expect(chain.view().proposal(id)?.phase).toBe('passed');
  });
});

describe('late confirmations', () => {
  test('after the verdict a node of the electorate may say what it got: on record, marked, never counted', async () => {
    const chain = chainOf(4);
    const [a, b, c, d] = chain.nodes as [TestNode, TestNode, TestNode, TestNode];
    await chain.block([chain.request()]);
    await chain.block([a, b, c].map((node) => chain.commit(node, GOOD)));
    expect(await chain.block([chain.reveal(d, GOOD)], 200n)).toEqual(['NO_COMMITMENT']);
    await chain.block([a, b, c].map((node) => chain.reveal(node, GOOD)));
    expect(chain.build().phase).toBe('published');
    expect(await chain.block([chain.reveal(d, GOOD)], 1_000_000n)).toEqual(['OK']);
    expect(chain.build().reveals.find((reveal) => toHex(reveal.nodeId) === toHex(d.id))?.timing).toBe('late');
    expect(chain.build().reveals.filter((reveal) => reveal.timing === 'in_time')).toHaveLength(3);
    expect(await chain.block([chain.reveal(d, testResult('other'))])).toEqual(['ALREADY_REVEALED']);
    expect(chain.committed.frontier.size).toBe(1n);
  });

  test('confirmations do not turn a refusal round', async () => {
    const chain = chainOf(3);
    const [a, b, c] = chain.nodes as [TestNode, TestNode, TestNode];
    await chain.block([chain.request()]);
    await chain.block([chain.commit(a, GOOD), chain.commit(b, testResult('other'))]);
    await chain.block([chain.reveal(a, GOOD), chain.reveal(b, testResult('other'))], 200n);
    expect(chain.build().phase).toBe('refused');
    expect(await chain.block([chain.reveal(c, GOOD)])).toEqual(['OK']);
    expect(chain.build().phase).toBe('refused');
    expect(chain.view().publication(PURL)).toBeUndefined();
  });
});
