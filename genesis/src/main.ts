#!/usr/bin/env node
/** pyrsia-genesis: makes and runs networks. `npm start` ends here. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { toBase64, toHex } from '@pyrsia/ledger';
import { ensureCometBft } from './cometbft-binary.ts';
import { GenesisError } from './errors.ts';
import { joinNetwork } from './join.ts';
import { nodeConfigPath, restUrl } from './localnet/configure.ts';
import { assertNetworkFolder, emptyNetworkFolder, lockDataFolder } from './localnet/data-folder.ts';
import { runMainJob } from './localnet/main-job.ts';
import { mavenSettings } from './localnet/maven-check.ts';
import { type RunningNetwork, startNetwork } from './localnet/network.ts';
import { Progress } from './localnet/progress.ts';

const HELP = `pyrsia-genesis: creates and runs networks.

usage: npm start [-- OPTIONS]                     a local network of 4 build nodes and 1 regular node
       pyrsia-genesis join JOIN-OPTIONS           makes the home of a new build node of a running network
       pyrsia-genesis cometbft                    installs CometBFT and prints its path

  --once        exit 0 after the verdict and the checks, else stay up until Ctrl-C
  --reset       begin anew: removes the data folder first
  --data DIR    data folder (default: data/localnet)
  --recipe FILE what to build (default: file-management 3.1.0)
  --nodes N     build nodes, 1 to 16, for a new network (default 4)
  --help        this text

join: needs the network file and the genesis file of the network, and peers; prints what the others propose and vote on
  --home DIR          home of the new node (must not exist)
  --name NAME         its name on the chain
  --network-file FILE --genesis FILE
  --peers LIST        id@host:port of build nodes, with commas between
  --replay            replay the whole chain instead of taking a snapshot (slower, trusts no light client)

exit codes: 0 done or stopped by Ctrl-C, 1 not published or a check failed, 2 wrong usage
`;

const root = fileURLToPath(new URL('../..', import.meta.url));
const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** Mappings of a local network: what may be built from where. */
const SOURCE_MAPPINGS = [
  { pattern: 'pkg:maven/org.apache.maven.shared/*', adapters: ['maven'], registry: 'same_namespace', steps: 'adapter', urls: [] },
] as const;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      once: { type: 'boolean' },
      reset: { type: 'boolean' },
      data: { type: 'string' },
      recipe: { type: 'string' },
      nodes: { type: 'string' },
      home: { type: 'string' },
      name: { type: 'string' },
      'network-file': { type: 'string' },
      genesis: { type: 'string' },
      peers: { type: 'string' },
      replay: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return EXIT.done;
  }
  const [command = 'start', ...more] = positionals;
  if (more.length > 0 || !['start', 'cometbft', 'join'].includes(command)) throw new GenesisError('USAGE', { command: positionals.join(' ') });
  if (command === 'join') return joinAsNewNode(values);
  const report = (line: string): void => void process.stdout.write(`${line}\n`);
  const cometBft = await ensureCometBft({ cacheFolder: join(root, '.cache'), environment: process.env, report });
  if (command === 'cometbft') {
    report(cometBft);
    return EXIT.done;
  }
  const buildNodes = Number(values.nodes ?? '4');
  if (!Number.isInteger(buildNodes) || buildNodes < 1 || buildNodes > 16) throw new GenesisError('USAGE', { nodes: values.nodes ?? '' });
  return start({
    dataFolder: resolve(values.data ?? join(root, 'data/localnet')),
    recipeFile: resolve(values.recipe ?? join(root, 'genesis/recipes/file-management-3.1.0.json')),
    once: values.once === true,
    reset: values.reset === true,
    buildNodes,
    cometBft,
  });
}

