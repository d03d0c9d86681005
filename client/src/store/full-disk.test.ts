/**
 * A disk that is full, as a small file system of its own (a mount of this process, which needs root): what is held is served, what
 * cannot be written is told and leaves nothing, what is a hint alone stops nothing; with room again it goes on.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Artifact, CHUNK_BYTES, describeArtifact, toHex } from '@pyrsia/ledger';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { BlobStore } from './blob-store.ts';
import { collect } from './collect.ts';
import { Scrub } from './scrub.ts';
import { holdIn, whole } from './store-harness.ts';

let folder: string;
let isMounted = false;
let store: BlobStore;
const troubles: unknown[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'pyrsia-test', folder], { stdio: 'ignore' });
    isMounted = true;
  } catch {
    // Not root, or not allowed here.
  }
});
afterAll(async () => {
  if (isMounted) execFileSync('umount', [folder]);
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  troubles.length = 0;
  store = await opened();
});
afterEach(async () => {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
});
const opened = (): Promise<BlobStore> => BlobStore.open(join(folder, 'store'), (error) => troubles.push(error));
const { signal } = new AbortController();
const DISK = expect.objectContaining({ code: 'DISK' });

const hold = (name: string, length: number): Promise<Artifact> => holdIn(store, name, length);
const fill = (): Promise<void> => writeFile(join(folder, 'filler'), new Uint8Array(8 * CHUNK_BYTES)).catch(() => undefined);

test('what cannot be written is told, and leaves nothing; what is held stays, pins as they were', async (context) => {
  if (!isMounted) return context.skip('needs to mount');
  const [a, b] = [await hold('a', 50_000), await hold('b', 50_000)];
  await store.pins.add(a.sha256);
  await fill();
  await expect(hold('c', 100_000)).rejects.toEqual(DISK);
  const { artifact, chunks } = await describeArtifact('d', whole(new Uint8Array(2 * CHUNK_BYTES)));
  await store.reserve(artifact);
  await expect(store.begin(artifact, chunks)).rejects.toEqual(DISK);
  await store.release(artifact);
  await expect(store.pins.add(b.sha256)).rejects.toEqual(DISK);
  expect([store.artifacts, store.room.claimedBytes, [...store.pins.all]]).toEqual([2, 0, [toHex(a.sha256)]]);
  expect(await readdir(join(folder, 'store/tmp'))).toEqual([]);
  await collect({ store, isRevoked: async (digest) => digest === b.sha256, onDamaged: () => undefined, signal });
  store.room.limitBytes = 50_000;
  await store.room.lower();
  expect(store.list()).toEqual([a.sha256]);
});

test('it starts, scrubs, and notes later what it could not note', async (context) => {
  if (!isMounted) return context.skip('needs to mount');
  const [a, b] = [await hold('a', 50_000), await hold('b', 50_000)];
  await store.close();
  await fill();
  await rm(join(folder, 'store/used'));
  await fill();
  store = await opened();
  const scrub = await Scrub.open({ store, days: 1, onDamaged: () => undefined, onTrouble: (error) => troubles.push(error), bytesPerSecond: 1e12 });
  await scrub.begin();
  await scrub.run(signal);
  expect([store.artifacts, scrub.progress.artifacts, scrub.isUnderWay]).toEqual([2, 2, false]);
  store.used(a.sha256);
  await store.close().catch((error: unknown) => troubles.push(error));
  expect(troubles.length).toBeGreaterThan(1);
  await rm(join(folder, 'filler'));
  store.used(b.sha256);
  store.used(a.sha256);
  await store.close();
  store = await opened();
  store.room.limitBytes = 60_000;
  await store.room.lower();
  expect(store.list()).toEqual([a.sha256]);
});
