/** Configuration files of every process, written at each start from the plan and the ports of this start. */
import { join, relative } from 'node:path';
import { cometBftConfigToml } from '../cometbft-config.ts';
import { writeFileAtomic } from '../files.ts';
import { choosePorts } from '../ports.ts';
import { sectionsToml, type TomlSections } from '../toml.ts';
import { keyFile, type NetworkPlan, nodeHome, type PlannedNode, savePlan } from './plan.ts';

/** Blocks follow each other about this fast while there is work. */
export const TIMEOUT_COMMIT_MS = 500;

export interface LocalSettings {
  readonly dataFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Downloads that builders share; in the data folder unless said otherwise. */
  readonly mirrorCacheFolder?: string;
  /** Test networks: a shorter pause between blocks. */
  readonly timeoutCommitMs?: number;
}

/** Keeps the ports of the last start where they are still free. */
export async function assignPorts(dataFolder: string, plan: NetworkPlan): Promise<NetworkPlan> {
  const wishes = plan.nodes.flatMap(({ ports }) => [ports.rest, ports.libp2p, ports.rpc, ports.consensus]);
  const chosen = await choosePorts(wishes);
  const nodes = plan.nodes.map((node, i) => {
    const [rest, libp2p, rpc, consensus] = chosen.slice(4 * i, 4 * i + 4) as [number, number, number, number];
    return { ...node, ports: { rest, libp2p, rpc, consensus } };
  });
  const assigned = { ...plan, nodes };
  await savePlan(dataFolder, assigned);
  return assigned;
}

export const buildNodesOf = (plan: NetworkPlan): PlannedNode[] => plan.nodes.filter((node) => node.kind === 'build');
export const rpcUrl = (node: PlannedNode): string => `http://127.0.0.1:${node.ports.rpc}`;
export const restUrl = (node: PlannedNode): string => `http://127.0.0.1:${node.ports.rest}`;
export const networkFilePath = (dataFolder: string): string => join(dataFolder, 'network.json');
export const nodeConfigPath = (dataFolder: string, node: PlannedNode): string => join(nodeHome(dataFolder, node), 'pyrsia.toml');
export const libp2pAddress = (node: PlannedNode): string => `/ip4/127.0.0.1/tcp/${node.ports.libp2p}/p2p/${node.peerId}`;

export async function writeConfigs(settings: LocalSettings, plan: NetworkPlan): Promise<void> {
  for (const node of plan.nodes) {
    const home = nodeHome(settings.dataFolder, node);
    await writeFileAtomic(nodeConfigPath(settings.dataFolder, node), sectionsToml(nodeConfig(settings, node)));
    if (node.kind === 'regular') continue;
    await writeFileAtomic(join(home, 'cometbft/config/config.toml'), cometBftConfigToml(cometBftSettings(settings, plan, node)));
    await writeFileAtomic(join(home, 'builder.json'), json(builderConfig(settings, plan, node)));
  }
}

function cometBftSettings(settings: LocalSettings, plan: NetworkPlan, node: PlannedNode) {
  const peers = buildNodesOf(plan)
    .filter((other) => other.name !== node.name)
    .map((other) => `${other.cometBftId}@127.0.0.1:${other.ports.consensus}`);
  return { moniker: node.name, rpcPort: node.ports.rpc, p2pPort: node.ports.consensus, peers, timeoutCommitMs: settings.timeoutCommitMs ?? TIMEOUT_COMMIT_MS };
}

/** Relative paths: from the folder of the file. */
function nodeConfig(settings: LocalSettings, node: PlannedNode): TomlSections {
  const home = nodeHome(settings.dataFolder, node);
  const from = (path: string): string => relative(home, path);
  return {
    network: { file: from(networkFilePath(settings.dataFolder)) },
    rest: { host: '127.0.0.1', port: node.ports.rest, token_file: from(keyFile(home, 'token')) },
    p2p: { listen: [`/ip4/127.0.0.1/tcp/${node.ports.libp2p}`], key_file: from(keyFile(home, 'peer.key')) },
    storage: { folder: 'node' },
    account: { key_file: from(keyFile(home, 'account.key')) },
    // The regular node of a build node signs the checkpoints that it verified.
    ...(node.kind === 'build' ? { build_node: { node_id: node.nodeId, note_key_file: from(keyFile(home, 'note.key')), builds_folder: 'builder/builds' } } : {}),
  };
}

function builderConfig(settings: LocalSettings, plan: NetworkPlan, node: PlannedNode): object {
  const home = nodeHome(settings.dataFolder, node);
  return {
    chain_id: plan.chainId,
    rpc: rpcUrl(node),
    node_id: node.nodeId,
    account_key_file: keyFile(home, 'account.key'),
    data_folder: join(home, 'builder'),
    // The builders of one machine share what they downloaded (by digest), never what they built.
    mirror_cache_folder: settings.mirrorCacheFolder ?? join(settings.dataFolder, 'mirror-cache'),
    node: { url: restUrl(node), token_file: keyFile(home, 'token') },
  };
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
