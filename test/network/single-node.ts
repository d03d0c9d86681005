/** One build node's chain, its processes started and ended by the test itself: for faults that a supervisor would hide. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildNodesOf, ensureCometBft, type PlannedNode, rpcUrl } from '@pyrsia/genesis';
import { ChainDriver } from './chain-driver.ts';
import { root, startTestNetwork, TEST_MAPPINGS, type TestNetwork } from './test-network.ts';

const PUBLISH_MS = 90_000;

export class SingleNode {
  readonly home: string;
  readonly url: string;
  readonly driver: ChainDriver;
  /** The command that runs application and CometBFT. */
  readonly command: readonly string[];
  /** Of the last start. */
  output = '';
  private readonly net: TestNetwork;
  private child: ChildProcess | undefined;

  private constructor(net: TestNetwork, node: PlannedNode, driver: ChainDriver, cometBft: string) {
    this.net = net;
    this.home = net.homeOf(node);
    this.url = rpcUrl(node);
    this.driver = driver;
    this.command = [process.execPath, join(root, 'abci-app/src/main.ts'), '--home', this.home, '--cometbft', cometBft];
  }

  static async create(): Promise<SingleNode> {
    const cometBft = await ensureCometBft({ cacheFolder: join(root, '.cache'), environment: process.env, report: () => undefined });
    const net = await startTestNetwork({
      chainOnly: true,
      shape: {
        buildNodes: 1,
        params: { minElectorate: 1 },
        sourceMappings: TEST_MAPPINGS,
      },
    });
    await net.network.stop();
    const [node] = buildNodesOf(net.network.plan);
    return new SingleNode(net, node as PlannedNode, await ChainDriver.of(net.network.plan, net.dataFolder), cometBft);
  }

  /** Starts the node, or another command around it. The promise is of its exit code. */
  start(options: { environment?: NodeJS.ProcessEnv; command?: readonly string[] } = {}): Promise<number> {
    const command = options.command ?? this.command;
    const environment = { ...process.env, NODE_OPTIONS: '', ...options.environment };
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', ...command], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    this.output = '';
    child.stdout.on('data', (piece: Buffer) => {
      this.output += piece.toString();
    });
    return once(child, 'exit').then(([code]) => Number(code));
  }

  async stop(): Promise<void> {
    if (this.child === undefined || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  /** Publishes one version; the node may come and go meanwhile. */
  async publish(version: string): Promise<string> {
    return (await this.driver.publish(version, AbortSignal.timeout(PUBLISH_MS))).purl;
  }

  cometBftLog(): Promise<string> {
    return readFile(join(this.home, 'cometbft/cometbft.log'), 'utf8');
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.net.stop();
  }
}
