/**
 * Tells of new blocks over CometBFT's websocket. An event carries no data: whoever is woken reads the state,
 * so that a missed event, a disconnect or a restart loses nothing. After each (re)connection it wakes once.
 * A socket of our own: cosmjs' reconnects by itself for ever, even after it was told to disconnect.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** An idle chain makes a block every 10 s; three missing ones mean a dead connection. */
const SILENCE_MS = 35_000;
const RETRY_MS = 1_000;
const CONNECT_MS = 10_000;
/** An event of a block header takes a few KiB. */
const MAX_EVENT_BYTES = 1024 * 1024;
const SUBSCRIBE = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'subscribe', params: { query: "tm.event='NewBlockHeader'" } });

/** Calls `wake` after each block until aborted. Never rejects; troubles go to `onTrouble`. */
export async function watchBlocks(rpc: string, signal: AbortSignal, wake: () => void, onTrouble: (error: unknown) => void): Promise<void> {
  while (!signal.aborted) {
    try {
      await watchOnce(`${rpc.replace(/^http/, 'ws')}/websocket`, signal, wake);
    } catch (error) {
      if (!signal.aborted) onTrouble(error);
    }
    await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined); // Aborted: the loop sees it.
  }
}

/** Rejects when the connection cannot be made, is lost or is silent; resolves when aborted. */
async function watchOnce(url: string, signal: AbortSignal, wake: () => void): Promise<void> {
  const socket = new WebSocket(url, { handshakeTimeout: CONNECT_MS, maxPayload: MAX_EVENT_BYTES });
  const ended = Promise.withResolvers<void>();
  const silence = setTimeout(() => ended.reject(new Error('no block for too long')), SILENCE_MS);
  const onAbort = (): void => ended.resolve();
  signal.addEventListener('abort', onAbort);
  socket.on('open', () => socket.send(SUBSCRIBE));
  socket.on('message', () => {
    silence.refresh();
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
