/** A publication as a majority made it holds; one that breaks a rule does not, whatever the rule. */
import {
  type Action,
  addressOf,
  type Build,
  buildIdOf,
  commitmentDigest,
  describeSource,
  type NodeId,
  type ParsedTx,
  type Publication,
  parseRecipeJson,
  parseTx,
  publicKeyOf,
  recipeDigest,
  resultDigest,
  type SecretKey,
  sha256,
  signTx,
  utf8,
} from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import { checkPublication } from './publication-check.ts';
import { Registry } from './registry.ts';

const PURL = 'pkg:maven/org.example/lib@1';
const recipe = parseRecipeJson(
  JSON.stringify({
    purl: 'pkg:maven/org.example/lib@1',
    adapter: 'maven',
    source: {
      registry: { purl: 'pkg:maven/org.apache.maven.shared/file-management@3.1.0', classifier: 'source-release', extension: 'zip' },
      sha256: '34f48b425e82581a192672e1335d937e6c27a76b53f40e07ae4f0f05e0cb2701',
    },
    toolchain: { jdk: '17', maven: '3' },
    steps: [['mvn', '--batch-mode', '--no-transfer-progress', 'package', '-DskipTests']],
    outputs: { 'file-management-3.1.0.jar': 'target/file-management-3.1.0.jar', 'file-management-3.1.0.pom': 'pom.xml' },
    limits: { timeoutSeconds: 1800, memoryMib: 4096, diskMib: 2048, processes: 1024 },
    mirrors: ['maven'],
    sourceDateEpoch: 1654000000,
  }),
);
const nodes = [1, 2, 3].map((n) => ({ id: sha256(Uint8Array.of(n)).slice(0, 16) as NodeId, secret: sha256(Uint8Array.of(9, n)) as Uint8Array as SecretKey }));
const buildId = buildIdOf(PURL, 1);
const artifacts = [{ name: 'lib.jar', size: 1n, sha256: sha256(utf8('a')), chunkRoot: sha256(utf8('c')) }];
const result = { outcome: { kind: 'artifacts', value: { artifacts } } } as const;
const digest = resultDigest(result);
const salt = sha256(utf8('salt'));
const none = sha256(utf8('none'));

let nonce = 0;
function tx(secret: SecretKey, action: Action): ParsedTx {
  nonce += 1;
  return parseTx(signTx({ chainId: 'test', nonce: sha256(Uint8Array.of(nonce)).slice(0, 16), expiresAtHeight: 100n, action }, secret));
}
const commits = nodes.map(({ id, secret }) =>
  tx(secret, { kind: 'commitResult', value: { buildId, nodeId: id, commitment: commitmentDigest({ buildId, nodeId: id, salt, resultDigest: digest }) } }),
);
const revealTx = ({ id, secret }: (typeof nodes)[number], change: object = {}): ParsedTx =>
  tx(secret, { kind: 'revealResult', value: { buildId, nodeId: id, salt, result, environment: none, provenanceSha256: none, upstream: 'absent', ...change } });
const reveals = nodes.map((node) => revealTx(node));

const publication: Publication = {
  purl: PURL,
  buildId,
  attempt: 1,
  recipeDigest: recipeDigest(recipe),
  source: describeSource(recipe.source),
  sourceSha256: recipe.source.sha256,
  mapping: 'm',
  artifacts,
  electorateSize: 3,
  matchedNodes: nodes.slice(0, 2).map(({ id }) => id),
};
const build: Build = {
  id: buildId,
  purl: PURL,
  attempt: 1,
  recipe,
  mapping: 'm',
  requester: addressOf(publicKeyOf(nodes[0]?.secret as SecretKey)),
  electorate: nodes.map(({ id }) => id),
  phase: 'published',
  requestedAtHeight: 1n,
  requestedAtMs: 1n,
  commitDeadlineMs: 1n,
  graceDeadlineMs: 1n,
  revealDeadlineMs: 1n,
  commitments: nodes.map(({ id }) => ({ nodeId: id, commitment: none, height: 2n })),
  reveals: nodes.slice(0, 2).map(({ id }) => ({
    nodeId: id,
    height: 4n,
    resultDigest: digest,
    result,
    environment: none,
    provenanceSha256: none,
    upstream: 'absent',
    timing: 'in_time',
  })),
  logIndex: 7n,
  decidedAtHeight: 4n,
  badReveals: [],
};

interface Change {
  readonly publication?: Partial<Publication>;
  readonly build?: Partial<Build>;
  readonly blocks?: Readonly<Record<string, readonly ParsedTx[]>>;
  readonly nodes?: typeof identities;
  readonly height?: bigint;
}
const accountOf = (secret: SecretKey) => addressOf(publicKeyOf(secret));
const identities = nodes.map(({ id, secret }) => ({ nodeId: id, account: accountOf(secret), name: 'n', consensusKey: none, peerId: 'p', noteKey: none }));
const stranger = sha256(utf8('stranger')) as Uint8Array as SecretKey;
const request = tx((nodes[0] as (typeof nodes)[number]).secret, { kind: 'requestBuild', value: { recipe } });
function violations(change: Change = {}): Promise<string[]> {
  const blocks: Readonly<Record<string, readonly ParsedTx[]>> = { 1: [request], 2: commits, 4: reveals, ...change.blocks };
  return checkPublication({
    index: 7n,
    height: change.height ?? 4n,
    registry: new Registry({ buildNodes: change.nodes ?? identities, requesters: [] }),
    publication: { ...publication, ...change.publication },
    build: { ...build, ...change.build },
    carriedOut: async (height) => blocks[height.toString()] ?? [],
  });
}

