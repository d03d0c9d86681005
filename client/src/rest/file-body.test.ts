/** Files over real HTTP: their places are used again, and no answer has bytes of another. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FileBody } from './file-body.ts';

const FILES = 12;
const SIZE = 3_000_001;

let folder: string;
let server: Server;
let port: number;
const digests: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-body-'));
  for (let i = 0; i < FILES; i += 1) {
    const bytes = randomBytes(SIZE);
    await writeFile(join(folder, String(i)), bytes);
    digests.push(sha256(bytes));
  }
  server = createServer(async ({ url }, response) => {
    const [name, start, end] = String(url).slice(1).split('-').map(Number) as [number, number, number];
    response.setHeader('content-length', end - start + 1);
    pipeline(new FileBody(await open(join(folder, String(name))), { start, end }, response), response, () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** At so many bytes each millisecond, if it is slow. */
function take(path: string, slow = false): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, path }, async (response) => {
      const pieces: Buffer[] = [];
      try {
        for await (const piece of response) {
          pieces.push(piece as Buffer);
          if (slow) await sleep(1);
        }
        resolve(Buffer.concat(pieces));
      } catch (error) {
        reject(error as Error);
      }
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Takes some of it and goes away. */
function leave(path: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`));
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
  });
}

test('fast, slow and leaving clients at once: each has the bytes that it asked for', async () => {
  for (let round = 0; round < 4; round += 1) {
    const taken = digests.map((_, i) => take(`/${i}-0-${SIZE - 1}`, i % 3 === 0));
    const left = digests.map((_, i) => leave(`/${i}-0-${SIZE - 1}`));
    const found = await Promise.all(taken);
    await Promise.all(left);
    expect(found.map(sha256)).toEqual(digests);
  }
});

test('two answers over one connection, asked for at once', async () => {
  const bytes = await new Promise<Buffer>((resolve) => {
    const ask = (i: number, last: boolean): string => `GET /${i}-0-${SIZE - 1} HTTP/1.1\r\nhost: x\r\n${last ? 'connection: close\r\n' : ''}\r\n`;
    const pieces: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(ask(0, false) + ask(1, true)));
    socket.on('data', (piece: Buffer) => pieces.push(piece));
    socket.on('end', () => resolve(Buffer.concat(pieces)));
  });
  const start = bytes.indexOf('\r\n\r\n') + 4;
  const second = bytes.indexOf('\r\n\r\n', start + SIZE) + 4;
  expect([sha256(bytes.subarray(start, start + SIZE)), sha256(bytes.subarray(second))]).toEqual(digests.slice(0, 2));
});

test('parts, also of one byte', async () => {
  const whole = await take(`/0-0-${SIZE - 1}`);
  expect((await take('/0-70000-200000')).equals(whole.subarray(70_000, 200_001))).toBe(true);
  expect(await take(`/0-${SIZE - 1}-${SIZE - 1}`)).toEqual(whole.subarray(-1));
});

test('large files leave no memory behind', async () => {
  const external = (): number => process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 4; i += 1) await leave(`/${i}-0-${SIZE - 1}`);
  const before = external();
  let pieces = 0;
  for (let i = 0; i < 4; i += 1) {
    const response = { writableLength: 0, once: () => undefined };
    for await (const _ of new FileBody(await open(join(folder, '0')), { start: 0, end: SIZE - 1 }, response)) pieces += 1;
  }
  expect(pieces).toBeGreaterThan(150);
  expect(external() - before).toBeLessThan(2 * 1024 * 1024);
});

test('a file that was cut meanwhile breaks the answer off', async () => {
  await writeFile(join(folder, '99'), randomBytes(SIZE));
  const taking = take(`/99-0-${SIZE - 1}`, true);
  await truncate(join(folder, '99'), 100_000);
  await expect(taking).rejects.toThrow(/aborted|hang up|ECONNRESET/);
});
