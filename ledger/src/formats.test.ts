/** Parsers of outside text: what they take, in one spelling, and what they refuse. */
import { PackageURL } from 'packageurl-js';
import { describe, expect, test } from 'vitest';
import { CHUNK_BYTES, chunkCount, describeArtifact } from './artifact.ts';
import { Bitfield, encodeBlobAnswer, encodeBlobRequest, parseBlobAnswer, parseBlobRequest } from './blob-frames.ts';
import { sha256, toHex } from './bytes.ts';
import { type GenesisState, genesisToJson, parseGenesis } from './genesis-doc.ts';
import { hashLeaf, rootOfLeafHashes } from './merkle/rfc6962.ts';
import { encodeNetworkFile, parseNetworkFile } from './network-file.ts';
import { DEFAULT_PARAMS } from './params.ts';
import { encodePurl, parseGav, parsePurl } from './purl.ts';
import { parseRecipeJson, recipeCodec, recipeToJson } from './recipe.ts';
import { testNode, testRecipe } from './state/ledger-harness.ts';

describe('purl', () => {
  test.each([
    'pkg:maven/org.apache.maven.shared/file-management@3.1.0',
    'pkg:maven/g/a@1.0%2Bbuild',
    'pkg:npm/%40scope/x@1.0.0',
    'pkg:npm/x@1.0.0-rc.1',
    'pkg:pypi/requests@2.0',
    `pkg:oci/alpine@sha256%3A${'ab'.repeat(32)}`,
  ])('%s is taken, and means the same to packageurl-js', (text) => {
    const purl = parsePurl(text);
    expect(encodePurl(purl)).toBe(text);
    const other = PackageURL.fromString(text);
    expect([other.type, other.namespace ?? '', other.name, other.version]).toEqual([purl.type, purl.namespace, purl.name, purl.version]);
  });
  test.each([
    ['no version', 'pkg:maven/g/a'],
    ['upper-case type', 'pkg:Maven/g/a@1'],
    ['unknown type', 'pkg:deb/debian/curl@7'],
    ['needless escape', 'pkg:maven/g/%61@1'],
    ['lower-case escape', 'pkg:maven/g/a@1%2b2'],
    ['escaped slash', 'pkg:maven/g%2Fh/a@1'],
    ['double escape', 'pkg:maven/g/a@1%252B'],
    ['dots', 'pkg:maven/../a@1'],
    ['dots in the version', 'pkg:maven/g/a@1..2'],
    ['qualifier', 'pkg:maven/g/a@1?type=jar'],
    ['subpath', 'pkg:maven/g/a@1#x'],
    ['scheme with slashes', 'pkg://maven/g/a@1'],
    ['no namespace', 'pkg:maven/a@1'],
    ['scope without @', 'pkg:npm/scope/x@1.0.0'],
    ['upper-case npm name', 'pkg:npm/X@1.0.0'],
    ['pypi not normalised', 'pkg:pypi/Requests@2.0'],
    ['look-alike letter', 'pkg:maven/%D0%BErg/a@1'],
    ['newline', 'pkg:maven/g/a@1\n'],
    ['broken escape', 'pkg:maven/g/a@%zz'],
    ['huge', `pkg:maven/${'g'.repeat(600)}/a@1`],
  ])('refused: %s', (_, text) => expect(() => parsePurl(text)).toThrow(/MALFORMED|TOO_LARGE/));
  test('Maven coordinates', () => {
    expect(encodePurl(parseGav('g.h:a:1.0'))).toBe('pkg:maven/g.h/a@1.0');
    for (const bad of ['g:a', 'g:a:1:jar', ':a:1', 'g/h:a:1', '']) expect(() => parseGav(bad)).toThrow(/MALFORMED/);
  });
});

describe('recipe', () => {
  test('survives its JSON and its wire form', () => {
    const recipe = testRecipe();
    expect(parseRecipeJson(JSON.stringify(recipeToJson(recipe)))).toEqual(recipe);
    expect(recipeCodec.decode(recipeCodec.encode(recipe))).toEqual(recipe);
  });
  test.each([
    ['unknown key', (j: Record<string, unknown>) => Object.assign(j, { shell: 'x' })],
    ['no steps', (j: Record<string, unknown>) => Object.assign(j, { steps: [] })],
    ['an empty step', (j: Record<string, unknown>) => Object.assign(j, { steps: [[]] })],
    ['output outside', (j: Record<string, unknown>) => Object.assign(j, { outputs: { x: '../x' } })],
    ['output absolute', (j: Record<string, unknown>) => Object.assign(j, { outputs: { x: '/etc/passwd' } })],
    ['output through dots', (j: Record<string, unknown>) => Object.assign(j, { outputs: { x: 'a/../../b' } })],
    ['output name with a slash', (j: Record<string, unknown>) => Object.assign(j, { outputs: { 'a/b': 'x' } })],
    ['no outputs', (j: Record<string, unknown>) => Object.assign(j, { outputs: {} })],
    ['limit of zero', (j: Record<string, unknown>) => Object.assign(j, { limits: { timeoutSeconds: 0, memoryMib: 1, diskMib: 1, processes: 1 } })],
    ['limit too high', (j: Record<string, unknown>) => Object.assign(j, { limits: { timeoutSeconds: 1e6, memoryMib: 1, diskMib: 1, processes: 1 } })],
    ['short digest', (j: Record<string, unknown>) => Object.assign(j['source'] as object, { sha256: 'ab' })],
    ['http source', (j: Record<string, unknown>) => Object.assign(j, { source: { archive: { url: 'http://example.org/x' }, sha256: '11'.repeat(32) } })],
    [
      'source with credentials',
      (j: Record<string, unknown>) => Object.assign(j, { source: { archive: { url: 'https://u:p@example.org/x' }, sha256: '11'.repeat(32) } }),
    ],
    [
      'short commit',
      (j: Record<string, unknown>) => Object.assign(j, { source: { git: { url: 'https://example.org/x', commit: 'abc' }, sha256: '11'.repeat(32) } }),
    ],
    ['fractional number', (j: Record<string, unknown>) => Object.assign(j, { sourceDateEpoch: 1.5 })],
  ])('refused: %s', (_, change) => expect(() => testRecipe(change)).toThrow(expect.objectContaining({ code: 'MALFORMED' })));
});

