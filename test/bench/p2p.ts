/** Artifacts between peers: processes of their own, every chunk verified, to disk; beside others that move the same bytes. */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LineShape } from '../line.ts';
import { PeerProcess } from '../peer-process.ts';
import { kubo, nginx, rawTls, type Yardstick } from './p2p-yardsticks.ts';
import { median, show } from './report.ts';
import { StalledDisk } from './stalled-disk.ts';

const CROWD = fileURLToPath(new URL('../programs/crowd.ts', import.meta.url));
const MIB = 1024 * 1024;
const LARGE = 256 * MIB;
const SWARM = 100 * MIB;
const LIMIT = 10_000_000;
const SEED_LIMIT = 20_000_000;
const RUNS = 3;
/** Rounds that are not counted: nodes serve for weeks, and their first seconds are another thing. */
const WARM_UPS = 2;
const DELAY_MS = 25;
const FETCHERS = 10;
/** A network that stands: everybody is connected when the wish comes. */
const SETTLE_MS = 6_000;
const SMALL = 10_000;
/** Of those, what a node keeps at hand. */
const HOT = 2_000;
const STALLED_MS = 8_000;

export async function p2p(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-bench-'));
  let count = 0;
  const started: PeerProcess[] = [];
  const peer = async (bootstrap: readonly string[] = [], limit?: number, listen?: readonly string[]): Promise<PeerProcess> => {
    count += 1;
    const one = await PeerProcess.start(join(folder, String(count)), { bootstrap, uploadBytesPerSecond: limit, ...(listen === undefined ? {} : { listen }) });
    started.push(one);
    return one;
  };
  const far: StartFar = async (shape) => {
    count += 1;
    const made = await PeerProcess.behind(join(folder, String(count)), shape);
    started.push(made.peer);
    return made;
  };
  const stopAll = async (): Promise<void> => void (await Promise.all(started.splice(0).map((one) => one.stop())));
  try {
    await oneSource(peer, stopAll, folder);
    await farAway(peer, far, stopAll);
    await manySources(peer, stopAll);
    await oneLiar(peer, stopAll);
    await smallOnes(peer, stopAll);
    await manyReaders(peer, stopAll);
    await swarm(peer, stopAll);
    await stalledDisk(peer, stopAll, folder);
  } finally {
    await stopAll();
    await rm(folder, { recursive: true, force: true });
  }
}

type StartFar = (shape: LineShape) => ReturnType<typeof PeerProcess.behind>;
type Start = (bootstrap?: readonly string[], limit?: number, listen?: readonly string[]) => Promise<PeerProcess>;
const perSecond = (bytes: number, ms: number): number => bytes / 1e6 / (ms / 1_000);

/** What one leaves for the disk to write is not to be written while the next, which waits for the disk, is measured. */
const syncDisk = (): void => void execFileSync('sync');

async function oneSource(peer: Start, stopAll: () => Promise<void>, folder: string): Promise<void> {
  const seed = await peer();
  const artifact = await seed.seed(LARGE, 'large');
  const file = join(folder, 'file');
  await writeFile(file, randomBytes(LARGE));
  const others: ReadonlyArray<readonly [name: string, goal: number | undefined, begin: () => Promise<Yardstick>]> = [
    ['a raw TLS socket, hashed and written', 0.7, async () => rawTls(LARGE)],
    ['nginx and curl over HTTPS, written', 0.6, () => nginx(join(folder, 'nginx'), file)],
    ['Kubo, chunks of 1 MiB', undefined, () => kubo(join(folder, 'kubo'), file)],
  ];
  let rssMb = 0;
  const fetchOurs = async (): Promise<number> => {
    const reader = await peer([seed.address]);
    syncDisk();
    const fetched = await reader.fetch(artifact);
    rssMb = Math.max(rssMb, fetched.rssMb);
    await reader.stop();
    return fetched.ms;
  };
  for (const [name, goal, begin] of others) {
    const yardstick = await begin();
    const [ours, theirs]: [number[], number[]] = [[], []];
    // In turns: what the machine does besides hits both.
    for (let run = 0; run < WARM_UPS + RUNS; run += 1) {
      ours.push(perSecond(LARGE, await fetchOurs()));
      syncDisk();
      theirs.push(perSecond(LARGE, await yardstick.fetch()));
    }
    await yardstick.stop();
    const [value, peerValue] = [ours, theirs].map((rates) => median(rates.slice(WARM_UPS))) as [number, number];
    const common = { bench: 'p2p', metric: '256 MiB from one source, to file', value, unit: 'MB/s', peer: name, peer_value: peerValue } as const;
    const ratio = value / peerValue;
    show({ ...common, ratio, goal: goal === undefined ? '-' : `>= ${goal}`, met: goal === undefined ? null : ratio >= goal });
  }
  await stopAll();
  show({ bench: 'p2p', metric: 'memory of the reader', value: rssMb, unit: 'MB', peer: '-', peer_value: 0, ratio: 0, goal: '-', met: null });
}

