/**
 * Answers what this build node's regular node asks: which digest the source of a package version has in the registry that
 * this builder is configured for. Recipes come without digest; the first whose source there is, is the answer. Archives stay
 * in the cache: the build that may follow fetches them from there.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseRecipeJson, toHex } from '@pyrsia/ledger';
import type { Logger } from 'pino';
import { adapterFor } from '../adapters/registry.ts';
import { BuilderError } from '../errors.ts';
import type { DownloadCache } from '../mirror/download-cache.ts';

const PAUSE_MS = 2_000;
/** The node does not sponsor, or is not up. */
const LONG_PAUSE_MS = 10_000;
const TIMEOUT_MS = 10_000;

export type FirstSource = { readonly index: number; readonly sha256: string } | { readonly missing: boolean };

export interface QuestionParts {
  readonly node: { readonly url: string; readonly tokenFile: string };
  readonly cache: Pick<DownloadCache, 'get'>;
  readonly logger: Pick<Logger, 'warn' | 'debug'>;
}

/** Until the signal aborts; troubles are logged, and tried again. */
export async function answerSourceQuestions(parts: QuestionParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let pauseMs = LONG_PAUSE_MS;
    try {
      const question = await ask(parts, signal);
      pauseMs = question === undefined ? PAUSE_MS : 0;
      if (question !== undefined) await bring(parts, question.id, await firstSource(parts, question.recipes, signal), signal);
    } catch (error) {
      if (!signal.aborted) parts.logger.debug({ err: error }, 'the node was not asked what sources it looks for');
      pauseMs = LONG_PAUSE_MS;
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined); // Aborted: the loop sees it.
  }
}

async function ask(parts: QuestionParts, signal: AbortSignal): Promise<{ id: string; recipes: readonly unknown[] } | undefined> {
  const response = await call(parts, { method: 'GET', path: '' }, signal);
  if (response.status === 204) return undefined;
  const { id, recipes } = (await response.json()) as { id?: unknown; recipes?: unknown };
  if (typeof id !== 'string' || !Array.isArray(recipes)) throw new BuilderError('NODE_UNREACHABLE', { url: parts.node.url, reason: 'no question' });
  return { id, recipes };
}

async function bring(parts: QuestionParts, id: string, found: FirstSource, signal: AbortSignal): Promise<void> {
  const response = await call(parts, { method: 'PUT', path: `/${encodeURIComponent(id)}`, body: JSON.stringify(found) }, signal);
  await response.body?.cancel();
}

async function call({ node }: QuestionParts, { method, path, body }: { method: string; path: string; body?: string }, ended: AbortSignal): Promise<Response> {
  const token = (await readFile(node.tokenFile, 'utf8')).trim();
  const response = await fetch(`${node.url}/api/v1/builder/questions${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    signal: AbortSignal.any([ended, AbortSignal.timeout(TIMEOUT_MS)]),
    ...(body === undefined ? {} : { body }),
  });
  // 404: nobody waits for this answer any more.
  if (!response.ok && response.status !== 404) {
    await response.body?.cancel();
    throw new BuilderError('NODE_UNREACHABLE', { url: node.url, status: response.status });
  }
  return response;
}

/** The first recipe whose source the registry has, and its digest. A registry that does not answer, or a recipe that this builder cannot read, is no "there is none". */
export async function firstSource({ cache, logger }: QuestionParts, recipes: readonly unknown[], signal: AbortSignal): Promise<FirstSource> {
  let missing = true;
  for (const [index, json] of recipes.entries()) {
    try {
      const recipe = parseRecipeJson(JSON.stringify(json));
      const adapter = adapterFor(recipe);
      if (adapter === undefined) throw new Error(`no adapter ${recipe.adapter}`);
      const download = await cache.get(`${await adapter.upstream(recipe)}/${adapter.sourcePath(recipe)}`, signal);
      if (download !== undefined) return { index, sha256: toHex(download.sha256) };
    } catch (error) {
      if (signal.aborted) throw error;
      // Whatever it was: without an answer, this question would keep the ones behind it waiting.
      logger.warn({ err: error, index }, 'a source could not be looked for');
      missing = false;
    }
  }
  return { missing };
}
