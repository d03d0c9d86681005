/**
 * The one place that lets a call change something. Whatever is neither read by GET or HEAD nor in the short list below needs
 * the token, whoever wrote the route; and a page of a stranger in the browser of the operator cannot make it, even with a name
 * that leads to this machine (DNS rebinding). What a path cannot do is 405 with what it can.
 */
import type Router from '@koa/router';
import type Koa from 'koa';
import type { Context } from 'koa';
import { ClientError } from '../errors.ts';
import { isOwnName, type NameRules, urlOf } from './own-names.ts';
import { assertAuthorized } from './request.ts';
import type { ReadToken } from './token.ts';

/** Pyrsia's old paths that are asked by POST and change nothing. */
export const READ_ONLY_POSTS: ReadonlySet<string> = new Set(['/build/status', '/inspect/maven', '/inspect/docker']);
/** Their body is an artifact, which its digest bounds; of all others it is JSON. */
const ARTIFACT_BODIES: ReadonlySet<string> = new Set(['/api/v1/blobs/:sha256']);
/** Of JSON; routes may bound it further. */
const MAX_BODY_BYTES = 64 * 1024;

export interface CallerRules extends NameRules {
  readonly token: ReadToken;
}

export function guardCalls(router: Router, rules: CallerRules): Koa.Middleware {
  return async (context, next) => {
    const { method } = context;
    if (method !== 'GET' && method !== 'HEAD' && answerMethod(router, context, rules)) return;
    await next();
  };
}

/** True: it is answered. */
function answerMethod(router: Router, context: Context, rules: CallerRules): boolean {
  const { onPath, chosen } = layersOf(router, context);
  if (onPath.length === 0) return false;
  if (context.method === 'OPTIONS') {
    context.set('allow', allowed(onPath));
    context.status = 204;
    return true;
  }
  if (chosen.length === 0) throw refusedMethod(context, onPath);
  assertOwnPage(context, rules);
  if (!chosen.every((path) => READ_ONLY_POSTS.has(path))) assertAuthorized(context, rules.token);
  assertBody(context, chosen.every((path) => ARTIFACT_BODIES.has(path)) ? 'artifact' : 'json');
  // Only now does a client that asked first send its body.
  if (context.get('expect').toLowerCase() === '100-continue') context.res.writeContinue();
  return false;
}

/** For what no route took: 405 if the path is there, else 404. */
export function nothingThere(router: Router): Koa.Middleware {
  return (context) => {
    const { onPath } = layersOf(router, context);
    if (onPath.length > 0) throw refusedMethod(context, onPath);
    throw new ClientError('NOT_FOUND', { path: context.path.slice(0, 200) });
  };
}

interface Layers {
  readonly onPath: ReadonlyArray<readonly string[]>;
  /** Paths, as registered, of the routes that would be taken. */
  readonly chosen: readonly string[];
}

function layersOf(router: Router, { path, method }: Context): Layers {
  const matched = router.match(path, method);
  const isRoute = ({ methods }: { methods: string[] }): boolean => methods.length > 0;
  return {
    onPath: matched.path.filter(isRoute).map(({ methods }) => methods),
    chosen: matched.pathAndMethod.filter(isRoute).map((layer) => String(layer.path)),
  };
}

const allowed = (onPath: Layers['onPath']): string => [...new Set([...onPath.flat(), 'OPTIONS'])].sort().join(', ');

function refusedMethod(context: Context, onPath: Layers['onPath']): ClientError {
  context.set('allow', allowed(onPath));
  return new ClientError('METHOD_NOT_ALLOWED', { method: context.method });
}

/**
 * A browser says from which page a call comes. Programs say nothing of the kind, and are known by the token alone.
 * A name of the attacker's own may lead to this machine: then page and host agree, and it is the name that is wrong.
 */
function assertOwnPage({ req }: Context, rules: CallerRules): void {
  const { origin, 'sec-fetch-site': site, host: named } = req.headers;
  if (origin === undefined && site === undefined) return;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new ClientError('CROSS_ORIGIN');
  const page = urlOf(origin ?? `http://${named ?? ''}`);
  if (page !== undefined && page.origin === urlOf(rules.publicUrl ?? '')?.origin) return;
  if (page === undefined || page.host !== urlOf(`http://${named ?? ''}`)?.host) throw new ClientError('CROSS_ORIGIN');
  if (!isOwnName(page.hostname, rules)) throw new ClientError('CROSS_ORIGIN');
}

function assertBody(context: Context, kind: 'artifact' | 'json'): void {
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': transfer, 'content-encoding': encoding } = context.req.headers;
  if (transfer === undefined && (length === undefined || length === '0')) return;
  const media = type?.split(';')[0]?.trim().toLowerCase();
  const isTaken = kind === 'json' ? media === 'application/json' : media === undefined || media === 'application/octet-stream';
  if (!isTaken || encoding !== undefined)
    throw new ClientError('MEDIA_TYPE_UNUSABLE', { wanted: kind === 'json' ? 'application/json' : 'application/octet-stream' });
  if (kind === 'json' && Number(length ?? 0) > MAX_BODY_BYTES) throw new ClientError('BODY_TOO_LARGE', { maxBytes: MAX_BODY_BYTES });
}
