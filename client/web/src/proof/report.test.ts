/** What the page shows is held against what is proven; the proof itself is tried in test/page. */
import { parseDigest } from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import type { Claim } from '../../../src/proof/verify-bundle.ts';
import type { Publication } from '../api.ts';
import { differencesOf, reportOn } from './report.ts';

const SHA = 'ab'.repeat(32);
const statement: Claim['statement'] = {
  kind: 'published',
  publication: {
    purl: 'pkg:maven/g/a@1',
    artifacts: [{ name: 'a-1.jar', size: 5n, sha256: parseDigest(SHA), chunkRoot: parseDigest(SHA) }],
    logIndex: 3n,
    logSize: 5n,
    logRoot: SHA,
    publishedAtHeight: 7n,
    publishedAtMs: 1_000n,
    matchedNodes: ['01', '02'],
    electorateSize: 3,
    source: 'somewhere',
    sourceSha256: SHA,
  },
};
const honest = {
  purl: 'pkg:maven/g/a@1',
  status: 'published',
  log_index: '3',
  height: '7',
  published_at: '1970-01-01T00:00:01.000Z',
  source: 'somewhere',
  source_sha256: SHA,
  majority: { matched: 2, electorate: 3, nodes: ['01', '02'] },
  artifacts: [{ name: 'a-1.jar', size: '5', sha256: SHA, chunk_root: SHA }],
};

test('an answer as proven differs in nothing', () => expect(differencesOf(honest, statement)).toEqual([]));

test.each<[string, Partial<Publication> & Record<string, unknown>]>([
  ['status', { status: 'revoked' }],
  ['purl', { purl: 'pkg:maven/g/a@2' }],
  ['log_index', { log_index: '4' }],
  ['height', { height: '8' }],
  ['published_at', { published_at: '1970-01-01T00:00:02.000Z' }],
  ['source', { source: 'elsewhere' }],
  ['source_sha256', { source_sha256: 'cd'.repeat(32) }],
  ['artifacts', { artifacts: [{ ...honest.artifacts[0], sha256: 'cd'.repeat(32) } as never] }],
  ['artifacts', { artifacts: [] }],
  ['majority', { majority: { matched: 3, electorate: 3, nodes: ['01', '02'] } }],
  ['majority', { majority: { matched: 2, electorate: 3, nodes: ['01', '03'] } }],
])('%s that is not as proven shows', (name, change) => expect(differencesOf({ ...honest, ...change }, statement)).toEqual([name]));

test('a proof of something else', () => {
  expect(differencesOf(honest, { kind: 'not_published', purl: honest.purl })).toEqual(['status']);
  expect(differencesOf({ ...honest, status: 'published' }, { ...statement, kind: 'revoked', revokedBy: 9n } as Claim['statement'])).toEqual(['status']);
});

test.each([
  ['no proof', { ...honest, proof: null }, {}, 'cannot_tell'],
  ['no trust root', { ...honest, proof: {} }, {}, 'disproven'],
  ['a trust root that is none', { ...honest, proof: {} }, undefined, 'disproven'],
])('%s: %s', (_, shown, network, verdict) => expect(reportOn(shown, network, 0).verdict).toBe(verdict));
