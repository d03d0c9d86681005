/**
 * Signed transactions through one CometBFT with our application, against unsigned ones of the same sizes with CometBFT's
 * own Go kvstore; both over a unix socket, one after the other, with the same configuration and the same load: 512
 * lanes, each of which waits for its last transactions to be in a block before it sends the next.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNodesOf, COMETBFT_VERSION, ensureCometBft, keyFile, nodeHome, type PlannedNode, rpcUrl, until } from '@pyrsia/genesis';
import {
  type Action,
  buildIdOf,
  commitmentDigest,
  type NodeId,
  parseHex,
  parseRecipeJson,
  resultDigest,
  type SecretKey,
  sha256,
  signTx,
  utf8,
} from '@pyrsia/ledger';
import { ensureGoTool } from '../go-tools.ts';
import { heightAt } from '../network/chain-driver.ts';
import { quickRecipe, root, startTestNetwork, TEST_MAPPINGS } from '../network/test-network.ts';
import { show } from './report.ts';

/** As many builds as a network may have open. */
const LANES = 512;
const VERSIONS_PER_LANE = 24;
/** A version is a request and a commitment at once, then a reveal. */
const TXS_PER_VERSION = 3;
const TXS = LANES * VERSIONS_PER_LANE * TXS_PER_VERSION;
const GOAL = 0.8;
const TIMEOUT_COMMIT_MS = 100;

const SUBSCRIPTION = 1;
/** A chain that stands still for so long has lost a transaction. */
const STALL_MS = 30_000;

/** What a lane sends: step by step. */
type Script = ReadonlyArray<ReadonlyArray<Uint8Array>>;

