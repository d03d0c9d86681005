/** The table of what is held, beside a plain map, over chance lives; digests that all want the same place included. */
import { compareBytes, sha256, toHex, utf8 } from '@pyrsia/ledger';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BlobTable } from './blob-table.ts';

/** The first bytes say where it belongs: a few places at the end of the table, so that they run over its edge. */
const crowded = (n: number): Uint8Array => {
  const digest = Uint8Array.from(sha256(utf8(String(n))));
  digest.set([0xff, 0xff, 0xff, 0xfd + (n % 3)]);
  return digest;
};
const plain = (n: number): Uint8Array => sha256(utf8(String(n)));

const step = fc.record({
  n: fc.integer({ min: 0, max: 60 }),
  isCrowded: fc.boolean(),
  what: fc.constantFrom('add', 'add', 'remove', 'use'),
  bytes: fc.integer({ min: 0, max: 8 * 1024 ** 3 }),
  usedMs: fc.integer({ min: 1, max: 2 ** 41 }),
});

test('it holds what a map holds, in every order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const table = new BlobTable();
      const map = new Map<string, { bytes: number; usedMs: number }>();
      for (const { n, isCrowded, what, bytes, usedMs } of steps) {
        const digest = isCrowded ? crowded(n) : plain(n);
        const key = toHex(digest);
        const known = map.get(key);
        if (what === 'add') {
          table.add(digest, bytes, usedMs);
          map.set(key, { bytes, usedMs });
        } else if (what === 'remove') {
          expect(table.remove(digest)).toBe(map.delete(key));
        } else {
          expect(table.use(digest, usedMs)).toBe(known !== undefined);
          if (known !== undefined) map.set(key, { ...known, usedMs });
        }
      }
      const rows = [...map].map(([key, { bytes, usedMs }]) => `${key} ${bytes} ${usedMs}`).sort();
      expect([...table.all()].map(({ sha256: digest, bytes, usedMs }) => `${toHex(digest)} ${bytes} ${usedMs}`).sort()).toEqual(rows);
      expect([table.artifacts, table.bytes]).toEqual([map.size, [...map.values()].reduce((sum, { bytes }) => sum + bytes, 0)]);
      for (const key of map.keys()) expect(table.get(Buffer.from(key, 'hex'))).toMatchObject(map.get(key) as object);
      const sorted = [...map.keys()].sort();
      const middle = sorted[sorted.length >> 1];
      const after = table.after(middle === undefined ? undefined : Buffer.from(middle, 'hex'), 5).map(({ sha256: digest }) => toHex(digest));
      expect(after).toEqual(sorted.filter((key) => key > (middle ?? '')).slice(0, 5));
      const times = [...map.values()].map(({ usedMs }) => usedMs).sort((a, b) => a - b);
      expect(table.oldest(7, () => true).map(({ usedMs }) => usedMs)).toEqual(times.slice(0, 7));
    }),
    { numRuns: 200 },
  );
});

test('200 000 artifacts in less than 50 MB with what growing left behind, found again, in pages and by age', () => {
  const table = new BlobTable();
  const before = process.memoryUsage().arrayBuffers;
  for (let n = 0; n < 200_000; n += 1) table.add(plain(n), n, 1 + ((n * 7_919) % 200_000));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50e6);
  expect([table.artifacts, table.get(plain(123_456))?.bytes]).toEqual([200_000, 123_456]);
  const [first, second] = table.after(undefined, 2);
  expect(compareBytes(first?.sha256 as Uint8Array, second?.sha256 as Uint8Array)).toBeLessThan(0);
  expect(table.oldest(3, () => true).map(({ usedMs }) => usedMs)).toEqual([1, 2, 3]);
});
