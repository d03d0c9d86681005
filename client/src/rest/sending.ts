/** Bytes as they go out: whole or in part, from memory. Never compressed, always with their length. */
import type { ServerResponse } from 'node:http';
import type { Context } from 'koa';
import { isNotModified, type Range, rangeOf } from './conditional.ts';

export interface Described {
  /** Quoted. */
  readonly etag: string;
  readonly type: string;
  readonly cacheControl: string;
}

/** Bytes that are in memory, with conditions and ranges. */
export function sendWhole(context: Context, bytes: Buffer, { etag, type, cacheControl }: Described): void {
  context.set({ etag, 'cache-control': cacheControl, 'accept-ranges': 'bytes' });
  if (isNotModified(context.get('if-none-match'), etag)) {
    context.status = 304;
    return;
  }
  const range = context.method === 'GET' ? rangeOf(context.get('range'), context.get('if-range'), { size: bytes.length, etag }) : ({ kind: 'whole' } as const);
  if (range.kind === 'unsatisfiable') {
    sendRangeProblem(context, bytes.length);
    return;
  }
  context.status = range.kind === 'part' ? 206 : 200;
  if (range.kind === 'part') context.set('content-range', `bytes ${range.start}-${range.end}/${bytes.length}`);
  context.set('content-type', type);
  context.body = bodyOfPart(bytes, range);
}

export const bodyOfPart = (bytes: Buffer, range: Range): Buffer => (range.kind === 'part' ? bytes.subarray(range.start, range.end + 1) : bytes);

export function sendRangeProblem(context: Context, size: number): void {
  context.status = 416;
  context.remove('etag');
  context.set({ 'content-range': `bytes */${size}`, 'cache-control': 'no-store' });
  context.type = 'application/problem+json';
  context.body = JSON.stringify({
    type: 'about:blank',
    title: 'REQUEST_INVALID',
    status: 416,
    detail: `the file has ${size} bytes`,
    code: 'REQUEST_INVALID',
  });
}

/** A client that goes away cancels its download, unless somebody else waits for the same; one that has gone by now, at once. */
export function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  if (response.closed || response.destroyed) gone.abort();
  else response.once('close', () => gone.abort());
  return gone.signal;
}
