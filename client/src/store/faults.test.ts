/**
 * The fault table of the store: a life with all that a store writes, cut at each of its writes, which is lost or kept, with
 * what was not synced zeroed or truncated. The store that is opened then holds only what is right and all that was promised,
 * and goes on to the same end.
 */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Artifact, CHUNK_BYTES, type Digest, describeArtifact, parseHashes, sha256, toHex, utf8 } from '@pyrsia/ledger';
import { hashLeaf, rootOfLeafHashes } from '@pyrsia/ledger/merkle';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BlobStore } from './blob-store.ts';
import { collect } from './collect.ts';
import { FAULTS, type Fault, FaultyDisk } from './faulty-disk.ts';
import { Scrub } from './scrub.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-faults-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const bytesOf = (seed: string, length: number): Uint8Array => {
  const block = sha256(utf8(seed));
  return Uint8Array.from({ length }, (_, i) => (block[i % 32] as number) ^ (i >> 5));
};
async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
async function made(seed: string, length: number): Promise<{ artifact: Artifact; bytes: Uint8Array; hashes: Digest[] }> {
  const bytes = bytesOf(seed, length);
  const { artifact, chunks } = await describeArtifact(seed, whole(bytes));
  return { artifact, bytes, hashes: chunks };
}
type Made = Awaited<ReturnType<typeof made>>;

const parts = {
  handedIn: await made('handed in', CHUNK_BYTES + 100_000),
  small: await made('small', 20_000),
  old: await made('old', 300_000),
  fetched: await made('fetched', CHUNK_BYTES + 200_000),
  revoked: await made('revoked', 1_000),
};
const all = Object.values(parts);
const LIMIT = 2 * CHUNK_BYTES + 400_000;
const never = new AbortController().signal;

/** What the store has promised so far. */
class Promised {
  readonly held = new Set<Made>();
  pinned: boolean | undefined = false;
}

async function fetch(store: BlobStore, { artifact, bytes, hashes }: Made): Promise<void> {
  await store.reserve(artifact);
  try {
    const partial = await store.begin(artifact, hashes);
    try {
      for (let index = 0; index < hashes.length; index += 1) {
        if (!partial.held.has(index)) await partial.write(index, bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES));
      }
    } finally {
      await store.end(partial);
    }
  } finally {
    await store.release(artifact);
  }
}

async function life(home: string, promised: Promised): Promise<void> {
  const store = await BlobStore.open(home);
  const { handedIn, small, old, fetched, revoked } = parts;
  for (const one of [old, handedIn, small, revoked]) {
    if (!store.has(one.artifact.sha256)) await store.put(one.artifact, whole(one.bytes));
    promised.held.add(one);
  }
  promised.pinned = undefined;
  await store.pins.add(handedIn.artifact.sha256);
  promised.pinned = true;
  for (const one of [handedIn, small, revoked]) store.used(one.artifact.sha256);
  await store.close();
  // Room is made for it: the old one goes.
  store.room.limitBytes = LIMIT;
  promised.held.delete(old);
  if (!store.has(fetched.artifact.sha256)) await fetch(store, fetched);
  // The disk changes a byte.
  const path = await store.find(small.artifact.sha256);
  promised.held.delete(small);
  if (path !== undefined) await writeFile(path, new Uint8Array(small.bytes.length));
  promised.held.delete(revoked);
  await lookAfter(store);
  promised.held.add(small);
  promised.pinned = undefined;
  await store.pins.remove(handedIn.artifact.sha256);
  promised.pinned = false;
  await store.close();
}

/** Scrub and collection; what is in quarantine is fetched again. */
async function lookAfter(store: BlobStore): Promise<void> {
  const scrub = await Scrub.open({ store, days: 0, bytesPerSecond: 1e9, onDamaged: () => undefined });
  await scrub.begin();
  await scrub.run(never);
  const isRevoked = async (digest: Digest): Promise<boolean> => Buffer.compare(digest, parts.revoked.artifact.sha256) === 0;
  await collect({ store, isRevoked, onDamaged: () => undefined, all: true, signal: never });
  if (!store.has(parts.small.artifact.sha256)) await fetch(store, parts.small);
}

