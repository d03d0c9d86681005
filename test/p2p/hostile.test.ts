/** Peers that mean harm, as processes of their own: whoever meets them gets the artifact, keeps nothing else, and goes on. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeAnnouncement } from '@pyrsia/client/p2p';
import { artifactCodec, parseHex, sha256, toHex } from '@pyrsia/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BehaviourName } from '../hostile-behaviours.ts';
import { type PeerOptions, PeerProcess } from '../peer-process.ts';

const MIB = 1024 * 1024;
const SIZE = 8 * MIB + 7;
const CHUNKS = 9;
/** So that a download lasts long enough for the others to have their say. */
const UPLOAD = { uploadBytesPerSecond: 8_000_000 };
/** A node that does nothing has some 110. */
const MAX_MB = 350;
const SOON = { timeout: 20_000, interval: 200 };

let folder: string;
const peers: PeerProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-hostile-'));
});
afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function started(starting: Promise<PeerProcess>): Promise<PeerProcess> {
  const peer = await starting;
  peers.push(peer);
  return peer;
}
const start = (name: string, options: PeerOptions = {}): Promise<PeerProcess> => started(PeerProcess.start(join(folder, name), options));
const startHostile = (behaviour: BehaviourName, bootstrap: readonly string[] = []): Promise<PeerProcess> => started(PeerProcess.hostile(behaviour, bootstrap));

const shaOf = (artifact: string): string => toHex(artifactCodec.decode(parseHex(artifact)).sha256);
const idOf = ({ address }: PeerProcess): string => address.split('/p2p/').at(-1) as string;
async function connectedTo(peer: PeerProcess): Promise<string[]> {
  const connections = (await peer.ask({ connections: true }))['connections'] as Array<{ peerId: string }>;
  return connections.map(({ peerId }) => peerId);
}

const filesIn = async (path: string) => (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
/** In the store of a peer are these artifacts, byte for byte, and nothing else. */
async function expectHeld(name: string, artifacts: readonly string[]): Promise<void> {
  const inFolder = (of: string): ReturnType<typeof filesIn> => filesIn(join(folder, name, 'store', of));
  const files = (await Promise.all(['tmp', 'blobs', 'partial', 'quarantine'].map(inFolder))).flat();
  const blobs = files.filter((file) => !file.name.endsWith('.chunks'));
  expect(blobs.map((file) => file.name).sort()).toEqual(artifacts.map(shaOf).sort());
  for (const { parentPath, name: sha } of blobs) {
    const bytes = await readFile(join(parentPath, sha));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha);
  }
}

/** What a reader is after it met whoever means harm: it has the artifact alone, did not grow, and gives it to others. */
async function expectWell(name: string, reader: PeerProcess, artifact: string, asker: PeerProcess): Promise<void> {
  await expectHeld(name, [artifact]);
  expect(await reader.peakRssMb()).toBeLessThan(MAX_MB);
  expect(await asker.ask({ check: { address: reader.address, artifact } })).toEqual({ chunks: CHUNKS });
}

test.each<[string, BehaviourName]>([
  ['wrong bytes in one chunk', 'wrong-bytes'],
  ['wrong hashes', 'wrong-hashes'],
  ['the right bytes of another artifact', 'another-artifact'],
  ['chunks that are too long', 'too-long'],
  ['chunks that are too short', 'too-short'],
  ['that it holds what it does not', 'held-and-not'],
  ['a stream without end', 'endless'],
  ['a byte per second', 'one-byte-per-second'],
  ['nothing', 'silent'],
  ['everything but chunks', 'no-chunk'],
  ['half of an answer and no more', 'half-closed'],
])(
  'peers that send %s, beside one honest source',
  async (_, behaviour) => {
    const [source, ...liars] = (await Promise.all([start('source', UPLOAD), startHostile(behaviour), startHostile(behaviour)])) as [
      PeerProcess,
      ...PeerProcess[],
    ];
    const artifact = await source.seed(SIZE, 'wanted');
    for (const liar of liars) for (const seed of ['wanted', 'another']) await liar.ask({ know: { size: SIZE, seed } });
    const reader = await start('reader', { bootstrap: [...liars.map(({ address }) => address), source.address] });
    await reader.fetch(artifact);
    const requests = await Promise.all(liars.map(async (liar) => (await liar.ask({ requests: true }))['requests'] as number));
    expect(Math.max(...requests)).toBeGreaterThan(0);
    await expectWell('reader', reader, artifact, source);
  },
  60_000,
);

test('a source that stands still in the middle, its connections open', async () => {
  const [source, other] = await Promise.all([start('source', UPLOAD), start('other', UPLOAD)]);
  const [artifact] = (await Promise.all([source, other].map((one) => one.seed(SIZE, 'half')))) as [string];
  const reader = await start('reader', { bootstrap: [other.address, source.address] });
  const fetching = reader.fetch(artifact);
  await expect.poll(() => readdir(join(folder, 'reader/store/partial')), { ...SOON, interval: 10 }).not.toEqual([]);
  other.freeze();
  await fetching;
  await expectWell('reader', reader, artifact, source);
}, 60_000);