/** Makes the home of a new build node, and says what comes next. */
async function joinAsNewNode(values: Readonly<Record<string, string | boolean | undefined>>): Promise<number> {
  const text = (name: string): string => {
    const value = values[name];
    if (typeof value !== 'string' || value === '') throw new GenesisError('USAGE', { missing: `--${name}` });
    return value;
  };
  const { identity, ports } = await joinNetwork({
    home: resolve(text('home')),
    name: text('name'),
    networkFile: resolve(text('network-file')),
    genesisFile: resolve(text('genesis')),
    peers: text('peers').split(','),
    by: values['replay'] === true ? 'replay' : 'snapshot',
  });
  const shown = {
    node_id: toHex(identity.nodeId),
    name: identity.name,
    account: toHex(identity.account),
    consensus_key: toBase64(identity.consensusKey),
    peer_id: identity.peerId,
    note_key: toBase64(identity.noteKey),
  };
  process.stdout.write(`${JSON.stringify({ add_build_node: shown, rpc_port: ports.rpc, p2p_port: ports.consensus }, null, 2)}\n`);
  process.stderr.write(`Start it with pyrsia-abci --home ${text('home')}; it becomes a build node when the others have voted for it.\n`);
  return EXIT.done;
}

interface StartOptions {
  readonly dataFolder: string;
  readonly recipeFile: string;
  readonly once: boolean;
  readonly reset: boolean;
  readonly buildNodes: number;
  readonly cometBft: string;
}

async function start(options: StartOptions): Promise<number> {
  const { dataFolder } = options;
  const stop = new AbortController();
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        stop.abort(new Error(signal));
        done();
      });
    }
  });
  await assertNetworkFolder(dataFolder);
  const unlock = await lockDataFolder(dataFolder);
  if (options.reset) await emptyNetworkFolder(dataFolder);
  const progress = new Progress(process.stdout.isTTY);
  let network: RunningNetwork | undefined;
  try {
    network = await startNetwork({
      dataFolder,
      environment: process.env,
      root,
      nodeBinary: process.execPath,
      cometBft: options.cometBft,
      shape: {
        buildNodes: options.buildNodes,
        sourceMappings: SOURCE_MAPPINGS.map((mapping) => ({ ...mapping })),
        params: { minElectorate: Math.min(3, options.buildNodes) },
      },
      signal: stop.signal,
      report: (line) => progress.say(line),
      onBuilderLine: (node, line) => progress.builderLine(node.name, line),
    });
    showNetwork(progress, network, dataFolder);
    const job = { network, dataFolder, root, nodeBinary: process.execPath, recipeFile: options.recipeFile, progress, signal: stop.signal };
    await Promise.race([runMainJob(job), network.processes.failure, stopped]);
    if (!options.once && !stop.signal.aborted) {
      showUse(progress, network, dataFolder);
      await Promise.race([stopped, network.processes.failure]);
    }
    return EXIT.done;
  } catch (error) {
    if (stop.signal.aborted) return EXIT.done;
    throw error;
  } finally {
    await network?.stop();
    await unlock();
  }
}

function showNetwork(progress: Progress, { plan, isNew }: RunningNetwork, dataFolder: string): void {
  progress.say(`${isNew ? 'new network' : 'network'}    ${plan.chainId} in ${dataFolder}`);
  for (const node of plan.nodes) {
    const rpc = node.kind === 'build' ? `, CometBFT RPC ${node.ports.rpc}` : '';
    progress.say(`  ${node.name.padEnd(13)} ${restUrl(node)}${rpc}`);
  }
}

function showUse(progress: Progress, { regular }: RunningNetwork, dataFolder: string): void {
  const url = restUrl(regular);
  const cli = `node_modules/.bin/node client/src/cli-main.ts --config ${nodeConfigPath(dataFolder, regular)}`;
  progress.say(`
use it         a Maven settings.xml with the regular node as repository "pyrsia":

${mavenSettings(url)}
               look:    ${cli} status
               verify:  ${cli} verify FILE
               Ctrl-C stops the network; npm start continues it; npm start -- --reset begins anew.`);
}

try {
  process.exitCode = await main();
} catch (error) {
  const failure = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${failure.message}\n`);
  const usage = failure instanceof TypeError || (failure instanceof GenesisError && failure.code === 'USAGE');
  process.exitCode = usage ? EXIT.usage : EXIT.failed;
}
