/** What a node gives to others and how much it takes up: the choice of its operator, as JSON and back. */
import { ECOSYSTEMS, type Ecosystem } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { asObject } from '../light/json.ts';
import { DEFAULT_CONNECTIONS, LEAST_DISK, LEAST_RATE, MAX_CONNECTIONS } from './share-limits.ts';

export interface Share {
  readonly isOn: boolean;
  /** For all peers together; undefined: no limit. */
  readonly uploadBytesPerSecond: number | undefined;
  /** Artifacts of these alone are given to others; undefined: of all. */
  readonly ecosystems: readonly Ecosystem[] | undefined;
  /** Of the artifacts that are held; those that were not used for longest go first. undefined: no limit. */
  readonly diskBytes: number | undefined;
  readonly maxConnections: number;
}

export const SHARE_ALL: Share = {
  isOn: true,
  uploadBytesPerSecond: undefined,
  ecosystems: undefined,
  diskBytes: undefined,
  maxConnections: DEFAULT_CONNECTIONS,
};

export function shareView({ isOn, uploadBytesPerSecond, ecosystems, diskBytes, maxConnections }: Share): object {
  return {
    share: isOn ? 'on' : 'off',
    upload_bytes_per_second: uploadBytesPerSecond ?? null,
    ecosystems: ecosystems ?? null,
    disk_bytes: diskBytes ?? null,
    max_connections: maxConnections,
  };
}

/** Untrusted JSON → choice; `REQUEST_INVALID` with what is wrong. What is not named stays as it was, null means no limit. */
export function parseShare(value: unknown, before: Share): Share {
  const json = asObject(value, 'share');
  const unknown = Object.keys(json).find((key) => !(key in shareView(before)));
  if (unknown !== undefined) throw invalid('an unknown member', unknown.slice(0, 100));
  const { share = before.isOn ? 'on' : 'off', ecosystems, max_connections: connections = before.maxConnections } = json;
  if (share !== 'on' && share !== 'off') throw invalid('share is on or off');
  return {
    isOn: share === 'on',
    uploadBytesPerSecond: limit(json, 'upload_bytes_per_second', LEAST_RATE, before.uploadBytesPerSecond),
    ecosystems: ecosystems === undefined ? before.ecosystems : ecosystems === null ? undefined : ecosystemsOf(ecosystems),
    diskBytes: limit(json, 'disk_bytes', LEAST_DISK, before.diskBytes),
    maxConnections: whole(connections, 'max_connections', 1, MAX_CONNECTIONS),
  };
}

function limit(json: { readonly [key: string]: unknown }, key: string, least: number, before: number | undefined): number | undefined {
  const value = json[key];
  if (value === undefined) return before;
  return value === null ? undefined : whole(value, key, least, Number.MAX_SAFE_INTEGER);
}

function whole(value: unknown, what: string, least: number, most: number): number {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) throw invalid(what, `a whole number from ${least} to ${most}`);
  return value as number;
}

function ecosystemsOf(value: unknown): Ecosystem[] {
  if (!Array.isArray(value)) throw invalid('ecosystems', `a list of ${ECOSYSTEMS.join(', ')}`);
  return value.map((name) => {
    const known = ECOSYSTEMS.find((ecosystem) => ecosystem === name);
    if (known === undefined) throw invalid('ecosystems', `a list of ${ECOSYSTEMS.join(', ')}`);
    return known;
  });
}

const invalid = (what: string, wanted = ''): ClientError => new ClientError('REQUEST_INVALID', { what, ...(wanted === '' ? {} : { wanted }) });
