/** The order of uses over a restart, whatever the clock does. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Digest, sha256, utf8 } from '@pyrsia/ledger';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BlobTable } from './blob-table.ts';
import { UsedLog } from './used-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-used-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});
const names = ['a', 'b', 'c', 'd'].map((name) => sha256(utf8(name)));
const opened = async (): Promise<{ log: UsedLog; order: () => number[]; usedMs: (digest: Digest) => number }> => {
  const table = new BlobTable();
  for (const name of names) table.add(name, 1, 1);
  const log = new UsedLog(join(folder, 'used'), table, (error) => {
    throw error;
  });
  await log.load();
  const indexOf = (digest: Uint8Array): number => names.findIndex((name) => Buffer.compare(name, digest) === 0);
  return { log, order: () => table.oldest(4, () => true).map((blob) => indexOf(blob.sha256)), usedMs: (digest) => table.get(digest)?.usedMs ?? 0 };
};

test.each([
  ['goes on', 1_000],
  ['was ahead, and is set right', -10 * 365 * 24 * 3_600_000],
])('the clock %s: the order stays, and what is used then is the newest', async (_, stepMs) => {
  const { log } = await opened();
  for (const index of [2, 0, 3, 1]) log.note(names[index] as Digest);
  await log.flush();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + stepMs });
  const again = await opened();
  expect(again.order()).toEqual([2, 0, 3, 1]);
  expect(again.usedMs(names[1] as Digest)).toBeLessThanOrEqual(Date.now() + 1);
  again.log.note(names[0] as Digest);
  expect(again.order()).toEqual([2, 3, 1, 0]);
});

test('what is no record does no harm', async () => {
  await writeFile(join(folder, 'used'), Buffer.concat([...names].map((name) => Buffer.concat([name, Buffer.from('7fefffffffffffff', 'hex')]))));
  const { log, order } = await opened();
  log.note(names[0] as Digest);
  expect(order().at(-1)).toBe(0);
});
