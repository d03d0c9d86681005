/**
 * Tells of new blocks over CometBFT's websocket. An event carries no data: whoever is woken reads the state,
 * so that a missed event, a disconnect or a restart loses nothing. After each (re)connection it wakes once.
 */
import { Comet38Client } from '@cosmjs/tendermint-rpc';

/** An idle chain makes a block every 10 s; three missing ones mean a dead connection. */
const SILENCE_MS = 35_000;
const RETRY_MS = 1_000;
const CONNECT_MS = 10_000;

/** Calls `wake` after each block until aborted. Never rejects; troubles go to `onTrouble`. */
export async function watchBlocks(rpc: string, signal: AbortSignal, wake: () => void, onTrouble: (error: unknown) => void): Promise<void> {
  const url = rpc.replace(/^http/, 'ws');
  while (!signal.aborted) {
    try {
      await watchOnce(url, signal, wake);
    } catch (error) {
      if (!signal.aborted) onTrouble(error);
    }
    if (!signal.aborted) await pause(RETRY_MS, signal);
  }
}

/** Ends when the connection is lost or silent. */
async function watchOnce(url: string, signal: AbortSignal, wake: () => void): Promise<void> {
  const client = await connectOrGiveUp(url, signal);
  try {
    wake();
    await new Promise<void>((resolve, reject) => {
      let timer = setTimeout(silent, SILENCE_MS);
      function silent(): void {
        reject(new Error('no block for too long'));
      }
      const subscription = client.subscribeNewBlockHeader().subscribe({
        next: () => {
          clearTimeout(timer);
          timer = setTimeout(silent, SILENCE_MS);
          wake();
        },
        error: reject,
        complete: () => reject(new Error('the stream of blocks ended')),
      });
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        subscription.unsubscribe();
        resolve();
      });
    });
  } finally {
    client.disconnect();
  }
}

/** cosmjs tries for ever to reach a port that is closed. */
async function connectOrGiveUp(url: string, signal: AbortSignal): Promise<Comet38Client> {
  const connecting = Comet38Client.connect(url);
  const gaveUp = Promise.withResolvers<never>();
  const timer = setTimeout(() => gaveUp.reject(new Error('no connection')), CONNECT_MS);
  const onAbort = (): void => gaveUp.reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([connecting, gaveUp.promise]);
  } catch (error) {
    connecting.then(
      (late) => late.disconnect(),
      () => undefined,
    );
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
