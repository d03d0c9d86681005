/** The light client beside CometBFT's own, on the same blocks: one verification, and a long way by skipping. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formatTime, headerHash, type LightBlockProvider, LightClient, LightStore, parseLightBlock, verify } from '@pyrsia/client/light';
import { asDigest, toHex } from '@pyrsia/ledger';
import { buildGoProgram } from '../go-tools.ts';
import { root } from '../network/test-network.ts';
import { LightChain } from './light-chain.ts';
import { show } from './report.ts';

const run = promisify(execFile);
const RUNS = 300;
const GOAL_VERIFY = 4;
const TARGET = 10_000n;
const PERIOD_NS = 10n ** 18n * 3n;

export async function light(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-bench-'));
  try {
    const peer = await buildGoProgram(join(root, 'test/bench/go-light'));
    await oneVerification(folder, peer);
    await skipping(folder, peer);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function oneVerification(folder: string, peer: string): Promise<void> {
  const chain = new LightChain({ chainId: 'bench', validators: 100, replaced: 0, everyHeights: 1n });
  const [trusted, untrusted] = [1n, 50n].map((height) => parseLightBlock(JSON.parse(chain.json(height)))) as [
    ReturnType<typeof chain.block>,
    ReturnType<typeof chain.block>,
  ];
  const files = await Promise.all(
    [1n, 50n].map(async (height) => {
      const path = join(folder, `${height}.json`);
      await writeFile(path, chain.json(height));
      return path;
    }),
  );
  const options = {
    nowNs: untrusted.header.timeNs + 1_000_000_000n,
    trustingPeriodNs: PERIOD_NS,
    maxClockDriftNs: 10_000_000_000n,
    trustLevel: [1n, 3n] as const,
  };
  const once = (): void => {
    if (verify(trusted, untrusted, options).verdict !== 'success') throw new Error('does not verify');
  };
  for (let i = 0; i < 20; i += 1) once();
  const started = performance.now();
  for (let i = 0; i < RUNS; i += 1) once();
  const ours = (performance.now() - started) / RUNS;
  const theirs = Number((await run(peer, ['verify', ...files, String(RUNS)])).stdout) / 1e6;
  show({
    bench: 'light',
    metric: 'verify a commit of 100 validators',
    value: ours,
    unit: 'ms',
    peer: 'Go light.Verify',
    peer_value: theirs,
    ratio: ours / theirs,
    goal: `<= ${GOAL_VERIFY}`,
    met: ours / theirs <= GOAL_VERIFY,
  });
}

async function skipping(folder: string, peer: string): Promise<void> {
  const chain = new LightChain({ chainId: 'bench', validators: 20, replaced: 4, everyHeights: 1_000n });
  const server = createServer((request, response) => response.end(chain.json(BigInt((request.url ?? '/0').slice(1)))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const nowNs = chain.block(TARGET).header.timeNs + 1_000_000_000n;
  const hash = headerHash(chain.block(1n).header);
  try {
    const { stdout } = await run(peer, ['skip', url, 'bench', toHex(hash), TARGET.toString(), formatTime(nowNs)]);
    const [theirFetches, theirMs] = stdout.trim().split(' ').map(Number) as [number, number];
    let fetches = 0;
    const provider = (name: string, onFetch: () => void): LightBlockProvider => ({
      name,
      reportEvidence: async () => undefined,
      lightBlock: async (height) => {
        onFetch();
        return parseLightBlock(await (await fetch(`${url}/${height ?? TARGET}`)).json());
      },
    });
    const providers = [provider('primary', () => (fetches += 1)), provider('witness', () => undefined)];
    const clock = { nowNs: () => nowNs, sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)) };
    const trustRoot = { chainId: 'bench', height: 1n, hash: asDigest(hash), trustingPeriodMs: PERIOD_NS / 1_000_000n };
    const client = new LightClient({ root: trustRoot, providers, store: await LightStore.open(join(folder, 'store'), 1n), clock });
    const { signal } = new AbortController();
    await client.start(signal);
    fetches = 0;
    const started = performance.now();
    await client.verifyTo(TARGET, signal);
    const ms = performance.now() - started;
    const common = { bench: 'light', peer: 'Go light client' };
    show({
      ...common,
      metric: `headers fetched from 1 to ${TARGET}`,
      value: fetches,
      unit: '',
      peer_value: theirFetches,
      ratio: fetches / theirFetches,
      goal: '<= 1',
      met: fetches <= theirFetches,
    });
    show({ ...common, metric: `time from 1 to ${TARGET}`, value: ms, unit: 'ms', peer_value: theirMs, ratio: ms / theirMs, goal: '-', met: null });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
