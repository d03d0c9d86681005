/** Every route of the node, as it is registered: whatever could change something is refused without the token. */
import Router from '@koa/router';
import pino from 'pino';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import type { NodeParts } from '../node-parts.ts';
import { READ_ONLY_POSTS } from './changing-calls.ts';
import { type FrontDoor, openFrontDoor } from './front-door.ts';
import { registerFronts } from './server.ts';

const TOKEN = 'd'.repeat(64);

/** Registering reads parts, and calls none: what is called here answers nothing of use. */
const unused = (): unknown => new Proxy(() => undefined, { get: (_target, key) => (key === Symbol.toPrimitive ? () => 'x' : unused()), apply: unused });
const PARTS = new Proxy(
  {},
  { get: (_target, key) => (key === 'config' ? { token: () => TOKEN, network: { logOrigin: 'x', rpc: [] }, rest: {} } : unused()) },
) as NodeParts;

interface Route {
  readonly method: string;
  readonly path: string;
}

function routesOf(register: (router: Router) => void): Route[] {
  const router = new Router();
  register(router);
  return router.stack.flatMap(({ methods, path }) => methods.map((method) => ({ method, path: String(path) })));
}

const open = (register: (router: Router) => void): Promise<FrontDoor> =>
  openFrontDoor({
    ...{ host: '127.0.0.1', port: 0, publicUrl: undefined, token: () => TOKEN, limits: { requestsPerSecond: 0 } },
    logger: pino({ level: 'silent' }),
    registry: new Registry(),
    mayServe: () => undefined,
    register,
  });

async function statusWithoutToken(register: (router: Router) => void, { method, path }: Route): Promise<number> {
  const door = await open(register);
  try {
    const target = path.replace(/[:*]\w+/g, 'a'.repeat(64));
    return (await fetch(door.url + target, { method, headers: { 'content-type': 'application/json' }, body: '{}' })).status;
  } finally {
    await door.stop();
  }
}

const register = (router: Router): void => void registerFronts(router, PARTS);
const changing = routesOf(register).filter(({ method }) => method !== 'GET' && method !== 'HEAD');

test('there are routes that change something', () => {
  expect(changing).toContainEqual({ method: 'PUT', path: '/api/v1/share' });
  expect(changing).toContainEqual({ method: 'POST', path: '/build/maven' });
});

test.each(changing.filter(({ path }) => !READ_ONLY_POSTS.has(path)))('$method $path needs the token', async (route) => {
  expect(await statusWithoutToken(register, route)).toBe(401);
});

test('the guard sees a route whose author forgot it', async () => {
  const careless = (router: Router): void => {
    for (const method of ['post', 'put', 'delete', 'patch'] as const) router[method]('/forgotten/:name', (context) => void context.set('x', 'y'));
  };
  const routes = routesOf(careless);
  expect(routes).toHaveLength(4);
  for (const route of routes) expect(await statusWithoutToken(careless, route)).toBe(401);
});

test('every route under /api/v1, whoever registers it, is in the OpenAPI document, and there is no other in it', async () => {
  const door = await open(register);
  try {
    const { paths } = (await (await fetch(`${door.url}/api/v1/openapi.json`)).json()) as { paths: Record<string, object> };
    const declared = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    const routed = routesOf(register).filter(({ method, path }) => path.startsWith('/api/v1') && method !== 'HEAD');
    expect(declared.sort()).toEqual(routed.map(({ method, path }) => `${method} ${path.replaceAll(/[:*](\w+)/g, '{$1}')}`).sort());
    expect(declared).toContain('GET /api/v1/network');
    expect(declared.length).toBeGreaterThan(30);
  } finally {
    await door.stop();
  }
});

test.each([
  ['GET', '/api/v1/storage/scrub', 'OPTIONS, POST'],
  ['DELETE', '/api/v1/storage/scrub', 'OPTIONS, POST'],
  ['GET', `/api/v1/storage/pins/${'a'.repeat(64)}`, 'DELETE, OPTIONS, PUT'],
  ['POST', '/api/v1/network', 'GET, HEAD, OPTIONS'],
  ['POST', '/api/v1/proofs/publications/pkg:maven/a/b@1', 'GET, HEAD, OPTIONS'],
  ['PATCH', '/api/v1/proposals', 'GET, HEAD, OPTIONS, POST'],
  ['GET', '/build/maven', 'OPTIONS, POST'],
])('%s %s is 405, with what the path takes', async (method, path, allow) => {
  const door = await open(register);
  try {
    const answer = await fetch(door.url + path, { method, headers: { authorization: `Bearer ${TOKEN}` } });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  } finally {
    await door.stop();
  }
});

test('what is asked by POST and changes nothing is a short list', () => {
  expect([...READ_ONLY_POSTS]).toEqual(['/build/status', '/inspect/maven', '/inspect/docker']);
});