/** What a node does after a start, and what its operator asks for once more: to the end of the life. */
async function goOn(home: string): Promise<void> {
  const store = await BlobStore.open(home);
  await store.remove(parts.old.artifact.sha256);
  store.room.limitBytes = LIMIT;
  await store.pins.add(parts.handedIn.artifact.sha256);
  for (const one of [parts.handedIn, parts.fetched]) if (!store.has(one.artifact.sha256)) await fetch(store, one);
  // A round that was cut goes on behind what was broken meanwhile: the next one finds it.
  await lookAfter(store);
  await lookAfter(store);
  await store.pins.remove(parts.handedIn.artifact.sha256);
  await store.close();
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const filesOf = async (home: string): Promise<string[]> =>
  (await readdir(home, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1))
    .sort();

/** Nothing wrong is given to anybody; what was promised is there. The bytes that the test itself broke are not the store's. */
async function expectSound(store: BlobStore, promised: Promised): Promise<void> {
  for (const sha of store.list()) {
    const path = (await store.find(sha)) as string;
    const isBroken = Buffer.compare(sha, parts.small.artifact.sha256) === 0 && !promised.held.has(parts.small);
    if (!isBroken) expect(digestOf(await readFile(path))).toBe(toHex(sha));
    const { artifact } = all.find((one) => Buffer.compare(one.artifact.sha256, sha) === 0) as Made;
    const hashes = await store.chunkHashes(sha);
    if (!isBroken && hashes !== undefined) expect(toHex(rootOfLeafHashes(parseHashes(hashes) as Digest[]))).toBe(toHex(artifact.chunkRoot));
  }
  for (const { artifact } of promised.held) expect(store.has(artifact.sha256), artifact.name).toBe(true);
  if (promised.pinned !== undefined) expect(store.pins.has(parts.handedIn.artifact.sha256)).toBe(promised.pinned);
}

async function cutAt(at: number, fault: Fault, expected: readonly string[]): Promise<boolean> {
  const home = join(folder, `${fault}-${at}`);
  const promised = new Promised();
  await cp(join(folder, 'empty'), home, { recursive: true });
  const disk = new FaultyDisk(home, at, fault);
  await disk.install();
  const outcome = await life(home, promised).then(
    () => 'ended',
    () => 'cut',
  );
  await disk.restore();
  if (!disk.isOff) {
    expect(outcome).toBe('ended');
    return false;
  }
  // What is left is of an earlier process.
  const hourAgo = new Date(Date.now() - 3_600_000);
  for (const file of await filesOf(home)) await utimes(join(home, file), hourAgo, hourAgo);
  await expectSound(await BlobStore.open(home), promised);
  await goOn(home);
  const again = await BlobStore.open(home);
  await expectSound(again, new Promised());
  expect(await filesOf(home)).toEqual(expected);
  await rm(home, { recursive: true });
  return true;
}

test.each(FAULTS)(
  'each write, %s',
  async (fault) => {
    const plain = join(folder, 'plain');
    await BlobStore.open(join(folder, 'empty'));
    await life(plain, new Promised());
    const expected = await filesOf(plain);
    expect(expected.filter((file) => file.startsWith('blobs')).length).toBe(3 + 2);
    let writes = 0;
    while (await cutAt(writes + 1, fault, expected)) writes += 1;
    expect(writes).toBeGreaterThan(60);
    await rm(plain, { recursive: true });
  },
  120_000,
);

test('the length of every file of a blob is looked at before it is given', async () => {
  const store = await BlobStore.open(join(folder, 'lengths'));
  const { artifact, bytes } = parts.old;
  await store.put(artifact, whole(bytes));
  const path = (await store.find(artifact.sha256)) as string;
  expect(hashLeaf(bytes)).toEqual(artifact.chunkRoot);
  await writeFile(path, bytes.subarray(0, 10));
  expect(await store.find(artifact.sha256)).toBeUndefined();
  expect([store.has(artifact.sha256), store.quarantined.all]).toEqual([false, [toHex(artifact.sha256)]]);
  expect((await stat(store.layout.quarantine(artifact.sha256))).size).toBe(10);
});
