/**
 * The plan of a local network: who is in it, with which keys, made once. Ports are wishes: at each start a
 * taken one is replaced and the configuration files are written anew.
 *
 * Data folder: plan.json, genesis.json, network.json, mirror-cache/, logs/, <node>/{cometbft,keys,…}.
 */
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Address, EvidenceAge } from '@pyrsia/ledger';
import { DEFAULT_PARAMS, type GenesisState, type NodeIdentity, parseHex, type SourceMapping, toHex } from '@pyrsia/ledger';
import { cometBftGenesisJson } from '../cometbft-config.ts';
import { GenesisError } from '../errors.ts';
import { readIfThere, writeFileAtomic } from '../files.ts';
import { makeEd25519, makeNodeId, writeAccountKey, writeCometBftKeys, writeNoteKey, writePeerKey, writeToken } from '../keys.ts';

export interface Ports {
  readonly rest: number;
  readonly libp2p: number;
  /** 0 on a regular node. */
  readonly rpc: number;
  readonly consensus: number;
}

export interface PlannedNode {
  readonly name: string;
  readonly kind: 'build' | 'regular';
  /** Build nodes only; '' else. */
  readonly nodeId: string;
  readonly cometBftId: string;
  readonly peerId: string;
  readonly ports: Ports;
}

export interface NetworkPlan {
  readonly chainId: string;
  readonly logOrigin: string;
  readonly nodes: readonly PlannedNode[];
}

export interface NetworkShape {
  readonly buildNodes: number;
  readonly sourceMappings: readonly SourceMapping[];
  readonly params?: Partial<GenesisState['params']>;
  readonly evidenceAge?: EvidenceAge;
}

/** Port that users of Pyrsia know; wished for by the regular node. */
export const PYRSIA_PORT = 7888;
/** A development network decides within minutes. */
const LOCAL_PARAMS = { minElectorate: 3, commitWindowMs: 3_600_000n, graceWindowMs: 300_000n, revealWindowMs: 120_000n } as const;

export const nodeHome = (dataFolder: string, node: Pick<PlannedNode, 'name'>): string => join(dataFolder, node.name);
export const keyFile = (home: string, name: 'account.key' | 'peer.key' | 'token' | 'note.key'): string => join(home, 'keys', name);

/** The plan of an existing network, or undefined if the folder holds none. */
export async function loadPlan(dataFolder: string): Promise<NetworkPlan | undefined> {
  const text = await readIfThere(join(dataFolder, 'plan.json'));
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as NetworkPlan;
  } catch (cause) {
    throw new GenesisError('HOME_DAMAGED', { folder: dataFolder }, { cause });
  }
}

export async function savePlan(dataFolder: string, plan: NetworkPlan): Promise<void> {
  await writeFileAtomic(join(dataFolder, 'plan.json'), `${JSON.stringify(plan, null, 2)}\n`);
}

/** Makes keys, homes and the genesis file. The plan is written last: a folder with a plan is whole. */
export async function createNetwork(dataFolder: string, shape: NetworkShape): Promise<NetworkPlan> {
  if ((await loadPlan(dataFolder)) !== undefined) throw new GenesisError('HOME_EXISTS', { folder: dataFolder });
  await mkdir(dataFolder, { recursive: true });
  const suffix = randomBytes(3).toString('hex');
  const chainId = `pyrsia-local-${suffix}`;
  const logOrigin = `local-${suffix}.pyrsia.test`;
  const members = await Promise.all(Array.from({ length: shape.buildNodes }, (_, i) => makeBuildNode(dataFolder, `build-node-${i + 1}`)));
  const regular = await makeRegularNode(dataFolder, 'regular-node');
  const state: GenesisState = {
    params: { ...DEFAULT_PARAMS, ...LOCAL_PARAMS, ...shape.params, logOrigin },
    buildNodes: members.map((member) => member.record),
    requesters: [regular.address],
    sourceMappings: shape.sourceMappings,
  };
  const genesis = join(dataFolder, 'genesis.json');
  await writeFileAtomic(
    genesis,
    cometBftGenesisJson({ chainId, time: new Date(), state, ...(shape.evidenceAge === undefined ? {} : { evidenceAge: shape.evidenceAge }) }),
  );
  for (const { node } of members) await copyFile(genesis, join(nodeHome(dataFolder, node), 'cometbft/config/genesis.json'));
  const plan = { chainId, logOrigin, nodes: [...members.map((member) => member.node), regular.node] };
  await savePlan(dataFolder, plan);
  return plan;
}

const ANY_PORTS: Ports = { rest: 0, libp2p: 0, rpc: 0, consensus: 0 };

async function makeBuildNode(dataFolder: string, name: string): Promise<{ node: PlannedNode; record: NodeIdentity }> {
  return makeBuildNodeIn(nodeHome(dataFolder, { name }), name);
}

/** Keys of a build node in its home; what the chain is to know of it. */
export async function makeBuildNodeIn(home: string, name: string): Promise<{ node: PlannedNode; record: NodeIdentity }> {
  const consensus = makeEd25519();
  const nodeId = makeNodeId();
  const cometBftId = await writeCometBftKeys(join(home, 'cometbft'), consensus);
  const account = await writeAccountKey(keyFile(home, 'account.key'));
  const peerId = await writePeerKey(keyFile(home, 'peer.key'));
  const noteKey = await writeNoteKey(keyFile(home, 'note.key'));
  await writeToken(keyFile(home, 'token'));
  return {
    node: { name, kind: 'build', nodeId: toHex(nodeId), cometBftId, peerId, ports: ANY_PORTS },
    record: { nodeId, name, account: parseHex(account.address) as Address, consensusKey: consensus.publicKey, peerId, noteKey },
  };
}

async function makeRegularNode(dataFolder: string, name: string): Promise<{ node: PlannedNode; address: Address }> {
  const home = nodeHome(dataFolder, { name });
  const account = await writeAccountKey(keyFile(home, 'account.key'));
  const peerId = await writePeerKey(keyFile(home, 'peer.key'));
  await writeToken(keyFile(home, 'token'));
  const node: PlannedNode = { name, kind: 'regular', nodeId: '', cometBftId: '', peerId, ports: { ...ANY_PORTS, rest: PYRSIA_PORT } };
  return { node, address: parseHex(account.address) as Address };
}
