/**
 * What a command is given: output, the node's API, and what the configuration says, each made when it is asked for. Flags come
 * first, then PYRSIA_NODE, PYRSIA_TOKEN_FILE and PYRSIA_NETWORK_FILE, then the configuration. A command that needs no
 * configuration does not read it.
 */
import { isIPv6 } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import type { NetworkFile } from '@pyrsia/ledger';
import type { Command } from 'commander';
import { defaultConfigFile } from '../config/home.ts';
import type { Loaded } from '../config/load.ts';
import { ClientError } from '../errors.ts';
import { readIfThere } from '../replace-file.ts';
import { NodeApi } from './node-api.ts';
import { type Exit, makeOutput, type Output } from './output.ts';

interface GlobalOptions {
  readonly node?: string;
  readonly tokenFile?: string;
  readonly networkFile?: string;
  readonly config?: string;
  readonly json?: boolean;
}

export class Session {
  readonly exit: Exit;
  private readonly program: Command;

  constructor(program: Command, exit: Exit) {
    this.program = program;
    this.exit = exit;
  }

  get output(): Output {
    return makeOutput(this.options.json === true);
  }

  /** Absolute; whether there is such a file or not. */
  get configFile(): string {
    const { config } = this.options;
    return config === undefined ? defaultConfigFile(process.env) : resolve(config);
  }

  /** With the environment; the defaults if there is no file, unless one was named. */
  async loaded(): Promise<Loaded> {
    const file = this.configFile;
    const text = await readIfThere(file);
    if (text === undefined && this.options.config !== undefined) throw new ClientError('CONFIG_MISSING', { file });
    // The schema costs as much time as all else that most commands need.
    const { loadSettings } = await import('../config/load.ts');
    return loadSettings({ file, text, environment: process.env });
  }

  async api(): Promise<NodeApi> {
    const node = this.options.node ?? said('PYRSIA_NODE');
    const named = this.options.tokenFile ?? saidPath('PYRSIA_TOKEN_FILE');
    if (node !== undefined) return new NodeApi(url(node), named === undefined ? undefined : await tokenIn(resolve(named)));
    const loaded = await this.loaded();
    const { pathOf } = await import('../config/load.ts');
    // Not to another node: it is the secret of this one.
    const own = pathOf(loaded, loaded.settings.rest.token_file) as string;
    return new NodeApi(urlOf(loaded), named === undefined ? await tokenIfThere(own) : await tokenIn(resolve(named)));
  }

  /** Where its token is. */
  async tokenFile(): Promise<string> {
    const named = this.options.tokenFile ?? saidPath('PYRSIA_TOKEN_FILE');
    if (named !== undefined) return resolve(named);
    const loaded = await this.loaded();
    const { pathOf } = await import('../config/load.ts');
    return pathOf(loaded, loaded.settings.rest.token_file) as string;
  }

  /** As clients of the node see it. */
  async nodeUrl(): Promise<string> {
    const node = this.options.node ?? said('PYRSIA_NODE');
    if (node !== undefined) return url(node);
    const loaded = await this.loaded();
    const { public_url: publicUrl } = loaded.settings.rest;
    return publicUrl === '' ? urlOf(loaded) : url(publicUrl);
  }

  get networkFileOption(): string | undefined {
    const named = this.options.networkFile ?? saidPath('PYRSIA_NETWORK_FILE');
    return named === undefined ? undefined : resolve(named);
  }

  /** The network that is pinned. */
  async network(): Promise<NetworkFile> {
    let file = this.networkFileOption;
    if (file === undefined) {
      const loaded = await this.loaded();
      const { pathOf } = await import('../config/load.ts');
      file = pathOf(loaded, loaded.settings.network.file) as string;
    }
    const text = await readIfThere(file);
    if (text === undefined) throw new ClientError('USAGE', { missing: '--network-file, PYRSIA_NETWORK_FILE, or a configuration that names one', file });
    return parsedNetwork(text, file);
  }

  private get options(): GlobalOptions {
    return this.program.opts<GlobalOptions>();
  }
}

export async function parsedNetwork(text: string, file: string): Promise<NetworkFile> {
  const { parseNetworkFile } = await import('@pyrsia/ledger');
  try {
    return parseNetworkFile(text);
  } catch (cause) {
    throw new ClientError('NETWORK_FILE', { file, reason: cause instanceof Error ? cause.message : 'unreadable' }, { cause });
  }
}

/** A node that listens everywhere is asked on loopback. */
function urlOf({ settings }: Loaded): string {
  const { host, port } = settings.rest;
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIPv6(address) ? `[${address}]` : address}:${port}`;
}

function url(text: string): string {
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol))
    throw new ClientError('USAGE', { node: text.slice(0, 100), wanted: 'a URL such as http://127.0.0.1:7888' });
  return text.replace(/\/+$/, '');
}

function said(variable: string): string | undefined {
  const value = process.env[variable];
  return value === '' ? undefined : value;
}

/** What is set for many commands must not depend on where they run. */
function saidPath(variable: string): string | undefined {
  const value = said(variable);
  if (value !== undefined && !isAbsolute(value)) throw new ClientError('USAGE', { variable, what: 'must be an absolute path' });
  return value;
}

async function tokenIfThere(file: string): Promise<string | undefined> {
  return (await readIfThere(file))?.trim();
}

export async function tokenIn(file: string): Promise<string> {
  const token = await tokenIfThere(file);
  if (token === undefined) throw new ClientError('USAGE', { missing: file, what: 'there is no such token file' });
  return token;
}
