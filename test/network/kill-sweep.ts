/**
 * kill -9 of applications and CometBFT processes at random moments, while versions are published: one node, two, or
 * all of them at once (a power cut), also while they still recover from the kill before. Afterwards nothing may be
 * lost, nothing may differ, and nobody had to repair anything.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildNodesOf, type RunningNetwork, rpcUrl, until } from '@pyrsia/genesis';
import { buildIdOf, type Digest, equalBytes, isAbsoluteMajority, stateKey } from '@pyrsia/ledger';
import { appHashAt, ChainDriver, heightAt } from './chain-driver.ts';
import { childrenOf, startTestNetwork, type TestNetwork } from './test-network.ts';

/** Every kill begins anew: the supervisor must not take our kills for a node that does not stay up. */
const POLICY = { steadyMs: 0, firstDelayMs: 100, maxDelayMs: 100, maxQuickEnds: 5 };
/** Pins come and go all the time. */
const SNAPSHOTS = ['--snapshot-every', '5', '--snapshot-keep', '2'];
const MIN_PAUSE_MS = 100;
const MAX_PAUSE_MS = 4_000;
const PUBLISHERS = 3;
const RECOVERY_MS = 180_000;

export interface SweepOutcome {
  /** Processes of each kind that were really killed. */
  readonly applications: number;
  readonly cometBfts: number;
  readonly publications: number;
  readonly height: bigint;
}

export async function killSweep(options: { kills: number; seed: number; report: (line: string) => void }): Promise<SweepOutcome> {
  const random = randomFrom(options.seed);
  const net = await startTestNetwork({ chainOnly: true, restartPolicy: POLICY, chainArguments: () => SNAPSHOTS });
  try {
    const driver = await ChainDriver.of(net.network.plan, net.dataFolder);
    const stop = new AbortController();
    const published = new Map<string, Digest>();
    const publishers = Array.from({ length: PUBLISHERS }, (_, i) => publishOn(driver, i, published, stop.signal));
    const failed = Promise.race(publishers);
    failed.catch(() => undefined); // Awaited below, with the kills.
    const killed: string[] = [];
    for (let round = 1; round <= options.kills; ) {
      await Promise.race([new Promise((resolve) => setTimeout(resolve, MIN_PAUSE_MS + random() * (MAX_PAUSE_MS - MIN_PAUSE_MS))), failed]);
      const victims = await killSome(net.network, random);
      if (victims.length === 0) continue; // Not back from the round before.
      killed.push(...victims);
      options.report(`kill ${round} of ${options.kills}: ${victims.join(', ')}; ${published.size} published`);
      round += 1;
    }
    // The last ones are published with nobody killed any more: the network lives.
    const before = published.size;
    const recovered = until(async () => {
      if (published.size < before + PUBLISHERS) throw new Error(`${published.size} published, ${before} before the last kill`);
    }, RECOVERY_MS);
    await Promise.race([recovered, failed]);
    const enough = new Error('enough');
    stop.abort(enough);
    for (const end of await Promise.allSettled(publishers)) if (end.status === 'rejected' && end.reason !== enough) throw end.reason;
    const height = await checkAgreement(net.network, driver, published);
    await checkLogs(net);
    return { applications: countOf(killed, 'application'), cometBfts: countOf(killed, 'cometbft'), publications: published.size, height };
  } finally {
    await net.stop();
  }
}

/** Versions one after the other; ends only by the signal, or by a build that goes wrong. */
async function publishOn(driver: ChainDriver, publisher: number, published: Map<string, Digest>, signal: AbortSignal): Promise<void> {
  for (let i = 0; !signal.aborted; i += 1) {
    const { purl, digest } = await driver.publish(`${publisher}.${i}`, signal);
    published.set(purl, digest);
  }
}

async function killSome(network: RunningNetwork, random: () => number): Promise<string[]> {
  const nodes = buildNodesOf(network.plan);
  const dice = random();
  const count = dice < 0.7 ? 1 : dice < 0.9 ? 2 : nodes.length;
  const victims = [...nodes].sort(() => random() - 0.5).slice(0, count);
  const killed: string[] = [];
  for (const node of victims) {
    const app = network.processes.pid(`${node.name}/abci`);
    if (app === undefined) continue; // Not back yet.
    const children = await childrenOf(app).catch(() => []);
    const target = random() < 0.5 ? app : (children[0] ?? app);
    try {
      process.kill(target, 'SIGKILL');
      killed.push(`${node.name} ${target === app ? 'application' : 'cometbft'}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // Ended by itself: its other half was killed.
    }
  }
  return killed;
}

/** Same app hash at every height on every node; every acknowledged publication is on every node, as it was. */
async function checkAgreement(network: RunningNetwork, driver: ChainDriver, published: ReadonlyMap<string, Digest>): Promise<bigint> {
  const nodes = buildNodesOf(network.plan);
  const highest = (await Promise.all(nodes.map((node) => heightAt(rpcUrl(node))))).reduce<bigint>((a, b) => (b !== undefined && b > a ? b : a), 0n);
  await until(async () => {
    const heights = await Promise.all(nodes.map((node) => heightAt(rpcUrl(node))));
    if (heights.some((height) => height === undefined || height <= highest)) throw new Error(`heights ${heights.join(' ')}, wanted more than ${highest}`);
  }, RECOVERY_MS);
  for (let height = 1n; height <= highest; height += 1n) {
    const hashes = await Promise.all(nodes.map((node) => appHashAt(rpcUrl(node), height)));
    if (new Set(hashes).size !== 1 || hashes[0] === undefined) throw new Error(`app hashes at ${height}: ${hashes.join(' ')}`);
  }
  for (const [purl, digest] of published) {
    for (const node of nodes) {
      if ((await driver.read(stateKey.publication(purl), node)) === undefined) throw new Error(`${purl} is lost on ${node.name}`);
      const build = await driver.build(buildIdOf(purl, 1), node);
      const matching = build?.reveals.filter((reveal) => equalBytes(reveal.resultDigest, digest)).length ?? 0;
      if (build?.phase !== 'published' || !isAbsoluteMajority(matching, nodes.length)) throw new Error(`${purl} on ${node.name}: ${build?.phase}, ${matching}`);
    }
  }
  return highest;
}

const countOf = (killed: readonly string[], kind: string): number => killed.filter((victim) => victim.endsWith(kind)).length;

/** No process stopped by itself for another reason than that its other half was killed. */
async function checkLogs(net: TestNetwork): Promise<void> {
  for (const node of buildNodesOf(net.network.plan)) {
    const log = await readFile(join(net.homeOf(node), 'cometbft/cometbft.log'), 'utf8');
    const bad = /CONSENSUS FAILURE|panic:|wrong Block.Header.AppHash/i.exec(log);
    if (bad !== null) throw new Error(`${node.name}: ${log.slice(bad.index, bad.index + 500)}`);
    const application = await readFile(join(net.dataFolder, 'logs', `${node.name}-abci.log`), 'utf8');
    const fatal = application.split('\n').find((line) => line.includes('"level":60') && !/"code":"COMETBFT_EXITED"|"code":"FRAME_INVALID"/.test(line));
    if (fatal !== undefined) throw new Error(`${node.name}: ${fatal}`);
  }
}

/** xorshift32: the same kills for the same seed (the moments of the network are its own). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
