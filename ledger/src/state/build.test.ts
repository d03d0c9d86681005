/** The build state machine, all through transactions and blocks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Artifact } from '../artifact.ts';
import { buildIdOf } from '../build.ts';
import { sha256, toHex, utf8 } from '../bytes.ts';
import { ACCEPTED } from '../codes.ts';
import { logEntryCodec } from '../log-entry.ts';
import { parsePurl, patternsFor } from '../purl.ts';
import { MAX_TXS_PER_EXPIRY, stateKey } from '../records.ts';
import type { Result } from '../result.ts';
import { parseTx } from '../tx/tx.ts';
import { executeBlock, openBlock } from './block.ts';
import { FAILED, Harness, PURL, REQUESTER, STRANGER, type TestNode, testRecipe, testResult } from './ledger-harness.ts';
import { readValue } from './sparse-map.ts';
import { applyTx } from './transactions.ts';

const GOOD = testResult('good');
const OTHER = testResult('other');

/** Requests, lets node i commit and reveal `results[i]` (undefined: silent), one block per phase. */
async function play(results: ReadonlyArray<Result | undefined>): Promise<Harness> {
  const chain = new Harness(results.length);
  expect(await chain.block([chain.request()])).toEqual(['OK']);
  const speaking = chain.nodes.flatMap((node, i) => (results[i] === undefined ? [] : [{ node, result: results[i] as Result }]));
  await chain.block(speaking.map(({ node, result }) => chain.commit(node, result)));
  if (chain.build().phase === 'committing') await chain.block([], 1000n);
  if (chain.build().phase === 'revealing') await chain.block(speaking.map(({ node, result }) => chain.reveal(node, result)));
  return chain;
}

function entryOf(chain: Harness, index: bigint) {
  return logEntryCodec.decode(chain.store.readEntry(index) as Uint8Array);
}

