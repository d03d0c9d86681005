/**
 * Which commands an ecosystem's builds consist of. A recipe that may run anything proves nothing about its
 * source: `sh -c 'echo … > target/x.jar'` is reproduced by every honest node. Steps are therefore words of a
 * short list; what they do is up to the source. Nothing here is a pattern that a file name or plugin can match.
 */
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

/** True if every step is a build command of the recipe's own ecosystem. */
export function areAdapterSteps(recipe: Recipe): boolean {
  if (recipe.adapter !== 'maven') return false;
  return recipe.steps.every(({ argv: [command, ...words] }) => command === 'mvn' && words.every((word) => MAVEN_WORDS.has(word) || MAVEN_PROFILES.test(word)));
}
