/** What is shared, and how fast: at once, and over a restart. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';
import { parseShare, SHARE_ALL, shareView } from './share.ts';
import { Sharing } from './sharing.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-share-'));
});
afterEach(() => rm(folder, { recursive: true }));
const { signal } = new AbortController();

test('a choice acts at once and lasts; without one the configuration holds', async () => {
  const file = join(folder, 'share.json');
  const sharing = await Sharing.open(file, SHARE_ALL);
  expect(sharing.current).toEqual(SHARE_ALL);
  await sharing.change((before) => ({ ...before, isOn: false, uploadBytesPerSecond: 1_000_000 }));
  expect([sharing.current.isOn, sharing.limit.bytesPerSecond]).toEqual([false, 1_000_000]);
  expect(shareView((await Sharing.open(file, SHARE_ALL)).current)).toEqual({
    ...shareView(SHARE_ALL),
    share: 'off',
    upload_bytes_per_second: 1_000_000,
  });
  await writeFile(file, '{"share":"perhaps"}');
  await expect(Sharing.open(file, SHARE_ALL)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
});

test.each([
  { shares: 'on' },
  { ecosystems: 'maven' },
  { ecosystems: ['cobol'] },
  { disk_bytes: 1 },
  { max_connections: 0 },
  { max_connections: null },
  { share: true },
  { share: 'on', upload_bytes_per_second: 5 },
  { share: 'on', upload_bytes_per_second: 'fast' },
  { share: 'on', upload_bytes_per_second: 1e300 },
])('%j is no choice', (json) => expect(() => parseShare(json, SHARE_ALL)).toThrow('REQUEST_INVALID'));

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

test('changes come one after the other, each on what the one before left, and are told', async () => {
  const sharing = await Sharing.open(join(folder, 'share.json'), SHARE_ALL);
  const told: unknown[] = [];
  sharing.onChange((now, before) => told.push([before.isOn, before.diskBytes, now.isOn, now.diskBytes]));
  const broken = sharing.change(() => {
    throw new Error('no');
  });
  await Promise.all([
    expect(broken).rejects.toThrow('no'),
    sharing.change((before) => parseShare({ share: 'off' }, before)),
    sharing.change((before) => parseShare({ disk_bytes: 5_000_000 }, before)),
  ]);
  expect(told).toEqual([
    [true, undefined, false, undefined],
    [false, undefined, false, 5_000_000],
  ]);
  expect(parseShare({ disk_bytes: null, ecosystems: ['maven', 'oci'] }, sharing.current)).toEqual({
    ...SHARE_ALL,
    isOn: false,
    ecosystems: ['maven', 'oci'],
  });
});
