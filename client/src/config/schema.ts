/**
 * Every value of `pyrsia.toml`: section, key, default, what it may be and what it is for. The template of `pyrsia init`, the
 * names in the environment, `pyrsia config` and the table of docs/operators.md all come from here.
 *
 * Loaded by commands that must start fast: no import of the ledger but for its types.
 */
import { isIP } from 'node:net';
import type { Ecosystem } from '@pyrsia/ledger';
import { z } from 'zod';
import { DEFAULT_CONNECTIONS, LEAST_DISK, LEAST_RATE, MAX_CONNECTIONS } from '../p2p/share-limits.ts';
import { parseSize } from './size.ts';

const ECOSYSTEM_WORDS = ['all', 'maven', 'oci', 'npm', 'pypi'] as const satisfies ReadonlyArray<Ecosystem | 'all'>;
/** Copies of an artifact: more build nodes no network has. */
const MAX_REPLICAS = 64;
const DEFAULT_REPLICAS = 3;
/** One build takes minutes on each build node. */
const DEFAULT_SPONSORED = 12;
const MAX_SPONSORED = 1_000;
const MAX_SCRUB_DAYS = 3650;
const MAX_REQUESTS_PER_SECOND = 1_000_000;
const HOST_NAME = /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;
const ADDRESS = /^(\/[^/\s]+)+$/;