async function farAway(peer: Start, far: StartFar, stopAll: () => Promise<void>): Promise<void> {
  const { peer: seed, line } = await far({ delayMs: DELAY_MS });
  const artifact = await seed.seed(LARGE, 'far');
  // Nobody can dial it: what comes, comes over the line.
  const rates: number[] = [];
  for (let run = 0; run < WARM_UPS + RUNS; run += 1) {
    const reader = await peer([seed.address], undefined, []);
    rates.push(perSecond(LARGE, (await reader.fetch(artifact)).ms));
    await reader.stop();
  }
  await line.close();
  await stopAll();
  const value = median(rates.slice(WARM_UPS));
  show({
    bench: 'p2p',
    metric: '256 MiB at 50 ms round trip',
    value,
    unit: 'MB/s',
    peer: '-',
    peer_value: 0,
    ratio: 0,
    goal: '>= 100 MB/s',
    met: value >= 100,
  });
}

async function manySources(peer: Start, stopAll: () => Promise<void>): Promise<void> {
  const seeds = await Promise.all([1, 2, 3, 4].map(() => peer([], LIMIT)));
  const [artifact] = (await Promise.all(seeds.map((seed) => seed.seed(LARGE, 'limited')))) as [string];
  const alone = await peer([(seeds[0] as PeerProcess).address]);
  const one = perSecond(LARGE, (await alone.fetch(artifact)).ms);
  // It has the artifact now, and would be a fifth source.
  await alone.stop();
  const four = perSecond(LARGE, (await (await peer(seeds.map(({ address }) => address))).fetch(artifact)).ms);
  await stopAll();
  show({
    bench: 'p2p',
    metric: '256 MiB from four sources of 10 MB/s',
    value: four,
    unit: 'MB/s',
    peer: 'one of them',
    peer_value: one,
    ratio: four / one,
    goal: '>= 3.6',
    met: four / one >= 3.6,
  });
}

async function swarm(peer: Start, stopAll: () => Promise<void>): Promise<void> {
  const seed = await peer([], SEED_LIMIT);
  const artifact = await seed.seed(SWARM, 'swarm');
  const readers = await Promise.all(Array.from({ length: FETCHERS }, () => peer([seed.address])));
  await sleep(SETTLE_MS);
  const times = await Promise.all(readers.map((reader) => reader.fetch(artifact)));
  await stopAll();
  const last = Math.max(...times.map(({ ms }) => ms)) / 1_000;
  const oneCopy = SWARM / SEED_LIMIT;
  show({
    bench: 'p2p',
    metric: '10 nodes want 100 MiB of one seed of 20 MB/s',
    value: last,
    unit: 's',
    peer: 'one copy at that rate',
    peer_value: oneCopy,
    ratio: last / oneCopy,
    goal: '<= 2',
    met: last / oneCopy <= 2,
  });
}

/** Three honest sources and one whose bytes are wrong, all as fast as each other. */
async function oneLiar(peer: Start, stopAll: () => Promise<void>): Promise<void> {
  const seeds = await Promise.all([1, 2, 3].map(() => peer([], LIMIT)));
  const [artifact] = (await Promise.all(seeds.map((seed) => seed.seed(LARGE, 'with a liar')))) as [string];
  const liar = await peer([], LIMIT);
  await liar.ask({ lie: { size: LARGE, seed: 'with a liar' } });
  const alone = await peer([(seeds[0] as PeerProcess).address]);
  const one = perSecond(LARGE, (await alone.fetch(artifact)).ms);
  await alone.stop();
  const reader = await peer([liar.address, ...seeds.map(({ address }) => address)]);
  const four = perSecond(LARGE, (await reader.fetch(artifact)).ms);
  await stopAll();
  show({
    bench: 'p2p',
    metric: '256 MiB from four sources of 10 MB/s, one of which lies',
    value: four,
    unit: 'MB/s',
    peer: 'one honest one',
    peer_value: one,
    ratio: four / one,
    goal: '>= 2.6',
    met: four / one >= 2.6,
  });
}