test('what a majority made holds', async () => expect(await violations()).toEqual([]));

const other = { outcome: { kind: 'artifacts', value: { artifacts: [{ ...artifacts[0], sha256: none }] } } };
const one = nodes[0] as (typeof nodes)[number];
const forged = (real: ParsedTx): ParsedTx => ({ ...real, signature: (reveals[1] as ParsedTx).signature });
test.each<[string, Change, RegExp]>([
  ['one of three', { publication: { matchedNodes: [one.id] } }, /no absolute majority/],
  ['one counted twice', { publication: { matchedNodes: [one.id, one.id] } }, /counted twice/],
  ['a stranger counted', { publication: { matchedNodes: [one.id, sha256(utf8('x')).slice(0, 16) as NodeId] } }, /not in the electorate/],
  ['a smaller electorate', { publication: { electorateSize: 2 } }, /electorate had 3/],
  ['another recipe', { publication: { recipeDigest: none } }, /recipe/],
  ['another attempt', { publication: { attempt: 2 } }, /attempt/],
  ['another source', { publication: { source: 'git+https://example.org/x@00' } }, /source is not/],
  ['another digest of the source', { publication: { sourceSha256: none } }, /source is not/],
  ['another source mapping', { publication: { mapping: 'pkg:maven/org.other/*' } }, /mapping is another/],
  ['a reveal that came late', { build: { reveals: build.reveals.map((known) => ({ ...known, timing: 'late' })) } }, /did not commit and reveal/],
  ['a node twice in the electorate', { build: { electorate: [...build.electorate.slice(0, 2), build.electorate[0] as NodeId] } }, /in the electorate twice/],
  ['a build that was refused', { build: { phase: 'refused' } }, /not the one that was published/],
  ['a build of another entry', { build: { logIndex: 8n } }, /not the one that was published/],
  [
    'an electorate of some build nodes only',
    { nodes: [...identities, { ...identities[0], nodeId: none.slice(0, 16) as NodeId } as never] },
    /not all build nodes/,
  ],
  ['an electorate with somebody who was no build node', { nodes: identities.slice(1) }, /not all build nodes/],
  [
    'another account in the name of a node',
    { blocks: { 2: [tx(stranger, (commits[0] as ParsedTx).body.action), ...commits.slice(1)] } },
    /no commitment of node/,
  ],
  ['a reveal by another account', { blocks: { 4: [tx(stranger, (reveals[0] as ParsedTx).body.action), ...reveals.slice(1)] } }, /no reveal of node/],
  ['no request', { blocks: { 1: [] } }, /no request/],
  ['a request by somebody who may not', { build: { requester: accountOf(stranger) }, blocks: { 1: [tx(stranger, request.body.action)] } }, /no request/],
  ['a request by somebody else than the record says', { blocks: { 1: [tx((nodes[1] as (typeof nodes)[number]).secret, request.body.action)] } }, /no request/],
  ['a verdict of another block', { height: 5n }, /verdict of block 4/],
  ['no commitment in the block', { blocks: { 2: commits.slice(1) } }, /no commitment/],
  ['no reveal in the block', { blocks: { 4: [] } }, /no reveal/],
  [
    'a commitment after the first reveal',
    { build: { commitments: build.commitments.map((known) => ({ ...known, height: 4n })) }, blocks: { 4: [...commits, ...reveals] } },
    /when results were known/,
  ],
  ['other bytes revealed', { blocks: { 4: [revealTx(one, { result: other }), reveals[1] as ParsedTx] } }, /another result/],
  ['a reveal that does not open the commitment', { blocks: { 4: [revealTx(one, { salt: none }), reveals[1] as ParsedTx] } }, /had committed to/],
  ['a reveal that is not signed', { blocks: { 4: [forged(reveals[0] as ParsedTx), reveals[1] as ParsedTx] } }, /no reveal/],
  ['a commitment that is not signed', { blocks: { 2: [forged(commits[0] as ParsedTx), ...commits.slice(1)] } }, /no commitment/],
  ['a node that never revealed', { publication: { matchedNodes: nodes.slice(1).map(({ id }) => id) } }, /did not commit and reveal/],
  ['other artifacts', { publication: { artifacts: [{ ...(artifacts[0] as (typeof artifacts)[number]), size: 2n }] } }, /another result/],
])('%s is a violation', async (_, change, says) => expect((await violations(change)).join('\n')).toMatch(says));
