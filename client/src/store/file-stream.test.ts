/** Places are used again only when what was in them is gone: a receiver that takes its time finds what was sent. */
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FileStream, Places } from './file-stream.ts';

const BYTES = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 11) ^ (i >> 8) ^ (i >> 16)));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-stream-'));
  await writeFile(join(folder, 'file'), BYTES);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

class CountedPlaces extends Places {
  readonly all = new Set<Buffer>();
  override take(): Buffer {
    const place = super.take();
    this.all.add(place);
    return place;
  }
}
async function streamOf(places: Places, waiting: () => number, mayRead = async (): Promise<number> => BYTES.length): Promise<FileStream> {
  const file = await open(join(folder, 'file'));
  return new FileStream({ file, places, start: 0, end: BYTES.length - 1, mayRead, onShort: () => new Error('short'), waiting });
}

test('what is not taken yet stays as it is, however much was read since', async () => {
  const places = new CountedPlaces();
  const pending: Uint8Array[] = [];
  const taken: Buffer[] = [];
  const stream = await streamOf(places, () => pending.reduce((sum, piece) => sum + piece.length, 0));
  for await (const piece of stream) {
    pending.push(piece as Uint8Array);
    while (pending.length > 3) taken.push(Buffer.from(pending.shift() as Uint8Array));
  }
  expect(Buffer.concat([...taken, ...pending]).equals(BYTES)).toBe(true);
  expect(places.all.size).toBeLessThan(8);
});

test('where nobody knows what was taken, none is used again', async () => {
  const places = new CountedPlaces();
  const pieces: Uint8Array[] = [];
  for await (const piece of await streamOf(places, () => Number.POSITIVE_INFINITY)) pieces.push(piece as Uint8Array);
  expect([Buffer.concat(pieces).equals(BYTES), places.all.size]).toEqual([true, Math.ceil(BYTES.length / 65_536)]);
});

test('many slow receivers over real HTTP share few places, and each gets its bytes', async () => {
  const places = new CountedPlaces();
  const server = createServer(async (_, res) => {
    const stream = await streamOf(places, () => (res.socket === null || res.destroyed ? Number.POSITIVE_INFINITY : res.writableLength));
    res.setHeader('content-length', BYTES.length);
    stream.pipe(res);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const receive = async (): Promise<boolean> => {
    const response = await new Promise<AsyncIterable<Buffer>>((done, fail) => get({ port, agent: false }, done).on('error', fail));
    const pieces: Buffer[] = [];
    for await (const piece of response) {
      pieces.push(piece);
      if (pieces.length % 16 === 0) await sleep(1);
    }
    return Buffer.concat(pieces).equals(BYTES);
  };
  expect(await Promise.all(Array.from({ length: 12 }, receive))).toEqual(Array(12).fill(true));
  // Each would have 46 of its own.
  expect(places.all.size).toBeLessThan(12 * 12);
  server.close();
});

test('an error before a piece ends it with what was given so far', async () => {
  let asked = 0;
  const stream = await streamOf(
    new Places(),
    () => 0,
    async () => {
      asked += 1;
      if (asked === 2) throw new Error('wrong');
      return 1_000_000;
    },
  );
  let bytes = 0;
  await expect(
    (async () => {
      for await (const piece of stream) bytes += (piece as Uint8Array).length;
    })(),
  ).rejects.toThrow('wrong');
  expect(bytes).toBe(1_000_000);
});
