/**
 * What a request may be at all, before any route sees it. The target is the client's, byte by byte as it came; routes get one
 * that has no second meaning: no dot segments however encoded, no backslash, no control character.
 */
import type { Context } from 'koa';
import { ClientError } from '../errors.ts';

/** A purl is shorter by far; of Maven's paths the longest are some 300 bytes. */
const MAX_PATH_BYTES = 2 * 1024;
/** A search: some text, a prefix, a cursor. */
const MAX_QUERY_BYTES = 2 * 1024;
/** Clients of package managers send about 15. */
const MAX_HEADERS = 100;
/** A purl holds encoded parts and may be encoded once more: what comes out of either is looked at. */
const MAX_DECODINGS = 2;

/** Anything in a path that is not plain: it is looked at closely, all else passes at once. */
const NOT_PLAIN = /[^!$&-;=@A-Z_a-z~]|\/\.|^\/\//;

/** Refused there too, but as its policy says for what is not published: no client may go on elsewhere because of it. */
const MAVEN = '/maven2/';
const NEVER_RAW = /[^\x21-\x7e]|[\\#]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NEVER = /[\\\x00-\x1f\x7f]/;

export function assertTargetUsable(context: Context): void {
  const { url = '', rawHeaders } = context.req;
  if (rawHeaders.length > 2 * MAX_HEADERS) throw new ClientError('HEADERS_TOO_LARGE', { maxHeaders: MAX_HEADERS });
  // `*`, `http://host/path`, `host:port`: not of a server that is the origin.
  if (!url.startsWith('/')) throw new ClientError('REQUEST_INVALID', { what: 'the request target is not a path' });
  const question = url.indexOf('?');
  const path = question < 0 ? url : url.slice(0, question);
  if (path.length > MAX_PATH_BYTES) throw new ClientError('URL_TOO_LONG', { maxPathBytes: MAX_PATH_BYTES });
  if (url.length - path.length > MAX_QUERY_BYTES) throw new ClientError('URL_TOO_LONG', { maxQueryBytes: MAX_QUERY_BYTES });
  if (NOT_PLAIN.test(path)) assertOneMeaning(path);
  endAfterBody(context);
}

function assertOneMeaning(path: string): void {
  if (path.startsWith('//')) throw new ClientError('REQUEST_INVALID', { what: 'the path begins with two slashes' });
  let text = path;
  for (let decodings = 0; ; decodings += 1) {
    if ((decodings === 0 ? NEVER_RAW : NEVER).test(text)) throw new ClientError('REQUEST_INVALID', { what: 'the path has a character that no path has' });
    if (!path.startsWith(MAVEN) && text.split('/').some((segment) => /^\.{1,2}(;.*)?$/.test(segment)))
      throw new ClientError('NOT_FOUND', { what: 'the path has dot segments' });
    if (decodings === MAX_DECODINGS || !text.includes('%')) return;
    const decoded = decodedOrNone(text);
    if (decoded === undefined && decodings === 0) throw new ClientError('REQUEST_INVALID', { what: 'the path is not percent-encoded text' });
    if (decoded === undefined) return;
    text = decoded;
  }
}

function decodedOrNone(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** A body that nobody reads would be read to its end, however long, before the next request: there is none on this connection. */
function endAfterBody(context: Context): void {
  const { method, req } = context;
  if (method !== 'GET' && method !== 'HEAD') return;
  const { 'content-length': length, 'transfer-encoding': encoding } = req.headers;
  if (encoding !== undefined || (length !== undefined && length !== '0')) context.set('connection', 'close');
}
