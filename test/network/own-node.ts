/** A regular node of the test's own, beside a network: its RPC endpoints and its home are the test's to choose. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { keyFile, networkFilePath, nodeHome, type PlannedNode, sectionsToml, type TomlSections } from '@pyrsia/genesis';
import { root } from './test-network.ts';

export interface OwnNodeOptions {
  /** Of the network that it joins. */
  readonly dataFolder: string;
  /** Its own home. */
  readonly home: string;
  readonly rpc: readonly string[];
  /** Whose keys it has. */
  readonly as: PlannedNode;
  readonly log?: 'follow' | 'query';
  /** Peers that it joins. */
  readonly bootstrap?: readonly string[];
  /** Among peers, if it is not that of `as`. */
  readonly peerKeyFile?: string;
  /** For what is not published. */
  readonly mavenPolicy?: 'strict' | 'request' | 'open';
  /** Settings of its REST server beside the address. */
  readonly rest?: TomlSections[string];
}

export class OwnNode {
  readonly url: string;
  readonly lines: readonly string[];
  private readonly child: ChildProcess;

  private constructor(url: string, lines: readonly string[], child: ChildProcess) {
    this.url = url;
    this.lines = lines;
    this.child = child;
  }

  /** Resolves when it serves. */
  static async start(options: OwnNodeOptions): Promise<OwnNode> {
    const config = await writeConfig(options);
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', process.execPath, join(root, 'client/src/node-main.ts'), '--config', config], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const lines: string[] = [];
    const ready = Promise.withResolvers<string>();
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const { url } = JSON.parse(line) as { url?: string };
      if (url !== undefined) ready.resolve(url);
    });
    child.once('exit', (code) => ready.reject(new Error(`the node ended with ${code}: ${lines.at(-1)}`)));
    return new OwnNode(await ready.promise, lines, child);
  }

  get pid(): number {
    return this.child.pid as number;
  }

  // biome-ignore lint/suspicious/noExplicitAny: JSON of the API under test.
  async get(path: string): Promise<{ status: number; body: any }> {
    const response = await fetch(this.url + path);
    const text = await response.text();
    return { status: response.status, body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text };
  }

  async kill(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const ended = once(this.child, 'exit');
    if (this.child.kill(signal)) await ended;
  }
}

async function writeConfig({ dataFolder, home, rpc, as, log, bootstrap, peerKeyFile, mavenPolicy, rest }: OwnNodeOptions): Promise<string> {
  await mkdir(home, { recursive: true });
  const network = JSON.parse(await readFile(networkFilePath(dataFolder), 'utf8'));
  await writeFile(join(home, 'network.json'), JSON.stringify({ ...network, rpc, bootstrap: bootstrap ?? [] }));
  const keys = nodeHome(dataFolder, as);
  const sections: TomlSections = {
    network: { file: 'network.json', log: log ?? 'follow' },
    rest: { host: '127.0.0.1', port: 0, token_file: keyFile(keys, 'token'), ...rest },
    maven: { policy: mavenPolicy ?? 'strict' },
    p2p: { listen: ['/ip4/127.0.0.1/tcp/0'], key_file: peerKeyFile ?? keyFile(keys, 'peer.key') },
    ...(as.kind === 'build' ? { build_node: { node_id: as.nodeId, note_key_file: keyFile(keys, 'note.key') } } : {}),
  };
  await writeFile(join(home, 'pyrsia.toml'), sectionsToml(sections));
  return join(home, 'pyrsia.toml');
}
