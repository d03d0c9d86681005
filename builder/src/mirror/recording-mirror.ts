/**
 * The recording mirror: an HTTP server on a unix socket that is the sandbox's only way out. It fetches from the
 * configured upstream of each ecosystem that the recipe allows, and records every file it gave with its sha256:
 * the dependency list of the build. Requests come from the build, so they are hostile.
 */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { compareText, toHex } from '@pyrsia/ledger';
import { BuilderError } from '../errors.ts';
import type { DownloadCache } from './download-cache.ts';

export interface RecordedFile {
  /** `<ecosystem>/<path in the registry>`. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

export interface RecordingMirror {
  /** What was given, sorted by path. */
  recorded(): RecordedFile[];
  /** Files that could not be fetched though the registry may have them. */
  troubles(): BuilderError[];
  stop(): Promise<void>;
}

/** Longest path of a request, and how many requests one build may make: both far above any real build. */
const MAX_PATH_BYTES = 1024;
const MAX_REQUESTS = 100_000;
/** Bytes that one build may have fetched: ten times the dependencies of a large build. */
const MAX_BYTES = 4 * 1024 ** 3;
const MAX_TROUBLES = 16;
/** A path of a registry: segments of plain characters, no `..`, no query. */
const SAFE_PATH = /^(?:[A-Za-z0-9@._~+$!-]+\/)*[A-Za-z0-9@._~+$!-]+$/;

export async function startRecordingMirror(options: {
  readonly socketPath: string;
  readonly cache: DownloadCache;
  /** Ecosystem → base url, only those that the recipe allows. */
  readonly upstreams: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}): Promise<RecordingMirror> {
  const files = new Map<string, RecordedFile>();
  const troubles: BuilderError[] = [];
  let requests = 0;
  let bytes = 0;

  const note = (trouble: BuilderError): void => {
    if (troubles.length < MAX_TROUBLES) troubles.push(trouble);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = targetOf(request, options.upstreams);
    requests += 1;
    if (target === undefined) return answer(response, 403);
    if (requests > MAX_REQUESTS || bytes > MAX_BYTES) {
      note(new BuilderError('DEPENDENCY_UNAVAILABLE', { what: 'the build asks the mirror for more than it may', requests, bytes }));
      return answer(response, 403);
    }
    const found = await options.cache.get(target.url, options.signal).catch((error: unknown) => {
      if (error instanceof BuilderError) note(error);
      throw error;
    });
    if (found === undefined) return answer(response, 404);
    bytes += found.size;
    files.set(target.path, { path: target.path, sha256: toHex(found.sha256), size: found.size });
    response.writeHead(200, { 'content-length': found.size, 'content-type': 'application/octet-stream' });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(found.path), response);
  };

  await rm(options.socketPath, { force: true });
  const server: Server = createServer((request, response) => {
    serve(request, response).catch(() => (response.headersSent ? response.destroy() : answer(response, 502)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.socketPath, resolve);
  });
  return {
    recorded: () => [...files.values()].sort((a, b) => compareText(a.path, b.path)),
    troubles: () => [...troubles],
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function targetOf(request: IncomingMessage, upstreams: Readonly<Record<string, string>>): { url: string; path: string } | undefined {
  const path = (request.url ?? '').slice(1);
  if ((request.method !== 'GET' && request.method !== 'HEAD') || path.length > MAX_PATH_BYTES || !SAFE_PATH.test(path) || path.includes('..')) return undefined;
  const slash = path.indexOf('/');
  const ecosystem = path.slice(0, slash);
  const upstream = Object.hasOwn(upstreams, ecosystem) ? upstreams[ecosystem] : undefined;
  return upstream === undefined ? undefined : { url: `${upstream}/${path.slice(slash + 1)}`, path };
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0 });
  response.end();
}
