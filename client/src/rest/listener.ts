/**
 * The socket side of the REST server: how many may connect, how long they may take, and what is answered to what is no
 * request. Everything here bounds what one that says nothing, or says it slowly, can hold.
 */
import { createServer, type RequestListener, type Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ClientError, type ClientErrorCode } from '../errors.ts';
import { callerName } from './admission.ts';
import { endWithProblem } from './problems.ts';

/** Headers of a package manager are far smaller. */
const MAX_HEADER_BYTES = 16 * 1024;
/** All headers, from the first byte. */
const HEADERS_MS = 10_000;
/** The whole request: an artifact of 8 GiB that a builder hands in, over loopback. */
const REQUEST_MS = 600_000;
/** Nothing goes in either direction: a client that stopped reading, an artifact that nobody gives. */
const SILENCE_MS = 120_000;
/** Between two requests of one connection: build tools pause for seconds. */
const KEEP_ALIVE_MS = 15_000;
/** How often the first two are looked at. */
const CHECK_MS = 2_000;
const MAX_CONNECTIONS = 1_024;
/** One address leaves half of them to others. */
const MAX_CONNECTIONS_PER_CALLER = 512;
/** Then a client connects anew: no connection lasts for ever. */
const MAX_REQUESTS_PER_CONNECTION = 100_000;

export interface Times {
  readonly headersMs?: number;
  readonly silenceMs?: number;
}

export interface ConnectionLimits {
  readonly most: number;
  readonly ofOneCaller: number;
}

export interface ListenerParts {
  readonly host: string;
  readonly port: number;
  readonly onRequest: RequestListener;
  /** What was no request, or came too slowly. */
  readonly onRefused: (code: ClientErrorCode) => void;
  readonly onDropped: () => void;
  readonly times?: Times;
  readonly connections?: ConnectionLimits;
}

export async function listen(parts: ListenerParts): Promise<Server> {
  const { host, port, onRequest, onRefused, onDropped, times = {} } = parts;
  const { most, ofOneCaller } = parts.connections ?? { most: MAX_CONNECTIONS, ofOneCaller: MAX_CONNECTIONS_PER_CALLER };
  const headersTimeout = times.headersMs ?? HEADERS_MS;
  const limits = {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Refused as all else is (own-names.ts).
    requireHostHeader: false,
    connectionsCheckingInterval: Math.min(CHECK_MS, headersTimeout),
  };
  const server = createServer(limits, onRequest);
  server.timeout = times.silenceMs ?? SILENCE_MS;
  server.maxConnections = most;
  server.maxRequestsPerSocket = MAX_REQUESTS_PER_CONNECTION;
  server.on('drop', onDropped);
  boundEachCaller(server, ofOneCaller, onDropped);
  // Whether a body is wanted is known once its route is.
  server.on('checkContinue', onRequest);
  const refuse = (socket: Duplex, error: ClientError, headers: Readonly<Record<string, string>> = {}): void => {
    onRefused(error.code);
    endWithProblem(socket, error, headers);
  };
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy());
    refuse(socket, new ClientError('METHOD_NOT_ALLOWED', { method: 'CONNECT' }), { allow: 'GET, HEAD, OPTIONS, POST, PUT' });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Half an answer is out, or nobody is there: what is said now would be taken for part of it.
    const answer = (socket as { _httpMessage?: { headersSent: boolean } })._httpMessage;
    if (error.code === 'ECONNRESET' || !socket.writable || answer?.headersSent === true) socket.destroy();
    else refuse(socket, refusalOf(error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(cause.code === 'EADDRINUSE' ? new ClientError('PORT_TAKEN', { host, port }, { cause }) : cause);
    });
    server.listen(port, host, resolve);
  });
  return server;
}

/** One that opens them all, and says nothing, must not keep others out. */
function boundEachCaller(server: Server, most: number, onDropped: () => void): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const caller = callerName(socket.remoteAddress ?? '');
    const count = (open.get(caller) ?? 0) + 1;
    open.set(caller, count);
    socket.once('close', () => {
      const left = (open.get(caller) ?? 1) - 1;
      if (left === 0) open.delete(caller);
      else open.set(caller, left);
    });
    if (count <= most) return;
    onDropped();
    socket.destroy();
  });
}

function refusalOf({ code }: NodeJS.ErrnoException): ClientError {
  if (code === 'HPE_HEADER_OVERFLOW') return new ClientError('HEADERS_TOO_LARGE', { maxBytes: MAX_HEADER_BYTES });
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new ClientError('REQUEST_TIMEOUT', { headersMs: HEADERS_MS, requestMs: REQUEST_MS });
  return new ClientError('REQUEST_INVALID', { what: 'not HTTP/1.1' });
}

/** No new connection; those that are open stay, so that who asks on one of them learns that the node stops. */
export function stopListening(server: Server): void {
  NetServer.prototype.close.call(server);
}

/** Ends what is left. */
export async function closeAll(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  const isOpen = server.listening || (await connectionsOf(server)) > 0;
  server.close(() => undefined);
  server.closeAllConnections();
  if (isOpen) await closed;
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
}
