/** Every error leaves as application/problem+json (RFC 9457) with the product's code; bugs without their text. */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { LedgerError } from '@pyrsia/ledger';
import type Koa from 'koa';
import type { Logger } from 'pino';
import { ClientError, type ClientErrorCode } from '../errors.ts';
import { httpStatus } from './http-status.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

export const PROBLEM_TYPE = 'application/problem+json';
/** What a route said of the answer that it did not give. */
const OF_THE_ANSWER = ['cache-control', 'content-encoding', 'content-length', 'content-range', 'content-type', 'etag', 'last-modified', 'transfer-encoding'];
/** An answer leaves before the rest of a body that nobody wants has come: up to this many bytes are let come, more end the connection. */
const MAX_UNREAD_BYTES = 64 * 1024;
/** Who is told that the connection ends has this long to read it: one that goes on sending would keep it open, and its place. */
const LINGER_MS = 1_000;

export interface ProblemParts {
  readonly logger: Logger;
  /** Counted; `INTERNAL` is a fault of this node. */
  readonly onProblem: (code: ClientErrorCode | 'INTERNAL') => void;
}

interface Problem {
  readonly status: number;
  readonly code: ClientErrorCode | 'INTERNAL';
  readonly detail: string;
}

export function errorsAsProblems(parts: ProblemParts): Koa.Middleware {
  return async (context, next) => {
    try {
      await next();
    } catch (error) {
      answerProblem(context, error, parts);
    }
  };
}

/**
 * For Koa's own hook: a stream that fails, a client that is gone. Once headers are out, the only truth left is to end the
 * connection: a client must not take a part for the whole, nor wait for the rest.
 */
export function onContextError(parts: ProblemParts) {
  return function onError(this: Koa.Context, error: Error | null | undefined): void {
    if (error === null || error === undefined) return;
    const { res } = this;
    if (res.headersSent || !this.writable) {
      if (!isGone(error)) parts.logger.warn({ err: error, id: res.getHeader('x-request-id') }, 'an answer ended before it was whole');
      res.destroy();
      return;
    }
    answerProblem(this, error, parts);
    res.end(this.method === 'HEAD' ? undefined : (this.body as string));
  };
}

const isGone = (error: Error & { code?: string }): boolean =>
  ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'ECONNABORTED'].includes(error.code ?? '');

function answerProblem(context: Koa.Context, error: unknown, { logger, onProblem }: ProblemParts): void {
  const problem = problemOf(error);
  if (problem.code === 'INTERNAL') logger.error({ err: error, path: context.path.slice(0, 200), id: context.res.getHeader('x-request-id') }, 'request failed');
  onProblem(problem.code);
  context.state['problem'] = problem.code;
  for (const name of OF_THE_ANSWER) context.remove(name);
  context.status = problem.status;
  // Maven shows the reason phrase, and nothing else.
  context.message = problem.code === 'INTERNAL' ? 'Internal Server Error' : problem.code;
  context.set('cache-control', 'no-store');
  if (!context.req.complete && !(Number(context.get('content-length')) <= MAX_UNREAD_BYTES)) context.set('connection', 'close');
  context.body = bodyOf(problem);
  context.type = PROBLEM_TYPE;
}

function problemOf(error: unknown): Problem {
  const known = asClientError(error);
  if (known === undefined) return { status: 500, code: 'INTERNAL', detail: 'a fault of this node; see its log' };
  return { status: httpStatus(known.code), code: known.code, detail: known.message };
}

const bodyOf = ({ status, code, detail }: Problem): string => JSON.stringify({ type: 'about:blank', title: code, status, detail, code });

function asClientError(error: unknown): ClientError | undefined {
  if (error instanceof ClientError) return error;
  if (error instanceof LedgerError) return new ClientError('REQUEST_INVALID', { ...error.detail, ledger: error.code }, { cause: error });
  return undefined;
}

/** A whole answer, where there is no request that could be answered; the connection ends with it. */
export function endWithProblem(socket: Duplex, error: ClientError, headers: Readonly<Record<string, string>> = {}): void {
  const problem = problemOf(error);
  const body = bodyOf(problem);
  const lines = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? problem.code}`,
    ...SECURITY_HEADERS.map(([name, value]) => `${name}: ${value}`),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  const gone = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(gone));
}
