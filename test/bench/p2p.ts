/** Artifacts between peers: processes of their own, every chunk verified, to disk; beside one raw TLS socket that does the same work. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DelayProxy } from './delay-proxy.ts';
import { median, show } from './report.ts';

const PEER = fileURLToPath(new URL('../programs/peer.ts', import.meta.url));
const TLS_TRANSFER = fileURLToPath(new URL('../programs/tls-transfer.ts', import.meta.url));
const MIB = 1024 * 1024;
const LARGE = 256 * MIB;
const LIMITED = 128 * MIB;
const SWARM = 100 * MIB;
const LIMIT = 10_000_000;
const SEED_LIMIT = 20_000_000;
const RUNS = 3;
const DELAY_MS = 25;
const FETCHERS = 10;

type Answer = Record<string, unknown>;

class Peer {
  readonly address: string;
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;

  private constructor(child: ChildProcess, answers: AsyncIterator<string>, address: string) {
    this.child = child;
    this.answers = answers;
    this.address = address;
  }

  static async start(folder: string, bootstrap: readonly string[], uploadBytesPerSecond?: number): Promise<Peer> {
    const child = spawn(process.execPath, [PEER, folder, JSON.stringify({ bootstrap, uploadBytesPerSecond })], { stdio: ['pipe', 'pipe', 'inherit'] });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { address } = JSON.parse(String((await answers.next()).value)) as { address: string };
    return new Peer(child, answers, address);
  }

  async ask(command: object): Promise<Answer> {
    this.child.stdin?.write(`${JSON.stringify(command)}\n`);
    return JSON.parse(String((await this.answers.next()).value)) as Answer;
  }
  async fetch(artifact: unknown): Promise<{ ms: number; rssMb: number }> {
    return (await this.ask({ fetch: artifact })) as { ms: number; rssMb: number };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }
}

export async function p2p(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-bench-'));
  let count = 0;
  const started: Peer[] = [];
  const peer = async (bootstrap: readonly string[] = [], limit?: number): Promise<Peer> => {
    count += 1;
    const one = await Peer.start(join(folder, String(count)), bootstrap, limit);
    started.push(one);
    return one;
  };
  const stopAll = async (): Promise<void> => void (await Promise.all(started.splice(0).map((one) => one.stop())));
  try {
    await oneSource(peer, stopAll);
    await farAway(peer, stopAll);
    await manySources(peer, stopAll);
    await swarm(peer, stopAll);
  } finally {
    await stopAll();
    await rm(folder, { recursive: true, force: true });
  }
}

type Start = (bootstrap?: readonly string[], limit?: number) => Promise<Peer>;
const perSecond = (bytes: number, ms: number): number => bytes / 1e6 / (ms / 1_000);

async function oneSource(peer: Start, stopAll: () => Promise<void>): Promise<void> {
  const seed = await peer();
  const { artifact } = await seed.ask({ seed: { size: LARGE, seed: 'large' } });
  const ours: number[] = [];
  const raw: number[] = [];
  let rssMb = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const reader = await peer([seed.address]);
    const { ms, rssMb: used } = await reader.fetch(artifact);
    ours.push(perSecond(LARGE, ms));
    rssMb = Math.max(rssMb, used);
    await reader.stop();
    raw.push(perSecond(LARGE, await rawTls()));
  }
  await stopAll();
  const [value, peerValue] = [median(ours), median(raw)];
  const ratio = value / peerValue;
  show({
    bench: 'p2p',
    metric: '256 MiB from one source, to file',
    value,
    unit: 'MB/s',
    peer: 'a raw TLS socket, hashed and written',
    peer_value: peerValue,
    ratio,
    goal: '>= 0.7',
    met: ratio >= 0.7,
  });
  show({ bench: 'p2p', metric: 'memory of the reader', value: rssMb, unit: 'MB', peer: '-', peer_value: 0, ratio: 0, goal: '-', met: null });
}

/** The same bytes over one TLS socket of Node.js, hashed by chunk and written: two processes, too. */
function rawTls(): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [TLS_TRANSFER, String(LARGE)], { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: child.stdout }).once('line', (line) => resolve((JSON.parse(line) as { ms: number }).ms));
    child.once('error', reject);
  });
}

async function farAway(peer: Start, stopAll: () => Promise<void>): Promise<void> {
  const seed = await peer();
  const { artifact } = await seed.ask({ seed: { size: LARGE, seed: 'far' } });
  const [, host, port, id] = /^\/ip4\/([^/]+)\/tcp\/(\d+)\/p2p\/(.+)$/.exec(seed.address) as unknown as [string, string, string, string];
  const proxy = await DelayProxy.start(host, Number(port), DELAY_MS);
  const reader = await peer([`/ip4/127.0.0.1/tcp/${proxy.port}/p2p/${id}`]);
  const { ms } = await reader.fetch(artifact);
  await proxy.close();
  await stopAll();
  const value = perSecond(LARGE, ms);
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
  const [artifact] = await Promise.all(seeds.map(async (seed) => (await seed.ask({ seed: { size: LIMITED, seed: 'limited' } }))['artifact']));
  const alone = await peer([(seeds[0] as Peer).address]);
  const one = perSecond(LIMITED, (await alone.fetch(artifact)).ms);
  // It has the artifact now, and would be a fifth source.
  await alone.stop();
  const four = perSecond(LIMITED, (await (await peer(seeds.map(({ address }) => address))).fetch(artifact)).ms);
  await stopAll();
  show({
    bench: 'p2p',
    metric: '128 MiB from four sources of 10 MB/s',
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
  const { artifact } = await seed.ask({ seed: { size: SWARM, seed: 'swarm' } });
  const readers = await Promise.all(Array.from({ length: FETCHERS }, () => peer([seed.address])));
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