export async function throughput(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-bench-'));
  try {
    const cometBft = await ensureCometBft({ cacheFolder: join(root, '.cache'), environment: process.env, report: () => undefined });
    // CometBFT's own example application, of the same version.
    const kvstore = await ensureGoTool('abci-cli', `github.com/cometbft/cometbft/abci/cmd/abci-cli@${COMETBFT_VERSION}`);
    const net = await startTestNetwork({
      chainOnly: true,
      shape: {
        buildNodes: 1,
        sourceMappings: TEST_MAPPINGS,
        params: { minElectorate: 1, maxOpenBuilds: LANES, maxOpenBuildsPerAccount: LANES, maxExpiryBlocks: 100_000n },
      },
    });
    await net.network.stop();
    const [node] = buildNodesOf(net.network.plan) as [PlannedNode];
    const scripts = await scriptsOf(net.network.plan.chainId, nodeHome(net.dataFolder, net.network.regular), nodeHome(net.dataFolder, node), node);
    const run = async (name: string, app: (home: string, socket: string) => readonly string[], of: readonly Script[]): Promise<number> => {
      const home = join(folder, name);
      await freshHome(nodeHome(net.dataFolder, node), home);
      return measure({ home, url: rpcUrl(node), cometBft, app: app(home, join(home, 'abci.sock')), scripts: of });
    };
    const main = join(root, 'abci-app/src/main.ts');
    const ours = await run('pyrsia', (home) => [process.execPath, main, '--home', home, '--no-cometbft'], scripts);
    const peer = await run('kvstore', (_, socket) => [kvstore, 'kvstore', '--address', `unix://${socket}`], scripts.map(unsigned));
    await net.stop();
    show({
      bench: 'throughput',
      metric: `signed transactions of ${averageBytes(scripts)} bytes, each verified`,
      value: ours,
      unit: '1/s',
      peer: 'Go kvstore, unsigned, same sizes',
      peer_value: peer,
      ratio: ours / peer,
      goal: `>= ${GOAL}`,
      met: ours / peer >= GOAL,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function freshHome(from: string, home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  await cp(join(from, 'cometbft/config'), join(home, 'cometbft/config'), { recursive: true });
  await mkdir(join(home, 'cometbft/data'), { recursive: true });
  await writeFile(join(home, 'cometbft/data/priv_validator_state.json'), JSON.stringify({ height: '0', round: 0, step: 0 }));
  const path = join(home, 'cometbft/config/config.toml');
  const text = (await readFile(path, 'utf8'))
    .replace('indexer = "kv"', 'indexer = "null"')
    .replace(/timeout_commit = ".*"/, `timeout_commit = "${TIMEOUT_COMMIT_MS}ms"`)
    .replace('[mempool]', '[mempool]\nsize = 20000\ncache_size = 40000');
  await writeFile(path, text);
}

/** All transactions, signed before the clock starts. */
async function scriptsOf(chainId: string, requesterHome: string, operatorHome: string, node: PlannedNode): Promise<Script[]> {
  const secretOf = async (home: string): Promise<SecretKey> => parseHex((await readFile(keyFile(home, 'account.key'), 'utf8')).trim()) as SecretKey;
  const [requester, operator] = [await secretOf(requesterHome), await secretOf(operatorHome)];
  const nodeId = parseHex(node.nodeId) as NodeId;
  let count = 0;
  const sign = (action: Action, secret: SecretKey): Uint8Array => {
    count += 1;
    // About as many transactions expire at one height as a block holds, as when clients sign for "a hundred blocks from now".
    const expiresAtHeight = 50_000n + BigInt(Math.floor(count / LANES));
    return signTx({ chainId, nonce: sha256(utf8(String(count))).slice(0, 16), expiresAtHeight, action }, secret);
  };
  const scripts: Uint8Array[][][] = Array.from({ length: LANES }, () => []);
  for (let version = 0; version < VERSIONS_PER_LANE; version += 1) {
    for (const [lane, script] of scripts.entries()) {
      const purl = `pkg:maven/org.apache.maven.shared/lane-${lane}@1.${version}`;
      const recipe = parseRecipeJson(JSON.stringify({ ...quickRecipe(), purl }));
      const bytes = sha256(utf8(purl));
      const artifact = { name: 'file-management-3.1.0.jar', size: 32n, sha256: bytes, chunkRoot: bytes };
      const result = { outcome: { kind: 'artifacts', value: { artifacts: [artifact] } } } as const;
      const buildId = buildIdOf(purl, 1);
      const commitment = commitmentDigest({ buildId, nodeId, salt: bytes, resultDigest: resultDigest(result) });
      const reveal = { buildId, nodeId, salt: bytes, result, environment: bytes, provenanceSha256: bytes, upstream: 'absent' as const };
      script.push(
        [sign({ kind: 'requestBuild', value: { recipe } }, requester), sign({ kind: 'commitResult', value: { buildId, nodeId, commitment } }, operator)],
        [sign({ kind: 'revealResult', value: reveal }, operator)],
      );
    }
  }
  return scripts;
}

/** `key=value` of the same length as each transaction, every key another. */
function unsigned(script: Script): Script {
  return script.map((step) =>
    step.map((tx) => {
      const key = createHash('sha256').update(tx).digest('hex').slice(0, 40);
      return utf8(`${key}=${'v'.repeat(tx.length - key.length - 1)}`);
    }),
  );
}

const averageBytes = (scripts: readonly Script[]): number => {
  const sizes = scripts.flat(2).map((tx) => tx.length);
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length);
};

interface Run {
  readonly home: string;
  readonly url: string;
  readonly cometBft: string;
  readonly app: readonly string[];
  readonly scripts: readonly Script[];
}

async function measure({ home, url, cometBft, app, scripts }: Run): Promise<number> {
  const children: ChildProcess[] = [];
  const start = (command: string, ...args: string[]): void => {
    children.push(
      spawn('setpriv', ['--pdeathsig', 'TERM', '--', command, ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } }),
    );
  };
  try {
    const socket = join(home, 'abci.sock');
    start(app[0] as string, ...app.slice(1));
    await until(() => access(socket), 30_000);
    start(cometBft, 'start', '--home', join(home, 'cometbft'), '--proxy_app', `unix://${socket}`, '--abci', 'socket', '--log_level', 'error');
    await until(async () => {
      if ((await heightAt(url)) === undefined) throw new Error('not up');
    }, 60_000);
    return await drive(url, scripts);
  } finally {
    for (const child of children.reverse()) {
      const ended = once(child, 'exit');
      if (child.kill('SIGTERM')) await ended;
    }
  }
}

/** Sends all of it; transactions per second from the first block with some to the last. Throws if one was refused. */
async function drive(url: string, scripts: readonly Script[]): Promise<number> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/websocket`);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error('no websocket')), { once: true });
  });
  /** Lane of each transaction that was sent, by its base64. */
  const sent = new Map<string, number>();
  const waiting = scripts.map(() => 0);
  const position = scripts.map(() => 0);
  let included = 0;
  let first = 0;
  let last = 0;
  const heights: string[] = [];
  const done = Promise.withResolvers<void>();
  const advance = (lane: number): void => {
    const step = scripts[lane]?.[position[lane] as number];
    if (step === undefined) return;
    position[lane] = (position[lane] as number) + 1;
    waiting[lane] = step.length;
    for (const tx of step) {
      const text = Buffer.from(tx).toString('base64');
      sent.set(text, lane);
      socket.send(`{"jsonrpc":"2.0","id":2,"method":"broadcast_tx_async","params":{"tx":"${text}"}}`);
    }
  };
  done.promise.catch(() => undefined); // Awaited below.
  socket.addEventListener('close', () => done.reject(new Error('the websocket ended')));
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as { id: number; result?: { data?: { value?: { block: Block } } }; error?: unknown };
    if (message.error !== undefined) done.reject(new Error(JSON.stringify(message.error)));
    const block = message.id === SUBSCRIPTION ? message.result?.data?.value?.block : undefined;
    const txs = block?.data.txs ?? [];
    if (block === undefined || txs.length === 0) return;
    const now = performance.now();
    // The first block ends the warm-up and is not counted.
    if (first === 0) first = now;
    else included += txs.length;
    last = now;
    heights.push(block.header.height);
    for (const text of txs) {
      const lane = sent.get(text) as number;
      sent.delete(text);
      waiting[lane] = (waiting[lane] as number) - 1;
      if (waiting[lane] === 0) advance(lane);
    }
    if (sent.size === 0) done.resolve();
  });
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: SUBSCRIPTION, method: 'subscribe', params: { query: "tm.event='NewBlock'" } }));
  for (const lane of scripts.keys()) advance(lane);
  const watch = setInterval(() => {
    if (last !== 0 && performance.now() - last > STALL_MS) done.reject(new Error(`${sent.size} transactions are in no block`));
  }, 1_000);
  await done.promise.finally(() => {
    clearInterval(watch);
    socket.close();
  });
  await assertAllAccepted(url, heights);
  return included / ((last - first) / 1_000);
}
type Block = { header: { height: string }; data: { txs: string[] | null } };

async function assertAllAccepted(url: string, heights: readonly string[]): Promise<void> {
  let accepted = 0;
  for (const height of heights) {
    const answer = (await (await fetch(`${url}/block_results?height=${height}`)).json()) as { result: { txs_results: Array<{ code: number; log: string }> } };
    const refused = answer.result.txs_results.find(({ code }) => code !== 0);
    if (refused !== undefined) throw new Error(`refused at ${height}: ${refused.code} ${refused.log}`);
    accepted += answer.result.txs_results.length;
  }
  if (accepted !== TXS) throw new Error(`${accepted} of ${TXS} were accepted`);
}
