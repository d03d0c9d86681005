/**
 * The `app_state` of the CometBFT genesis file: JSON for people, strict for the chain.
 * Format: docs/formats/genesis.md. Parsed by every node at InitChain; one byte off and the network does not
 * start, which is right.
 */

import { MAX_BUILD_NODES } from './build.ts';
import { ADDRESS_BYTES, type Address, asDigest, compareBytes, parseBase64, parseHex, parseUtf8, toBase64, toHex } from './bytes.ts';
import { LedgerError } from './errors.ts';
import { ORIGIN } from './merkle/checkpoint.ts';
import { BOUNDED_PARAMS, outOfBounds } from './params.ts';
import type { NodeIdentity, Params, SourceMapping } from './records.ts';
import { NODE_ID_BYTES, type NodeId } from './result.ts';

export interface GenesisState {
  readonly params: Params;
  readonly buildNodes: readonly NodeIdentity[];
  readonly requesters: readonly Address[];
  readonly sourceMappings: readonly SourceMapping[];
}

const PARAM_KEYS = ['logOrigin', ...BOUNDED_PARAMS] as const;

type Json = { readonly [key: string]: unknown };

/** Genesis state → the JSON value that goes into the genesis file. */
export function genesisToJson(state: GenesisState): Json {
  return {
    params: Object.fromEntries(PARAM_KEYS.map((key) => [key, typeof state.params[key] === 'bigint' ? Number(state.params[key]) : state.params[key]])),
    build_nodes: state.buildNodes.map((node) => ({
      node_id: toHex(node.nodeId),
      name: node.name,
      account: toHex(node.account),
      consensus_key: toBase64(node.consensusKey),
      peer_id: node.peerId,
      note_key: toBase64(node.noteKey),
    })),
    requesters: state.requesters.map(toHex),
    source_mappings: state.sourceMappings,
  };
}

/** Bytes of app_state → genesis state; `GENESIS_INVALID` with the place that is wrong. */
export function parseGenesis(bytes: Uint8Array): GenesisState {
  try {
    const root = object(JSON.parse(parseUtf8(bytes)), ['params', 'build_nodes', 'requesters', 'source_mappings'], 'app_state');
    const state: GenesisState = {
      params: parseParams(root['params']),
      buildNodes: list(root['build_nodes'], 'build_nodes')
        .map(parseNode)
        .sort((a, b) => compareBytes(a.nodeId, b.nodeId)),
      requesters: list(root['requesters'], 'requesters').map((value) => address(value, 'requesters')),
      sourceMappings: list(root['source_mappings'], 'source_mappings').map(parseMapping),
    };
    assertDistinct(state);
    return state;
  } catch (cause) {
    if (cause instanceof LedgerError && cause.code === 'GENESIS_INVALID') throw cause;
    throw new LedgerError('GENESIS_INVALID', { reason: cause instanceof Error ? cause.message : 'unknown' }, { cause });
  }
}

function parseParams(value: unknown): Params {
  const json = object(value, PARAM_KEYS, 'params');
  const number = (key: (typeof PARAM_KEYS)[number]): number => {
    const found = json[key];
    if (!Number.isSafeInteger(found) || (found as number) < 1) throw bad(`params.${key}`);
    return found as number;
  };
  const logOrigin = json['logOrigin'];
  if (typeof logOrigin !== 'string' || !ORIGIN.test(logOrigin)) throw bad('params.logOrigin');
  const params: Params = {
    logOrigin,
    minElectorate: number('minElectorate'),
    commitWindowMs: BigInt(number('commitWindowMs')),
    graceWindowMs: BigInt(number('graceWindowMs')),
    revealWindowMs: BigInt(number('revealWindowMs')),
    maxExpiryBlocks: BigInt(number('maxExpiryBlocks')),
    maxOpenBuilds: number('maxOpenBuilds'),
    maxOpenBuildsPerAccount: number('maxOpenBuildsPerAccount'),
    voteWindowMs: BigInt(number('voteWindowMs')),
  };
  const wrong = outOfBounds(params);
  if (wrong !== undefined) throw bad(`params.${wrong} is out of its bounds`);
  return params;
}

function parseNode(value: unknown): NodeIdentity {
  const json = object(value, ['node_id', 'name', 'account', 'consensus_key', 'peer_id', 'note_key'], 'build_nodes');
  const nodeId = parseHex(string(json['node_id'], 'node_id'));
  if (nodeId.length !== NODE_ID_BYTES) throw bad('build_nodes.node_id');
  return {
    nodeId: nodeId as NodeId,
    name: string(json['name'], 'name'),
    account: address(json['account'], 'build_nodes.account'),
    consensusKey: asDigest(parseBase64(string(json['consensus_key'], 'consensus_key'))),
    peerId: string(json['peer_id'], 'peer_id'),
    noteKey: asDigest(parseBase64(string(json['note_key'], 'note_key'))),
  };
}

function parseMapping(value: unknown): SourceMapping {
  const json = object(value, ['pattern', 'adapters', 'registry', 'steps', 'urls'], 'source_mappings');
  const registry = json['registry'];
  if (registry !== 'denied' && registry !== 'same_namespace' && registry !== 'same_package') throw bad('source_mappings.registry');
  if (json['steps'] !== undefined && json['steps'] !== 'any' && json['steps'] !== 'adapter') throw bad('source_mappings.steps');
  return {
    pattern: string(json['pattern'], 'pattern'),
    adapters: list(json['adapters'], 'adapters').map((adapter) => string(adapter, 'adapters')),
    registry,
    steps: json['steps'] === 'any' ? 'any' : 'adapter',
    urls: list(json['urls'], 'urls').map((url) => string(url, 'urls')),
  };
}

function assertDistinct(state: GenesisState): void {
  const { buildNodes } = state;
  if (buildNodes.length === 0 || buildNodes.length > MAX_BUILD_NODES) throw bad(`build_nodes: 1 … ${MAX_BUILD_NODES}`);
  const unique = (what: string, keys: string[]): void => {
    if (new Set(keys).size !== keys.length) throw bad(`${what} given twice`);
  };
  unique(
    'node_id',
    buildNodes.map((node) => toHex(node.nodeId)),
  );
  unique(
    'consensus_key',
    buildNodes.map((node) => toHex(node.consensusKey)),
  );
  unique(
    'note_key',
    buildNodes.map((node) => toHex(node.noteKey)),
  );
  unique('account', [...buildNodes.map((node) => node.account), ...state.requesters].map(toHex));
  unique(
    'source mapping',
    state.sourceMappings.map((mapping) => mapping.pattern),
  );
}

const bad = (where: string): LedgerError => new LedgerError('GENESIS_INVALID', { where });
function object(value: unknown, keys: readonly string[], where: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(where);
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw bad(`${where}.${unknown} is not known`);
  return value as Json;
}
function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw bad(where);
  return value;
}
function string(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') throw bad(where);
  return value;
}
function address(value: unknown, where: string): Address {
  const bytes = parseHex(string(value, where));
  if (bytes.length !== ADDRESS_BYTES) throw bad(where);
  return bytes as Address;
}
