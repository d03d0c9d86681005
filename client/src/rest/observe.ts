/**
 * Around every request: its id, its line in the log, its counts. A line has the path and the names of what was asked, never
 * a value, a header, or anything else that could hold a secret.
 */
import { randomBytes } from 'node:crypto';
import type Koa from 'koa';
import type { Context } from 'koa';
import type { Logger } from 'pino';
import type { Drain } from './drain.ts';
import { frontOf } from './fronts.ts';
import type { RequestMetrics } from './request-metrics.ts';
import { setSecurityHeaders } from './security-headers.ts';

/** A stream on its way has some ten, each part of the door one. */
const MAX_LISTENERS = 32;
const MAX_PATH_SHOWN = 256;
const MAX_NAMES_SHOWN = 8;
/** What is refused to whoever asks too much is told by number, this often: no flood fills the disk with lines. */
const FLOOD_MS = 10_000;
const FLOOD: ReadonlySet<unknown> = new Set(['RATE_LIMITED', 'BUSY']);

export interface ObserveParts {
  readonly logger: Logger;
  readonly metrics: RequestMetrics;
  readonly drain: Drain;
}

export function observeRequests({ logger, metrics, drain }: ObserveParts): Koa.Middleware {
  const line = requestLog(logger);
  const prefix = randomBytes(4).toString('hex');
  let count = 0;
  return async (context, next) => {
    const { req, res } = context;
    const { socket } = req;
    res.setMaxListeners(MAX_LISTENERS);
    const begunMs = performance.now();
    const { bytesWritten, bytesRead } = socket;
    count += 1;
    const id = `${prefix}-${count.toString(36)}`;
    res.setHeader('x-request-id', id);
    setSecurityHeaders(res);
    drain.track(context);
    res.once('close', () => {
      const ms = performance.now() - begunMs;
      const sent = socket.bytesWritten - bytesWritten;
      const { cache } = context.state as RequestState;
      metrics.ended({ front: frontOf(context.path), method: context.method, status: res.statusCode, ms, sent, received: socket.bytesRead - bytesRead, cache });
      line(context, { id, ms, sent });
    });
    await next();
  };
}

/** What was found out on the way, for counts and the line. */
interface RequestState {
  readonly problem?: string;
  readonly cache?: 'hit' | 'miss';
}

interface Measured {
  readonly id: string;
  readonly ms: number;
  readonly sent: number;
}

/** Errors of this node as warnings, all else as information, what is asked every few seconds for debugging only. */
function requestLog(logger: Logger): (context: Context, measured: Measured) => void {
  let flood = 0;
  let toldMs = Number.NEGATIVE_INFINITY;
  return (context, { id, ms, sent }) => {
    const { req, res } = context;
    const { problem, cache } = context.state as RequestState;
    const isFlood = FLOOD.has(problem);
    const level = isFlood ? 'debug' : levelOf(res.statusCode, context.path);
    if (isFlood) {
      flood += 1;
      if (performance.now() - toldMs > FLOOD_MS) {
        logger.warn({ requests: flood, peer: req.socket.remoteAddress }, 'refused: too many requests');
        toldMs = performance.now();
        flood = 0;
      }
    }
    if (!logger.isLevelEnabled(level)) return;
    const names = namesOf(req.url ?? '');
    logger[level](
      {
        id,
        method: req.method,
        path: context.path.slice(0, MAX_PATH_SHOWN),
        ...(names.length === 0 ? {} : { query: names }),
        status: res.statusCode,
        ...(problem === undefined ? {} : { code: problem }),
        ...(cache === undefined ? {} : { cache }),
        bytes: sent,
        ms: Math.round(ms * 10) / 10,
        peer: req.socket.remoteAddress,
        ...(res.writableFinished ? {} : { aborted: true }),
      },
      'request',
    );
  };
}

function levelOf(status: number, path: string): 'warn' | 'info' | 'debug' {
  if (frontOf(path) === 'health') return 'debug';
  return status >= 500 ? 'warn' : 'info';
}

const namesOf = (url: string): string[] => {
  const question = url.indexOf('?');
  if (question < 0) return [];
  return url
    .slice(question + 1, question + 1 + 1024)
    .split('&', MAX_NAMES_SHOWN)
    .flatMap((pair) => /^[A-Za-z_-]{1,32}(?==)/.exec(pair)?.[0] ?? []);
};