const whole = (least: number, most: number) => {
  const error = `a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};
/** 0 is no limit; "10 GB" is understood. */
const bytes = (least: number) => {
  const error = `0 for no limit, or a size of at least ${least} bytes such as "10 GB"`;
  const limit = z.int({ error }).refine((value) => value === 0 || value >= least, { error });
  return z.preprocess((value) => (typeof value === 'string' ? (parseSize(value) ?? value) : value), limit);
};
const words = z.string({ error: 'text in quotes' });
const flag = z.boolean({ error: 'true or false' });
const filePath = words.refine((value) => !value.includes('\0'), { error: 'a path' });
const neededPath = filePath.min(1, { error: 'a path' });
const oneOf = <const T extends readonly string[]>(...names: T) => z.enum(names, { error: `one of ${names.join(', ')}` });
const addresses = z.array(z.string().regex(ADDRESS, { error: 'an address such as /ip4/0.0.0.0/tcp/44000' }), { error: 'a list of addresses' });

/** A host name of digits and dots alone is an address that is wrong. */
export const isHost = (value: string): boolean => isIP(value) !== 0 || (HOST_NAME.test(value) && !/^[0-9.]+$/.test(value));
const isPublicUrl = (value: string): boolean => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
};

const section = <const T extends z.core.$ZodLooseShape>(shape: T) => z.strictObject(shape, { error: 'a section' }).prefault({} as never);
const about = (description: string) => ({ description });
/** A relative path is taken from the folder of the configuration file. */
const path = (description: string) => ({ description, isPath: true });

export const SETTINGS = z.strictObject({
  network: section({
    file: neededPath.default('network.json').meta(path('Network file with the pinned trust root. Whoever can change it decides what this node believes.')),
    log: oneOf('follow', 'query').default('follow').meta(about('follow: keep a verified copy of the log; query: ask the chain each time.')),
  }),
  rest: section({
    host: words
      .refine(isHost, { error: 'an IP address or a host name' })
      .default('127.0.0.1')
      .meta(about('Address on which the node serves. Other than loopback: others can read, and change what the token allows.')),
    port: whole(0, 65_535).default(7888).meta(about('Port on which the node serves; 0 takes any that is free.')),
    public_url: words
      .refine((value) => value === '' || isPublicUrl(value), { error: 'empty, or a URL such as https://pyrsia.example.org' })
      .default('')
      .meta(about('Address by which others know this node, for links and texts; empty: that on which it listens.')),
    requests_per_second: whole(0, MAX_REQUESTS_PER_SECOND).default(1_000).meta(about('Requests of one client address per second; 0 is no limit.')),
    token_file: neededPath.default('keys/token').meta(path('Bearer token for calls that change something. Mode 0600.')),
  }),
  p2p: section({
    listen: addresses.default(['/ip4/0.0.0.0/tcp/44000']).meta(about('Addresses on which other nodes reach this one.')),
    key_file: neededPath.default('keys/peer.key').meta(path('Key of this node among nodes. Mode 0600.')),
    announce: addresses.default([]).meta(about('Addresses to tell others instead: of a public host, or of a port that a router forwards.')),
    relay: flag.default(false).meta(about('Carry connections between others that cannot reach each other.')),
    behind_nat: flag.default(false).meta(about('Keep a place at the relays of the network file, so that others reach this node.')),
    private_network_key_file: filePath.default('').meta(path('Key of a private network; empty: anybody may connect.')),
  }),
  share: section({
    enabled: flag.default(true).meta(about('Give what is held to others, until pyrsia share says otherwise.')),
    upload_bytes_per_second: bytes(LEAST_RATE).default(0).meta(about('At most so fast, for all peers together; 0 is no limit.')),
    ecosystems: z
      .array(oneOf(...ECOSYSTEM_WORDS), { error: 'a list of ecosystems' })
      .default(['all'])
      .meta(about(`Artifacts of these alone are given to others: ${ECOSYSTEM_WORDS.join(', ')}.`)),
    max_connections: whole(1, MAX_CONNECTIONS).default(DEFAULT_CONNECTIONS).meta(about('Connections to other nodes at most.')),
  }),
  storage: section({
    folder: neededPath.default('data').meta(path('Verified headers, the copy of the log, and artifacts.')),
    quota_bytes: bytes(LEAST_DISK).default(0).meta(about('Hold artifacts of at most so many bytes, those used last; 0 is no limit. Also "10 GB".')),
    scrub_days: whole(0, MAX_SCRUB_DAYS).default(30).meta(about('Everything held is read and compared at least so often; 0 is never.')),
  }),
  maven: section({
    policy: oneOf('strict', 'request', 'open')
      .default('strict')
      .meta(about('What is not published: strict refuses; request refuses and asks for a build; open says not found, so that clients ask others.')),
    sponsor_per_hour: whole(0, MAX_SPONSORED)
      .default(DEFAULT_SPONSORED)
      .meta(about('Of a build node: builds in an hour that it asks for in the name of other nodes; 0 is none.')),
  }),
  account: section({
    key_file: filePath.default('').meta(path('Key of the account that signs the requests this node makes for its users; empty: it makes none.')),
  }),
  build_node: section({
    node_id: words
      .regex(/^([0-9a-f]{32})?$/, { error: 'empty, or 32 hex digits' })
      .default('')
      .meta(about('Id of the build node that this node belongs to; empty: to none.')),
    note_key_file: filePath.default('').meta(path('Key that signs checkpoints of the log. With node_id only.')),
    builds_folder: filePath.default('').meta(path('Where the builder beside this node keeps what it built, for the tail of its logs; empty: no tail.')),
    replicas: whole(1, MAX_REPLICAS).default(DEFAULT_REPLICAS).meta(about('Build nodes that hold each artifact at least.')),
  }),
});
export type Settings = z.output<typeof SETTINGS>;
export type Value = string | number | boolean | readonly string[];

export interface Key {
  /** `section.key`. */
  readonly name: string;
  readonly section: string;
  readonly key: string;
  readonly variable: string;
  readonly description: string;
  readonly isPath: boolean;
  readonly default: Value;
}

export const DEFAULTS: Settings = SETTINGS.parse({});

/** All keys, in the order of the file. */
export const KEYS: readonly Key[] = Object.entries(SETTINGS.shape).flatMap(([name, inner]) =>
  Object.entries(inner.unwrap().shape as Record<string, z.ZodType>).map(([key, schema]) => {
    const meta = schema.meta() as { description: string; isPath?: boolean };
    const value = (DEFAULTS as unknown as Record<string, Record<string, Value>>)[name]?.[key] as Value;
    const variable = `PYRSIA_${name}_${key}`.toUpperCase();
    return { name: `${name}.${key}`, section: name, key, variable, description: meta.description, isPath: meta.isPath === true, default: value };
  }),
);

export const valueAt = (settings: Settings, { section: name, key }: Key): Value =>
  (settings as unknown as Record<string, Record<string, Value>>)[name]?.[key] as Value;
