/** Proposals and votes, and what they do to build nodes. All through transactions and blocks. */
import { describe, expect, test } from 'vitest';
import { buildIdOf } from '../build.ts';
import { type Digest, sha256, toHex, utf8 } from '../bytes.ts';
import { type Effect, proposalIdOf } from '../proposal.ts';
import { publicKeyOf } from '../tx/sign.ts';
import { addressOf } from '../tx/tx.ts';
import { type Harness, REQUESTER, STRANGER, type TestNode, testRecipe, testResult } from './ledger-harness.ts';
import { add, chainOf, GOOD, grant, identity, NEWCOMER, pass, remove, VOTE_WINDOW_MS } from './ledger-harness-votes.ts';
import { validatorAddress } from './membership.ts';

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
    expect(chain.view().endedProposalIds()).toEqual([id]);
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

test('of those that did not pass, the newest are listed', async () => {
  const chain = chainOf(40);
  const ended: Digest[] = [];
  for (let round = 0; round < 5; round += 1) {
    for (let i = 0; i < 64; i += 1) {
      const effect = grant(sha256(utf8(`account ${i}`)).slice(0, 20));
      await chain.block([chain.propose(chain.nodes[i % 40] as TestNode, effect)], 1n);
      ended.push(proposalIdOf(effect, round + 1));
    }
    await chain.block([], VOTE_WINDOW_MS);
  }
  const listed = chain.view().endedProposalIds();
  expect(listed).toHaveLength(256);
  expect(new Set(listed.map(toHex))).toEqual(new Set(ended.slice(-256).map(toHex)));
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
    ['its note key is in use', (chain: Harness) => add({ noteKey: sha256((chain.nodes[1] as TestNode).id) }), 'NOTE_KEY_USED'],
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
    const taken = { ...rotated, noteKey: sha256(a.id) };
    expect(await chain.block([chain.propose(a, { kind: 'rotateKeys', value: taken })])).toEqual(['NOTE_KEY_USED']);
    expect(await chain.block([chain.propose(a, { kind: 'rotateKeys', value: identity(NEWCOMER) })])).toEqual(['NODE_UNKNOWN']);
  });

  test('64 are the most', async () => {
    const chain = chainOf(64);
    expect(await chain.block([chain.propose(chain.nodes[0] as TestNode, add())])).toEqual(['TOO_MANY_NODES']);
  });
});
