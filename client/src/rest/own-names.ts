/**
 * Under which names this node may be asked. A page of a stranger can let a name of its own lead to this machine (DNS
 * rebinding); a browser then takes node and page for one, and what it sends is a plain request but for that name in `Host`
 * (RFC 9110 §7.2). So a node that listens on loopback is asked by an address, as localhost, or by the name of its public
 * URL. One that listens to other hosts is open to whoever reaches it: there the name counts for changes only.
 */
import { isIP } from 'node:net';
import type { Context } from 'koa';
import { ClientError } from '../errors.ts';

export interface NameRules {
  /** On which the node listens. */
  readonly host: string;
  readonly publicUrl: string | undefined;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Spellings that were looked at and found right. */
const MAX_KNOWN = 16;

/** Nobody else can have this name. */
export function isOwnName(hostname: string, { host, publicUrl }: NameRules): boolean {
  const name = hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || name === host || name === urlOf(publicUrl ?? '')?.hostname;
}

/** Throws unless there is one `Host` (RFC 9112 §3.2; HTTP/1.0 may have none), and it is a name of this node. */
export function assertNamed(rules: NameRules): (context: Context) => void {
  const isAnyName = !isLoopback(rules.host);
  const known = new Set<string>();
  return ({ req }) => {
    const { host } = req.headers;
    if (host === undefined && req.httpVersion === '1.0') return;
    if (host === undefined || isTwice(req.rawHeaders)) throw new ClientError('REQUEST_INVALID', { what: 'there must be one Host header' });
    if (isAnyName || known.has(host)) return;
    const hostname = urlOf(`http://${host}`)?.hostname;
    if (hostname === undefined || !isOwnName(hostname, rules)) throw new ClientError('HOST_UNKNOWN');
    if (known.size < MAX_KNOWN) known.add(host);
  };
}

function isTwice(rawHeaders: readonly string[]): boolean {
  let count = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]?.length === 4 && rawHeaders[i]?.toLowerCase() === 'host') count += 1;
  return count > 1;
}

export function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
