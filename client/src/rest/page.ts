/**
 * The page for people, at `/`: static files of `client/web/dist`, read once when the node starts. Nothing inline, nothing from elsewhere; docs/decisions/023-the-page.md.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { ClientError } from '../errors.ts';

const BUILT = fileURLToPath(new URL('../../web/dist', import.meta.url));
/** Whatever got into the page, it could run no script of its own and ask no other host. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Pyrsia</title>
<h1>This page was not built</h1>
<p>The node works without it: everything is at <a href="api/v1/openapi.json">/api/v1</a> and in the command line, <code>pyrsia</code>.</p>
<p>To build the page, run <code>npm start</code> or <code>npm test</code> once in the folder of the sources, then start the node again.</p>
</html>
`;

interface PageFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly etag: string;
  /** Its name is of its content: it never changes. */
  readonly isHashed: boolean;
}

export function pageRoutes(router: Router, folder = BUILT): void {
  const files = readFiles(folder);
  const index = files.get('index.html') ?? pageFile('.html', Buffer.from(NOT_BUILT), false);
  router.get('/', (context) => send(context, index));
  router.get('/assets/:name', (context) => {
    const file = files.get(`assets/${context.params['name']}`);
    if (file === undefined) throw new ClientError('NOT_FOUND', { path: context.path.slice(0, 200) });
    send(context, file);
  });
}

/** By their path below the folder; none if the page was not built. */
function readFiles(folder: string): Map<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const [below, isHashed] of [
    ['', false],
    ['assets', true],
  ] as const) {
    for (const name of namesIn(join(folder, below))) files.set(join(below, name), pageFile(extname(name), readFileSync(join(folder, below, name)), isHashed));
  }
  return files;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => TYPES[extname(name)] !== undefined);
  } catch {
    return [];
  }
}

function pageFile(extension: string, plain: Buffer, isHashed: boolean): PageFile {
  // Weak: packed and plain are one thing in two forms.
  const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { type: TYPES[extension] ?? 'application/octet-stream', plain, gzip: gzipSync(plain, { level: 9 }), etag, isHashed };
}

function send(context: Context, file: PageFile): void {
  context.set('content-security-policy', PAGE_POLICY);
  context.set('x-content-type-options', 'nosniff');
  context.set('referrer-policy', 'no-referrer');
  context.set('cross-origin-opener-policy', 'same-origin');
  context.set('cache-control', file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  context.set('etag', file.etag);
  context.vary('accept-encoding');
  if (context.get('if-none-match').includes(file.etag.slice(2))) {
    context.status = 304;
    return;
  }
  const isPacked = context.acceptsEncodings('gzip', 'identity') === 'gzip';
  if (isPacked) context.set('content-encoding', 'gzip');
  context.type = file.type;
  context.body = isPacked ? file.gzip : file.plain;
}