describe('verdicts', () => {
  const table: Array<[string, Array<Result | undefined>, string, number]> = [
    ['all agree', [GOOD, GOOD, GOOD, GOOD], 'published', 4],
    ['one dissents of four', [GOOD, OTHER, GOOD, GOOD], 'published', 3],
    ['one is silent of four', [GOOD, undefined, GOOD, GOOD], 'published', 3],
    ['one fails of four', [GOOD, FAILED, GOOD, GOOD], 'published', 3],
    ['two against two', [GOOD, OTHER, GOOD, OTHER], 'refused', 0],
    ['two of four agree, two silent', [GOOD, GOOD, undefined, undefined], 'expired', 0],
    ['two of four agree, two fail', [GOOD, GOOD, FAILED, FAILED], 'refused', 0],
    ['all fail alike', [FAILED, FAILED, FAILED, FAILED], 'refused', 0],
    ['three of five', [GOOD, GOOD, GOOD, OTHER, undefined], 'published', 3],
    ['two of three', [GOOD, GOOD, OTHER], 'published', 2],
    ['nobody commits', [undefined, undefined, undefined], 'expired', 0],
  ];
  test.each(table)('%s', async (_, results, phase, matched) => {
    const chain = await play(results);
    expect(chain.build().phase).toBe(phase);
    const { record } = entryOf(chain, 0n);
    const publication = chain.view().publication(PURL);
    if (phase === 'published') {
      if (record.kind !== 'publication') throw new Error('wrong entry');
      expect(record.value.matchedNodes.length).toBe(matched);
      expect(record.value.electorateSize).toBe(results.length);
      expect(publication?.logIndex).toBe(0n);
    } else {
      if (record.kind !== 'refusal') throw new Error('wrong entry');
      expect(record.value.verdict).toBe(phase);
      expect(record.value.results.length).toBe(phase === 'expired' ? 0 : results.filter((result) => result !== undefined).length);
      expect(publication).toBeUndefined();
    }
    expect(chain.view().openBuilds()).toEqual([]);
  });

  test('any mix of results publishes exactly when one artifact set has more than half of the electorate', async () => {
    const choice = fc.constantFrom<Result | undefined>(GOOD, OTHER, FAILED, undefined);
    await fc.assert(
      fc.asyncProperty(fc.array(choice, { minLength: 3, maxLength: 9 }), async (results) => {
        const chain = await play(results);
        const votes = (wanted: Result) => results.filter((result) => result === wanted).length;
        const committed = results.filter((result) => result !== undefined).length;
        const most = Math.max(votes(GOOD), votes(OTHER));
        const expected = 2 * committed > results.length ? (2 * most > results.length ? 'published' : 'refused') : 'expired';
        expect(chain.build().phase).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('nobody can copy', () => {
  test('no reveal is taken while commitments are, and no commitment once reveals are', async () => {
    const chain = new Harness(4);
    const [a, b, c, d] = chain.nodes as [never, never, never, never];
    await chain.block([chain.request()]);
    expect(await chain.block([chain.commit(a, GOOD), chain.commit(b, GOOD), chain.commit(c, GOOD), chain.reveal(a, GOOD)])).toEqual([
      'OK',
      'OK',
      'OK',
      'NOT_REVEALING',
    ]);
    await chain.block([], 200n);
    expect(chain.build().phase).toBe('revealing');
    expect(await chain.block([chain.reveal(a, GOOD), chain.commit(d, GOOD), chain.reveal(d, GOOD)])).toEqual(['OK', 'COMMITTING_OVER', 'NO_COMMITMENT']);
  });

  test('a copied commitment cannot be opened by the copier, and the try is on its record', async () => {
    const chain = new Harness(4);
    const [a, b, c, copier] = chain.nodes as [never, never, never, (typeof chain.nodes)[number]];
    await chain.block([chain.request()]);
    const salt = chain.salt(a);
    // The copier sends the commitment of node a as its own, then a's whole opening.
    const copied = chain.sign(
      { kind: 'commitResult', value: { buildId: buildIdOf(PURL, 1), nodeId: copier.id, commitment: commitmentOf(chain, a) } },
      copier.secret,
    );
    await chain.block([chain.commit(a, GOOD), chain.commit(b, OTHER), chain.commit(c, GOOD), copied]);
    expect(chain.build().phase).toBe('revealing');
    const codes = await chain.block([chain.reveal(a, GOOD), chain.reveal(copier, GOOD, undefined, { salt }), chain.reveal(b, OTHER), chain.reveal(c, GOOD)]);
    expect(codes).toEqual(['OK', 'COMMITMENT_NOT_OPENED', 'OK', 'OK']);
    expect(chain.build().phase).toBe('revealing');
    expect(chain.view().node(copier.id)?.badReveals).toBe(1);
    expect(await chain.block([chain.reveal(copier, OTHER)])).toEqual(['COMMITMENT_NOT_OPENED']);
    expect(chain.view().node(copier.id)?.badReveals).toBe(1);
    await chain.block([], 500n);
    expect(chain.build().phase).toBe('refused');
  });

  function commitmentOf(chain: Harness, node: (typeof chain.nodes)[number]) {
    const { body } = parseTx(chain.commit(node, GOOD));
    if (body.action.kind !== 'commitResult') throw new Error('wrong action');
    return body.action.value.commitment;
  }
});

test('after a publication the others are recorded as late, and change nothing', async () => {
  const chain = new Harness(4);
  await chain.block([chain.request()]);
  await chain.block(chain.nodes.map((node, i) => chain.commit(node, i === 3 ? OTHER : GOOD)));
  await chain.block(chain.nodes.slice(0, 3).map((node) => chain.reveal(node, GOOD)));
  expect(chain.build().phase).toBe('published');
  const root = chain.committed.frontier;
  expect(await chain.block([chain.reveal(chain.nodes[3] as never, OTHER)])).toEqual(['OK']);
  expect(chain.build().reveals.length).toBe(4);
  expect(chain.committed.frontier).toEqual(root);
  await chain.block([], 600n);
  expect(await chain.block([chain.reveal(chain.nodes[3] as never, OTHER)])).toEqual(['ALREADY_REVEALED']);
});

test('the grace window: a majority waits for the rest, but not for long', async () => {
  const chain = new Harness(4);
  await chain.block([chain.request()]);
  await chain.block(chain.nodes.slice(0, 3).map((node) => chain.commit(node, GOOD)));
  expect(chain.build().phase).toBe('committing');
  await chain.block([], 99n);
  expect(chain.build().phase).toBe('committing');
  await chain.block([], 1n);
  expect(chain.build().phase).toBe('revealing');
});

test('a refused version may be requested again, with the next attempt number; a published one not', async () => {
  const chain = await play([GOOD, OTHER, FAILED]);
  expect(await chain.block([chain.request()])).toEqual(['OK']);
  const second = buildIdOf(PURL, 2);
  await chain.block(chain.nodes.map((node) => chain.commit(node, GOOD, second)));
  await chain.block(chain.nodes.map((node) => chain.reveal(node, GOOD, second)));
  expect(chain.build(2)).toMatchObject({ phase: 'published', attempt: 2, logIndex: 1n });
  expect(await chain.block([chain.request()])).toEqual(['ALREADY_PUBLISHED']);
});

describe('refusals of requests', () => {
  test.each([
    ['a stranger', (chain: Harness) => chain.request(testRecipe(), STRANGER), 'ACCOUNT_UNKNOWN'],
    ['a namespace without mapping', (chain: Harness) => chain.request(testRecipe((json) => rename(json, 'org.elsewhere'))), 'NO_SOURCE_MAPPING'],
    ['a neighbouring namespace', (chain: Harness) => chain.request(testRecipe((json) => rename(json, 'org.example2'))), 'NO_SOURCE_MAPPING'],
    ['another case', (chain: Harness) => chain.request(testRecipe((json) => rename(json, 'org.Example'))), 'NO_SOURCE_MAPPING'],
    [
      'a source of another namespace',
      (chain: Harness) => chain.request(testRecipe((json) => sourceFrom(json, 'pkg:maven/org.evil/thing@1.0'))),
      'NO_SOURCE_MAPPING',
    ],
    [
      'steps that are no build commands',
      (chain: Harness) => chain.request(testRecipe((json) => Object.assign(json, { steps: [['sh', '-c', 'echo x']] }))),
      'NO_SOURCE_MAPPING',
    ],
    [
      'a build command with a word that is not on the list',
      (chain: Harness) => chain.request(testRecipe((json) => Object.assign(json, { steps: [['mvn', 'exec:exec']] }))),
      'NO_SOURCE_MAPPING',
    ],
    [
      'the source of another version',
      (chain: Harness) => chain.request(testRecipe((json) => sourceFrom(json, 'pkg:maven/org.example/thing@0.9'))),
      'NO_SOURCE_MAPPING',
    ],
    [
      'a git source',
      (chain: Harness) =>
        chain.request(
          testRecipe((json) =>
            Object.assign(json, { source: { git: { url: 'https://example.org/thing.git', commit: 'a'.repeat(40) }, sha256: '11'.repeat(32) } }),
          ),
        ),
      'NO_SOURCE_MAPPING',
    ],
    [
      'another chain',
      (chain: Harness) => chain.sign({ kind: 'requestBuild', value: { recipe: testRecipe() } }, REQUESTER, { chainId: 'other' }),
      'TX_WRONG_CHAIN',
    ],
    ['expired', (chain: Harness) => chain.sign({ kind: 'requestBuild', value: { recipe: testRecipe() } }, REQUESTER, { expiresAtHeight: 0n }), 'TX_EXPIRED'],
    [
      'too far ahead',
      (chain: Harness) => chain.sign({ kind: 'requestBuild', value: { recipe: testRecipe() } }, REQUESTER, { expiresAtHeight: 1000n }),
      'TX_EXPIRY_TOO_FAR',
    ],
    [
      'a recipe whose adapter is not the ecosystem',
      (chain: Harness) => chain.sign({ kind: 'requestBuild', value: { recipe: { ...testRecipe(), adapter: 'npm' } } }, REQUESTER),
      'RECIPE_INVALID',
    ],
    ['a commitment to nothing', (chain: Harness) => chain.commit(chain.nodes[0] as never, GOOD), 'BUILD_UNKNOWN'],
    [
      'a commitment for another node',
      (chain: Harness) => chain.commit(chain.nodes[0] as never, GOOD, undefined, { nodeId: (chain.nodes[1] as TestNode).id }),
      'ACCOUNT_NOT_ALLOWED',
    ],
  ] as Array<[string, (chain: Harness) => Uint8Array, string]>)('%s', async (_, make, code) => {
    const chain = new Harness(3);
    expect(await chain.block([make(chain)])).toEqual([code]);
    expect(chain.view().openBuilds()).toEqual([]);
  });

  test('while open, too many, too few build nodes, twice in one block, replayed later', async () => {
    const chain = new Harness(3);
    const tx = chain.request();
    expect(await chain.block([tx, tx, chain.request()])).toEqual(['OK', 'TX_REPLAYED', 'BUILD_ALREADY_OPEN']);
    expect(await chain.block([tx])).toEqual(['TX_REPLAYED']);
    const others = ['a', 'b'].map((name) => chain.request(testRecipe((json) => renameTo(json, `pkg:maven/org.example/${name}@1.0`))));
    expect(await chain.block(others)).toEqual(['OK', 'TOO_MANY_OPEN_BUILDS']);
    const small = new Harness(2);
    expect(await small.block([small.request()])).toEqual(['ELECTORATE_TOO_SMALL']);
  });

  test('committing and revealing twice, an unusable result', async () => {
    const chain = new Harness(3);
    const [a] = chain.nodes as [(typeof chain.nodes)[number]];
    await chain.block([chain.request()]);
    expect(await chain.block([chain.commit(a, GOOD), chain.commit(a, OTHER)])).toEqual(['OK', 'ALREADY_COMMITTED']);
    await chain.block(chain.nodes.slice(1).map((node) => chain.commit(node, GOOD)));
    const empty: Result = { outcome: { kind: 'artifacts', value: { artifacts: [] } } };
    expect(await chain.block([chain.reveal(a, empty), chain.reveal(a, GOOD), chain.reveal(a, GOOD)])).toEqual(['RESULT_INVALID', 'OK', 'ALREADY_REVEALED']);
  });

  const rename = (json: Record<string, unknown>, namespace: string) => renameTo(json, `pkg:maven/${namespace}/thing@1.0`);
  function renameTo(json: Record<string, unknown>, purl: string): void {
    json['purl'] = purl;
    sourceFrom(json, purl);
    const file = `${purl.slice(purl.lastIndexOf('/') + 1).replace('@', '-')}.jar`;
    json['outputs'] = { [file]: `target/${file}` };
  }
  function sourceFrom(json: Record<string, unknown>, purl: string): void {
    (json['source'] as { registry: { purl: string } }).registry.purl = purl;
  }
});

test('executing a block again gives the same bytes, whatever was executed in between', async () => {
  const chain = new Harness(4);
  await chain.block([chain.request()]);
  const block = chain.blockOf(chain.nodes.map((node) => chain.commit(node, GOOD)));
  const first = executeBlock(chain.reader, chain.committed, block);
  executeBlock(chain.reader, chain.committed, chain.blockOf([], 5000n));
  const again = executeBlock(chain.reader, chain.committed, block);
  expect(toHex(again.committed.appHash)).toBe(toHex(first.committed.appHash));
  expect(again).toEqual(first);
});

test('a namespace pattern covers its own namespace only', () => {
  expect(patternsFor(parsePurl('pkg:maven/org.example/thing@1.0'))).toEqual(['pkg:maven/org.example/thing', 'pkg:maven/org.example/*']);
  expect(patternsFor(parsePurl('pkg:pypi/thing@1.0'))).toEqual(['pkg:pypi/thing', 'pkg:pypi/*']);
});

test('published versions and artifacts are listed in the state', async () => {
  const chain = await play([GOOD, GOOD, GOOD]);
  expect(storedValue(chain, stateKey.package('pkg:maven/org.example/thing'))).toBeDefined();
  const artifact = GOOD.outcome.kind === 'artifacts' ? GOOD.outcome.value.artifacts[0] : undefined;
  expect(storedValue(chain, stateKey.artifact((artifact as Artifact).sha256))).toBeDefined();
});

const storedValue = ({ reader, committed }: Harness, key: Uint8Array): Uint8Array | undefined => readValue(reader.readNode, committed.stateRoot, key);

test('an expiry that enough transactions have takes no more', async () => {
  const chain = new Harness(3);
  const full = chain.height + 5n;
  const { state, context } = openBlock(chain.reader, chain.committed, { height: 1n, timeMs: 1n });
  for (let i = 0; i < MAX_TXS_PER_EXPIRY; i += 1) state.remember(full, sha256(utf8(String(i))));
  const send = (expiresAtHeight: bigint) =>
    applyTx(state, parseTx(chain.sign({ kind: 'requestBuild', value: { recipe: testRecipe() } }, REQUESTER, { expiresAtHeight })), context);
  expect(send(full)).toMatchObject({ code: 'TX_EXPIRY_FULL' });
  expect(send(full + 1n)).toEqual(ACCEPTED);
  expect(state.staged().length).toBeGreaterThan(0);
});
