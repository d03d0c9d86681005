/** The source of a build, by its digest. The archive is hostile: it is unpacked inside the sandbox only. */
import { describeSource, equalBytes, type Recipe, toHex } from '@pyrsia/ledger';
import { BuilderError } from '../errors.ts';
import type { Download, DownloadCache } from '../mirror/download-cache.ts';
import type { GitAccess } from './git-repository.ts';
import { archiveOfCommit } from './git-source.ts';

export interface SourceParts {
  readonly cache: DownloadCache;
  readonly git: GitAccess;
  /** Where a source of the recipe's own registry is. */
  readonly registryUrl: () => string;
}

export interface FetchedSource extends Download {
  /** Hash of the tree, of a git source. */
  readonly tree?: string;
}

export async function fetchSource(recipe: Recipe, parts: SourceParts, signal: AbortSignal): Promise<FetchedSource> {
  const { sha256 } = recipe.source;
  const source = describeSource(recipe.source);
  const download = await bySource(recipe, parts, signal);
  if (download === undefined) throw new BuilderError('SOURCE_UNAVAILABLE', { source, reason: 'the registry has no such file' });
  if (!equalBytes(download.sha256, sha256)) {
    throw new BuilderError('SOURCE_MISMATCH', { source, expected: toHex(sha256), found: toHex(download.sha256) });
  }
  return download;
}

async function bySource({ source }: Recipe, { cache, git, registryUrl }: SourceParts, signal: AbortSignal): Promise<FetchedSource | undefined> {
  const { from } = source;
  if (from.kind === 'git') return archiveOfCommit(from.value, git, cache, signal);
  try {
    return await cache.get(from.kind === 'archive' ? from.value.url : registryUrl(), signal);
  } catch (cause) {
    if (!(cause instanceof BuilderError)) throw cause;
    throw new BuilderError('SOURCE_UNAVAILABLE', { source: describeSource(source), ...cause.detail }, { cause });
  }
}
