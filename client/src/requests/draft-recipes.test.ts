/** Recipes for a version that nobody asked for yet: from an earlier one, the usual ones, or none. */
import { parsePurl, parseRecipeJson, type Recipe } from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import { draftRecipes } from './draft-recipes.ts';

const WANTED = parsePurl('pkg:maven/org.example/lib@2.0');

function earlier(source: object, change: object = {}): Recipe {
  const document = {
    purl: 'pkg:maven/org.example/lib@1.0',
    adapter: 'maven',
    source: { ...source, sha256: '11'.repeat(32) },
    toolchain: { jdk: '17' },
    steps: [['mvn', 'verify', '-Prelease']],
    outputs: { 'lib-1.0.jar': 'lib/target/lib-1.0.jar', 'lib-1.0.pom': 'lib/pom.xml' },
    limits: { timeoutSeconds: 60, memoryMib: 512, diskMib: 512, processes: 64 },
    mirrors: ['maven'],
    sourceDateEpoch: 5,
    ...change,
  };
  return parseRecipeJson(JSON.stringify(document));
}
const registry = (purl: string) => ({ registry: { purl, classifier: 'source-release', extension: 'zip' } });

test('without an earlier version: the usual build, under each classifier of a source', () => {
  const drafts = draftRecipes(WANTED, undefined);
  expect(drafts.map(({ source: { from } }) => from.kind === 'registry' && from.value.classifier)).toEqual(['source-release', 'src']);
  for (const draft of drafts) expect(draft.outputs.map(({ name }) => name)).toEqual(['lib-2.0.jar', 'lib-2.0.pom']);
});

test.each(['pkg:maven/org.example/lib@1.0', 'pkg:maven/org.example/parent@1.0'])('of %s: the same build, of the source of the wanted version', (purl) => {
  const before = earlier(registry(purl));
  const [draft] = draftRecipes(WANTED, before);
  expect(draft?.purl).toBe('pkg:maven/org.example/lib@2.0');
  expect(draft?.source.from).toMatchObject({ value: { purl: purl.replace('@1.0', '@2.0') } });
  expect(draft?.outputs).toEqual([
    { name: 'lib-2.0.jar', path: 'lib/target/lib-2.0.jar' },
    { name: 'lib-2.0.pom', path: 'lib/pom.xml' },
  ]);
  expect([draft?.steps, draft?.toolchain, draft?.limits, draft?.sourceDateEpoch]).toEqual([before.steps, before.toolchain, before.limits, 5n]);
  expect(draft?.source.sha256).toEqual(new Uint8Array(32));
});

test.each([
  ['an archive', earlier({ archive: { url: 'https://example.org/lib-1.0.zip' } })],
  ['git', earlier({ git: { url: 'https://example.org/lib', commit: 'ab'.repeat(20) } })],
  ['the source of another version', earlier(registry('pkg:maven/org.example/lib@0.9'))],
  ['another package', earlier(registry('pkg:maven/org.example/other@1.0'), { purl: 'pkg:maven/org.example/other@1.0' })],
])('%s says nothing about another version', (_, recipe) => expect(draftRecipes(WANTED, recipe)).toEqual([]));
