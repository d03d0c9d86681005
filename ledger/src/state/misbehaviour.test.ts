/** Misbehaviour, and what nodes say after a verdict. All through transactions and blocks. */
import { describe, expect, test } from 'vitest';
import { sha256, toHex, utf8 } from '../bytes.ts';
import { proposalIdOf } from '../proposal.ts';
import { publicKeyOf } from '../tx/sign.ts';
import { addressOf } from '../tx/tx.ts';
import { PURL, type TestNode, testResult } from './ledger-harness.ts';
import { add, chainOf, GOOD, identity, NEWCOMER, pass } from './ledger-harness-votes.ts';
import { validatorAddress } from './membership.ts';

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
