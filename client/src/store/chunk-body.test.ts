/** Chunks of files of any length, and of files that move or shrink meanwhile. */
import { mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHUNK_BYTES } from '@pyrsia/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ChunkBody, findChunk, SmallOnes } from './chunk-body.ts';

const KIB = 1024;
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-chunk-'));
  path = join(folder, 'file');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 0xff);

async function read(chunk: Uint8Array | ChunkBody | undefined): Promise<Uint8Array | undefined> {
  if (chunk === undefined || chunk instanceof Uint8Array) return chunk;
  const pieces: Uint8Array[] = [];
  for await (const piece of chunk.pieces) pieces.push(Uint8Array.from(piece));
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(64 * KIB);
  const all = Buffer.concat(pieces);
  expect(all).toHaveLength(chunk.bytes);
  return all;
}

test.each([0, 1, 64 * KIB, 64 * KIB + 1, 256 * KIB, 256 * KIB + 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES + 300 * KIB])(
  'every chunk of a file of %i bytes, and none beyond',
  async (length) => {
    const bytes = bytesOf(length);
    await writeFile(path, bytes);
    const chunks = Math.max(1, Math.ceil(length / CHUNK_BYTES));
    for (let index = 0; index < chunks; index += 1) {
      const chunk = (await read(await findChunk([path], index))) as Uint8Array;
      expect(Buffer.compare(chunk, bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES))).toBe(0);
    }
    expect(await findChunk([path], chunks)).toBeUndefined();
    expect(await findChunk([path], 8_000)).toBeUndefined();
  },
);

test('no file, no chunk; one that moves to its last place meanwhile is read there', async () => {
  const last = join(folder, 'last');
  expect(await findChunk([path, last], 0)).toBeUndefined();
  await writeFile(path, bytesOf(300 * KIB));
  const chunk = await findChunk([path, last], 0);
  await rename(path, last);
  expect(Buffer.compare((await read(chunk)) as Uint8Array, bytesOf(300 * KIB))).toBe(0);
  await rm(last);
  await writeFile(last, bytesOf(10));
  expect(await read(await findChunk([path, last], 0))).toHaveLength(10);
});

test('a file that is gone or cut short gives less than it said, or an error, and nothing else', async () => {
  await writeFile(path, bytesOf(300 * KIB));
  const [gone, cut] = (await Promise.all([findChunk([path], 0), findChunk([path], 0)])) as [ChunkBody, ChunkBody];
  await truncate(path, 100);
  let length = 0;
  for await (const piece of cut.pieces) length += piece.length;
  expect(length).toBe(100);
  await rm(path);
  await expect(read(gone)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the small ones that were asked for last are kept, up to a bound', () => {
  const ones = new SmallOnes();
  const piece = (): Uint8Array => new Uint8Array(64 * KIB);
  for (let i = 0; i < 256; i += 1) ones.add(String(i), piece());
  expect(ones.get('0')).toBeDefined();
  ones.add('new', piece());
  expect([ones.get('0') !== undefined, ones.get('1') !== undefined, ones.get('new') !== undefined]).toEqual([true, false, true]);
  const { removals } = ones;
  ones.remove('new');
  expect(ones.get('new')).toBeUndefined();
  expect(ones.removals).not.toBe(removals);
});