/** A node that holds ten thousand artifacts, and one that asks for them: over one stream, and each to a file of its own. */
async function smallOnes(peer: Start, stopAll: () => Promise<void>): Promise<void> {
  const seed = await peer();
  const { artifacts } = (await seed.ask({ small: { count: SMALL, bytes: 4_096 } })) as { artifacts: string[] };
  const reader = await peer([seed.address]);
  const rateOf = async (some: readonly string[]): Promise<number> => {
    const { ms } = (await reader.ask({ askAll: some, window: 256 })) as { ms: number };
    return some.length / (ms / 1_000);
  };
  const cold = await rateOf(artifacts);
  const hot = artifacts.slice(0, HOT);
  const rates: number[] = [];
  for (let run = 0; run < 2 * RUNS; run += 1) rates.push(await rateOf(hot));
  const one = (await reader.ask({ fetchAll: artifacts.slice(0, 500), parallel: 1 })) as { p50Ms: number };
  const many = (await reader.ask({ fetchAll: artifacts.slice(500), parallel: 64 })) as { ms: number };
  await stopAll();
  // The first runs are the code's warm-up, and fill what the other node keeps at hand.
  const value = median(rates.slice(RUNS));
  const common = { bench: 'p2p', peer: '-', peer_value: 0, ratio: 0 } as const;
  show({ ...common, metric: 'artifacts of 4 KiB, pipelined, each verified', value, unit: '1/s', goal: '>= 20000', met: value >= 20_000 });
  show({ ...common, metric: 'the same, each read from disk for the first time', value: cold, unit: '1/s', goal: '-', met: null });
  show({ ...common, metric: 'artifacts of 4 KiB, one at a time, to files, median', value: one.p50Ms, unit: 'ms', goal: '< 3', met: one.p50Ms < 3 });
  const toFiles = (artifacts.length - 500) / (many.ms / 1_000);
  show({ ...common, metric: 'artifacts of 4 KiB, 64 at a time, to files', value: toFiles, unit: '1/s', goal: '-', met: null });
}

/** Memory of one node that a hundred others fetch from at once, each over a stream of its own. */
async function manyReaders(peer: Start, stopAll: () => Promise<void>): Promise<void> {
  const seed = await peer();
  const artifact = await seed.seed(LARGE, 'for many');
  const crowd = spawn(process.execPath, [CROWD, seed.address, artifact, '100', '10000'], { stdio: ['ignore', 'ignore', 'inherit'] });
  let highest = 0;
  const watch = setInterval(() => {
    void seed.ask({ connections: true }).then(({ rssMb }) => {
      highest = Math.max(highest, rssMb as number);
    });
  }, 500);
  await once(crowd, 'exit');
  clearInterval(watch);
  await stopAll();
  const common = { bench: 'p2p', peer: '-', peer_value: 0, ratio: 0 } as const;
  show({ ...common, metric: 'memory while 100 streams are served', value: highest, unit: 'MB', goal: '< 200', met: highest < 200 });
}

/** A disk that takes nothing for a while in the middle of a download: what comes must not pile up. */
async function stalledDisk(peer: Start, stopAll: () => Promise<void>, folder: string): Promise<void> {
  const common = {
    bench: 'p2p',
    metric: 'memory while a download waits for a stalled disk',
    unit: 'MB',
    peer: '-',
    peer_value: 0,
    ratio: 0,
    goal: '< 300',
  } as const;
  const disk = await StalledDisk.mount(join(folder, 'disk'), 2 * LARGE);
  if (disk === undefined) return show({ ...common, value: 0, goal: 'needs root and a loop device', met: null });
  try {
    const seed = await peer();
    const artifact = await seed.seed(LARGE, 'stalled');
    const reader = await PeerProcess.start(join(disk.folder, 'reader'), { bootstrap: [seed.address] });
    try {
      const fetched = reader.fetch(artifact);
      await sleep(300);
      disk.freeze();
      let highest = 0;
      for (let waited = 0; waited < STALLED_MS; waited += 200) {
        highest = Math.max(highest, await reader.rssMb());
        await sleep(200);
      }
      disk.thaw();
      await fetched;
      show({ ...common, value: highest, met: highest < 300 });
    } finally {
      disk.thaw();
      await reader.stop();
    }
  } finally {
    await stopAll();
    await disk.unmount();
  }
}
