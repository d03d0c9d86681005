/** The ecosystems that this builder can build. */
import type { Recipe } from '@pyrsia/ledger';
import type { Adapter } from './adapter.ts';
import { mavenAdapter } from './maven.ts';

const ADAPTERS: readonly Adapter[] = [mavenAdapter];

export function adapterFor(recipe: Recipe): Adapter | undefined {
  return ADAPTERS.find((adapter) => adapter.name === recipe.adapter);
}
