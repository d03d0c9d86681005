/** What a request must bear before a route looks at it: the token, a body that fits. */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import { ClientError } from '../errors.ts';
import type { ReadToken } from './token.ts';

/** Throws `UNAUTHORIZED` unless the request bears the node's token. */
export function assertAuthorized(context: Context, token: ReadToken): void {
  const given = Buffer.from(/^Bearer (\S+)$/.exec(context.get('authorization'))?.[1] ?? '');
  const wanted = Buffer.from(token());
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new ClientError('UNAUTHORIZED');
}

/** Clients send a body of this size at once. */
const BODY_MS = 10_000;

/** The body as JSON object, bounded in size and time. */
export async function readJsonBody(context: Context, maxBytes: number, timeoutMs = BODY_MS): Promise<Record<string, unknown>> {
  const body = await readBounded(context.req, maxBytes, timeoutMs);
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (cause) {
    throw new ClientError('REQUEST_INVALID', { what: 'the body is not JSON' }, { cause });
  }
  throw new ClientError('REQUEST_INVALID', { what: 'the body is not a JSON object' });
}

/** The connection stays whole when it fails: whoever sent too much is to be told so. */
function readBounded(request: IncomingMessage, maxBytes: number, timeoutMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const late = setTimeout(() => end(() => reject(new ClientError('REQUEST_TIMEOUT', { bodyMs: timeoutMs }))), timeoutMs);
    const end = (how: () => void): void => {
      clearTimeout(late);
      request.off('data', onData).off('end', onEnd).off('error', onError).off('close', onError);
      how();
    };
    const onData = (piece: Buffer): void => {
      size += piece.length;
      pieces.push(piece);
      if (size > maxBytes) end(() => reject(new ClientError('BODY_TOO_LARGE', { maxBytes })));
    };
    const onEnd = (): void => end(() => resolve(Buffer.concat(pieces)));
    const onError = (): void => end(() => reject(new ClientError('REQUEST_INVALID', { what: 'the body ended before it was whole' })));
    request.on('data', onData).on('end', onEnd).on('error', onError).on('close', onError);
  });
}
