/** What is shared, and how fast: at once, and over a restart. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';
import { parseShare, Sharing, shareView } from './sharing.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-share-'));
});
afterEach(() => rm(folder, { recursive: true }));
const { signal } = new AbortController();
const ON = { isOn: true, uploadBytesPerSecond: undefined };

test('a choice acts at once and lasts; without one the configuration holds', async () => {
  const file = join(folder, 'share.json');
  const sharing = await Sharing.open(file, ON);
  expect(sharing.current).toEqual(ON);
  await sharing.change({ isOn: false, uploadBytesPerSecond: 1_000_000 });
  expect([sharing.current.isOn, sharing.limit.bytesPerSecond]).toEqual([false, 1_000_000]);
  expect(shareView((await Sharing.open(file, ON)).current)).toEqual({ share: 'off', upload_bytes_per_second: 1_000_000 });
  await writeFile(file, '{"share":"perhaps"}');
  await expect(Sharing.open(file, ON)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
});

test.each([
  {},
  { share: true },
  { share: 'on', upload_bytes_per_second: 5 },
  { share: 'on', upload_bytes_per_second: 'fast' },
  { share: 'on', upload_bytes_per_second: 1e300 },
])('%j is no choice', (json) => expect(() => parseShare(json)).toThrow('REQUEST_INVALID'));

test('a limit is for all together, and ends with who waits', async () => {
  const limit = new RateLimit(1_000_000);
  const began = performance.now();
  await Promise.all([1, 2, 3].map(() => limit.take(100_000, signal)));
  expect(performance.now() - began).toBeGreaterThan(190);
  expect(limit.waitMs).toBeGreaterThan(50);
  const stop = new AbortController();
  await limit.take(1_000_000, signal);
  const next = limit.take(1, stop.signal);
  stop.abort();
  await expect(next).rejects.toThrow();

  await new RateLimit(undefined).take(1e12, signal);
});
