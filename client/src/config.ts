/** The configuration file of a regular node: JSON, all paths absolute. Made by pyrsia-genesis; docs/operators.md. */
import { readFile } from 'node:fs/promises';
import { type NetworkFile, parseHex, parseNetworkFile, type SecretKey } from '@pyrsia/ledger';
import { ClientError } from './errors.ts';

export interface NodeConfig {
  readonly network: NetworkFile;
  readonly dataFolder: string;
  readonly rest: { readonly host: string; readonly port: number };
  readonly libp2p: { readonly listen: readonly string[]; readonly keyFile: string };
  readonly token: string;
  /** Account that signs build requests which this node sponsors; undefined: it sponsors none. */
  readonly accountKey: SecretKey | undefined;
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
      rest: { host: text(rest, 'host'), port: port(rest['port']) },
      libp2p: { listen: list(libp2p, 'listen'), keyFile: text(libp2p, 'key_file') },
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