test('thousands of streams, each with requests whose answers nobody reads: the source serves others meanwhile', async () => {
  const [source, hostile] = await Promise.all([start('source'), startHostile('silent')]);
  const artifact = await source.seed(SIZE, 'flooded');
  const tried = async (): Promise<number> => (await hostile.ask({ flooded: true }))['tried'] as number;
  await hostile.ask({ flood: { address: source.address, artifact, peers: 8 } });
  await expect.poll(tried, SOON).toBeGreaterThan(4_000);
  const reader = await start('reader', { bootstrap: [source.address] });
  const before = await tried();
  await reader.fetch(artifact);
  expect(await tried()).toBeGreaterThan(before);
  // The more the longer it lasts, up to here.
  expect(await source.peakRssMb()).toBeLessThan(500);
  await expectWell('reader', reader, artifact, source);
}, 60_000);

test('announcements that the log does not bear out: nobody else hears of them, and downloads go on', async () => {
  const source = await start('source', UPLOAD);
  const reader = await start('reader', { bootstrap: [source.address] });
  // Nobody can dial it: it hears what those two pass on.
  const far = await start('far', { bootstrap: [reader.address], listen: [] });
  const artifact = await source.seed(SIZE, 'announced');
  for (const peer of [source, reader, far]) await peer.ask({ hear: { entries: 8 } });
  await expect.poll(async () => (await connectedTo(far)).sort(), SOON).toEqual([idOf(source), idOf(reader)].sort());
  const hostile = await startHostile('silent', [reader.address]);
  const askedOf = async (peer: PeerProcess): Promise<string[]> => (await peer.ask({ heard: true }))['asked'] as string[];
  const lie = async (): Promise<string[]> => {
    const lies = [encodeAnnouncement({ index: 3n, leafHash: sha256(crypto.getRandomValues(new Uint8Array(8))) }), crypto.getRandomValues(new Uint8Array(39))];
    await hostile.ask({ publish: lies.map(toHex) });
    return askedOf(reader);
  };
  await expect.poll(lie, SOON).toContain('3');
  const fetching = reader.fetch(artifact);
  await hostile.ask({ publish: Array.from({ length: 2_000 }, (_, i) => toHex(encodeAnnouncement({ index: 9n + BigInt(i), leafHash: sha256() }))) });
  await fetching;
  await source.ask({ announce: '6' });
  await expect.poll(() => askedOf(far), SOON).toEqual(['6']);
  expect(await connectedTo(far)).not.toContain(idOf(hostile));
  await expectWell('reader', reader, artifact, source);
}, 60_000);

test('records of the DHT that lead nowhere, beside the one that names the source', async () => {
  const third = await start('third');
  const hostile = await startHostile('silent', [third.address]);
  // It cannot be dialled, and has looked around for the last time before there is a source: what it learns then, records say.
  const reader = await start('reader', { bootstrap: [third.address], listen: [] });
  await expect.poll(async () => (await connectedTo(reader)).sort(), SOON).toEqual([idOf(third), idOf(hostile)].sort());
  const source = await start('source', { ...UPLOAD, bootstrap: [third.address] });
  const artifact = await source.seed(SIZE, 'named');
  await hostile.ask({ nobody: { artifact, count: 12 } });
  const providers = async (): Promise<string[]> => (await hostile.ask({ providers: artifact }))['providers'] as string[];
  await expect.poll(providers, SOON).toContain(idOf(source));
  expect((await providers()).length).toBeGreaterThan(12);
  expect(await connectedTo(reader)).not.toContain(idOf(source));
  await reader.fetch(artifact);
  await expectHeld('reader', [artifact]);
  expect(await reader.peakRssMb()).toBeLessThan(MAX_MB);
}, 60_000);

test('a node with 10 000 artifacts starts again, and gives them to others while it tells the DHT of them', async () => {
  const before = await start('node');
  const artifacts = (await before.ask({ small: { count: 10_000, bytes: 4_096 } }))['artifacts'] as string[];
  await before.stop();
  const began = performance.now();
  const node = await start('node');
  expect(performance.now() - began).toBeLessThan(10_000);
  const observer = await startHostile('silent', [node.address]);
  expect(await node.ask({ offer: true })).toEqual({ offered: 10_000 });
  const reader = await start('reader', { bootstrap: [node.address] });
  const some = artifacts.filter((_, i) => i % 50 === 0);
  await reader.ask({ fetchAll: some, parallel: 8 });
  await expectHeld('reader', some);
  const named = async (): Promise<number> => {
    const found = await Promise.all(some.slice(0, 5).map(async (artifact) => ((await observer.ask({ providers: artifact }))['providers'] as string[]).length));
    return Math.max(...found);
  };
  await expect.poll(named, SOON).toBeGreaterThan(0);
  expect(await node.peakRssMb()).toBeLessThan(MAX_MB);
}, 110_000);
