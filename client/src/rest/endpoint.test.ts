/** Declared endpoints over real HTTP: what is let through, all faults at once, the token, other methods, answers that are not as declared. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Api, JsonText } from './endpoint.ts';
import { type Served, serve } from './rest-harness.ts';
import * as schema from './schemas.ts';

const TOKEN = 'a'.repeat(64);
let served: Served;
let api: Api;
beforeAll(async () => {
  served = await serve((router) => {
    api = new Api(router, { token: () => TOKEN, checkAnswers: true });
    const paged = { params: { id: z.string().regex(/^[0-9]+$/) }, query: schema.paging, tag: 't', says: 's' } as const;
    api.route({ ...paged, method: 'get', path: '/things/:id', answer: z.object({ id: z.string(), limit: z.int() }) }, ({ params, query }) => ({
      id: params.id,
      limit: query.limit,
    }));
    const body = z.strictObject({ name: z.string(), count: z.int() });
    api.route({ method: 'post', path: '/things', tag: 't', says: 's', token: true, status: 202, body, answer: body }, ({ body: given }) => given);
    api.route({ method: 'put', path: '/things', tag: 't', says: 's', token: true, body: 'bytes', answer: undefined }, async ({ context }) => {
      for await (const _ of context.req) void _;
      return undefined;
    });
    api.route(
      { method: 'get', path: '/purls/*purl', tag: 't', says: 's', params: { purl: schema.packageOrVersion }, answer: z.string() },
      ({ params }) => params.purl.name,
    );
    api.route({ method: 'get', path: '/nothing', tag: 't', says: 's', answer: z.object({ a: z.int() }), mayBeNothing: true }, () => undefined);
    api.route({ method: 'get', path: '/text', tag: 't', says: 's', answer: z.object({ a: z.int() }) }, () => new JsonText('{"a":1}'));
    api.route({ method: 'get', path: '/lie', tag: 't', says: 's', answer: z.object({ a: z.int() }) }, () => ({ a: 'no' }) as never);
  });
});
afterAll(() => served.stop());

const authorization = `Bearer ${TOKEN}`;
async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown; allow: string | null }> {
  const response = await fetch(served.url + path, init);
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') || text.startsWith('"') ? JSON.parse(text) : text, allow: response.headers.get('allow') };
}
const post = (body: unknown, headers: Record<string, string> = { authorization }) => ask('/things', { method: 'POST', headers, body: JSON.stringify(body) });

describe('what is let through', () => {
  test.each<[string, string, unknown]>([
    ['defaults', '/things/7', { id: '7', limit: 50 }],
    ['what is given', '/things/7?limit=200&after=12', { id: '7', limit: 200 }],
    ['a purl as it stands', '/purls/pkg:npm/%40scope/name@1.0.0', 'name'],
    ['a purl encoded once more', `/purls/${encodeURIComponent('pkg:npm/%40scope/name@1.0.0')}`, 'name'],
    ['text that is JSON already', '/text', { a: 1 }],
  ])('%s', async (_name, path, body) => expect(await ask(path)).toMatchObject({ status: 200, body }));
  test('nothing, where there may be nothing', async () => expect(await ask('/nothing')).toMatchObject({ status: 204, body: '' }));
  test('a body, with another status than 200; bytes, and no content', async () => {
    expect(await post({ name: 'n', count: 1 })).toMatchObject({ status: 202, body: { name: 'n', count: 1 } });
    expect((await ask('/things', { method: 'PUT', headers: { authorization }, body: 'x'.repeat(100_000) })).status).toBe(204);
  });
});

describe('what is refused, with every fault', () => {
  test.each<[string, string, string[]]>([
    ['a path and a query', '/things/x?limit=0&after=-1&more=1', ['path.id', 'query.limit', 'query.after', 'more']],
    ['a member twice', '/things/1?limit=1&limit=2', ['query.limit']],
    ['too many items', '/things/1?limit=201', ['query.limit']],
    ['a number that is not all digits', '/things/1?limit=1e1', ['query.limit']],
    ['a number in hex', '/things/1?limit=0x10', ['query.limit']],
    ['a number behind a space', '/things/1?limit=%201', ['query.limit']],
    ['an empty number', '/things/1?limit=', ['query.limit']],
    ['no purl', '/purls/x', ['path.purl']],
    ['a purl with half an escape', '/purls/pkg%3Anpm%2Fa%zz', ['path.purl']],
  ])('%s', async (_name, path, faults) => {
    const { status, body } = await ask(path);
    expect([status, (body as { code: string }).code]).toEqual([400, 'REQUEST_INVALID']);
    for (const fault of faults) expect((body as { detail: string }).detail).toContain(fault);
  });
  test.each<[string, unknown, string[]]>([
    ['wrong types', { name: 1, count: 'x' }, ['body.name', 'body.count']],
    ['what nobody asked for', { name: 'n', count: 1, more: 1 }, ['more']],
    ['no object', [], ['object']],
  ])('a body: %s', async (_name, given, faults) => {
    const { status, body } = await post(given);
    expect(status).toBe(400);
    for (const fault of faults) expect((body as { detail: string }).detail).toContain(fault);
  });
  test('a body that is too large', async () => expect((await post({ name: 'x'.repeat(70_000), count: 1 })).status).toBe(413));
  test('no token, before anything else is looked at', async () =>
    expect(await post({ name: 1 }, {})).toMatchObject({ status: 401, body: { code: 'UNAUTHORIZED' } }));
});

test('in tests, an answer that is not as declared is a fault', async () => expect((await ask('/lie')).status).toBe(500));
