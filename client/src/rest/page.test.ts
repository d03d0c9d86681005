/** How the page is served; what is on it, a real browser tries in test/page. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Router from '@koa/router';
import Koa from 'koa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAGE_POLICY, pageRoutes } from './page.ts';

const servers: Server[] = [];
let folder: string;

async function serve(of: string): Promise<string> {
  const app = new Koa();
  app.silent = true;
  const router = new Router();
  pageRoutes(router, of);
  app.use(router.routes());
  const server = createServer(app.callback()).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-page-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<p>the page</p>');
  await writeFile(join(folder, '.sources'), 'secret');
  await writeFile(join(folder, 'assets/index-abcd1234.js'), 'void 0;'.repeat(100));
  url = await serve(folder);
});
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true });
});

test('the index is asked for again each time, and comes once', async () => {
  const answer = await fetch(url);
  expect(await answer.text()).toBe('<p>the page</p>');
  expect(answer.headers.get('content-security-policy')).toBe(PAGE_POLICY);
  expect(PAGE_POLICY).not.toMatch(/data:|unsafe|https?:|\*/);
  // One tag for both forms, so it must be weak (RFC 9110, 8.8.3).
  expect(answer.headers.get('etag')).toMatch(/^W\/"/);
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  const again = await fetch(url, { headers: { 'if-none-match': String(answer.headers.get('etag')) } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
});

test('what has a hash in its name is kept for ever; packed if that is wanted', async () => {
  const packed = await fetch(`${url}/assets/index-abcd1234.js`, { headers: { 'accept-encoding': 'gzip' } });
  expect([packed.headers.get('cache-control'), packed.headers.get('content-encoding')]).toEqual(['public, max-age=31536000, immutable', 'gzip']);
  expect(packed.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  const plain = await fetch(`${url}/assets/index-abcd1234.js`, { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBe(null);
  expect(await plain.text()).toBe(await packed.text());
});

test.each(['/assets/other.js', '/assets/..%2f.sources', '/assets/%2e%2e/.sources', '/.sources', '/assets/', '/assets/.sources'])(
  '%s is not there',
  async (path) => {
    expect((await fetch(url + path)).status).toBeGreaterThanOrEqual(404);
  },
);

test('a page that was not built says so', async () => {
  const answer = await fetch(await serve(join(folder, 'nothing')));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('This page was not built');
});
