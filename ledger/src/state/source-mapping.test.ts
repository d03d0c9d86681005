/** Which recipes a source mapping admits: exact rules, and names that only look alike. */
import { describe, expect, test } from 'vitest';
import { LedgerError } from '../errors.ts';
import { parseRecipeJson, type Recipe } from '../recipe.ts';
import type { SourceMapping } from '../records.ts';
import { testRecipe } from './ledger-harness.ts';
import { mappingFor } from './source-mapping.ts';
import { StateView } from './view.ts';

const NAMESPACE: SourceMapping = { pattern: 'pkg:maven/org.example/*', adapters: ['maven'], registry: 'same_namespace', steps: 'adapter', urls: [] };

/** The mapping that admits the recipe, by pattern; what the recipe parser refuses is admitted by none. */
function admittedBy(mappings: readonly SourceMapping[], make: () => Recipe): string | undefined {
  const state = new StateView(() => undefined);
  for (const mapping of mappings) state.setSourceMapping(mapping);
  try {
    return mappingFor(state, make())?.pattern;
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

interface Change {
  readonly purl?: string;
  readonly source?: object;
  readonly steps?: string[][];
  readonly outputs?: Record<string, string>;
}
function recipe({ purl = 'pkg:maven/org.example/thing@1.0', source, steps, outputs }: Change): Recipe {
  const stem = purl.slice(purl.lastIndexOf('/') + 1).replace('@', '-');
  return testRecipe((json) => {
    json['purl'] = purl;
    json['source'] = { ...(source ?? { registry: { purl, classifier: 'source-release', extension: 'zip' } }), sha256: '11'.repeat(32) };
    json['outputs'] = outputs ?? { [`${stem}.jar`]: `target/${stem}.jar` };
    if (steps !== undefined) json['steps'] = steps;
  });
}
const registry = (purl: string, classifier = 'source-release'): object => ({ registry: { purl, classifier, extension: 'zip' } });
const git = (url: string): object => ({ git: { url, commit: 'a'.repeat(40) } });
const archive = (url: string): object => ({ archive: { url } });

describe('names under a mapping of a namespace', () => {
  test.each([
    ['the namespace itself', 'pkg:maven/org.example/thing@1.0', true],
    ['another name of it', 'pkg:maven/org.example/other@1.0', true],
    ['a namespace below', 'pkg:maven/org.example.sub/thing@1.0', false],
    ['a namespace above', 'pkg:maven/org/thing@1.0', false],
    ['a neighbour that begins alike', 'pkg:maven/org.example2/thing@1.0', false],
    ['a neighbour that ends alike', 'pkg:maven/xorg.example/thing@1.0', false],
    ['another case', 'pkg:maven/Org.Example/thing@1.0', false],
    ['upper-case type', 'pkg:MAVEN/org.example/thing@1.0', false],
    ['an escaped slash in the namespace', 'pkg:maven/org%2Fexample/thing@1.0', false],
    ['an escaped slash before the name', 'pkg:maven/org.example%2Fthing@1.0', false],
    ['an escaped letter', 'pkg:maven/org%2Eexample/thing@1.0', false],
    ['an escaped at sign', 'pkg:maven/org.example/thing%401.0', false],
    ['two at signs', 'pkg:maven/org.example/thing@1.0@2.0', false],
    ['a qualifier', 'pkg:maven/org.example/thing@1.0?x=y', false],
    ['a subpath', 'pkg:maven/org.example/thing@1.0#x', false],
    ['a Cyrillic letter', 'pkg:maven/org.ex\u0430mple/thing@1.0', false],
    ['a trailing dot', 'pkg:maven/org.example./thing@1.0', false],
    ['dots as a version', 'pkg:maven/org.example/thing@1..0', false],
    ['an empty namespace', 'pkg:maven//thing@1.0', false],
    ['the wildcard as a name', 'pkg:maven/org.example/*@1.0', false],
  ])('%s', (_, purl, admitted) => {
    expect(admittedBy([NAMESPACE], () => recipe({ purl }))).toBe(admitted ? NAMESPACE.pattern : undefined);
  });
});

describe('the most specific pattern decides alone', () => {
  const exact: SourceMapping = { ...NAMESPACE, pattern: 'pkg:maven/org.example/thing', registry: 'denied' };
  test.each([
    ['the exact one denies', 'pkg:maven/org.example/thing@1.0', undefined],
    ['another name is under the namespace', 'pkg:maven/org.example/other@1.0', NAMESPACE.pattern],
    ['a longer name is not the exact one', 'pkg:maven/org.example/thing2@1.0', NAMESPACE.pattern],
  ])('%s', (_, purl, pattern) => {
    expect(admittedBy([NAMESPACE, exact], () => recipe({ purl }))).toBe(pattern);
  });
});

describe('sources from the registry', () => {
  const same: SourceMapping = { ...NAMESPACE, registry: 'same_package' };
  const own = 'pkg:maven/org.example/thing@1.0';
  test.each([
    ['its own', NAMESPACE, registry(own), true],
    ['a sibling, where the namespace is trusted', NAMESPACE, registry('pkg:maven/org.example/parent@1.0'), true],
    ['a sibling, where only the package is', same, registry('pkg:maven/org.example/parent@1.0'), false],
    ['its own, where only the package is', same, registry(own), true],
    ['another version', NAMESPACE, registry('pkg:maven/org.example/thing@0.9'), false],
    ['another namespace', NAMESPACE, registry('pkg:maven/org.evil/thing@1.0'), false],
    ['the older name for sources', NAMESPACE, registry(own, 'src'), true],
    ['an attachment that is no source', NAMESPACE, registry(own, 'bin'), false],
    ['the registry is denied', { ...NAMESPACE, registry: 'denied' } as const, registry(own), false],
    ['an adapter that is not allowed', { ...NAMESPACE, adapters: ['oci'] }, registry(own), false],
  ] as Array<[string, SourceMapping, object, boolean]>)('%s', (_, mapping, source, admitted) => {
    expect(admittedBy([mapping], () => recipe({ source }))).toBe(admitted ? mapping.pattern : undefined);
  });
});

describe('urls', () => {
  const mapping: SourceMapping = { ...NAMESPACE, registry: 'denied', urls: ['https://git.example/org/thing', 'https://git.example/all/'] };
  test.each([
    ['the exact one', git('https://git.example/org/thing'), true],
    ['below the prefix', git('https://git.example/all/x'), true],
    ['an archive below the prefix', archive('https://git.example/all/x/y.tar.gz'), true],
    ['the prefix itself', git('https://git.example/all/'), false],
    ['the exact one with an ending', git('https://git.example/org/thing.git'), false],
    ['below the exact one', git('https://git.example/org/thing/x'), false],
    ['a neighbour that begins alike', git('https://git.example/allx'), false],
    ['a host that begins alike', git('https://git.example.evil/all/x'), false],
    ['a host that ends alike', git('https://evilgit.example/all/x'), false],
    ['a host before an at sign', git('https://git.example/all/@evil/x'), false],
    ['credentials', git('https://git.example@evil/all/x'), false],
    ['a port', git('https://git.example:8443/all/x'), false],
    ['another scheme', git('http://git.example/all/x'), false],
    ['ssh', git('git@git.example:all/x'), false],
    ['upper-case host', git('https://GIT.example/all/x'), false],
    ['dots in the path', git('https://git.example/all/../org/x'), false],
    ['escaped dots', git('https://git.example/all/%2e%2e/x'), false],
    ['a double slash', git('https://git.example//all/x'), false],
    ['a backslash', git('https://git.example\\all\\x'), false],
    ['a query', git('https://git.example/all/x?y'), false],
    ['a fragment', git('https://git.example/all/x#y'), false],
    ['a host in punycode', git('https://xn--git-x.example/all/x'), false],
    ['white space', git('https://git.example/all/x y'), false],
    ['a line break', git('https://git.example/all/x\n'), false],
  ])('%s', (_, source, admitted) => {
    expect(admittedBy([mapping], () => recipe({ source }))).toBe(admitted ? mapping.pattern : undefined);
  });
});

describe('steps and outputs', () => {
  const mvn = (...words: string[]): string[][] => [['mvn', ...words]];
  test.each([
    ['the usual', {}, true],
    [
      'jar, sources and pom',
      { outputs: { 'thing-1.0.jar': 'target/thing-1.0.jar', 'thing-1.0-sources.jar': 'target/thing-1.0-sources.jar', 'thing-1.0.pom': 'pom.xml' } },
      true,
    ],
    ['of a module', { outputs: { 'thing-1.0.jar': 'modules/thing/target/thing-1.0.jar', 'thing-1.0.pom': 'modules/thing/pom.xml' } }, true],
    [
      'two steps, the last makes the package',
      {
        steps: [
          ['mvn', 'clean'],
          ['mvn', '-B', 'verify'],
        ],
      },
      true,
    ],
    ['a profile of the source', { steps: mvn('-Prelease', 'package') }, true],
    ['a file of the test resources', { outputs: { 'thing-1.0.jar': 'src/test/resources/evil.jar' } }, false],
    ['a target folder among the test resources', { outputs: { 'thing-1.0.jar': 'src/test/resources/target/thing-1.0.jar' } }, false],
    ['a src folder in a module', { outputs: { 'thing-1.0.jar': 'a/src/x/target/thing-1.0.jar' } }, false],
    ['another file of target', { outputs: { 'thing-1.0.jar': 'target/other-1.0.jar' } }, false],
    ['another version', { outputs: { 'thing-1.1.jar': 'target/thing-1.1.jar' } }, false],
    ['another name', { outputs: { 'other-1.0.jar': 'target/other-1.0.jar' } }, false],
    ['a longer version', { outputs: { 'thing-1.0.1.jar': 'target/thing-1.0.1.jar' } }, false],
    ['the pom of another module', { outputs: { 'thing-1.0.jar': 'target/thing-1.0.jar', 'thing-1.0.pom': 'other/pom.xml' } }, false],
    ['a pom that is no pom', { outputs: { 'thing-1.0.pom': 'README.md' } }, false],
    ['an unknown kind of file', { outputs: { 'thing-1.0.exe': 'target/thing-1.0.exe' } }, false],
    ['nothing makes the package', { steps: mvn('clean') }, false],
    [
      'the package is cleaned away',
      {
        steps: [
          ['mvn', 'package'],
          ['mvn', 'clean'],
        ],
      },
      false,
    ],
    ['a plugin goal', { steps: mvn('package', 'exec:exec') }, false],
    ['a property', { steps: mvn('package', '-Dx=y') }, false],
    ['another pom', { steps: mvn('-f', 'evil.xml', 'package') }, false],
    [
      'a shell',
      {
        steps: [
          ['sh', '-c', 'x'],
          ['mvn', 'package'],
        ],
      },
      false,
    ],
    ['mvn by path', { steps: [['./mvn', 'package']] }, false],
  ] as Array<[string, Change, boolean]>)('%s', (_, change, admitted) => {
    expect(admittedBy([NAMESPACE], () => recipe(change))).toBe(admitted ? NAMESPACE.pattern : undefined);
  });
});

test('a field beyond its bound is refused as too large, not as a bug', () => {
  const json = { ...JSON.parse(JSON.stringify(recipeJson())), steps: [['mvn', 'x'.repeat(5_000)]] };
  expect(() => parseRecipeJson(JSON.stringify(json))).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }));
});

function recipeJson(): object {
  const purl = 'pkg:maven/org.example/thing@1.0';
  return {
    purl,
    adapter: 'maven',
    source: { ...registry(purl), sha256: '11'.repeat(32) },
    toolchain: {},
    steps: [['mvn', 'package']],
    outputs: { 'thing-1.0.jar': 'target/thing-1.0.jar' },
    limits: { timeoutSeconds: 1, memoryMib: 1, diskMib: 1, processes: 1 },
    mirrors: [],
    sourceDateEpoch: 0,
  };
}
