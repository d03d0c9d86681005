/** What proposals do to requesters, source mappings, parameters and publications. All through transactions and blocks. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_PARAMS, PARAM_BOUNDS } from '../params.ts';
import type { Effect } from '../proposal.ts';
import { publicKeyOf } from '../tx/sign.ts';
import { addressOf } from '../tx/tx.ts';
import { type Harness, PURL, STRANGER, type TestNode, testRecipe } from './ledger-harness.ts';
import { chainOf, grant, pass, publish, revoke } from './ledger-harness-votes.ts';

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
