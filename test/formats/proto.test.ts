/**
 * The published .proto files are the truth for others: every codec of the ledger writes exactly what protobufjs
 * writes for the message of that name, and ABCI's file has the fields of the installed CometBFT module.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as ledger from '@pyrsia/ledger';
import { snapshotManifestCodec } from '@pyrsia/ledger/state';
import protobuf from 'protobufjs';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const protoFolder = join(root, 'ledger/proto');
const types = new protobuf.Root();
types.resolvePath = (_, target) => join(protoFolder, target);
types.loadSync(readdirSync(protoFolder).filter((name) => name.endsWith('.proto')));

type AnyCodec = { encode(value: unknown): Uint8Array; decode(bytes: Uint8Array): unknown };
const digest = (seed: number): Uint8Array => new Uint8Array(32).fill(seed);
const artifact = { name: 'a.jar', size: 70_000n, sha256: digest(1), chunkRoot: digest(2) };
const result = { outcome: { kind: 'artifacts', value: { artifacts: [artifact] } } };
const failed = { outcome: { kind: 'failure', value: { code: 'build_failed' } } };
const recipe = {
  purl: 'pkg:maven/g/a@1',
  adapter: 'maven',
  source: { from: { kind: 'git', value: { url: 'https://example.org/x', commit: 'c' } }, sha256: digest(3) },
  toolchain: [{ name: 'jdk', version: '17' }],
  steps: [{ argv: ['a', 'b'] }],
  outputs: [{ name: 'n', path: 'p' }],
  limits: { timeoutSeconds: 1, memoryMib: 2, diskMib: 300, processes: 4 },
  mirrors: ['maven'],
  sourceDateEpoch: 2n ** 40n,
};
const node = new Uint8Array(16).fill(7);
const reveal = {
  nodeId: node,
  height: 9n,
  resultDigest: digest(4),
  result: failed,
  environment: digest(5),
  provenanceSha256: digest(6),
  upstream: 'absent',
  timing: 'late',
};
const build = {
  ...{ id: digest(1), purl: 'p', attempt: 2, recipe, mapping: 'm', requester: new Uint8Array(20), electorate: [node, node], phase: 'refused' },
  ...{ requestedAtHeight: 1n, requestedAtMs: 2n, commitDeadlineMs: 3n, graceDeadlineMs: 0n, revealDeadlineMs: 4n },
  ...{ commitments: [{ nodeId: node, commitment: digest(8), height: 0n }], reveals: [reveal], logIndex: 0n, decidedAtHeight: 5n, badReveals: [node] },
};
const publication = {
  purl: 'p',
  buildId: digest(1),
  attempt: 1,
  recipeDigest: digest(2),
  source: 's',
  sourceSha256: digest(3),
  mapping: 'm',
  artifacts: [artifact],
  electorateSize: 4,
  matchedNodes: [node],
};
const refusal = {
  purl: 'p',
  buildId: digest(1),
  attempt: 1,
  recipeDigest: digest(2),
  mapping: 'm',
  electorateSize: 4,
  verdict: 'expired',
  results: [
    { nodeId: node, outcome: { kind: 'resultDigest', value: digest(9) } },
    { nodeId: node, outcome: { kind: 'failure', value: { code: 'build_failed' } } },
  ],
};
const revealTx = { buildId: digest(1), nodeId: node, salt: digest(2), result, environment: digest(3), provenanceSha256: digest(4), upstream: 'identical' };
const body = (action: object) => ({ chainId: 'c', nonce: node, expiresAtHeight: 7n, action });

const identity = { nodeId: node, name: 'n', account: new Uint8Array(20), consensusKey: digest(1), peerId: 'p', noteKey: digest(2) };
const mapping = { pattern: 'p', adapters: ['maven'], registry: 'same_namespace', steps: 'any', urls: ['u'] };
const params = {
  ...{ logOrigin: 'o', minElectorate: 3, commitWindowMs: 1n, graceWindowMs: 2n, revealWindowMs: 3n, maxExpiryBlocks: 4n },
  ...{ maxOpenBuilds: 5, maxOpenBuildsPerAccount: 6, voteWindowMs: 7n },
};
const effects = [
  { kind: 'addBuildNode', value: identity },
  { kind: 'removeBuildNode', value: { nodeId: node, reason: 'r' } },
  { kind: 'rotateKeys', value: identity },
  { kind: 'grantRequester', value: { address: new Uint8Array(20) } },
  { kind: 'revokeRequester', value: { address: new Uint8Array(20) } },
  { kind: 'approveSource', value: mapping },
  { kind: 'withdrawSource', value: { pattern: 'p' } },
  { kind: 'changeParams', value: params },
  { kind: 'revoke', value: { purl: 'p', reason: 'r' } },
];
const proposal = {
  ...{ id: digest(1), attempt: 1, proposer: node, effect: { effect: effects[0] }, phase: 'passed', openedAtHeight: 1n, openedAtMs: 2n, deadlineMs: 3n },
  ...{ votes: [{ nodeId: node, choice: 'approve', height: 4n }], decidedAtHeight: 5n, logIndex: 0n },
};
const records = [
  { kind: 'revocation', value: { purl: 'p', publication: 3n, reason: 'r', proposalId: digest(1) } },
  { kind: 'membership', value: { proposalId: digest(1), who: { kind: 'node', value: { change: 'removed', node: identity, reason: 'r' } } } },
  { kind: 'membership', value: { proposalId: digest(1), who: { kind: 'requester', value: { change: 'revoked', address: new Uint8Array(20) } } } },
  { kind: 'sourceMapping', value: { proposalId: digest(1), change: 'withdrawn', mapping } },
  { kind: 'params', value: { proposalId: digest(1), params } },
  { kind: 'misbehaviour', value: { kind: 'light_client_attack', node: identity, height: 1n, timeMs: 2n, consequence: 'kept' } },
];

const cases: Array<[string, unknown, unknown]> = [
  ['Artifact', ledger.artifactCodec, artifact],
  ['ArtifactSet', ledger.artifactSetCodec, { artifacts: [artifact, artifact] }],
  ['Recipe', ledger.recipeCodec, recipe],
  ['Result', ledger.resultCodec, result],
  ['Result', ledger.resultCodec, failed],
  ['TxBody', ledger.txBodyCodec, body({ kind: 'requestBuild', value: { recipe } })],
  ['TxBody', ledger.txBodyCodec, body({ kind: 'commitResult', value: { buildId: digest(1), nodeId: node, commitment: digest(2) } })],
  ['TxBody', ledger.txBodyCodec, body({ kind: 'revealResult', value: revealTx })],
  ['TxBody', ledger.txBodyCodec, body({ kind: 'propose', value: { nodeId: node, effect: { effect: effects[0] } } })],
  ['TxBody', ledger.txBodyCodec, body({ kind: 'vote', value: { nodeId: node, proposalId: digest(1), choice: 'approve' } })],
  ['Build', ledger.buildCodec, build],
  ['LogEntry', ledger.logEntryCodec, { timeMs: 1n, height: 2n, record: { kind: 'publication', value: publication } }],
  ['LogEntry', ledger.logEntryCodec, { timeMs: 1n, height: 2n, record: { kind: 'refusal', value: refusal } }],
  ['Params', ledger.paramsCodec, params],
  ['BuildNode', ledger.buildNodeCodec, { ...identity, badReveals: 1, removedAtHeight: 0n }],
  ['ValidatorRecord', ledger.validatorRecordCodec, { nodeId: node }],
  ['Proposal', ledger.proposalCodec, proposal],
  ['ProposalIds', ledger.proposalIdsCodec, { ids: [digest(1)] }],
  ['EndedProposals', ledger.endedProposalsCodec, { ids: [digest(1), digest(2)] }],
  ['EffectRecord', ledger.effectRecordCodec, { attempts: 1, openProposal: digest(1) }],
  ...effects.map((effect): [string, unknown, unknown] => ['Effect', ledger.effectCodec, { effect }]),
  ...records.map((record): [string, unknown, unknown] => ['LogEntry', ledger.logEntryCodec, { timeMs: 1n, height: 2n, record }]),
  ['Account', ledger.accountCodec, { address: new Uint8Array(20), role: 'operator', nodeId: node, openBuilds: 0 }],
  ['SourceMapping', ledger.sourceMappingCodec, mapping],
  ['PublicationRecord', ledger.publicationRecordCodec, { logIndex: 0n, leafHash: digest(1), buildId: digest(2), revokedBy: 0n }],
  ['RequestRecord', ledger.requestRecordCodec, { attempts: 1, openBuild: digest(1) }],
  ['NodeIds', ledger.nodeIdsCodec, { ids: [node] }],
  ['OpenBuilds', ledger.openBuildsCodec, { builds: [{ id: digest(1), dueMs: 7n }] }],
  ['Chain', ledger.chainCodec, { chainId: 'c', evidenceMaxBlocks: 1n, evidenceMaxMs: 2n }],
  [
    'SnapshotManifest',
    snapshotManifestCodec,
    { logOrigin: 'l', logChunks: [{ leaves: 256, root: digest(1) }], mapChunks: [{ depth: 3, prefix: Uint8Array.of(0x40), hash: digest(2) }] },
  ],
  ['Purls', ledger.purlsCodec, { purls: ['p'] }],
  ['TxHashes', ledger.txHashesCodec, { hashes: [digest(1)] }],
];

test.each(cases)('%s: the codec and protobufjs write the same bytes', (name, codec, value) => {
  const type = types.lookupType(`pyrsia.v1.${name}`);
  const ours = (codec as AnyCodec).encode(value);
  const decoded = type.decode(ours);
  expect(Buffer.from(type.encode(decoded).finish()).toString('hex')).toBe(Buffer.from(ours).toString('hex'));
  // Nothing was passed over as unknown: every field that was written is known to the .proto under some name.
  const fields = Object.keys(type.toObject(decoded));
  const known = type.fieldsArray.map((field) => field.name);
  expect(fields.every((field) => known.includes(field))).toBe(true);
  expect(JSON.stringify(decoded)).not.toContain('$unknowns');
  expect((codec as AnyCodec).decode(ours)).toEqual(value);
});

test('every message of the .proto files has a case, or is part of one', () => {
  const named = new Set(cases.map(([name]) => name));
  const parts = new Set<string>();
  const walk = (type: protobuf.Type): void => {
    for (const field of type.fieldsArray) {
      const inner = field.resolve().resolvedType;
      if (inner instanceof protobuf.Type && !parts.has(inner.name)) {
        parts.add(inner.name);
        walk(inner);
      }
    }
  };
  for (const name of named) walk(types.lookupType(`pyrsia.v1.${name}`));
  const all = (types.lookup('pyrsia.v1') as protobuf.Namespace).nestedArray.filter((item) => item instanceof protobuf.Type).map((item) => item.name);
  // SignedTx has its own entry points, tested with signatures in ledger/src/tx.
  expect(all.filter((name) => !named.has(name) && !parts.has(name))).toEqual(['SignedTx']);
});

describe('abci.proto', () => {
  const module = cometBftModule();
  test.skipIf(module === undefined)('has the fields of CometBFT v0.40.0, and all of its messages (skipped where the Go module cache does not hold it)', () => {
    const theirs = new protobuf.Root();
    theirs.resolvePath = (_, target) =>
      target.startsWith('gogoproto') || target.startsWith('google') ? null : target.startsWith('/') ? target : join(module as string, 'proto', target);
    theirs.loadSync(['tendermint/abci/types.proto', 'tendermint/types/params.proto', 'tendermint/crypto/keys.proto', 'tendermint/crypto/proof.proto'], {
      keepCase: true,
    });
    const ours = new protobuf.Root().loadSync(join(root, 'abci-app/proto/abci.proto'), { keepCase: true });
    for (const type of typesOf(ours.lookup('abci') as protobuf.Namespace)) {
      const name = type.fullName.replace('.abci.', '');
      if (['Timestamp', 'Duration'].includes(name)) continue;
      const other = ['abci', 'types', 'crypto'].map((place) => theirs.lookup(`tendermint.${place}.${name}`)).find((found) => found instanceof protobuf.Type);
      expect(other, name).toBeDefined();
      const shape = (of: protobuf.Type) =>
        of.fieldsArray.map((field) => `${field.id} ${field.name} ${field.repeated ? 'repeated ' : ''}${field.type.split('.').at(-1)}`).sort();
      expect(shape(type), name).toEqual(shape(other as protobuf.Type));
    }
  });
  function* typesOf(namespace: protobuf.NamespaceBase): Generator<protobuf.Type> {
    for (const item of namespace.nestedArray) if (item instanceof protobuf.Type) yield item;
  }
});

/** Where `go install` keeps the module that the CometBFT binary was built from. */
function cometBftModule(): string | undefined {
  try {
    const cache = execFileSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' }).trim();
    const folder = join(cache, 'github.com/cometbft/cometbft@v0.40.0');
    return existsSync(join(folder, 'proto')) ? folder : undefined;
  } catch {
    // No Go on this machine: the binary came from elsewhere.
    return undefined;
  }
}

test('the generated ABCI code is that of abci.proto', () => {
  const generated = execFileSync(
    join(root, 'node_modules/.bin/pbjs'),
    [
      '-t',
      'static-module',
      '-w',
      'esm',
      '--no-create',
      '--no-verify',
      '--no-convert',
      '--no-delimited',
      '--no-typeurl',
      '-r',
      'pyrsia_abci',
      'proto/abci.proto',
    ],
    { cwd: join(root, 'abci-app'), encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  expect(generated.trim()).toBe(readFileSync(join(root, 'abci-app/gen/abci.js'), 'utf8').trim());
});
