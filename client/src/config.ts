/** The configuration file of a regular node: JSON, all paths absolute. Made by pyrsia-genesis; docs/operators.md. */
import { readFile } from 'node:fs/promises';
import { type NetworkFile, NODE_ID_BYTES, type NodeId, parseHex, parseNetworkFile, type SecretKey } from '@pyrsia/ledger';
import { ClientError } from './errors.ts';
import type { Reach } from './p2p/reach.ts';
import { parseShare, SHARE_ALL, type Share, shareView } from './p2p/share.ts';
import { DEFAULT_REPLICAS } from './replicas/keeper.ts';

export const MISS_POLICIES = ['strict', 'request', 'open'] as const;
/** What becomes of a request for what is not published: docs/decisions/021-what-a-miss-means.md. */
export type MissPolicy = (typeof MISS_POLICIES)[number];

export interface MavenConfig {
  readonly policy: MissPolicy;
  /** Of a build node: builds in an hour that it asks for in the name of others; 0: none. */
  readonly sponsorPerHour?: number;
}

export interface NodeConfig {
  readonly network: NetworkFile;
  readonly dataFolder: string;
  readonly rest: {
    readonly host: string;
    readonly port: number;
    /** As clients see this node, without a slash at the end; undefined: as the request names it. */
    readonly publicUrl: string | undefined;
  };
  readonly maven: MavenConfig;
  readonly libp2p: {
    readonly listen: readonly string[];
    readonly keyFile: string;
    /** Key of a private network; undefined: anybody may connect. */
    readonly privateNetworkKeyFile: string | undefined;
    readonly reach: Reach;
  };
  /** `follow`: keep a verified copy of the whole log, and look things up there. `query`: ask the chain each time. */
  readonly log: 'follow' | 'query';
  /** What this node gives to others, until it is told otherwise. */
  readonly share: Share;
  /** Of a build node: how many of them hold each artifact at least. */
  readonly replicas: number;
  /** Note key of the build node that this node belongs to, with that node's id; undefined: it signs no checkpoints. */
  readonly note: { readonly nodeId: NodeId; readonly seed: Uint8Array; readonly memoryFile: string } | undefined;
  readonly token: string;
  /** Account that signs build requests which this node sponsors; undefined: it sponsors none. */
  readonly accountKey: SecretKey | undefined;
  /** Beside a builder: where it keeps what it built, for the tail of its build logs. */
  readonly builder: { readonly buildsFolder: string } | undefined;
}

type Json = { readonly [key: string]: unknown };

export async function loadNodeConfig(path: string): Promise<NodeConfig> {
  try {
    const root = JSON.parse(await readFile(path, 'utf8')) as Json;
    const rest = root['rest'] as Json;
    const libp2p = root['libp2p'] as Json;
    const accountKeyFile = root['account_key_file'];
    return {
      network: parseNetworkFile(await readFile(text(root, 'network_file'), 'utf8')),
      dataFolder: text(root, 'data_folder'),
      rest: {
        host: text(rest, 'host'),
        port: port(rest['port']),
        publicUrl: rest['public_url'] === undefined ? undefined : text(rest, 'public_url').replace(/\/+$/, ''),
      },
      maven: mavenOf((root['maven'] ?? {}) as Json),
      libp2p: {
        listen: list(libp2p, 'listen'),
        keyFile: text(libp2p, 'key_file'),
        privateNetworkKeyFile: libp2p['private_network_key_file'] === undefined ? undefined : text(libp2p, 'private_network_key_file'),
        reach: {
          announce: libp2p['announce'] === undefined ? undefined : list(libp2p, 'announce'),
          isRelay: flag(libp2p, 'relay'),
          isBehindNat: flag(libp2p, 'behind_nat'),
        },
      },
      replicas: count(root, 'replicas', DEFAULT_REPLICAS, 64),
      note: root['note_key_file'] === undefined ? undefined : await noteKey(root),
      log: mode(root['log'] ?? 'follow'),
      share: shareOf(root),
      builder: root['builder'] === undefined ? undefined : { buildsFolder: text(root['builder'] as Json, 'builds_folder') },
      token: secret(await readFile(text(root, 'token_file'), 'utf8')),
      accountKey: accountKeyFile === undefined ? undefined : (parseHex(secret(await readFile(text(root, 'account_key_file'), 'utf8'))) as SecretKey),
    };
  } catch (cause) {
    if (cause instanceof ClientError) throw cause;
    throw new ClientError('CONFIG_INVALID', { path, reason: cause instanceof Error ? cause.message : 'unknown' }, { cause });
  }
}

function text(json: Json, key: string): string {
  const value = json[key];
  if (typeof value !== 'string' || value === '') throw new ClientError('CONFIG_INVALID', { where: key });
  return value;
}
function list(json: Json, key: string): string[] {
  const value = json[key];
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) throw new ClientError('CONFIG_INVALID', { where: key });
  return value as string[];
}
function flag(json: Json, key: string): boolean {
  const value = json[key] ?? false;
  if (typeof value !== 'boolean') throw new ClientError('CONFIG_INVALID', { where: key });
  return value;
}
/** The members of a choice, as `PUT /api/v1/share` takes them. */
function shareOf(root: Json): Share {
  const members = Object.keys(shareView(SHARE_ALL)).filter((key) => root[key] !== undefined);
  const share = parseShare(Object.fromEntries(members.map((key) => [key, root[key]])), SHARE_ALL);
  // It would fetch again at once what went.
  if (root['note_key_file'] !== undefined && share.diskBytes !== undefined) throw new ClientError('CONFIG_INVALID', { where: 'disk_bytes of a build node' });
  return share;
}
function count(json: Json, key: string, otherwise: number, highest: number): number {
  const value = json[key] ?? otherwise;
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > highest) throw new ClientError('CONFIG_INVALID', { where: key, highest });
  return value as number;
}
function nodeId(json: Json): NodeId {
  const id = parseHex(text(json, 'node_id'));
  if (id.length !== NODE_ID_BYTES) throw new ClientError('CONFIG_INVALID', { where: 'node_id' });
  return id as NodeId;
}
async function noteKey(json: Json): Promise<NodeConfig['note']> {
  const file = text(json, 'note_key_file');
  return { nodeId: nodeId(json), seed: parseHex(secret(await readFile(file, 'utf8'))), memoryFile: `${file}.signed` };
}
function mavenOf(maven: Json): MavenConfig {
  const policy = MISS_POLICIES.find((name) => name === (maven['policy'] ?? 'strict'));
  if (policy === undefined) throw new ClientError('CONFIG_INVALID', { where: 'maven.policy' });
  const sponsorPerHour = maven['sponsor_per_hour'];
  if (sponsorPerHour === undefined) return { policy };
  if (!Number.isInteger(sponsorPerHour) || (sponsorPerHour as number) < 0 || (sponsorPerHour as number) > 1_000)
    throw new ClientError('CONFIG_INVALID', { where: 'maven.sponsor_per_hour', highest: 1_000 });
  return { policy, sponsorPerHour: sponsorPerHour as number };
}
function mode(value: unknown): NodeConfig['log'] {
  if (value !== 'follow' && value !== 'query') throw new ClientError('CONFIG_INVALID', { where: 'log' });
  return value;
}
function port(value: unknown): number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 65_535) throw new ClientError('CONFIG_INVALID', { where: 'rest.port' });
  return value as number;
}
/** 64 hex characters. */
function secret(content: string): string {
  const value = content.trim();
  if (!/^[0-9a-f]{64}$/.test(value)) throw new ClientError('CONFIG_INVALID', { where: 'key or token file' });
  return value;
}
