/**
 * The home of a new build node of a network that runs: its keys, and a CometBFT that takes a snapshot from the others
 * (checked from the trust root of the network file) or replays the chain. It follows the chain at once; it becomes a
 * build node when the others have added it by vote.
 */
import { access, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type NetworkFile, type NodeIdentity, parseNetworkFile } from '@pyrsia/ledger';
import { cometBftConfigToml } from './cometbft-config.ts';
import { GenesisError } from './errors.ts';
import { writeFileAtomic } from './files.ts';
import { TIMEOUT_COMMIT_MS } from './localnet/configure.ts';
import { makeBuildNodeIn } from './localnet/plan.ts';
import { choosePorts } from './ports.ts';

export interface JoinOptions {
  /** Must not be there yet: keys are never overwritten. */
  readonly home: string;
  readonly name: string;
  readonly networkFile: string;
  readonly genesisFile: string;
  /** id@host:port of build nodes. */
  readonly peers: readonly string[];
  readonly by: 'snapshot' | 'replay';
}

export interface JoinedNode {
  readonly identity: NodeIdentity;
  /** id of its CometBFT among peers. */
  readonly cometBftId: string;
  readonly ports: { readonly rpc: number; readonly consensus: number };
}

const PEER = /^[0-9a-f]{40}@[^@,\s]+:[0-9]{1,5}$/;

export async function joinNetwork(options: JoinOptions): Promise<JoinedNode> {
  if (options.peers.length === 0 || !options.peers.every((peer) => PEER.test(peer))) throw new GenesisError('USAGE', { peers: options.peers.join(',') });
  if (await exists(options.home)) throw new GenesisError('HOME_EXISTS', { folder: options.home });
  const network = await readNetworkFile(options.networkFile);
  const genesis = await readGenesis(options.genesisFile, network);
  if (options.by === 'snapshot' && network.rpc.length < 2) throw new GenesisError('SNAPSHOT_NEEDS_TWO');
  const [rpc, consensus] = (await choosePorts([0, 0])) as [number, number];
  const settings = { moniker: options.name, rpcPort: rpc, p2pPort: consensus, peers: options.peers, timeoutCommitMs: TIMEOUT_COMMIT_MS };
  const stateSync = { trustRoot: network.trustRoot, rpcServers: network.rpc };
  // Made beside it: a home is whole or not there, and a failed try can be made again.
  const partial = `${options.home}.partial`;
  await rm(partial, { recursive: true, force: true });
  const { node, record } = await makeBuildNodeIn(partial, options.name);
  await writeFileAtomic(join(partial, 'cometbft/config/genesis.json'), genesis);
  const config = cometBftConfigToml(options.by === 'snapshot' ? { ...settings, stateSync } : settings);
  await writeFileAtomic(join(partial, 'cometbft/config/config.toml'), config);
  await rename(partial, options.home);
  return { identity: record, cometBftId: node.cometBftId, ports: { rpc, consensus } };
}

async function readNetworkFile(path: string): Promise<NetworkFile> {
  try {
    return parseNetworkFile(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new GenesisError('NETWORK_FILE_INVALID', { file: path }, { cause });
  }
}

/** The file as it is, if it is of the chain of the trust root. */
async function readGenesis(path: string, { trustRoot }: NetworkFile): Promise<string> {
  try {
    const text = await readFile(path, 'utf8');
    if ((JSON.parse(text) as { chain_id?: unknown }).chain_id === trustRoot.chainId) return text;
  } catch (cause) {
    throw new GenesisError('NETWORK_FILE_INVALID', { file: path }, { cause });
  }
  throw new GenesisError('NETWORK_FILE_INVALID', { file: path, wanted: trustRoot.chainId });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
