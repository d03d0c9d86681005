/** The door of the REST server over real sockets: what it lets in, what it refuses, and how every answer leaves. Over 300 lines: tables of hostile requests. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type Router from '@koa/router';
import pino from 'pino';
import { Registry } from 'prom-client';
import { afterEach, describe, expect, test } from 'vitest';
import { ClientError } from '../errors.ts';
import { type FrontDoor, type FrontDoorOptions, openFrontDoor } from './front-door.ts';
import { PROBLEM_TYPE } from './problems.ts';
import { readJsonBody } from './request.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

const TOKEN = 'd'.repeat(64);
const JSON_TYPE = { 'content-type': 'application/json' };
const AUTHORIZED = { authorization: `Bearer ${TOKEN}` };

const doors: FrontDoor[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const door of doors.splice(0)) await door.stop();
});

function routes(router: Router): void {
  router.get('/maven2/*path', (context) => {
    context.body = { path: context.path };
  });
  router.get('/files/*path', (context) => {
    context.body = { path: context.path };
  });
  router.get('/events', (context) => {
    context.type = 'text/event-stream';
    const events = new PassThrough();
    events.write('event: entry\ndata: {}\n\n');
    context.body = events;
  });
  router.get('/broken', (context) => {
    context.set('content-length', '100');
    context.set('etag', '"x"');
    context.body = Readable.from(halfOfIt());
  });
  router.get('/broken-at-once', (context) => {
    context.set('cache-control', 'immutable');
    context.body = new Readable({
      read: () => undefined,
      construct: (done) => setTimeout(done, 20, Object.assign(new Error('secret text'), { code: 'ENOENT' })),
    });
  });
  router.get('/bug', () => {
    throw new TypeError('secret text');
  });
  router.get('/slow', async (context) => {
    await sleep(300);
    context.body = { done: true };
  });
  router.post('/change', async (context) => {
    context.body = await readJsonBody(context, 1024, 300);
  });
  router.post('/inspect/maven', async (context) => {
    context.body = await readJsonBody(context, 1024, 300);
  });
  router.put('/api/v1/blobs/:sha256', (context) => {
    context.status = 204;
  });
}

async function* halfOfIt(): AsyncGenerator<Buffer> {
  yield Buffer.from('half');
  await sleep(20);
  throw new Error('lost');
}

interface Opened {
  readonly url: string;
  readonly port: number;
  readonly lines: string[];
  readonly door: FrontDoor;
  readonly registry: Registry;
}

async function open(change: Partial<FrontDoorOptions> = {}): Promise<Opened> {
  const lines: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const registry = new Registry();
  const door = await openFrontDoor({
    ...{ host: '127.0.0.1', port: 0, publicUrl: undefined, token: () => TOKEN, limits: { requestsPerSecond: 0 }, logger, registry },
    mayServe: () => undefined,
    register: routes,
    ...change,
  });
  doors.push(door);
  return { url: door.url, port: Number(new URL(door.url).port), lines, door, registry };
}

/** Sends bytes as they are; what came back until the connection ended, or for a while. */
async function raw(port: number, text: string, waitMs = 1_500, from = '127.0.0.1'): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  sockets.push(socket);
  let answer = '';
  socket.on('data', (piece) => {
    answer += piece.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.write(Buffer.from(text, 'latin1'));
  await Promise.race([once(socket, 'close').catch(() => undefined), sleep(waitMs)]);
  return answer;
}

const get = (target: string, more = ''): string => `GET ${target} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n${more}\r\n`;
const problem = (answer: string): { status: number; code: string } => ({
  status: Number(answer.slice(9, 12)),
  code: (JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as { code: string }).code,
});

describe('requests that are none, or that mean harm', () => {
  const long = 'x'.repeat(2_100);
  const hostile: Array<[name: string, request: string, status: number, code: string]> = [
    ['dot segments', get('/files/../secret'), 404, 'NOT_FOUND'],
    ['a dot segment at the end', get('/files/a/..'), 404, 'NOT_FOUND'],
    ['encoded dots', get('/files/%2e%2e/secret'), 404, 'NOT_FOUND'],
    ['encoded slashes', get('/files/a/..%2f..%2fsecret'), 404, 'NOT_FOUND'],
    ['twice encoded dots', get('/files/%252e%252e/secret'), 404, 'NOT_FOUND'],
    ['dots with a parameter', get('/files/..;a=b/secret'), 404, 'NOT_FOUND'],
    ['a backslash', get('/files/..\\secret'), 400, 'REQUEST_INVALID'],
    ['an encoded backslash', get('/files/..%5csecret'), 400, 'REQUEST_INVALID'],
    ['a twice encoded backslash', get('/files/..%255csecret'), 400, 'REQUEST_INVALID'],
    ['an encoded NUL', get('/files/a%00.jar'), 400, 'REQUEST_INVALID'],
    ['a twice encoded NUL', get('/files/a%2500.jar'), 400, 'REQUEST_INVALID'],
    ['an encoded line end', get('/files/a%0d%0ax: y'), 400, 'REQUEST_INVALID'],
    ['half an encoding', get('/files/a%2'), 400, 'REQUEST_INVALID'],
    ['an overlong encoding of a dot', get('/files/%c0%ae%c0%ae/secret'), 400, 'REQUEST_INVALID'],
    ['a raw byte', get('/files/\xff'), 400, 'REQUEST_INVALID'],
    ['a fragment', get('/files/a#b'), 400, 'REQUEST_INVALID'],
    ['two slashes at the begin', get('//files/a'), 400, 'REQUEST_INVALID'],
    ['an absolute target', get('http://elsewhere.example/files/a'), 400, 'REQUEST_INVALID'],
    ['an asterisk', get('*'), 400, 'REQUEST_INVALID'],
    ['a long path', get(`/files/${long}`), 414, 'URL_TOO_LONG'],
    ['a long query', get(`/files/a?q=${long}`), 414, 'URL_TOO_LONG'],
    ['a target longer than all headers', get(`/files/${'x'.repeat(20_000)}`), 431, 'HEADERS_TOO_LARGE'],
    ['a long header', get('/files/a', `x: ${'y'.repeat(20_000)}\r\n`), 431, 'HEADERS_TOO_LARGE'],
    ['many headers', get('/files/a', Array.from({ length: 150 }, (_, i) => `x${i}: y\r\n`).join('')), 431, 'HEADERS_TOO_LARGE'],
    ['two lengths', 'POST /change HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx', 400, 'REQUEST_INVALID'],
    [
      'length and chunks',
      'POST /change HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'REQUEST_INVALID',
    ],
    ['no Host', 'GET /files/a HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'REQUEST_INVALID'],
    ['two Hosts', get('/files/a', 'Host: elsewhere.example\r\n'), 400, 'REQUEST_INVALID'],
    ['a name of somebody else that leads here', get('/files/a').replace('127.0.0.1', 'evil.example:7888'), 421, 'HOST_UNKNOWN'],
    ['one that begins as ours', get('/files/a').replace('127.0.0.1', 'localhost.evil.example'), 421, 'HOST_UNKNOWN'],
    ['one that ends as ours', get('/files/a').replace('127.0.0.1', 'node.example.evil.example'), 421, 'HOST_UNKNOWN'],
    ['no name at all', get('/files/a').replace('127.0.0.1', 'a b@c'), 421, 'HOST_UNKNOWN'],
    ['no HTTP', 'hello\r\n\r\n', 400, 'REQUEST_INVALID'],
    ['TRACE', get('/files/a').replace('GET', 'TRACE'), 405, 'METHOD_NOT_ALLOWED'],
    ['CONNECT', 'CONNECT elsewhere.example:443 HTTP/1.1\r\nhost: elsewhere.example\r\n\r\n', 405, 'METHOD_NOT_ALLOWED'],
    ['a method that the path does not take', get('/files/a').replace('GET', 'DELETE'), 405, 'METHOD_NOT_ALLOWED'],
    ['GET of what is posted', get('/change'), 405, 'METHOD_NOT_ALLOWED'],
    ['a path in other letters', get('/FILES/a'), 404, 'NOT_FOUND'],
    ['a change in other letters', `POST /CHANGE HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, 404, 'NOT_FOUND'],
  ];
  test.each(hostile)('%s', async (_name, request, status, code) => {
    const { port } = await open();
    const answer = await raw(port, request);
    expect(problem(answer)).toEqual({ status, code });
    expect(answer.toLowerCase()).toContain(`content-type: ${PROBLEM_TYPE}`);
    for (const [name, value] of SECURITY_HEADERS) expect(answer.toLowerCase()).toContain(`${name}: ${value}`.toLowerCase());
    expect(answer).not.toMatch(/^\s+at |client\/src/m);
  });
  test.each(['/maven2/a/b/1.0/b-1.0.jar', '/maven2/a+b/c~d/@e', '/maven2/pkg:maven/a%2Fb@1.0%25', '/maven2/a%20b'])('%s passes', async (target) => {
    const { port } = await open();
    expect((await raw(port, get(target))).slice(9, 12)).toBe('200');
  });
});

describe('names', () => {
  const asked = async (door: Partial<FrontDoorOptions>, host: string): Promise<string> =>
    (await raw((await open(door)).port, get('/files/a').replace('127.0.0.1', host))).slice(9, 12);
  test.each(['localhost', 'LOCALHOST:7888', 'node.localhost', '127.0.0.1:1', '[::1]:7888', '192.0.2.7', 'node.example', 'node.example:443', 'localhost.'])(
    '%s is one of this node',
    async (host) => {
      expect(await asked({ publicUrl: 'https://node.example/' }, host)).toBe('200');
    },
  );
  test('a node that is open to other hosts is read under any, and changed under its own', async () => {
    expect(await asked({ host: '0.0.0.0' }, 'build-box.example')).toBe('200');
    const { port } = await open({ host: '0.0.0.0' });
    const change = `POST /change HTTP/1.1\r\nhost: box.example\r\norigin: http://box.example\r\nauthorization: Bearer ${TOKEN}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}`;
    expect(problem(await raw(port, change))).toEqual({ status: 403, code: 'CROSS_ORIGIN' });
  });
  test('HTTP/1.0 needs none', async () => {
    const { port } = await open();
    expect(await raw(port, 'GET /files/a HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });
});

test('the body of a GET is not read: the connection ends with the answer', async () => {
  const { port } = await open();
  const answer = await raw(port, `GET /files/a HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${10 ** 9}\r\n\r\nhello`);
  expect(answer).toMatch(/^HTTP\/1\.1 200 .*connection: close/is);
});

describe('what a path takes', () => {
  test('OPTIONS and 405 name it; no answer lets pages of others read', async () => {
    const { url } = await open();
    const options = await fetch(`${url}/maven2/a`, { method: 'OPTIONS', headers: { origin: 'http://evil.example', 'access-control-request-method': 'PUT' } });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    expect([...options.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    const refused = await fetch(`${url}/maven2/a`, { method: 'PUT', headers: AUTHORIZED, body: 'x' });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
  test.each(['/maven2/a', '/nothing', '/bug', '/slow'])('HEAD of %s has the headers of GET', async (path) => {
    const { url } = await open();
    const headersOf = async (method: string) => {
      const answer = await fetch(url + path, { method });
      expect((await answer.text()).length > 0).toBe(method === 'GET');
      return [answer.status, [...answer.headers].filter(([name]) => !['x-request-id', 'date', 'connection', 'keep-alive'].includes(name))];
    };
    expect(await headersOf('HEAD')).toEqual(await headersOf('GET'));
  });
});

describe('what changes something', () => {
  const own = (url: string): Record<string, string> => ({ origin: url, host: new URL(url).host });
  type Case = [name: string, headers: (url: string) => Record<string, string>, status: number];
  const cases: Case[] = [
    ['a program with the token', () => ({ ...AUTHORIZED, ...JSON_TYPE }), 200],
    ['the page of the node', (url) => ({ ...AUTHORIZED, ...JSON_TYPE, ...own(url), 'sec-fetch-site': 'same-origin' }), 200],
    ['the page at the public URL', () => ({ ...AUTHORIZED, ...JSON_TYPE, origin: 'https://node.example' }), 200],
    ['no token', () => JSON_TYPE, 401],
    ['another token', () => ({ ...JSON_TYPE, authorization: `Bearer ${'e'.repeat(64)}` }), 401],
    ['half the token', () => ({ ...JSON_TYPE, authorization: `Bearer ${TOKEN.slice(0, 32)}` }), 401],
    ['the token in the wrong scheme', () => ({ ...JSON_TYPE, authorization: `Basic ${TOKEN}` }), 401],
    ['a page of somebody else', () => ({ ...AUTHORIZED, ...JSON_TYPE, origin: 'http://evil.example' }), 403],
    ['a page without a name', () => ({ ...AUTHORIZED, ...JSON_TYPE, origin: 'null' }), 403],
    ['another port of this machine', () => ({ ...AUTHORIZED, ...JSON_TYPE, origin: 'http://127.0.0.1:1' }), 403],
    ['a page of the same site', (url) => ({ ...AUTHORIZED, ...JSON_TYPE, ...own(url), 'sec-fetch-site': 'same-site' }), 403],
    ['a form', () => ({ ...AUTHORIZED, 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['plain text', () => ({ ...AUTHORIZED, 'content-type': 'text/plain' }), 415],
    ['no type', () => ({ ...AUTHORIZED, 'content-type': '' }), 415],
    ['a compressed body', () => ({ ...AUTHORIZED, ...JSON_TYPE, 'content-encoding': 'gzip' }), 415],
  ];
  test.each(cases)('%s', async (_name, headers, status) => {
    const { url } = await open({ publicUrl: 'https://node.example/' });
    expect((await fetch(`${url}/change`, { method: 'POST', headers: headers(url), body: '{"a":1}' })).status).toBe(status);
  });
  test('a token that changes, or cannot be read, counts as it is now', async () => {
    let token = (): string => TOKEN;
    const { url } = await open({ token: () => token() });
    const change = async (bearer: string): Promise<number> =>
      (await fetch(`${url}/change`, { method: 'POST', headers: { ...JSON_TYPE, authorization: `Bearer ${bearer}` }, body: '{}' })).status;
    expect(await change(TOKEN)).toBe(200);
    token = () => 'e'.repeat(64);
    expect([await change(TOKEN), await change('e'.repeat(64))]).toEqual([401, 200]);
    token = () => {
      throw new ClientError('TOKEN_UNREADABLE');
    };
    expect(await change(TOKEN)).toBe(503);
  });
  test('a name of somebody else that leads here (DNS rebinding)', async () => {
    const { port } = await open();
    const evil = `evil.example:${port}`;
    const request = `POST /change HTTP/1.1\r\nhost: ${evil}\r\norigin: http://${evil}\r\nsec-fetch-site: same-origin\r\nauthorization: Bearer ${TOKEN}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}`;
    expect(problem(await raw(port, request))).toEqual({ status: 421, code: 'HOST_UNKNOWN' });
    expect((await raw(port, request.replaceAll(evil, `localhost:${port}`))).slice(9, 12)).toBe('200');
  });
  test('what reads by POST needs no token, but is no form either', async () => {
    const { url } = await open();
    expect((await fetch(`${url}/inspect/maven`, { method: 'POST', headers: JSON_TYPE, body: '{}' })).status).toBe(200);
    expect((await fetch(`${url}/inspect/maven`, { method: 'POST', body: '{}' })).status).toBe(415);
  });
  test('an artifact is handed in as bytes', async () => {
    const { url } = await open();
    const put = (headers: Record<string, string>) => fetch(`${url}/api/v1/blobs/aa`, { method: 'PUT', headers, body: new Uint8Array(8) });
    expect((await put(AUTHORIZED)).status).toBe(204);
    expect((await put({ ...AUTHORIZED, 'content-type': 'multipart/form-data' })).status).toBe(415);
    expect((await put({})).status).toBe(401);
  });
});

describe('bodies', () => {
  const post = (more: string): string =>
    `POST /change HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${TOKEN}\r\ncontent-type: application/json\r\n${more}`;
  test.each([
    ['that say they are too large', post(`content-length: ${10 ** 9}\r\n\r\n`), 413, 'BODY_TOO_LARGE'],
    ['that are too large for the route', post(`content-length: 2000\r\nconnection: close\r\n\r\n${'x'.repeat(2000)}`), 413, 'BODY_TOO_LARGE'],
    ['that are too large in chunks', post(`transfer-encoding: chunked\r\n\r\n800\r\n${'x'.repeat(2048)}\r\n`), 413, 'BODY_TOO_LARGE'],
    ['that do not come', post('content-length: 10\r\nconnection: close\r\n\r\n{'), 408, 'REQUEST_TIMEOUT'],
    ['that are no JSON', post('content-length: 2\r\nconnection: close\r\n\r\n{]'), 400, 'REQUEST_INVALID'],
    ['that are a list', post('content-length: 2\r\nconnection: close\r\n\r\n[]'), 400, 'REQUEST_INVALID'],
  ])('%s', async (_name, request, status, code) => {
    const { port } = await open();
    expect(problem(await raw(port, request))).toEqual({ status, code });
  });
  test('a client that asks first is not told to send what is refused', async () => {
    const { port } = await open();
    const expecting = 'content-length: 2\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n';
    expect(await raw(port, post(expecting).replace(TOKEN, 'x'))).toMatch(/^HTTP\/1\.1 401 /);
    expect(await raw(port, `${post(expecting)}{}`)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
  });
});

describe('limits', () => {
  test('of requests of one address: 429 with the time to wait, and health all the same', async () => {
    const { url, lines } = await open({
      limits: { requestsPerSecond: 1 },
      register: (router) => {
        router.get('/healthz', (context) => {
          context.body = 'ok';
        });
      },
    });
    const answers = [];
    for (let i = 0; i < 8; i += 1) answers.push(await fetch(`${url}/nothing`));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 429, 429, 429]);
    expect(answers[5]?.headers.get('retry-after')).toBe('1');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(lines.filter((line) => line.includes('refused: too many requests'))).toHaveLength(1);
  });
  test('of requests under way: 503 with the time to wait, and again when one has ended', async () => {
    const { url } = await open({ limits: { requestsPerSecond: 0, maxUnderWayPerCaller: 2 } });
    const answers = await Promise.all([1, 2, 3].map(() => fetch(`${url}/slow`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 503]);
    expect(answers.find(({ status }) => status === 503)?.headers.get('retry-after')).toBe('1');
    for (const answer of answers) await answer.arrayBuffer();
    await sleep(20);
    expect((await fetch(`${url}/slow`)).status).toBe(200);
  });
  test('of connections', async () => {
    const { port, registry } = await open({ connections: { most: 2, ofOneCaller: 2 } });
    const idle = [raw(port, 'GET', 800), raw(port, 'GET', 800)];
    await sleep(100);
    expect(await raw(port, get('/maven2/a'), 500)).toBe('');
    expect(await registry.metrics()).toContain('pyrsia_http_dropped_connections_total 1');
    await Promise.all(idle);
  });
  test('of connections of one address: another still gets in', async () => {
    const { port, registry } = await open({ connections: { most: 4, ofOneCaller: 2 } });
    const idle = [1, 2, 3, 4, 5].map(() => raw(port, 'GET', 800, '127.0.0.2'));
    await sleep(100);
    expect(await raw(port, get('/maven2/a'), 500)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await registry.metrics()).toContain('pyrsia_http_dropped_connections_total 3');
    await Promise.all(idle);
    for (const socket of sockets.splice(0)) socket.destroy();
    await sleep(100);
    expect(await raw(port, get('/maven2/a'), 500, '127.0.0.2')).toMatch(/^HTTP\/1\.1 200 /);
  });
  test('of headers that come a byte at a time', async () => {
    const { port } = await open({ times: { headersMs: 200 } });
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    let answer = '';
    socket.on('data', (piece) => {
      answer += piece.toString();
    });
    socket.on('error', () => undefined);
    const drip = setInterval(() => socket.writable && socket.write('G'), 50);
    await Promise.race([once(socket, 'close'), sleep(3_000)]);
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 (408|400) /);
    expect(socket.closed).toBe(true);
  });
  test('of what comes after a refusal: the place is free again, whatever the client goes on sending', async () => {
    const { port } = await open({ times: { headersMs: 200 }, connections: { most: 1, ofOneCaller: 1 } });
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    sockets.push(socket);
    socket.on('error', () => undefined).resume();
    socket.write('GET /');
    const drip = setInterval(() => socket.writable && socket.write('a'), 50);
    await sleep(3_000);
    expect(await raw(port, get('/maven2/a'))).toMatch(/^HTTP\/1\.1 200 /);
    clearInterval(drip);
  });
  test('of silence', async () => {
    const { port } = await open({ times: { silenceMs: 200 } });
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.resume().write('GET /events HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await Promise.race([once(socket, 'close'), once(socket, 'end'), sleep(3_000).then(() => expect.fail('still open'))]);
  });
});

describe('answers that fail', () => {
  test('in the middle end the connection: nobody takes a part for the whole', async () => {
    const { port } = await open();
    const answer = await raw(port, 'GET /broken HTTP/1.1\r\nhost: localhost\r\n\r\n');
    expect(answer).toContain('content-length: 100');
    expect(answer.endsWith('half')).toBe(true);
  });
  test('before they begin end the connection: no status that a client could keep', async () => {
    const { port, lines } = await open();
    expect(await raw(port, get('/broken-at-once'))).toBe('');
    expect(lines.join('')).toContain('an answer ended before it was whole');
  });
  test('by a bug are problems without its text', async () => {
    const { url, lines } = await open();
    const answer = await fetch(`${url}/bug`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([500, PROBLEM_TYPE, 'no-store']);
    expect(await answer.text()).not.toContain('secret');
    expect(lines.filter((line) => line.includes('request failed'))).toHaveLength(1);
  });
});

test('the log says why: what is refused for want of trust is no flood, and told each time', async () => {
  const distrust = (): never => {
    throw new ClientError('TRUST_EXPIRED');
  };
  const { url, lines } = await open({ mayServe: distrust });
  for (let i = 0; i < 3; i += 1) expect((await fetch(`${url}/maven2/a`)).status).toBe(503);
  await sleep(20);
  const told = lines.map((line) => JSON.parse(line));
  expect(told.filter(({ msg }) => msg === 'refused: too many requests')).toEqual([]);
  expect(told.filter(({ msg, level, code }) => msg === 'request' && level === 40 && code === 'TRUST_EXPIRED')).toHaveLength(3);
});

test('the log has a line per request, with no value of a query, no header, no token', async () => {
  const { url, lines, registry } = await open();
  const id = (await fetch(`${url}/maven2/a?q=hunter2&token=${TOKEN}&x%00=1`, { headers: { ...AUTHORIZED, cookie: 'session=hunter2' } })).headers.get(
    'x-request-id',
  );
  await fetch(`${url}/change`, { method: 'POST', headers: { ...AUTHORIZED, ...JSON_TYPE }, body: '{"password":"hunter2"}' });
  await fetch(`${url}/bug`, { headers: AUTHORIZED });
  await sleep(20);
  const requests = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request');
  expect(requests).toMatchObject([
    { id, method: 'GET', path: '/maven2/a', query: ['q', 'token'], status: 200, peer: '127.0.0.1', level: 30 },
    { method: 'POST', path: '/change', status: 200, level: 30 },
    { method: 'GET', path: '/bug', status: 500, level: 40 },
  ]);
  for (const { bytes, ms } of requests) expect([bytes > 0, ms >= 0]).toEqual([true, true]);
  expect(lines.join('')).not.toMatch(new RegExp(`hunter2|${TOKEN}|Bearer|cookie`, 'i'));
  const metrics = await registry.metrics();
  expect(metrics).toContain('pyrsia_http_requests_total{front="maven",method="GET",status="200"} 1');
  expect(metrics).toContain('pyrsia_http_problems_total{code="INTERNAL"} 1');
});

test.each([
  ['127.0.0.1', 0],
  ['::1', 0],
  ['0.0.0.0', 1],
])('listening on %s is told %i times', async (host, told) => {
  const { lines } = await open({ host });
  expect(lines.filter((line) => line.includes('REST is open to other hosts'))).toHaveLength(told);
});

test('a node that stops: what is under way ends, listeners are told, nothing new begins', async () => {
  const { url, port, door } = await open({ times: { drainMs: 2_000 } });
  const slow = fetch(`${url}/slow`);
  const events = raw(port, 'GET /events HTTP/1.1\r\nhost: localhost\r\n\r\n', 3_000);
  const idle = connect(port, '127.0.0.1');
  sockets.push(idle);
  await once(idle, 'connect');
  await sleep(100);
  const begunMs = performance.now();
  const stopped = door.stop();
  idle.write('GET /maven2/a HTTP/1.1\r\nhost: localhost\r\n\r\n');
  const [piece] = (await once(idle, 'data')) as [Buffer];
  expect(problem(piece.toString())).toEqual({ status: 503, code: 'STOPPING' });
  await expect(fetch(`${url}/maven2/a`, { headers: { connection: 'close' } })).rejects.toThrow();
  expect(await (await slow).json()).toEqual({ done: true });
  expect(await events).toContain('event: end\ndata: {"code":"STOPPING"}');
  await stopped;
  expect(performance.now() - begunMs).toBeLessThan(1_500);
});

test('a node that stops waits for a slow reader up to the limit', async () => {
  const { port, door, lines } = await open({
    times: { drainMs: 300 },
    register: (router) =>
      router.get('/large', (context) => {
        context.set('content-length', String(2 ** 30));
        context.body = Readable.from(forEver());
      }),
  });
  // That nothing was under way before says nothing of now.
  expect(await raw(port, get('/nothing'))).toContain('404');
  const reader = connect(port, '127.0.0.1');
  sockets.push(reader);
  reader.on('error', () => undefined);
  reader.write('GET /large HTTP/1.1\r\nhost: localhost\r\n\r\n');
  await once(reader, 'readable');
  const begunMs = performance.now();
  await door.stop();
  expect(performance.now() - begunMs).toBeGreaterThan(290);
  expect(performance.now() - begunMs).toBeLessThan(2_000);
  expect(lines.join('')).toContain('cut off');
});

async function* forEver(): AsyncGenerator<Buffer> {
  for (;;) yield Buffer.alloc(64 * 1024);
}
