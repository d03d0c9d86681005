/** Server-sent events over real sockets: order, pings, the end, too many readers, a reader that does not read, and no trust. */
import { once } from 'node:events';
import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ClientError } from '../errors.ts';
import { type EventStream, EventStreams } from './event-streams.ts';
import { type Served, serve } from './rest-harness.ts';

let served: Served;
let streams: EventStreams;
let opened: EventStream[];
let isTrusted: boolean;
beforeEach(async () => {
  opened = [];
  isTrusted = true;
  streams = new EventStreams(
    () => {
      if (!isTrusted) throw new ClientError('LOG_FORKED');
    },
    { pingMs: 20 },
  );
  served = await serve((router) => {
    router.get('/events', (context) => {
      opened.push(streams.open(context));
    });
  });
});
afterEach(async () => {
  streams.stop();
  await served.stop();
});

const until = async (holds: () => boolean): Promise<void> => {
  for (let i = 0; i < 500 && !holds(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
};
/** A reader that takes all, until the end. */
async function read(): Promise<{ all: Promise<string>; response: Response }> {
  const response = await fetch(`${served.url}/events`);
  return { all: response.text(), response };
}

test('events in their order, then the end', async () => {
  const { all, response } = await read();
  expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([200, 'text/event-stream', 'no-store']);
  opened[0]?.send('entry', { n: 1, text: 'two\nlines' }, '7');
  opened[0]?.send('head', {});
  opened[0]?.end();
  opened[0]?.send('head', 'after the end');
  expect((await all).replaceAll(': ping\n\n', '')).toBe('event: entry\nid: 7\ndata: {"n":1,"text":"two\\nlines"}\n\nevent: head\ndata: {}\n\n');
  await until(() => streams.count === 0);
});

test('a silent one is pinged; stopping ends all, and opens no more', async () => {
  const { all } = await read();
  await new Promise((resolve) => setTimeout(resolve, 100));
  streams.stop();
  expect(await all).toMatch(/^(: ping\n\n){2,}$/);
  expect((await fetch(`${served.url}/events`)).status).toBe(503);
});

test('the 33rd reader from one address is refused, the 65th of all, and let in when another has gone', async () => {
  const readers: Reader[] = [];
  const open = async (from: string): Promise<number> => {
    const reader = await readFrom(from);
    if (reader.status === 200) readers.push(reader);
    else reader.leave();
    return reader.status;
  };
  for (let i = 0; i < 32; i += 1) expect(await open('127.0.0.1')).toBe(200);
  expect(await open('127.0.0.1')).toBe(503);
  for (let i = 0; i < 32; i += 1) expect(await open('127.0.0.2')).toBe(200);
  expect(await open('127.0.0.3')).toBe(503);
  readers[0]?.leave();
  await until(() => streams.count === 63);
  expect(await open('127.0.0.1')).toBe(200);
  for (const reader of readers) reader.leave();
});

interface Reader {
  readonly status: number;
  leave(): void;
}

function readFrom(localAddress: string): Promise<Reader> {
  return new Promise((resolve, reject) => {
    const request = get(`${served.url}/events`, { localAddress, agent: false }, (response) => {
      response.on('error', () => undefined); // We leave.
      response.resume();
      resolve({ status: response.statusCode ?? 0, leave: () => void request.destroy() });
    });
    request.on('error', reject);
  });
}

test('HEAD opens nothing', async () => {
  expect((await fetch(`${served.url}/events`, { method: 'HEAD' })).status).toBe(200);
  expect(streams.count).toBe(0);
});

test('a reader that does not keep up is left', async () => {
  const socket: Socket = connect(Number(new URL(served.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write('GET /events HTTP/1.1\r\nhost: x\r\n\r\n');
  await until(() => opened.length === 1);
  const left = Promise.withResolvers<void>();
  opened[0]?.onClose(() => left.resolve());
  const filling = setInterval(() => opened[0]?.send('entry', 'x'.repeat(200_000)), 1);
  await left.promise;
  clearInterval(filling);
  expect(streams.count).toBe(0);
  socket.destroy();
});

test('who has much to tell waits for the reader, who gets all of it', async () => {
  const { all } = await read();
  const stream = opened[0] as EventStream;
  let sent = 0;
  const goOn = (): void => {
    for (; sent < 400 && stream.hasRoom; sent += 1) stream.send('entry', `${sent} ${'x'.repeat(10_000)}`);
    if (sent < 400) stream.onRoom(goOn);
    else stream.end();
  };
  goOn();
  expect([...(await all).matchAll(/data: "(\d+) x{10000}"/g)].map(([, n]) => Number(n))).toEqual(Array.from({ length: 400 }, (_, i) => i));
});

test('a reader that stops reading is left by the second ping after', async () => {
  const socket: Socket = connect(Number(new URL(served.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.pause();
  socket.write('GET /events HTTP/1.1\r\nhost: x\r\n\r\n');
  await until(() => opened.length === 1);
  const stream = opened[0] as EventStream;
  const left = Promise.withResolvers<void>();
  stream.onClose(() => left.resolve());
  const goOn = (): void => {
    while (stream.hasRoom) stream.send('entry', 'x'.repeat(10_000));
    stream.onRoom(goOn);
  };
  goOn();
  await left.promise;
  expect(streams.count).toBe(0);
  socket.destroy();
});

test.each(['an event', 'a ping'])('what may not be believed any more is not told, whether by %s', async (by) => {
  const { all } = await read();
  opened[0]?.send('head', 1);
  isTrusted = false;
  if (by === 'an event') opened[0]?.send('head', 2);
  const text = await all;
  expect(text).toContain('event: head\ndata: 1\n\n');
  expect(text).not.toContain('data: 2');
  expect(text).toMatch(/event: problem\ndata: \{"code":"LOG_FORKED"/);
});
