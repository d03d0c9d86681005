/** What the page shows is held against what is proven; the proof itself is tried in test/page. */
import { parseDigest } from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import type { Claim } from '../../../src/proof/verify-bundle.ts';
import { type Publication, readJson } from '../api.ts';
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
    logOrigin: 'log.test',
    buildId: SHA,
    attempt: 1,
    recipeDigest: SHA,
    mapping: 'pkg:maven/g/*',
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
  log_size: '5',
  log_root: SHA,
  log_origin: 'log.test',
  verified_at_height: '9',
  build_id: SHA,
  attempt: 1,
  source_mapping: 'pkg:maven/g/*',
  recipe_digest: SHA,
  height: '7',
  published_at: '1970-01-01T00:00:01.000Z',
  source: 'somewhere',
  source_sha256: SHA,
  majority: { matched: 2, electorate: 3, nodes: ['01', '02'] },
  artifacts: [{ name: 'a-1.jar', size: '5', sha256: SHA, chunk_root: SHA }],
};

const asked = { purl: honest.purl, sha256: SHA };
const claimed = (of: Claim['statement']) => ({ height: 9n, statement: of });

test('an answer as proven differs in nothing', () => expect(differencesOf(honest, asked, claimed(statement))).toEqual([]));

test('a character that turns the order of what follows is shown as what it is, and is no difference', () => {
  const source = 'a\u202eb';
  const turned = { ...statement, publication: { ...statement.publication, source } } as Claim['statement'];
  expect(differencesOf({ ...honest, ...(readJson(JSON.stringify({ source })) as object) }, asked, claimed(turned))).toEqual([]);
});

test('the true answer to another question', () => {
  expect(differencesOf(honest, { purl: 'pkg:maven/g/b@1' }, claimed(statement))).toEqual(['the package asked for']);
  expect(differencesOf(honest, { sha256: 'cd'.repeat(32) }, claimed(statement))).toEqual(['the file asked for']);
});

test('what is proven not to be published', () => {
  const absent = { purl: honest.purl, status: 'not_published' };
  const statementOf = (purl: string) => claimed({ kind: 'not_published', purl });
  expect(differencesOf(absent, { purl: absent.purl }, statementOf(absent.purl))).toEqual([]);
  expect(differencesOf(absent, { purl: absent.purl }, statementOf('pkg:maven/g/b@1'))).toEqual(['purl', 'the package asked for']);
  expect(differencesOf(absent, { purl: absent.purl }, claimed(statement))).toContain('status');
});

test.each<[string, Partial<Publication> & Record<string, unknown>]>([
  ['status', { status: 'revoked' }],
  ['purl', { purl: 'pkg:maven/g/a@2' }],
  ['log_index', { log_index: '4' }],
  ['log_size', { log_size: '6' }],
  ['log_root', { log_root: 'cd'.repeat(32) }],
  ['log_origin', { log_origin: 'other.test' }],
  ['verified_at_height', { verified_at_height: '10' }],
  ['build_id', { build_id: 'cd'.repeat(32) }],
  ['attempt', { attempt: 2 }],
  ['source_mapping', { source_mapping: 'pkg:maven/*' }],
  ['recipe_digest', { recipe_digest: 'cd'.repeat(32) }],
  ['height', { height: '8' }],
  ['published_at', { published_at: '1970-01-01T00:00:02.000Z' }],
  ['source', { source: 'elsewhere' }],
  ['source_sha256', { source_sha256: 'cd'.repeat(32) }],
  ['artifacts', { artifacts: [{ ...honest.artifacts[0], sha256: 'cd'.repeat(32) } as never] }],
  ['artifacts', { artifacts: [] }],
  ['majority', { majority: { matched: 3, electorate: 3, nodes: ['01', '02'] } }],
  ['majority', { majority: { matched: 2, electorate: 3, nodes: ['01', '03'] } }],
])('%s that is not as proven shows', (name, change) => expect(differencesOf({ ...honest, ...change }, {}, claimed(statement))).toEqual([name]));

test('a proof of something else', () => {
  expect(differencesOf(honest, {}, claimed({ kind: 'not_published', purl: honest.purl }))).toEqual(['status']);
  expect(differencesOf(honest, {}, claimed({ ...statement, kind: 'revoked', revokedBy: 9n } as Claim['statement']))).toEqual(['status']);
});

test.each([
  ['no proof', { ...honest, proof: null }, {}, 'cannot_tell'],
  ['no trust root', { ...honest, proof: {} }, {}, 'disproven'],
  ['a trust root that is none', { ...honest, proof: {} }, undefined, 'disproven'],
])('%s: %s', (_, shown, network, verdict) => expect(reportOn(shown, {}, network, 0).verdict).toBe(verdict));
