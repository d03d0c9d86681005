/**
 * Server-sent events (WHATWG HTML, "server-sent events"): open answers to which events are added as they come. Their number
 * is bounded, a reader that does not keep up is left, and all end with the node, or when it may no longer be believed.
 */
import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import type { Context } from 'koa';
import { ClientError } from '../errors.ts';
import { callerName } from './admission.ts';

/** Each is a connection and what waits in it; a page opens two. */
const MAX_STREAMS = 64;
/** One address leaves room for others; people behind one proxy share it. */
const MAX_STREAMS_OF_CALLER = 32;
/** Proxies drop what is silent for a minute; a reader sees within two of these that a node is gone. */
const PING_MS = 15_000;
/** What waits for a reader, some hundred log entries: whoever sends more loses the reader. */
const MAX_WAITING_BYTES = 256 * 1024;
/** With so much waiting, who has more to tell waits for the reader. An event is at most some 100 KiB. */
const ENOUGH_BYTES = 64 * 1024;
const BUFFER_BYTES = 16 * 1024;

export interface EventStream {
  /** `id`: what a reader that comes again sends as `last-event-id`. */
  send(event: string, data: unknown, id?: string): void;
  end(): void;
  /** False: what was sent is still waiting; `onRoom` tells once when it has gone. */
  readonly hasRoom: boolean;
  onRoom(listener: () => void): void;
  /** Once, whoever ended it. */
  onClose(listener: () => void): void;
}

export interface EventStreamTimes {
  readonly pingMs: number;
}

export class EventStreams {
  /** With what the connection had sent at the ping before. */
  private readonly streams = new Map<PassThrough, { readonly socket: Socket; readonly caller: string; sentBytes: number }>();
  private readonly assertTrusted: () => void;
  private readonly pings: NodeJS.Timeout;
  private isStopped = false;

  /** `assertTrusted` throws when nothing may be served that could be believed. */
  constructor(assertTrusted: () => void, { pingMs }: EventStreamTimes = { pingMs: PING_MS }) {
    this.assertTrusted = assertTrusted;
    this.pings = setInterval(() => this.ping(), pingMs);
    this.pings.unref();
  }

  get count(): number {
    return this.streams.size;
  }

  /** The answer to this request from now on. Throws `BUSY`. */
  open(context: Context): EventStream {
    if (this.isStopped || this.streams.size >= MAX_STREAMS) throw new ClientError('BUSY', { most: MAX_STREAMS });
    const caller = callerName(context.req.socket.remoteAddress ?? '');
    const ofCaller = [...this.streams.values()].filter((stream) => stream.caller === caller).length;
    if (ofCaller >= MAX_STREAMS_OF_CALLER) throw new ClientError('BUSY', { most: MAX_STREAMS_OF_CALLER, of: caller });
    // Far below ENOUGH_BYTES, so that it always tells when what was too much has gone.
    const stream = new PassThrough({ highWaterMark: BUFFER_BYTES });
    context.status = 200;
    context.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' });
    context.body = stream;
    // Without a body, nobody would ever take it out.
    if (context.method === 'HEAD') stream.end();
    else this.streams.set(stream, { socket: context.req.socket, caller, sentBytes: -1 });
    stream.once('close', () => this.streams.delete(stream));
    return {
      send: (event, data, id) => {
        if (this.isTrusted(stream)) write(stream, `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
      },
      end: () => stream.end(),
      get hasRoom() {
        return waitingBytes(stream) < ENOUGH_BYTES;
      },
      onRoom: (listener) => stream.once('drain', listener),
      onClose: (listener) => stream.once('close', listener),
    };
  }

  stop(): void {
    this.isStopped = true;
    clearInterval(this.pings);
    for (const stream of this.streams.keys()) stream.end();
  }

  private ping(): void {
    for (const [stream, state] of this.streams) {
      const { bytesWritten } = state.socket;
      // Nothing went since the last ping, and there is something to go: nobody reads.
      if (waitingBytes(stream) > 0 && bytesWritten === state.sentBytes) stream.destroy();
      else if (this.isTrusted(stream)) write(stream, ': ping\n\n');
      state.sentBytes = bytesWritten;
    }
  }

  /** If not, the reader is told why, and nothing else any more. */
  private isTrusted(stream: PassThrough): boolean {
    try {
      this.assertTrusted();
      return true;
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      write(stream, `event: problem\ndata: ${JSON.stringify({ code: error.code, detail: error.message })}\n\n`);
      stream.end();
      return false;
    }
  }
}

const waitingBytes = (stream: PassThrough): number => stream.writableLength + stream.readableLength;

function write(stream: PassThrough, text: string): void {
  if (stream.writableEnded || stream.destroyed) return;
  stream.write(text);
  if (waitingBytes(stream) > MAX_WAITING_BYTES) stream.destroy();
}
