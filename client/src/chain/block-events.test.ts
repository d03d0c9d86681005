/** Websockets of build nodes that are down, silent, hostile, or tell of blocks. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { followEvents } from './block-events.ts';

const TIMES = { silenceMs: 200, connectMs: 200, retryMs: 5 };
const closers: Array<() => void> = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A build node's websocket; gives its address and the questions that it was asked. */
async function serve(talk: (socket: WebSocket) => void): Promise<{ url: string; asked: string[] }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const asked: string[] = [];
  server.on('connection', (socket) => {
    socket.on('error', () => undefined); // The other side hangs up.
    socket.on('message', (text) => {
      asked.push(String(text));
      talk(socket);
    });
  });
  closers.push(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return `http://127.0.0.1:${port}`;
}

function follow(rpcUrls: string[], grows = true): { wakes: () => number; troubles: string[]; stop: () => Promise<void> } {
  const stop = new AbortController();
  let wakes = 0;
  let height = 0n;
  const troubles: string[] = [];
  const wake = (): void => {
    wakes += 1;
    height += grows ? 1n : 0n;
  };
  const running = followEvents({ rpcUrls, wake, progress: () => height, onTrouble: (_, url) => troubles.push(url), times: TIMES }, stop.signal);
  return {
    wakes: () => wakes,
    troubles,
    stop: async () => {
      stop.abort();
      await running;
    },
  };
}

test.each([
  ['is down', closedPort],
  ['is silent', async () => (await serve(() => undefined)).url],
  ['hangs up', async () => (await serve((socket) => socket.terminate())).url],
  ['floods', async () => (await serve((socket) => socket.send('x'.repeat(2_000_000)))).url],
])('a build node that %s is left for the next', async (_, bad) => {
  const good = await serve((socket) => socket.send('{}'));
  const badUrl = await bad();
  const { wakes, troubles, stop } = follow([badUrl, good.url]);
  await expect.poll(wakes, { timeout: 5_000 }).toBeGreaterThan(0);
  expect(good.asked[0]).toContain('NewBlockHeader');
  expect(troubles[0]).toBe(`${badUrl.replace('http', 'ws')}/websocket`);
  await stop();
});

test('one that chatters without a block that verifies is left, too', async () => {
  const chatty = await serve((socket) => {
    const timer = setInterval(() => socket.send('{}'), 20);
    socket.on('close', () => clearInterval(timer));
  });
  const { troubles, stop } = follow([chatty.url], false);
  await expect.poll(() => troubles.length, { timeout: 5_000 }).toBeGreaterThan(0);
  await stop();
});

test('stops at once, also in the middle of a connection', async () => {
  const good = await serve((socket) => socket.send('{}'));
  const { wakes, stop } = follow([good.url]);
  await expect.poll(wakes, { timeout: 5_000 }).toBe(1);
  await stop();
});
