/**
 * Which source a name may be built from. A majority that reproduces a build proves that this source gives
 * these bytes, not that it is the right source: the mapping says the latter. Matching is exact, by bytes;
 * there are no regular expressions and no case folding.
 */
import { compareText } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { ECOSYSTEMS, type Purl, parsePackagePurl, parsePurl, patternsFor, WILDCARD } from '../purl.ts';
import { isCleanGitUrl, type Recipe } from '../recipe.ts';
import { isAdapterRecipe } from '../recipe-steps.ts';
import type { SourceMapping } from '../records.ts';
import type { StateView } from './view.ts';

/** Throws `MALFORMED` unless the mapping is usable and in its one spelling. */
export function assertSourceMapping(mapping: SourceMapping): void {
  const { pattern } = mapping;
  const asPurl = pattern.endsWith(`/${WILDCARD}`) ? `${pattern.slice(0, -1)}x` : pattern;
  const { version } = parsePackagePurl(asPurl);
  const sorted = [...mapping.adapters].sort(compareText);
  const known = mapping.adapters.every((adapter, i) => ECOSYSTEMS.some((ecosystem) => ecosystem === adapter) && adapter === sorted[i]);
  if (version !== '' || !known || mapping.adapters.length === 0 || !mapping.urls.every((url) => isCleanGitUrl(url.replace(/\/$/, '')))) {
    throw new LedgerError('MALFORMED', { what: `source mapping ${pattern}` });
  }
}

/** The mapping that admits the recipe, or undefined. The most specific pattern that exists decides alone. */
export function mappingFor(state: StateView, recipe: Recipe): SourceMapping | undefined {
  const purl = parsePurl(recipe.purl);
  for (const pattern of patternsFor(purl)) {
    const mapping = state.sourceMapping(pattern);
    if (mapping !== undefined) return admits(mapping, purl, recipe) ? mapping : undefined;
  }
  return undefined;
}

function admits(mapping: SourceMapping, purl: Purl, recipe: Recipe): boolean {
  if (!mapping.adapters.includes(recipe.adapter)) return false;
  if (mapping.steps === 'adapter' && !isAdapterRecipe(recipe)) return false;
  const { from } = recipe.source;
  if (from.kind === 'registry') {
    const source = parsePurl(from.value.purl);
    const sameOwner = source.type === purl.type && source.namespace === purl.namespace && (purl.namespace !== '' || source.name === purl.name);
    return sameOwner && (mapping.registry === 'same_namespace' || (mapping.registry === 'same_package' && source.name === purl.name));
  }
  const url = from.value.url;
  return mapping.urls.some((allowed) => (allowed.endsWith('/') ? url.startsWith(allowed) && url.length > allowed.length : url === allowed));
}
