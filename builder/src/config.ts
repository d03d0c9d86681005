/** The configuration file of a builder: JSON, all paths absolute. Made by pyrsia-genesis; docs/operators.md. */
import { readFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { NODE_ID_BYTES, type NodeId, parseHex, type SecretKey } from '@pyrsia/ledger';
import { BuilderError } from './errors.ts';
import type { GitAccess } from './source/git-repository.ts';

/** All that git sources may have. */
export const GIT_SCHEMES: readonly string[] = ['https', 'ssh', 'http', 'file'];
/** What anybody may serve to everybody; http is for networks of one's own, and file would show this host's repositories. */
const DEFAULT_GIT_SCHEMES = ['https', 'ssh'];

export interface BuilderConfig {
  readonly chainId: string;
  /** RPC of this build node's own CometBFT; trusted, as it is this operator's. */
  readonly rpc: string;
  readonly nodeId: NodeId;
  readonly accountKeyFile: string;
  readonly dataFolder: string;
  /** Downloads by digest; builders of one machine may share it. */
  readonly mirrorCacheFolder: string;
  /** How sources are fetched with git. */
  readonly git: GitAccess;
  /** The regular node of this build node, which holds and shares what was published. */
  readonly node: { readonly url: string; readonly tokenFile: string };
}

export async function loadConfig(path: string): Promise<BuilderConfig> {
  try {
    return parseConfig(await readFile(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof BuilderError) throw cause;
    throw new BuilderError('CONFIG_INVALID', { path, reason: cause instanceof Error ? cause.message : 'unknown' }, { cause });
  }
}

function parseConfig(json: string): BuilderConfig {
  const root = JSON.parse(json) as Record<string, unknown>;
  const node = root['node'] as Record<string, unknown> | undefined;
  const text = (value: unknown, where: string): string => {
    if (typeof value !== 'string' || value === '') throw new BuilderError('CONFIG_INVALID', { where });
    return value;
  };
  const path = (value: unknown, where: string): string => {
    const file = text(value, where);
    // It must not depend on where the builder was started.
    if (!isAbsolute(file)) throw new BuilderError('CONFIG_INVALID', { where, wanted: 'an absolute path' });
    return file;
  };
  const nodeId = parseHex(text(root['node_id'], 'node_id'));
  if (nodeId.length !== NODE_ID_BYTES) throw new BuilderError('CONFIG_INVALID', { where: 'node_id' });
  return {
    chainId: text(root['chain_id'], 'chain_id'),
    rpc: text(root['rpc'], 'rpc'),
    nodeId: nodeId as NodeId,
    accountKeyFile: path(root['account_key_file'], 'account_key_file'),
    dataFolder: path(root['data_folder'], 'data_folder'),
    mirrorCacheFolder: path(root['mirror_cache_folder'], 'mirror_cache_folder'),
    git: parseGit((root['git'] ?? {}) as Record<string, unknown>),
    node: { url: text(node?.['url'], 'node.url'), tokenFile: path(node?.['token_file'], 'node.token_file') },
  };
}

function parseGit({ schemes = DEFAULT_GIT_SCHEMES, ssh_config: sshConfig }: Record<string, unknown>): GitAccess {
  if (!Array.isArray(schemes) || !schemes.every((scheme): scheme is string => GIT_SCHEMES.includes(scheme as string))) {
    throw new BuilderError('CONFIG_INVALID', { where: 'git.schemes', known: GIT_SCHEMES.join(', ') });
  }
  if (sshConfig === undefined) return { schemes };
  if (typeof sshConfig !== 'string' || !isAbsolute(sshConfig)) throw new BuilderError('CONFIG_INVALID', { where: 'git.ssh_config' });
  return { schemes, sshConfig };
}

/** 64 hex characters in a file that only this user reads. */
export async function loadAccountKey(path: string): Promise<SecretKey> {
  const text = (await readFile(path, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new BuilderError('CONFIG_INVALID', { where: 'account_key_file' });
  return parseHex(text) as SecretKey;
}