describe('genesis', () => {
  const node = testNode(1);
  const state: GenesisState = {
    params: { ...DEFAULT_PARAMS, logOrigin: 'log.test' },
    buildNodes: [
      { nodeId: node.id, name: 'n', account: sha256(node.id).slice(0, 20) as never, consensusKey: sha256(node.id), peerId: 'p', noteKey: sha256(node.id) },
    ],
    requesters: [],
    sourceMappings: [],
  };
  const bytes = (json: object): Uint8Array => new TextEncoder().encode(JSON.stringify(json));
  test('survives its JSON', () => expect(parseGenesis(bytes(genesisToJson(state)))).toEqual(state));
  test.each([
    ['no build nodes', { build_nodes: [] }],
    ['unknown key', { extra: 1 }],
    ['bad origin', { params: { ...(genesisToJson(state)['params'] as object), logOrigin: 'Has Space' } }],
    ['a node twice', { build_nodes: [...(genesisToJson(state)['build_nodes'] as object[]), ...(genesisToJson(state)['build_nodes'] as object[])] }],
    ['a bad address', { requesters: ['abcd'] }],
  ])('refused: %s', (_, change) =>
    expect(() => parseGenesis(bytes({ ...genesisToJson(state), ...change }))).toThrow(expect.objectContaining({ code: 'GENESIS_INVALID' })),
  );
  test('not JSON', () => expect(() => parseGenesis(new Uint8Array([1]))).toThrow(expect.objectContaining({ code: 'GENESIS_INVALID' })));
});

test('network file survives its JSON; a changed one is refused', () => {
  const file = {
    trustRoot: { chainId: 'c', height: 1n, hash: sha256(), trustingPeriodMs: 5n },
    logOrigin: 'log.test',
    rpc: ['http://127.0.0.1:1'],
    bootstrap: [],
  };
  const text = encodeNetworkFile(file);
  expect(parseNetworkFile(text)).toEqual(file);
  for (const bad of [text.replace('"1"', '"0"'), text.replace('http:', 'file:'), text.replace('log.test', ''), '{}', 'x']) {
    expect(() => parseNetworkFile(bad)).toThrow(expect.objectContaining({ code: 'MALFORMED' }));
  }
});

describe('artifact description', () => {
  test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])('%s bytes, in pieces of any size', async (size) => {
    const data = new Uint8Array(size).map((_, i) => i % 251);
    const chunks = Array.from({ length: chunkCount(BigInt(size)) }, (_, i) => hashLeaf(data.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES)));
    for (const piece of [size + 1, 65_536, 700_001]) {
      const { artifact } = await describeArtifact('x', pieces(data, piece));
      expect(artifact.size).toBe(BigInt(size));
      expect(toHex(artifact.sha256)).toBe(toHex(sha256(data)));
      expect(toHex(artifact.chunkRoot)).toBe(toHex(rootOfLeafHashes(chunks)));
    }
  });
  async function* pieces(data: Uint8Array, size: number): AsyncIterable<Uint8Array> {
    for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
  }
});

test('blob frames', () => {
  for (const want of ['hashes', 'held', 'offered', 0, 7] as const) {
    const request = { id: 9, sha256: sha256(), want };
    expect(parseBlobRequest(encodeBlobRequest(request))).toEqual(request);
  }
  const answer = { id: 3, kind: 'chunk', payload: Uint8Array.of(1, 2) } as const;
  expect(parseBlobAnswer(encodeBlobAnswer(answer))).toEqual(answer);
  for (const bad of [new Uint8Array(0), Uint8Array.of(0x4d, 0, 0, 0, 1), new Uint8Array(41)]) expect(() => parseBlobRequest(bad)).toThrow(/MALFORMED/);
  for (const bad of [new Uint8Array(0), Uint8Array.of(0x63, 0), Uint8Array.of(1, 0, 0, 0, 0)]) expect(() => parseBlobAnswer(bad)).toThrow(/MALFORMED/);
});

test('bits of chunks: as many as chunks, no spare one set', () => {
  for (const size of [1, 7, 8, 9, 4_096]) {
    const bits = new Bitfield(size);
    for (let index = 0; index < size; index += 3) bits.set(index);
    bits.set(0, false);
    const read = Bitfield.parse(bits.bytes, size);
    for (let index = 0; index < size; index += 1) expect(read.has(index)).toBe(index > 0 && index % 3 === 0);
    expect(read.has(size)).toBe(false);
    expect(() => Bitfield.parse(new Uint8Array(bits.bytes.length + 1), size)).toThrow(/MALFORMED/);
    if (size % 8 !== 0)
      expect(() =>
        Bitfield.parse(
          bits.bytes.map((_, i) => (i === bits.bytes.length - 1 ? 0xff : 0)),
          size,
        ),
      ).toThrow(/MALFORMED/);
  }
});
