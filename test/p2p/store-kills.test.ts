/**
 * kill -9 while a node fetches, evicts, pins, collects and scrubs, all at once: what was promised is there, nothing wrong is
 * held or given to others, and nothing is left over once the next start has looked after its store.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { artifactCodec, parseHex, toHex } from '@pyrsia/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PeerProcess } from '../peer-process.ts';

const MIB = 1024 * 1024;
const KILLS = 8;
const SIZES = [20_000, MIB + 500_000, 600_000, MIB + 400_000, MIB + 300_000, MIB + 200_000, 500_000, 400_000, 30_000, 40_000];
/** Of some 7 MB that are fetched again and again; what may be pinned fits. */
const DISK_BYTES = 4 * MIB;

let folder: string;
const peers: PeerProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-store-kills-'));
});
afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
  await rm(folder, { recursive: true, force: true });
});
const started = (peer: PeerProcess): PeerProcess => {
  peers.push(peer);
  return peer;
};
const shaOf = (artifact: string): string => toHex(artifactCodec.decode(parseHex(artifact)).sha256);
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function blobs(home: string): Promise<string[]> {
  const names = await readdir(join(home, 'store/blobs'), { recursive: true });
  return names.map((name) => name.slice(3)).filter((name) => /^[0-9a-f]{64}$/.test(name));
}
const read = (home: string, hex: string): Promise<Buffer> => readFile(join(home, 'store/blobs', hex.slice(0, 2), hex));

/** By what the process said before it was killed: true and false are certain, of the rest either may hold. */
async function promisedPins(home: string): Promise<Map<string, boolean | undefined>> {
  const pins = new Map<string, boolean | undefined>();
  const lines = (await readFile(join(home, 'promised'), 'utf8')).trim().split('\n');
  for (const [i, line] of lines.entries()) {
    const [word, hex] = line.split(' ');
    if (hex !== undefined) pins.set(hex, lines[i + 1] === 'done' ? word === 'pin' : undefined);
  }
  return pins;
}

test('killed again and again, it keeps what it promised and holds nothing wrong', async () => {
  const source = started(await PeerProcess.start(join(folder, 'source')));
  const artifacts: string[] = [];
  for (const [i, size] of SIZES.entries()) artifacts.push(await source.seed(size, `churn ${i}`));
  const victim = artifacts.at(-1) as string;
  const home = join(folder, 'churning');
  const options = { bootstrap: [source.address], artifacts, victim, diskBytes: DISK_BYTES };
  let seen = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const churning = started(await PeerProcess.churning(home, options));
    await sleep(200 + Math.random() * 700);
    await churning.stop();
    for (const hex of await blobs(home)) {
      seen += 1;
      if (hex !== shaOf(victim)) expect(digestOf(await read(home, hex))).toBe(hex);
    }
    const pinned = (await readFile(join(home, 'store/pins'), 'utf8')).split('\n');
    for (const [hex, isPinned] of await promisedPins(home)) if (isPinned !== undefined) expect(pinned.includes(hex), hex).toBe(isPinned);
  }
  expect(seen).toBeGreaterThan(KILLS);
  const settled = started(await PeerProcess.churning(home, { ...options, settle: true }));
  const now = (await settled.nextAnswer()) as unknown as { held: string[]; missing: string[]; quarantined: string[]; bytes: number };
  expect([now.missing, now.quarantined]).toEqual([[], []]);
  expect(now.bytes).toBeLessThanOrEqual(DISK_BYTES);
  expect(now.held.toSorted()).toEqual((await blobs(home)).toSorted());
  for (const hex of now.held) expect(digestOf(await read(home, hex))).toBe(hex);
  for (const hex of (await readFile(join(home, 'store/pins'), 'utf8')).split('\n').slice(0, -2)) expect(now.held).toContain(hex);
  // Others get it, and it is right.
  for (const artifact of artifacts) if (now.held.includes(shaOf(artifact))) await source.ask({ check: { address: settled.address, artifact } });
  const left = (await readdir(join(home, 'store'), { recursive: true })).filter((name) => /tmp\/|\.tmp$|quarantine\//.test(name));
  expect(left).toEqual([]);
}, 90_000);
