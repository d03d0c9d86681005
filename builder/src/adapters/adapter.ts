/**
 * What an ecosystem adds to a build: how to find its source and upstream files, and how its tools are told to
 * use the mirror. One more ecosystem is one file here and one line in registry.ts.
 */
import type { Recipe } from '@pyrsia/ledger';

export interface Adapter {
  readonly name: string;
  /** Base url of the registry that this host is configured for. */
  upstream(recipe: Recipe): Promise<string>;
  /** Versions of the tools on this host; `TOOLCHAIN_MISSING` if the recipe demands others. */
  toolchain(recipe: Recipe): Promise<Readonly<Record<string, string>>>;
  /** Path of a registry source below the upstream's base url. */
  sourcePath(recipe: Recipe): string;
  /** Path of the upstream file that an output should equal. */
  upstreamPath(recipe: Recipe, output: string): string;
  /** Arguments that unpack the source, which is appended. */
  unpack(recipe: Recipe): readonly string[];
  environment(recipe: Recipe): Promise<Readonly<Record<string, string>>>;
  /** Where a file of the mirror stands in the tools' own cache, below the home folder; undefined: it is never laid there. */
  seedPath(mirrorPath: string): string | undefined;
  /** Files in the home folder of the sandbox; `mirrorUrl` is the bridge as the tools see it. */
  homeFiles(mirrorUrl: string): Readonly<Record<string, string>>;
}
