/** What the parts of a regular node are told: the settings of its configuration, with the keys and files that they name. */
import { access, constants, readFile } from 'node:fs/promises';
import { type NetworkFile, type NodeId, parseHex, parseNetworkFile, type SecretKey } from '@pyrsia/ledger';
import type { Environment } from './config/home.ts';
import { type Loaded, loadSettings, originText, pathOf } from './config/load.ts';
import { ConfigError, type Problem } from './config/problems.ts';
import type { Settings } from './config/schema.ts';
import { ClientError } from './errors.ts';
import type { Reach } from './p2p/reach.ts';
import type { Share } from './p2p/share.ts';
import { readIfThere } from './replace-file.ts';
import { type ReadToken, tokenIn } from './rest/token.ts';

/** What becomes of a request for what is not published. */
export type MissPolicy = Settings['maven']['policy'];
export interface MavenConfig {
  readonly policy: MissPolicy;
  /** Of a build node: builds in an hour that it asks for in the name of others; 0: none. */
  readonly sponsorPerHour: number;
}

export interface NodeConfig {
  readonly network: NetworkFile;
  readonly dataFolder: string;
  readonly rest: {
    readonly host: string;
    readonly port: number;
    /** Without a slash at the end; undefined: that on which the node listens. */
    readonly publicUrl: string | undefined;
    /** Of one client address; 0: no limit. */
    readonly requestsPerSecond: number;
  };
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
  readonly storage: {
    /** Everything held is read and compared at least so often; 0: never. */
    readonly scrubDays: number;
  };
  readonly maven: MavenConfig;
  /** Of a build node: how many of them hold each artifact at least. */
  readonly replicas: number;
  /** Note key of the build node that this node belongs to, with that node's id; undefined: it signs no checkpoints. */
  readonly note: { readonly nodeId: NodeId; readonly seed: Uint8Array; readonly memoryFile: string } | undefined;
  /** For calls that change something, as it stands in its file. */
  readonly token: ReadToken;
  /** Account that signs build requests which this node sponsors; undefined: it sponsors none. */
  readonly accountKey: SecretKey | undefined;
  /** Beside a builder: where it keeps what it built, for the tail of its build logs. */
  readonly builder: { readonly buildsFolder: string } | undefined;
}

/** `ConfigError` with everything that is wrong: in the file, the environment, and the files that they name. */
export async function loadNodeConfig(file: string, environment: Environment = process.env): Promise<NodeConfig> {
  const text = await readIfThere(file);
  if (text === undefined) throw new ClientError('CONFIG_MISSING', { file });
  const loaded = loadSettings({ file, text, environment });
  const { settings } = loaded;
  const files = new NamedFiles(loaded);
  const network = await files.read('network.file', settings.network.file, async (path) => parseNetworkFile(await readFile(path, 'utf8')));
  await files.read('p2p.key_file', settings.p2p.key_file, (path) => access(path, constants.R_OK));
  await files.read('p2p.private_network_key_file', settings.p2p.private_network_key_file, (path) => access(path, constants.R_OK));
  const token = await files.read('rest.token_file', settings.rest.token_file, async (path) => {
    await secretIn(path);
    return tokenIn(path);
  });
  const accountKey = await files.read('account.key_file', settings.account.key_file, async (path) => parseHex(await secretIn(path)) as SecretKey);
  const seed = await files.read('build_node.note_key_file', settings.build_node.note_key_file, async (path) => parseHex(await secretIn(path)));
  if (network === undefined || token === undefined || files.problems.length > 0) throw new ConfigError(files.problems);
  const noteFile = pathOf(loaded, settings.build_node.note_key_file);
  return {
    ...plainParts(loaded),
    network,
    token,
    accountKey,
    note:
      seed === undefined || noteFile === undefined
        ? undefined
        : { nodeId: parseHex(settings.build_node.node_id) as NodeId, seed, memoryFile: `${noteFile}.signed` },
  };
}

function plainParts(loaded: Loaded): Omit<NodeConfig, 'network' | 'token' | 'accountKey' | 'note'> {
  const { network, rest, p2p, storage, maven, build_node: build } = loaded.settings;
  const buildsFolder = pathOf(loaded, build.builds_folder);
  return {
    dataFolder: pathOf(loaded, storage.folder) as string,
    rest: {
      host: rest.host,
      port: rest.port,
      publicUrl: rest.public_url === '' ? undefined : rest.public_url.replace(/\/+$/, ''),
      requestsPerSecond: rest.requests_per_second,
    },
    libp2p: {
      listen: p2p.listen,
      keyFile: pathOf(loaded, p2p.key_file) as string,
      privateNetworkKeyFile: pathOf(loaded, p2p.private_network_key_file),
      reach: { announce: p2p.announce.length === 0 ? undefined : p2p.announce, isRelay: p2p.relay, isBehindNat: p2p.behind_nat },
    },
    log: network.log,
    share: shareOf(loaded.settings),
    storage: { scrubDays: storage.scrub_days },
    maven: { policy: maven.policy, sponsorPerHour: maven.sponsor_per_hour },
    builder: buildsFolder === undefined ? undefined : { buildsFolder },
    replicas: build.replicas,
  };
}

function shareOf({ share, storage }: Settings): Share {
  const names = share.ecosystems.filter((name) => name !== 'all');
  return {
    isOn: share.enabled,
    uploadBytesPerSecond: share.upload_bytes_per_second === 0 ? undefined : share.upload_bytes_per_second,
    ecosystems: share.ecosystems.includes('all') ? undefined : names,
    diskBytes: storage.quota_bytes === 0 ? undefined : storage.quota_bytes,
    maxConnections: share.max_connections,
  };
}

/** Files that the settings name: what is wrong with each is told with the place that names it. */
class NamedFiles {
  readonly problems: Problem[] = [];
  private readonly loaded: Loaded;

  constructor(loaded: Loaded) {
    this.loaded = loaded;
  }

  /** undefined: the value is empty, or there is a problem. */
  async read<T>(key: string, value: string, read: (path: string) => Promise<T>): Promise<T | undefined> {
    const path = pathOf(this.loaded, value);
    if (path === undefined) return undefined;
    try {
      return await read(path);
    } catch (cause) {
      const origin = this.loaded.origins.get(key) ?? { kind: 'default' };
      const where = origin.kind === 'default' ? `${this.loaded.file} (default)` : originText(origin).replace(/^\w+ /, '');
      this.problems.push({ where, key, what: `${path}: ${cause instanceof Error ? cause.message : 'unusable'}` });
      return undefined;
    }
  }
}

/** 64 hex characters; the content is never told. */
async function secretIn(path: string): Promise<string> {
  const value = (await readFile(path, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(value)) throw new Error('not 64 hex digits');
  return value;
}
