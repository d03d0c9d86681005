/** What goes wrong around the command line: a node that lies, hangs or hangs up, a reader that leaves, a disk that is full, Ctrl-C. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { ANSWERS, assertAnswer } from './answer.ts';
import { BUILD, DIGEST, HANGS_UP, PROGRAM, SHARE, STATUS, useCli } from './cli-harness.ts';
import { NodeApi } from './node-api.ts';

const { cli, run, atNode } = useCli();

describe('a node that lies', () => {
  test.each<[args: string[], call: string, answer: unknown]>([
    [['ping'], 'GET /readyz', {}],
    [['ping'], 'GET /readyz', 'fine'],
    [['status'], 'GET /status', { ...STATUS, peers_count: '3' }],
    [['list'], 'GET /peers', { items: [] }],
    [['list'], 'GET /peers', [null]],
    [['peers'], 'GET /api/v1/peers', [null]],
    [['share', 'off'], 'PUT /api/v1/share', {}],
    [['storage'], 'GET /api/v1/storage', { ...SHARE }],
    [['search'], 'GET /api/v1/publications?limit=50', { items: 'x' }],
    [['search'], 'GET /api/v1/publications?limit=50', { items: [], next: 'again' }],
    [['nodes'], 'GET /api/v1/nodes', []],
    [['build', 'status', '--id', DIGEST], `GET /api/v1/builds/${DIGEST}`, null],
    [['build', 'maven', '--gav', 'g:a:1', '--source', 's'], 'POST /build/maven', {}],
    [['storage', 'pin', 'pkg:maven/g/a@1'], 'GET /api/v1/publications/pkg:maven/g/a@1', { artifacts: [{ sha256: 5, name: 'a' }] }],
  ])('%j does not take %s %j for an answer', async (args, call, answer) => {
    cli.answers = { [call]: [200, answer] };
    const { code, stdout, stderr } = await atNode(...args, '--json');
    expect([code, stdout, JSON.parse(stderr)]).toEqual([1, '', { code: 'ANSWER_INVALID', error: expect.stringContaining(cli.url) }]);
  });

  const SAYS = '\u001b]0;x\u0007 \u001b[2J \u009b1m \u202e end\nPROVEN: all is well';
  test('what it says commands no terminal and begins no line', async () => {
    cli.answers = { 'GET /status': [200, { ...STATUS, trouble: SAYS }], 'GET /peers': [500, { code: SAYS, detail: SAYS }] };
    const { stdout } = await atNode('status');
    const { stderr } = await atNode('list');
    for (const text of [stdout, stderr]) {
      expect(text).toContain('end PROVEN: all is well');
      expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    }
    const json = (await atNode('status', '--json')).stdout;
    expect(json).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(JSON.parse(json)).toMatchObject({ trouble: SAYS });
  });

  test('it sends neither question nor token elsewhere', async () => {
    const lured: unknown[] = [];
    const server = createServer((request, response) => {
      if (request.url === '/elsewhere') lured.push(request.headers);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const api = new NodeApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'secret');
    await expect(api.put('/api/v1/share', ANSWERS.share, {})).rejects.toMatchObject({ status: 307 });
    server.close();
    expect(lured).toEqual([]);
  });

  test.each([
    ['hangs', undefined],
    ['drips', ' '],
  ])('one that %s is left after a while', async (_, piece) => {
    const server = createServer((_request, response) => {
      if (piece === undefined) return;
      const timer = setInterval(() => response.write(piece), 20);
      response.once('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const api = new NodeApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, undefined, 200);
    await expect(api.get('/status', ANSWERS.status)).rejects.toMatchObject({ code: 'NODE_UNREACHABLE', detail: { reason: 'no whole answer in 0.2 s' } });
    server.closeAllConnections();
    server.close();
  });

  test('an inherited member is none', () => {
    expect(() => assertAnswer('', {}, { ['toString']: 'text' } as never)).toThrow(
      expect.objectContaining({ code: 'ANSWER_INVALID', detail: { node: '', member: 'toString' } }),
    );
    expect(() => assertAnswer('', { a: [{}] }, { 'a?': [{ b: 'text' }] })).toThrow(expect.objectContaining({ detail: { node: '', member: 'a[0].b' } }));
    assertAnswer('', { a: null, more: 1 }, { 'a?': 'text' });
  });
});

describe('a reader that leaves, a disk that is full', () => {
  test.each([['--help'], ['completion', 'fish'], ['config', 'show']])('%s into a closed pipe ends as if it were read', async (...args) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { env: cli.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const [[code], stderr] = await Promise.all([once(child, 'exit'), textOf(child.stderr)]);
    expect([code, stderr]).toEqual([0, '']);
  });

  test('output that cannot be written is a failure in one line', async () => {
    const full = await open('/dev/full', 'w');
    const child = spawn(process.execPath, [PROGRAM, 'config', 'show'], { env: cli.environment, stdio: ['ignore', full.fd, 'pipe'] });
    const [[code], stderr] = await Promise.all([once(child, 'exit'), textOf(child.stderr as Readable)]);
    await full.close();
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^pyrsia: the output cannot be written: ENOSPC.*\n$/)]);
  });
});

describe('build --wait', () => {
  const URL_OF_BUILD = `GET /api/v1/builds/${DIGEST}`;
  async function waiting(...more: string[]) {
    const recipe = join(cli.home, 'recipe.json');
    await writeFile(recipe, '{}');
    const args = ['--node', cli.url, 'build', 'maven', '--recipe', recipe, '--wait', ...more];
    const child = spawn(process.execPath, [PROGRAM, ...args], { env: cli.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let progress = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      progress += piece;
    });
    const says = async (words: string): Promise<void> => {
      while (!progress.includes(words)) await once(child.stderr, 'data', { signal: AbortSignal.timeout(10_000) });
    };
    return { child, says, ended: once(child, 'close').then(([code]) => ({ code, progress })) };
  }

  test('Ctrl-C leaves the build alone, says how to follow it, and is no verdict', async () => {
    cli.answers = { 'POST /build/maven': [202, { build_id: DIGEST }], [URL_OF_BUILD]: [200, BUILD] };
    const { child, says, ended } = await waiting();
    await says('1 of 2 build nodes committed');
    child.kill('SIGINT');
    const { code, progress } = await ended;
    expect([code, progress]).toEqual([2, expect.stringContaining('NO_VERDICT')]);
    expect(progress).toContain(`pyrsia build status says where it stands. (build=${DIGEST}, stopped_by=SIGINT)`);
  });

  test('a node that is away for a while, or busy, ends nothing', async () => {
    cli.answers = { 'POST /build/maven': [202, { build_id: DIGEST }], [URL_OF_BUILD]: [HANGS_UP, null] };
    const { says, ended } = await waiting();
    await says('it is asked again');
    cli.answers[URL_OF_BUILD] = [429, { code: 'RATE_LIMITED' }];
    await says('waiting for the next block');
    cli.answers[URL_OF_BUILD] = [200, { ...BUILD, phase: 'published' }];
    expect((await ended).code).toBe(0);
  });

  test.each([
    ['no verdict', [200, BUILD], 2, 'NO_VERDICT'],
    ['no node', [HANGS_UP, null], 3, 'NODE_UNREACHABLE'],
    ['no such build', [400, { code: 'REQUEST_INVALID' }], 1, 'REQUEST_INVALID'],
  ] as Array<[string, [number, unknown], number, string]>)('%s when the time is over', async (_, answer, wanted, says) => {
    cli.answers = { 'POST /build/maven': [202, { build_id: DIGEST }], [URL_OF_BUILD]: answer };
    const { code, progress } = await (await waiting('--timeout', '1')).ended;
    expect([code, progress]).toEqual([wanted, expect.stringContaining(says)]);
  });
});

test('what was compiled is kept for this user alone', async () => {
  const cache = join(cli.home, 'cache');
  expect((await run(['--version'], { XDG_CACHE_HOME: cache })).code).toBe(0);
  expect((await stat(join(cache, 'pyrsia'))).mode & 0o777).toBe(0o700);
  expect(await readdir(join(cache, 'pyrsia'))).toEqual(['compiled']);
});

test('what few commands need is not loaded by all: no ledger, no schema, no node', async () => {
  const program = `
import { registerHooks } from 'node:module';
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
await import(${JSON.stringify(new URL('./run.ts', import.meta.url).href)});
console.log(JSON.stringify(loaded));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env: cli.environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const loaded = JSON.parse(await textOf(child.stdout)) as string[];
  expect(loaded.some((url) => url.endsWith('/cli/program.ts'))).toBe(true);
  expect(loaded.filter((url) => /\/ledger\/|\/zod\/|\/smol-toml\/|\/node\.ts$/.test(url))).toEqual([]);
});
