/** The source of a build, by its digest. The archive is hostile: it is unpacked inside the sandbox only. */
import { describeSource, equalBytes, type Recipe, toHex } from '@pyrsia/ledger';
import { BuilderError } from '../errors.ts';
import type { Download, DownloadCache } from '../mirror/download-cache.ts';

export async function fetchSource(recipe: Recipe, registryUrl: string, cache: DownloadCache, signal: AbortSignal): Promise<Download> {
  const { from, sha256 } = recipe.source;
  const source = describeSource(recipe.source);
  // Git sources need a canonical archive of a tree; this version builds from archives only.
  if (from.kind === 'git') throw new BuilderError('SOURCE_NOT_ACCEPTED', { source });
  const url = from.kind === 'archive' ? from.value.url : registryUrl;
  const download = await cache.get(url, signal).catch((cause: unknown) => {
    throw cause instanceof BuilderError ? new BuilderError('SOURCE_UNAVAILABLE', { source, ...cause.detail }, { cause }) : cause;
  });
  if (download === undefined) throw new BuilderError('SOURCE_UNAVAILABLE', { source, reason: 'the registry has no such file' });
  if (!equalBytes(download.sha256, sha256)) {
    throw new BuilderError('SOURCE_MISMATCH', { source, expected: toHex(sha256), found: toHex(download.sha256) });
  }
  return download;
}
