/** The REST server: koa, one router per front, errors in one place. Reads are open, changes need the token. */
import { createServer, type Server } from 'node:http';
import Router from '@koa/router';
import { LedgerError } from '@pyrsia/ledger';
import Koa from 'koa';
import { ClientError } from '../errors.ts';
import type { NodeParts } from '../node-parts.ts';
import { apiRoutes } from './api.ts';
import { httpStatus } from './http-status.ts';
import { logRoutes } from './log.ts';
import { mavenRoutes } from './maven.ts';
import { pageRoutes } from './page.ts';
import { pyrsiaRoutes } from './pyrsia.ts';
import { sourceQuestionRoutes } from './source-questions.ts';

export interface RestServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Headers of a package manager are far smaller. */
const MAX_HEADER_BYTES = 16 * 1024;
const REQUEST_TIMEOUT_MS = 600_000;
/** Requests under way get this long when the node stops. */
const DRAIN_MS = 5_000;

export async function startRest(parts: NodeParts): Promise<RestServer> {
  const app = new Koa();
  app.silent = true;
  app.use(errorsAsProblems(parts));
  // Before the next: the page says how the node is, too, when nothing can be believed.
  const page = new Router();
  pageRoutes(page, parts);
  app.use(page.routes());
  app.use(onlyWhileTrusted(parts));
  const router = new Router();
  const api = apiRoutes(router, parts);
  logRoutes(router, parts);
  pyrsiaRoutes(router, parts);
  mavenRoutes(router, parts);
  sourceQuestionRoutes(router, parts);
  app.use(router.routes());
  app.use((context) => {
    throw new ClientError('NOT_FOUND', { path: context.path.slice(0, 200) });
  });
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: REQUEST_TIMEOUT_MS }, app.callback());
  const { host, port } = parts.config.rest;
  await listen(server, host, port);
  const address = server.address();
  const bound = address === null || typeof address === 'string' ? port : address.port;
  return {
    url: `http://${host}:${bound}`,
    async stop() {
      api.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** What says how this node is; everything else is an answer that somebody may build upon. */
const ALWAYS_SERVED = new Set(['/healthz', '/readyz', '/status', '/peers', '/api/v1/log/alarm']);

/** After an attack, an alarm, or with headers that are too old, nothing is served that could be believed. */
function onlyWhileTrusted({ light, replica }: NodeParts): Koa.Middleware {
  return async (context, next) => {
    if (!ALWAYS_SERVED.has(context.path)) {
      light.assertTrustworthy();
      replica?.assertOneHistory();
    }
    await next();
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(cause.code === 'EADDRINUSE' ? new ClientError('PORT_TAKEN', { host, port }, { cause }) : cause);
    });
    server.listen(port, host, resolve);
  });
}

/** Every error leaves as application/problem+json (RFC 9457) with the product's code; bugs without their text. */
function errorsAsProblems({ logger }: NodeParts): Koa.Middleware {
  return async (context, next) => {
    context.set('x-content-type-options', 'nosniff');
    try {
      await next();
    } catch (error) {
      const known = asClientError(error);
      if (known === undefined) logger.error({ err: error, path: context.path }, 'request failed');
      const code = known?.code ?? 'INTERNAL';
      context.status = known === undefined ? 500 : httpStatus(known.code);
      // Maven shows the reason phrase, and nothing else.
      context.message = known === undefined ? 'Internal Server Error' : `${code}`;
      context.type = 'application/problem+json';
      context.body = JSON.stringify({
        type: 'about:blank',
        title: code,
        status: context.status,
        detail: known?.message ?? 'a fault of this node; see its log',
        code,
      });
    }
  };
}

function asClientError(error: unknown): ClientError | undefined {
  if (error instanceof ClientError) return error;
  if (error instanceof LedgerError) return new ClientError('REQUEST_INVALID', { ...error.detail, ledger: error.code }, { cause: error });
  return undefined;
}
