/** Every route of the node, as it is registered: whatever could change something is refused without the token. */
import Router from '@koa/router';
import pino from 'pino';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import type { NodeParts } from '../node-parts.ts';
import { READ_ONLY_POSTS } from './changing-calls.ts';
import { openFrontDoor } from './front-door.ts';
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
  const layers = router.stack.filter(({ methods }) => !methods.includes('TRACE'));
  return layers.flatMap(({ methods, path }) => methods.map((method) => ({ method, path: String(path) })));
}

async function statusWithoutToken(register: (router: Router) => void, { method, path }: Route): Promise<number> {
  const door = await openFrontDoor({
    ...{ host: '127.0.0.1', port: 0, publicUrl: undefined, token: () => TOKEN, limits: { requestsPerSecond: 0 } },
    logger: pino({ level: 'silent' }),
    registry: new Registry(),
    mayServe: () => undefined,
    register,
  });
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

test('what is asked by POST and changes nothing is a short list', () => {
  expect([...READ_ONLY_POSTS]).toEqual(['/build/status', '/inspect/maven', '/inspect/docker']);
});
