/** What the store holds and for how long: the disk limit before a byte comes, pins, what is in use, last use over a restart. Over 300 lines: one store, one set-up. */
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Artifact, CHUNK_BYTES, type Digest, describeArtifact, parseDigest, sha256, toHex, utf8 } from '@pyrsia/ledger';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BlobStore } from './blob-store.ts';
import { type CollectParts, collect } from './collect.ts';
import { Scrub } from './scrub.ts';
import { StoreUpkeep, type UpkeepParts } from './upkeep.ts';

let folder: string;
let store: BlobStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-store-'));
  store = await BlobStore.open(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Made {
  readonly artifact: Artifact;
  readonly bytes: Uint8Array;
  readonly hashes: readonly Digest[];
}
async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
async function made(name: string, length: number): Promise<Made> {
  const bytes = new Uint8Array(length).fill(name.length).map((byte, i) => byte ^ i ^ (i >> 8) ^ (name.charCodeAt(0) << 1));
  const { artifact, chunks } = await describeArtifact(name, whole(bytes));
  return { artifact, bytes, hashes: chunks };
}
async function hold(name: string, length: number): Promise<Artifact> {
  const { artifact, bytes } = await made(name, length);
  await store.put(artifact, whole(bytes));
  return artifact;
}
const held = (): string[] => store.list().map(toHex).sort();
const hexes = (...artifacts: readonly Artifact[]): string[] => artifacts.map(({ sha256: digest }) => toHex(digest)).sort();
const STORE_LIMIT = expect.objectContaining({ code: 'STORE_LIMIT' });

test('room is made before a download begins; one that cannot fit evicts nothing', async () => {
  const [a, b, c] = [await hold('a', 1_000), await hold('b', 1_000), await hold('c', 1_000)];
  const gone: string[] = [];
  store.onGone((digest, why) => void gone.push(`${why} ${toHex(digest)}`));
  store.room.limitBytes = 3_500;
  await expect(store.reserve((await made('too large', 3_600)).artifact)).rejects.toEqual(STORE_LIMIT);
  expect(held()).toEqual(hexes(a, b, c));
  store.used(a.sha256);
  const one = (await made('one', 1_400)).artifact;
  await store.reserve(one);
  expect([held(), gone]).toEqual([hexes(a, c), [`evicted ${toHex(b.sha256)}`]]);
  // What is under way counts, and is not evicted for another.
  await expect(store.reserve((await made('second', 2_200)).artifact)).rejects.toEqual(STORE_LIMIT);
  await store.reserve((await made('second', 2_000)).artifact);
  expect(held()).toEqual([]);
  await store.release(one);
  expect(store.room.claimedBytes).toBe(2_000);
});

test('neither what is pinned nor what is in use goes, and both count', async () => {
  const [pinned, read, free] = [await hold('pinned', 1_000), await hold('read', 1_000), await hold('free', 1_000)];
  await store.pins.add(pinned.sha256);
  const letGo = store.hold(read.sha256);
  store.room.limitBytes = 3_000;
  await expect(store.reserve((await made('x', 1_001)).artifact)).rejects.toEqual(STORE_LIMIT);
  expect(held()).toEqual(hexes(pinned, read, free));
  const { artifact } = await made('x', 1_000);
  await store.reserve(artifact);
  expect(held()).toEqual(hexes(pinned, read));
  await store.release(artifact);
  letGo();
  letGo();
  store.room.limitBytes = 500;
  await store.room.lower();
  expect(held()).toEqual(hexes(pinned));
});

test('while a chunk is being sent, its artifact stays', async () => {
  const artifact = await hold('sent', 300_000);
  const chunk = await store.chunkToSend(artifact.sha256, 0);
  if (chunk === undefined || chunk instanceof Uint8Array) throw new Error('a small chunk');
  const pieces = chunk.pieces[Symbol.asyncIterator]();
  await pieces.next();
  store.room.limitBytes = 1;
  await store.room.lower();
  expect(held()).toEqual(hexes(artifact));
  await pieces.return?.();
  await store.room.lower();
  expect(held()).toEqual([]);
});

test('a download that nobody goes on with counts, and goes before any artifact', async () => {
  const kept = await hold('kept', 1_000);
  const { artifact, hashes } = await made('partial', 2 * CHUNK_BYTES);
  await store.reserve(artifact);
  await store.end(await store.begin(artifact, hashes));
  await store.release(artifact);
  expect(store.room.claimedBytes).toBe(2 * CHUNK_BYTES);
  store = await BlobStore.open(folder);
  expect(store.room.claimedBytes).toBe(2 * CHUNK_BYTES);
  store.room.limitBytes = 2 * CHUNK_BYTES + 1_000;
  await store.reserve((await made('new', 10)).artifact);
  expect([held(), await readdir(join(folder, 'partial'))]).toEqual([hexes(kept), []]);
});

test('what was used last is known after a restart, to the order of uses; a log of it that is broken does no harm', async () => {
  const [a, b, c] = [await hold('a', 1_000), await hold('b', 1_000), await hold('c', 1_000)];
  for (const one of [c, a, b]) store.used(one.sha256);
  await store.close();
  store = await BlobStore.open(folder);
  store.room.limitBytes = 2_000;
  await store.room.lower();
  expect(held()).toEqual(hexes(a, b));
  for (const broken of [new Uint8Array(79), new Uint8Array(200).fill(255), utf8('garbage')]) {
    await writeFile(join(folder, 'used'), broken);
    store = await BlobStore.open(folder);
    expect(held()).toEqual(hexes(a, b));
  }
});

test('pins are there after a restart; a list that is cut or zeroed stops the node', async () => {
  const digests = ['one', 'two', 'three'].map((text) => sha256(utf8(text)));
  await Promise.all(digests.map((digest) => store.pins.add(digest)));
  await store.pins.remove(digests[1] as Digest);
  store = await BlobStore.open(folder);
  expect(digests.map((digest) => store.pins.has(digest))).toEqual([true, false, true]);
  const path = join(folder, 'pins');
  const text = await readFile(path);
  for (const broken of [text.subarray(0, 100), text.subarray(0, text.length - 1), new Uint8Array(text.length), text.subarray(65)]) {
    await writeFile(path, broken);
    await expect(BlobStore.open(folder)).rejects.toMatchObject({ code: 'PINS_UNREADABLE' });
  }
});

const upkeepOf = (parts: Partial<UpkeepParts>): Promise<StoreUpkeep> =>
  StoreUpkeep.open({
    store,
    scrubDays: 0,
    standing: async () => ({ status: 'unknown' }),
    fetch: async () => undefined,
    logger: pino({ level: 'silent' }),
    ...parts,
  });

test('bytes that the disk changed: in quarantine at once, also what is at hand in memory, and fetched again if published', async () => {
  const [right, small, large] = [await made('right', 30_000), await made('small', 20_000), await made('large', CHUNK_BYTES + 5)];
  for (const { artifact, bytes } of [right, small, large]) await store.put(artifact, whole(bytes));
  // At hand in memory from here on.
  expect(await store.chunkToSend(small.artifact.sha256, 0)).toBeInstanceOf(Uint8Array);
  for (const { artifact } of [small, large]) {
    const path = (await store.find(artifact.sha256)) as string;
    const bytes = await readFile(path);
    bytes[100] = (bytes[100] as number) ^ 1;
    await writeFile(path, bytes);
  }
  const upkeep = await upkeepOf({
    standing: async (digest) =>
      toHex(digest) === toHex(small.artifact.sha256) ? { status: 'published', purl: 'pkg:maven/a/b@1', artifact: small.artifact } : { status: 'unknown' },
    fetch: (artifact) => store.put(artifact, whole(small.bytes)),
  });
  const gone: string[] = [];
  store.onGone((digest, why) => {
    gone.push(`${why} ${toHex(digest)}`);
    expect(store.has(digest)).toBe(false);
  });
  upkeep.start();
  await upkeep.beginScrub();
  await expect.poll(() => upkeep.scrub.isUnderWay).toBe(false);
  expect(gone.sort()).toEqual(hexes(small.artifact, large.artifact).map((hex) => `damaged ${hex}`));
  await expect.poll(held).toEqual(hexes(right.artifact, small.artifact));
  expect(await store.chunkToSend(small.artifact.sha256, 0)).toEqual(Buffer.from(small.bytes));
  expect(await store.chunkToSend(large.artifact.sha256, 0)).toBeUndefined();
  expect([store.quarantined.all, upkeep.missing]).toEqual([hexes(large.artifact), hexes(large.artifact)]);
  expect(upkeep.scrub.progress).toMatchObject({ artifacts: 3, damaged: 2, named: expect.arrayContaining([]) });
  expect(upkeep.scrub.progress.named.map(({ sha256: hex }) => hex).sort()).toEqual(hexes(small.artifact, large.artifact));
  expect((await upkeep.collect(true)).quarantined).toBe(1);
  await upkeep.stop();
});

test('a scrub is gentle, and goes on after a restart where it was; a note of it that is broken means that all is read anew', async () => {
  const artifacts: Artifact[] = [];
  for (const name of ['a', 'b', 'c', 'd']) artifacts.push(await hold(name, 100_000));
  const open = (bytesPerSecond: number) => Scrub.open({ store, days: 30, bytesPerSecond, onDamaged: () => undefined });
  const slow = await open(500_000);
  expect(slow.isDue).toBe(false);
  await slow.begin();
  const stop = new AbortController();
  const began = performance.now();
  const running = slow.run(stop.signal);
  await expect.poll(() => slow.progress.artifacts).toBe(2);
  expect(performance.now() - began).toBeGreaterThan(350);
  stop.abort();
  await expect(running).rejects.toThrow();
  // As it was noted when the second had been read.
  const noted = JSON.parse(await readFile(join(folder, 'scrub.json'), 'utf8')) as object;
  await writeFile(join(folder, 'scrub.json'), JSON.stringify({ ...noted, cursor: hexes(...artifacts)[1], artifacts: 2, bytes: 200_000 }));
  const again = await open(1e9);
  expect(again.isDue).toBe(true);
  await again.run(new AbortController().signal);
  expect(again.progress).toMatchObject({ artifacts: 4, bytes: 400_000, damaged: 0 });
  expect((await open(1e9)).isDue).toBe(false);
  await truncate(join(folder, 'scrub.json'), 20);
  const anew = await open(1e9);
  expect([anew.isDue, anew.progress.artifacts]).toEqual([true, 0]);
});

test('a round begins so early and runs so fast that all is read within the days', async () => {
  await hold('a', 2_000_000);
  const scrub = await Scrub.open({ store, days: 1 / 86_400, bytesPerSecond: 1, onDamaged: () => undefined });
  expect(scrub.progress.bytesPerSecond).toBeGreaterThanOrEqual(2_000_000 / 0.1);
  expect(scrub.isDue).toBe(false);
  await expect.poll(() => scrub.isDue, { timeout: 2_000 }).toBe(true);
  expect((await Scrub.open({ store, days: 0, onDamaged: () => undefined })).isDue).toBe(false);
});

const never = new AbortController().signal;
const collectAll = (parts: Partial<CollectParts> = {}) => collect({ store, isRevoked: async () => false, onDamaged: () => undefined, signal: never, ...parts });

test('what crashes leave goes; what is being written, and what is not ours, stays', async () => {
  const [large, small] = [await hold('large', CHUNK_BYTES + 1), await hold('small', 10)];
  const [blob, other] = [store.layout.blob(large.sha256), store.layout.blob(small.sha256)];
  const { artifact, hashes } = await made('under way', 2 * CHUNK_BYTES);
  await store.reserve(artifact);
  const partial = await store.begin(artifact, hashes);
  const lone = toHex(sha256(utf8('lone')));
  const old = ['tmp/x', `partial/${lone}.chunks`, `partial/${lone}`, `partial/${toHex(large.sha256)}`, `partial/${lone}.123.tmp`];
  for (const name of old) await writeFile(join(folder, name), 'left');
  await mkdir(join(folder, 'blobs', lone.slice(0, 2)), { recursive: true });
  const beside = [`${other}.chunks`, `${blob}.456.tmp`, join(folder, 'blobs', lone.slice(0, 2), `${lone}.chunks`)];
  for (const path of beside) await writeFile(path, 'left');
  const longAgo = new Date(Date.now() - 8 * 24 * 3_600_000);
  for (const path of [...old.map((name) => join(folder, name)), ...beside]) await utimes(path, longAgo, longAgo);
  await writeFile(join(folder, 'blobs', 'notes of the operator'), 'mine');
  await writeFile(`${blob}.789.tmp`, 'being written');
  await rm(`${blob}.chunks`);
  expect(await store.chunkHashes(large.sha256)).toBeUndefined();
  const report = await collectAll();
  expect(report).toMatchObject({ halfWritten: 2, partial: 2, chunkHashes: 2, remade: 1, revoked: 0, damaged: 0 });
  expect((await store.chunkHashes(large.sha256))?.length).toBe(64);
  await store.end(partial);
  await store.release(artifact);
  expect((await readdir(join(folder, 'partial'))).sort()).toEqual([toHex(artifact.sha256), `${toHex(artifact.sha256)}.chunks`]);
  const left = (await readdir(join(folder, 'blobs'), { recursive: true })).filter((name) => /\.tmp$|notes/.test(name)).map((name) => name.slice(-20));
  expect(left).toHaveLength(2);
  // A start takes what was in `tmp`.
  await BlobStore.open(folder);
  expect(await readdir(join(folder, 'tmp'))).toEqual([]);
});

test('what was revoked goes, or is given to nobody where it is pinned; what nobody can tell of stays', async () => {
  const [revoked, pinned, unknown] = [await hold('revoked', 10), await hold('pinned', 20), await hold('unknown', 30)];
  await store.pins.add(pinned.sha256);
  const withheld: string[] = [];
  store.onGone((digest, why) => void withheld.push(`${why} ${toHex(digest)}`));
  const isRevoked = async (digest: Digest): Promise<boolean> => {
    if (toHex(digest) === toHex(unknown.sha256)) throw new Error('nobody answers');
    return true;
  };
  expect(await collectAll({ isRevoked })).toMatchObject({ revoked: 1, withheld: 1, freedBytes: 10 });
  expect([held(), store.isWithheld(pinned.sha256)]).toEqual([hexes(pinned, unknown), true]);
  expect(new Set(withheld)).toEqual(new Set(hexes(revoked, pinned).map((hex) => `revoked ${hex}`)));
  // Published again by another publication.
  await collectAll();
  expect(store.isWithheld(pinned.sha256)).toBe(false);
});

test('a pin of what is not held is taken if it is published, and the artifact is fetched', async () => {
  const { artifact, bytes } = await made('far', 1_000);
  const [revoked, unknown] = [sha256(utf8('revoked')), sha256(utf8('unknown'))];
  const upkeep = await upkeepOf({
    standing: async (digest) => {
      if (toHex(digest) === toHex(revoked)) return { status: 'revoked' };
      return toHex(digest) === toHex(unknown) ? { status: 'unknown' } : { status: 'published', purl: 'pkg:maven/a/b@1', artifact };
    },
    fetch: () => store.put(artifact, whole(bytes)),
  });
  upkeep.start();
  await expect(upkeep.pin(revoked)).rejects.toMatchObject({ code: 'REVOKED' });
  await expect(upkeep.pin(unknown)).rejects.toMatchObject({ code: 'NOT_PUBLISHED' });
  store.room.limitBytes = 999;
  await expect(upkeep.pin(artifact.sha256)).rejects.toMatchObject({ code: 'STORE_LIMIT' });
  store.room.limitBytes = 1_000;
  await upkeep.pin(artifact.sha256);
  await expect.poll(held).toEqual(hexes(artifact));
  store.room.limitBytes = 1;
  await store.room.lower();
  expect([held(), upkeep.missing]).toEqual([hexes(artifact), []]);
  await upkeep.unpin(artifact.sha256);
  await store.room.lower();
  expect(held()).toEqual([]);
  await upkeep.stop();
});

test('pages are in the order of the digests', async () => {
  const all: Artifact[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) all.push(await hold(name, 5));
  const sorted = hexes(...all);
  const page = (after: string | undefined, count: number): string[] =>
    store.page(after === undefined ? undefined : parseDigest(after), count).map(({ sha256: digest }) => toHex(digest));
  expect([page(undefined, 2), page(sorted[1], 2), page(sorted[3], 2)]).toEqual([sorted.slice(0, 2), sorted.slice(2, 4), sorted.slice(4)]);
});
