/** `pyrsia init`: the home of a regular node, each file whole and made once. Run again it makes what is missing. */
import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generateKeyPair, privateKeyFromProtobuf, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import { addressOf, generateSecretKey, parseHex, publicKeyOf, type SecretKey, toHex } from '@pyrsia/ledger';
import { keyNamed, withValue } from '../config/edit.ts';
import { loadSettings, pathOf } from '../config/load.ts';
import { templateToml } from '../config/template.ts';
import { ClientError } from '../errors.ts';
import { createFile, readIfThere } from '../replace-file.ts';
import { parsedNetwork } from './session.ts';

export interface InitOptions {
  /** In the home that is to be made. */
  readonly configFile: string;
  /** To be copied; undefined: there is one already, or it comes later. */
  readonly networkFile: string | undefined;
  readonly withAccount: boolean;
}
export interface Initialized {
  readonly home: string;
  readonly made: readonly string[];
  readonly kept: readonly string[];
  /** Address of the account, if there is one. */
  readonly account: string | undefined;
  readonly todo: readonly string[];
}

const SECRET_MODE = 0o600;
const PUBLIC_MODE = 0o644;
const ACCOUNT_FILE = 'keys/account.key';

export async function initHome({ configFile, networkFile, withAccount }: InitOptions): Promise<Initialized> {
  const home = dirname(configFile);
  const made: string[] = [];
  const kept: string[] = [];
  const make = async (file: string, content: string | Uint8Array, mode: number): Promise<boolean> => {
    const isNew = await createFile(file, content, mode);
    (isNew ? made : kept).push(file);
    return isNew;
  };
  // What is wrong with the network file is told before anything is made.
  const network = networkFile === undefined ? undefined : await networkText(networkFile);
  const template = templateToml();
  await make(configFile, withAccount ? withValue(template, keyNamed('account.key_file'), ACCOUNT_FILE) : template, PUBLIC_MODE);
  // Of the file alone: a home does not depend on who makes it.
  const loaded = loadSettings({ file: configFile, text: await readIfThere(configFile), environment: {} });
  const { rest, p2p, network: pinned, account } = loaded.settings;
  const place = (value: string): string => pathOf(loaded, value) as string;
  await make(place(p2p.key_file), privateKeyToProtobuf(await generateKeyPair('Ed25519')), SECRET_MODE);
  await make(place(rest.token_file), newToken(), SECRET_MODE);
  if (withAccount) await make(place(account.key_file === '' ? ACCOUNT_FILE : account.key_file), `${toHex(generateSecretKey())}\n`, SECRET_MODE);
  const target = place(pinned.file);
  if (network !== undefined && !(await make(target, network, PUBLIC_MODE)) && (await readIfThere(target)) !== network)
    throw new ClientError('WOULD_OVERWRITE', { file: target, instead_of: networkFile as string });
  const todo = [
    ...(network === undefined ? await missingNetwork(target, kept) : []),
    ...(withAccount && account.key_file === '' ? [`name the account in the configuration: pyrsia config set account.key_file ${ACCOUNT_FILE}`] : []),
    ...(await openSecrets([place(p2p.key_file), place(rest.token_file)])),
  ];
  await assertPeerKey(place(p2p.key_file));
  return { home, made, kept, account: await addressIn(account.key_file === '' ? join(home, ACCOUNT_FILE) : place(account.key_file)), todo };
}

/** 64 hex digits. */
export const newToken = (): string => `${randomBytes(32).toString('hex')}\n`;
export const createToken = (file: string): Promise<boolean> => createFile(file, newToken(), SECRET_MODE);

async function networkText(file: string): Promise<string> {
  const text = await readIfThere(file);
  if (text === undefined) throw new ClientError('USAGE', { missing: file, what: 'there is no such network file' });
  await parsedNetwork(text, file);
  return text;
}

async function missingNetwork(file: string, kept: string[]): Promise<string[]> {
  const text = await readIfThere(file);
  if (text === undefined) return ['the network file is missing: pyrsia init --network-file FILE copies it in, from people you trust'];
  await parsedNetwork(text, file);
  kept.push(file);
  return [];
}

/** What is to be done about secrets that others can read. */
export async function openSecrets(files: readonly string[]): Promise<string[]> {
  const modes = await Promise.all(files.map(async (file) => ({ file, mode: (await stat(file)).mode & 0o077 })));
  return modes.filter(({ mode }) => mode !== 0).map(({ file }) => `others can read a secret: chmod 600 ${file}`);
}

/** A key that cannot be read is never replaced. */
async function assertPeerKey(file: string): Promise<void> {
  try {
    privateKeyFromProtobuf(await readFile(file));
  } catch (cause) {
    throw new ClientError('KEY_UNREADABLE', { path: file }, { cause });
  }
}

async function addressIn(file: string): Promise<string | undefined> {
  const text = (await readIfThere(file))?.trim();
  if (text === undefined) return undefined;
  if (!/^[0-9a-f]{64}$/.test(text)) throw new ClientError('KEY_UNREADABLE', { path: file });
  return toHex(addressOf(publicKeyOf(parseHex(text) as SecretKey)));
}
