/** What a request must bear before a route looks at it: the token, a body that fits. */
import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import { ClientError } from '../errors.ts';

/** Throws `UNAUTHORIZED` unless the request bears the node's token. */
export function assertAuthorized(context: Context, token: string): void {
  const given = Buffer.from(/^Bearer (\S+)$/.exec(context.get('authorization'))?.[1] ?? '');
  const wanted = Buffer.from(token);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new ClientError('UNAUTHORIZED');
}

/** The body as JSON object, bounded. */
export async function readJsonBody(context: Context, maxBytes: number): Promise<Record<string, unknown>> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of context.req as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > maxBytes) throw new ClientError('BODY_TOO_LARGE', { maxBytes });
    pieces.push(piece);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (cause) {
    throw new ClientError('REQUEST_INVALID', { what: 'the body is not JSON' }, { cause });
  }
  throw new ClientError('REQUEST_INVALID', { what: 'the body is not a JSON object' });
}
