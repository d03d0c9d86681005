/**
 * The recipes by which a package version that nobody asked for yet can be built, but for the digest of the source: of an
 * earlier version, made into this one; else the usual Maven build. Only sources that are named by coordinates can be those
 * of another version.
 */
import { assertRecipe, encodePurl, LedgerError, type Purl, parseDigest, parsePurl, type Recipe } from '@pyrsia/ledger';
import { mavenRecipe } from '../rest/maven-recipe.ts';

const NO_DIGEST = '0'.repeat(64);
/** Under which a release carries its source (ledger/src/recipe-steps.ts). */
const CLASSIFIERS = ['source-release', 'src'];

/** In the order in which they are to be tried; none: `earlier` says nothing about this version. */
export function draftRecipes(purl: Purl, earlier: Recipe | undefined): Recipe[] {
  if (earlier === undefined) return CLASSIFIERS.map((classifier) => mavenRecipe(purl, `${classifier}@sha256:${NO_DIGEST}`));
  const { from } = earlier.source;
  const before = parsePurl(earlier.purl);
  if (from.kind !== 'registry') return [];
  const source = parsePurl(from.value.purl);
  // Of a source of some other version it cannot be said which one goes with this.
  if (source.version !== before.version || before.name !== purl.name || before.namespace !== purl.namespace) return [];
  const stem = (version: string): string => `${purl.name}-${version}`;
  const renamed = (text: string): string => text.replaceAll(stem(before.version), stem(purl.version));
  const recipe: Recipe = {
    ...earlier,
    purl: encodePurl(purl),
    source: {
      from: { kind: 'registry', value: { ...from.value, purl: encodePurl({ ...source, version: purl.version }) } },
      sha256: parseDigest(NO_DIGEST),
    },
    outputs: earlier.outputs.map(({ name, path }) => ({ name: renamed(name), path: renamed(path) })),
  };
  try {
    assertRecipe(recipe);
    return [recipe];
  } catch (error) {
    if (error instanceof LedgerError) return [];
    throw error;
  }
}
