/** A new node of a running network, its application and CometBFT started by the test, with a recording proxy in between. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNodesOf, ensureCometBft, type JoinedNode, joinNetwork, networkFilePath, until } from '@pyrsia/genesis';
import { encodeNetworkFile, parseDigest, parseNetworkFile } from '@pyrsia/ledger';
import { AbciProxy, type Lie } from './abci-proxy.ts';
import { call, heightAt } from './chain-driver.ts';
import { root, type TestNetwork } from './test-network.ts';

export interface JoinerOptions {
  readonly name: string;
  readonly by: 'snapshot' | 'replay';
  /** id@host:port; the build nodes of the network unless said otherwise. */
  readonly peers?: readonly string[];
  readonly lie?: Lie;
}

export class Joiner {
  readonly node: JoinedNode;
  readonly url: string;
  /** id@host:port for others. */
  readonly peer: string;
  readonly home: string;
  proxy: AbciProxy | undefined;
  private readonly folder: string;
  private readonly lie: Lie | undefined;
  private readonly children: ChildProcess[] = [];
  private starts = 0;

  private constructor(folder: string, node: JoinedNode, lie: Lie | undefined) {
    this.folder = folder;
    this.home = join(folder, 'home');
    this.node = node;
    this.lie = lie;
    this.url = `http://127.0.0.1:${node.ports.rpc}`;
    this.peer = `${node.cometBftId}@127.0.0.1:${node.ports.consensus}`;
  }

  static async create(net: TestNetwork, options: JoinerOptions): Promise<Joiner> {
    const folder = await mkdtemp(join(tmpdir(), 'pyrsia-join-'));
    const peers = buildNodesOf(net.network.plan).map((node) => `${node.cometBftId}@127.0.0.1:${node.ports.consensus}`);
    const node = await joinNetwork({
      home: join(folder, 'home'),
      name: options.name,
      networkFile: await recentNetworkFile(net, folder),
      genesisFile: join(net.dataFolder, 'genesis.json'),
      peers: options.peers ?? peers,
      by: options.by,
    });
    return new Joiner(folder, node, options.lie);
  }

  /** Starts application, proxy and CometBFT. */
  async start(): Promise<void> {
    const environment = { ...process.env, NODE_OPTIONS: '' };
    const application = join(this.home, 'abci.sock');
    const program = join(root, 'abci-app/src/main.ts');
    // Snapshots as often as the build nodes make them, and one more: two can be offered at any time.
    const args = ['--home', this.home, '--no-cometbft', '--snapshot-every', '10', '--snapshot-keep', '3'];
    const app = this.spawn(process.execPath, [program, ...args], environment, 'application.log');
    this.starts += 1;
    await until(async () => {
      if (app.exitCode !== null) throw new Error('the application ended');
      const ready = (await this.log('application.log')).split('application ready').length - 1;
      if (ready < this.starts) throw new Error('not ready');
    }, 30_000);
    const at = join(this.folder, 'proxy.sock');
    await rm(at, { force: true });
    this.proxy = await AbciProxy.start({ at, application, ...(this.lie === undefined ? {} : { lie: this.lie }) });
    const cometBft = await ensureCometBft({ cacheFolder: join(root, '.cache'), environment: process.env, report: () => undefined });
    this.spawn(cometBft, ['start', '--home', join(this.home, 'cometbft'), '--proxy_app', `unix://${at}`, '--abci', 'socket'], environment, 'cometbft.log');
  }

  private spawn(command: string, args: readonly string[], env: NodeJS.ProcessEnv, log: string): ChildProcess {
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const out = createWriteStream(join(this.folder, log), { flags: 'a' });
    child.stdout?.pipe(out);
    child.stderr?.pipe(out, { end: false });
    this.children.push(child);
    return child;
  }

  log(name: 'application.log' | 'cometbft.log'): Promise<string> {
    return readFile(join(this.folder, name), 'utf8').catch(() => '');
  }

  /** Ends all processes with that signal, CometBFT first unless they are killed. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    for (const child of this.children.splice(0).reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    await this.proxy?.stop();
    this.proxy = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    if (process.env['PYRSIA_KEEP_TEST_DATA'] === undefined) await rm(this.folder, { recursive: true, force: true });
  }
}

/** The network file with a trust root that pruning nodes still have: in these networks evidence, and so blocks, are old within seconds. */
async function recentNetworkFile(net: TestNetwork, folder: string): Promise<string> {
  const file = parseNetworkFile(await readFile(networkFilePath(net.dataFolder), 'utf8'));
  const url = file.rpc[0] as string;
  const height = (await heightAt(url)) as bigint;
  const commit = await call<{ signed_header: { commit: { block_id: { hash: string } } } }>(url, 'commit', { height: String(height) });
  const hash = parseDigest(String(commit?.signed_header.commit.block_id.hash).toLowerCase());
  const path = join(folder, 'network.json');
  await writeFile(path, encodeNetworkFile({ ...file, trustRoot: { ...file.trustRoot, height, hash } }));
  return path;
}
