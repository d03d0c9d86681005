/**
 * What a recipe may be under a mapping with `steps: adapter`. A recipe that may run anything, or may name any file as
 * its output, proves nothing about its source: `sh -c 'echo … > target/x.jar'` is reproduced by every honest node, and
 * so is a jar that lies among the source's test resources. Steps are therefore words of a short list, the last of them
 * makes the package, and outputs are the files that the ecosystem's own tool makes of that name and version.
 */
import { type Purl, parsePurl } from './purl.ts';
import type { Recipe } from './recipe.ts';

const MAVEN_WORDS = new Set([
  '--batch-mode',
  '-B',
  '--no-transfer-progress',
  '-ntp',
  '-DskipTests',
  '-Dmaven.test.skip=true',
  'clean',
  'compile',
  'package',
  'verify',
]);
/** Profiles are defined by the source; they are chosen, not given. */
const MAVEN_PROFILES = /^-P[A-Za-z0-9_-]+(,[A-Za-z0-9_-]+)*$/;
const MAKES_PACKAGE = new Set(['package', 'verify']);
/** Under which a release carries its source; any other attachment was made for something else. */
const SOURCE_CLASSIFIERS = new Set(['source-release', 'src']);
/** Folders of a multi-module project; `src` never is one, whatever lies there. */
const MODULE = /^(?:(?!src\/)[A-Za-z0-9_][A-Za-z0-9._-]*\/){0,4}$/;

/** True if steps, outputs and source are those of the recipe's own ecosystem, for just this package version. */
export function isAdapterRecipe(recipe: Recipe): boolean {
  if (recipe.adapter !== 'maven') return false;
  const purl = parsePurl(recipe.purl);
  const { from } = recipe.source;
  if (from.kind === 'registry' && (!SOURCE_CLASSIFIERS.has(from.value.classifier) || parsePurl(from.value.purl).version !== purl.version)) return false;
  return areMavenSteps(recipe) && areMavenOutputs(recipe, purl);
}

function areMavenSteps({ steps }: Recipe): boolean {
  const known = steps.every(({ argv: [command, ...words] }) => command === 'mvn' && words.every((word) => MAVEN_WORDS.has(word) || MAVEN_PROFILES.test(word)));
  return known && (steps.at(-1)?.argv.some((word) => MAKES_PACKAGE.has(word)) ?? false);
}

/** `target/<name>-<version>[-<classifier>].<extension>` and the pom, all of one module. */
function areMavenOutputs({ outputs }: Recipe, purl: Purl): boolean {
  const stem = `${purl.name}-${purl.version}`;
  const modules = outputs.map(({ name, path }) => {
    const file = name === `${stem}.pom` ? 'pom.xml' : `target/${name}`;
    const rest = name.startsWith(stem) ? name.slice(stem.length) : '';
    const isNamed = /^(?:-[A-Za-z][A-Za-z0-9_-]*)?\.(?:jar|war|zip|pom)$/.test(rest) && (!rest.endsWith('.pom') || rest === '.pom');
    return isNamed && path.endsWith(file) ? path.slice(0, path.length - file.length) : undefined;
  });
  return modules.every((module) => module !== undefined && module === modules[0] && MODULE.test(module));
}
