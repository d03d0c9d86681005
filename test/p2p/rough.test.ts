/** Downloads between processes that are killed, over lines that are slow and break: they end while one honest source is alive. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { artifactCodec, parseHex, toHex } from '@pyrsia/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Line, LineShape } from '../line.ts';
import { type PeerOptions, PeerProcess } from '../peer-process.ts';

const MIB = 1024 * 1024;
const SIZE = 24 * MIB + 7;

let folder: string;
const peers: PeerProcess[] = [];
const lines: Line[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-rough-'));
});
afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
  await Promise.all(lines.splice(0).map((line) => line.close()));
  await rm(folder, { recursive: true, force: true });
});

async function start(name: string, options: PeerOptions = {}): Promise<PeerProcess> {
  const peer = await PeerProcess.start(join(folder, name), options);
  peers.push(peer);
  return peer;
}
async function startBehind(name: string, shape: LineShape): Promise<{ line: Line; peer: PeerProcess }> {
  const made = await PeerProcess.behind(join(folder, name), shape);
  peers.push(made.peer);
  lines.push(made.line);
  return made;
}

/** What is in the store of a peer is the artifact. */
async function expectHeld(name: string, artifact: string): Promise<void> {
  const sha256 = toHex(artifactCodec.decode(parseHex(artifact)).sha256);
  const hash = createHash('sha256');
  for await (const piece of createReadStream(join(folder, name, 'store/blobs', sha256.slice(0, 2), sha256))) hash.update(piece as Buffer);
  expect(hash.digest('hex')).toBe(sha256);
  expect((await readdir(join(folder, name, 'store/partial'))).length).toBe(0);
}

test('sources are killed at chance moments: what is left brings the rest', async () => {
  for (let round = 0; round < 3; round += 1) {
    const sources = await Promise.all([0, 1, 2].map((i) => start(`source${round}-${i}`, { uploadBytesPerSecond: 6_000_000 })));
    const [artifact] = (await Promise.all(sources.map((source) => source.seed(SIZE, `killed ${round}`)))) as [string];
    const sink = await start(`sink${round}`, { bootstrap: sources.map(({ address }) => address) });
    const fetching = sink.fetch(artifact);
    for (const source of sources.slice(0, 2)) {
      await sleep(Math.random() * 700);
      await source.stop();
    }
    await fetching;
    await expectHeld(`sink${round}`, artifact);
    await Promise.all(peers.splice(0).map((peer) => peer.stop()));
  }
}, 120_000);

test('a sink that is killed goes on where it was: nothing that was verified comes twice', async () => {
  const source = await start('source', { uploadBytesPerSecond: 8_000_000 });
  const artifact = await source.seed(SIZE, 'resumed');
  const options = { bootstrap: [source.address] };
  for (const aliveMs of [700, 900]) {
    const sink = await start('sink', options);
    const fetching = sink.fetch(artifact);
    fetching.catch(() => undefined); // It is killed.
    await sleep(aliveMs);
    await sink.stop();
  }
  const [partial] = (await readdir(join(folder, 'sink/store/partial'))).filter((name) => /^[0-9a-f]{64}$/.test(name)) as [string];
  const written = await readFile(join(folder, 'sink/store/partial', partial));
  // Bytes that nobody can guess are zero only where nothing was written.
  const isThere = (at: number): boolean => [at, Math.min(at + MIB, SIZE) - 16].every((from) => written.subarray(from, from + 16).some((byte) => byte !== 0));
  const there = Array.from({ length: Math.ceil(SIZE / MIB) }, (_, i) => i * MIB).filter(isThere).length;
  expect(there).toBeGreaterThan(2);
  const { receivedBytes } = await (await start('sink', options)).fetch(artifact);
  await expectHeld('sink', artifact);
  // But for one that a kill may have cut, and one that was asked of the source twice at the end.
  expect(receivedBytes).toBeLessThanOrEqual(SIZE - (there - 2) * MIB);
}, 60_000);

test.each<[string, LineShape]>([
  ['slow and long', { delayMs: 60, bytesPerSecond: 6_000_000 }],
  ['breaking every few MiB', { delayMs: 5, breaksAfter: 7 * MIB }],
])(
  'over a line that is %s, it ends with the artifact',
  async (_, shape) => {
    const { peer: source, line } = await startBehind('source', shape);
    const artifact = await source.seed(SIZE, 'line');
    // Nobody can dial it: what comes, comes over the line.
    const sink = await start('sink', { bootstrap: [source.address], listen: [] });
    const { receivedBytes } = await sink.fetch(artifact);
    await expectHeld('sink', artifact);
    if (shape.breaksAfter !== undefined) expect(line.broken).toBeGreaterThan(1);
    expect(receivedBytes).toBeGreaterThanOrEqual(SIZE);
  },
  120_000,
);

test('a slow source beside a fast one: the fast one brings the rest', async () => {
  const [{ peer: slow }, fast] = [await startBehind('slow', { bytesPerSecond: 300_000 }), await start('fast')];
  const [artifact] = await Promise.all([slow.seed(SIZE, 'two'), fast.seed(SIZE, 'two')]);
  const sink = await start('sink', { bootstrap: [slow.address, fast.address], listen: [] });
  const { ms } = await sink.fetch(artifact);
  await expectHeld('sink', artifact);
  // Alone, the slow one would take 84 s.
  expect(ms).toBeLessThan(20_000);
}, 60_000);
