/**
 * Wakes the follower when a build node tells of a new block. Nothing of the event is believed or even read. One
 * websocket at a time; one that cannot be opened, is lost or is silent is left for the next build node's.
 * A socket of our own: cosmjs' reconnects by itself for ever, even after it was told to disconnect.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

export interface EventTimes {
  /** An idle chain makes a block every 10 s; three missing ones mean a dead connection. */
  readonly silenceMs: number;
  readonly connectMs: number;
  readonly retryMs: number;
}
const TIMES: EventTimes = { silenceMs: 35_000, connectMs: 5_000, retryMs: 1_000 };
/** An event of a block header takes a few KiB. */
const MAX_EVENT_BYTES = 1024 * 1024;
const SUBSCRIBE = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'subscribe', params: { query: "tm.event='NewBlockHeader'" } });

export interface BlockEvents {
  readonly rpcUrls: readonly string[];
  readonly wake: () => void;
  /** Height that is verified: a socket is alive only while that grows, whatever it says. */
  readonly progress: () => bigint;
  readonly onTrouble: (error: unknown, url: string) => void;
  readonly times?: EventTimes;
}

/** Until aborted; never rejects. */
export async function followEvents(events: BlockEvents, signal: AbortSignal): Promise<void> {
  const { rpcUrls, onTrouble, times = TIMES } = events;
  for (let i = 0; !signal.aborted; i += 1) {
    const url = `${(rpcUrls[i % rpcUrls.length] as string).replace(/^http/, 'ws')}/websocket`;
    await listenOnce(url, events, times, signal).catch((error: unknown) => onTrouble(error, url));
    await sleep(times.retryMs, undefined, { signal }).catch(() => undefined); // Aborted: the loop sees it.
  }
}

async function listenOnce(url: string, { wake, progress }: BlockEvents, times: EventTimes, signal: AbortSignal): Promise<void> {
  let seen = progress();
  const socket = new WebSocket(url, { handshakeTimeout: times.connectMs, maxPayload: MAX_EVENT_BYTES });
  const ended = Promise.withResolvers<void>();
  const silence = setTimeout(() => ended.reject(new Error('no block for too long')), times.silenceMs);
  const onAbort = (): void => ended.resolve();
  signal.addEventListener('abort', onAbort);
  socket.on('open', () => socket.send(SUBSCRIBE));
  socket.on('message', () => {
    if (progress() > seen) silence.refresh();
    seen = progress();
    wake();
  });
  socket.on('error', ended.reject);
  socket.on('close', () => ended.reject(new Error('the connection was closed')));
  try {
    await ended.promise;
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', onAbort);
    socket.terminate();
  }
}
