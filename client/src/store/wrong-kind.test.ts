/** What stands where a file of the store should, and is none: it is noticed, stands in nobody's way, and goes. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Artifact, describeArtifact } from '@pyrsia/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BlobStore } from './blob-store.ts';
import { type Collected, collect } from './collect.ts';
import { Scrub } from './scrub.ts';
import { holdIn, whole } from './store-harness.ts';

let folder: string;
let store: BlobStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-kind-'));
  store = await BlobStore.open(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const { signal } = new AbortController();

const hold = (name: string, length: number): Promise<Artifact> => holdIn(store, name, length);
async function scrubbed(): Promise<[number, number]> {
  const scrub = await Scrub.open({ store, days: 1, bytesPerSecond: 1e12, onDamaged: () => undefined });
  await scrub.begin();
  await scrub.run(signal);
  return [scrub.progress.artifacts, scrub.progress.damaged];
}
const collected = (): Promise<Collected> => collect({ store, isRevoked: async () => false, onDamaged: () => undefined, all: true, signal });

/** Of a folder of the same length, too. */
const BYTES = 4_096;
const KINDS: readonly (readonly [string, (path: string) => Promise<unknown>])[] = [
  ['a folder with a file in it', async (path) => writeFile(join((await mkdir(path, { recursive: true })) as string, 'file'), '')],
  ['a link to nothing', (path) => symlink('/nothing/there', path)],
  ['a link to itself', (path) => symlink(path, path)],
  ['a pipe', async (path) => execFileSync('mkfifo', [path])],
];

test.each(KINDS)('%s instead of an artifact', async (_, make) => {
  const [spoilt, other] = [await hold('a', BYTES), await hold('b', BYTES)];
  const path = store.layout.blob(spoilt.sha256);
  await rm(path);
  await make(path);
  expect((await scrubbed())[0]).toBe(2);
  expect([store.has(spoilt.sha256), await store.find(spoilt.sha256), await store.find(other.sha256)]).toEqual([
    false,
    undefined,
    store.layout.blob(other.sha256),
  ]);
  await collected();
  expect(await readdir(join(folder, 'quarantine'))).toEqual([]);
  await hold('a', BYTES);
  expect(await store.find(spoilt.sha256)).toBe(path);
});

test.each(KINDS)('%s instead of an artifact, met when it is asked for or room is needed', async (_, make) => {
  const spoilt = await hold('a', BYTES);
  const path = store.layout.blob(spoilt.sha256);
  await rm(path);
  await make(path);
  expect(await store.chunkToSend(spoilt.sha256, 0).catch(() => undefined)).toBe(undefined);
  store.room.limitBytes = BYTES;
  const next = await hold('b', BYTES);
  expect(store.list()).toEqual([next.sha256]);
  await make(path).catch(() => undefined); // There already, where it could not be evicted.
  expect(await store.find(spoilt.sha256)).toBe(undefined);
  store = await BlobStore.open(folder);
  store.room.limitBytes = BYTES;
  await hold('a', BYTES);
  expect(await store.find(spoilt.sha256)).toBe(path);
});

test.each(KINDS.flatMap(([kind, make]) => (['partial', 'quarantine'] as const).map((where) => [kind, where, make] as const)))(
  '%s in %s',
  async (_, where, make) => {
    const { artifact, chunks } = await describeArtifact('a', whole(new Uint8Array(BYTES)));
    const path = store.layout[where](artifact.sha256);
    await make(path);
    store = await BlobStore.open(folder);
    store.room.limitBytes = 2 * BYTES;
    await store.reserve(artifact);
    const partial = await store.begin(artifact, chunks);
    await partial.write(0, new Uint8Array(BYTES));
    await store.end(partial);
    await store.release(artifact);
    await hold('b', BYTES);
    await collected();
    expect([store.artifacts, store.quarantined.all, await readdir(join(folder, where))]).toEqual([2, [], []]);
  },
);

test.each(['blobs', 'partial', 'quarantine'])('a file instead of the folder %s: the node says so', async (name) => {
  await rm(join(folder, name), { recursive: true });
  await writeFile(join(folder, name), '');
  await expect(BlobStore.open(folder)).rejects.toEqual(expect.objectContaining({ code: 'STORE_FOLDER' }));
});

test('files of others in the folder stay', async () => {
  await writeFile(join(folder, 'notes.tmp'), '');
  await writeFile(join(folder, `pins.${crypto.randomUUID()}.tmp`), '');
  store = await BlobStore.open(folder);
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual(['notes.tmp']);
});

test('an artifact that the disk does not let go of does not keep the others', async ({ skip }) => {
  const [stuck, free] = [await hold('a', BYTES), await hold('b', BYTES)];
  const path = store.layout.blob(stuck.sha256);
  const isFixed = ((): boolean => {
    try {
      execFileSync('chattr', ['+i', path], { stdio: 'ignore' });
      return true;
    } catch {
      return false; // Told below.
    }
  })();
  if (!isFixed) skip('needs chattr +i: root, and a file system with attributes');
  try {
    store.room.limitBytes = 2 * BYTES;
    const next = await hold('c', BYTES);
    expect([store.has(stuck.sha256), store.has(free.sha256), store.has(next.sha256)]).toEqual([true, false, true]);
    store.room.limitBytes = BYTES;
    await expect(hold('d', BYTES)).rejects.toEqual(expect.objectContaining({ code: 'DISK' }));
  } finally {
    execFileSync('chattr', ['-i', path]);
  }
});
