/** The builder's side of a question for a source, over real HTTP; the registry is played. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BuilderError } from '../errors.ts';
import type { Download } from '../mirror/download-cache.ts';
import { answerSourceQuestions } from './source-questions.ts';

const recipe = (classifier: string) => ({
  purl: 'pkg:maven/org.example/lib@1.0',
  adapter: 'maven',
  source: { registry: { purl: 'pkg:maven/org.example/lib@1.0', classifier, extension: 'zip' }, sha256: '00'.repeat(32) },
  toolchain: {},
  steps: [['mvn', 'package']],
  outputs: { 'lib-1.0.jar': 'target/lib-1.0.jar' },
  limits: { timeoutSeconds: 60, memoryMib: 512, diskMib: 512, processes: 64 },
  mirrors: ['maven'],
  sourceDateEpoch: 0,
});
const RECIPES = [recipe('source-release'), recipe('src')];

let folder: string;
let server: Server;
let stop: AbortController;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-questions-'));
  await writeFile(join(folder, 'token'), 'secret\n');
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const download: Download = { path: '', sha256: new Uint8Array(32).fill(1) as Download['sha256'], size: 1 };

/** One question; what the builder brings. */
async function broughtBy(get: (url: string) => Promise<Download | undefined>, question: object = { id: 'q 1', recipes: RECIPES }): Promise<unknown> {
  const brought = Promise.withResolvers<unknown>();
  let given = false;
  server = createServer((request, response) => {
    if (request.headers.authorization !== 'Bearer secret') return response.writeHead(401).end();
    if (request.method === 'GET') {
      response.writeHead(given ? 204 : 200).end(given ? undefined : JSON.stringify(question));
      given = true;
      return;
    }
    // As the node does.
    if (request.headers['content-type'] !== 'application/json') return response.writeHead(415).end();
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      brought.resolve({ path: request.url, ...JSON.parse(body) });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const logger = { warn: () => undefined, debug: (fields: { err: unknown }) => brought.resolve(fields.err) };
  void answerSourceQuestions({ node: { url, tokenFile: join(folder, 'token') }, cache: { get }, logger: logger as never }, stop.signal);
  return brought.promise;
}

const path = '/api/v1/builder/questions/q%201';
test('the first source that there is', async () => {
  const asked: string[] = [];
  const get = async (url: string) => {
    asked.push(url);
    return url.endsWith('-src.zip') ? download : undefined;
  };
  expect(await broughtBy(get)).toEqual({ path, index: 1, sha256: '01'.repeat(32) });
  expect(asked.map((url) => url.slice(url.indexOf('/org/example')))).toEqual([
    '/org/example/lib/1.0/lib-1.0-source-release.zip',
    '/org/example/lib/1.0/lib-1.0-src.zip',
  ]);
}, 20_000);
test('none', async () => expect(await broughtBy(async () => undefined)).toEqual({ path, missing: true }), 20_000);
test('a registry that does not answer has not said that there is none', async () => {
  const get = async () => {
    throw new BuilderError('DEPENDENCY_UNAVAILABLE');
  };
  expect(await broughtBy(get)).toEqual({ path, missing: false });
}, 20_000);
test.each([
  ['no question', { id: 5 }],
  ['no recipes', { id: 'q' }],
])('%s is told, and brings nothing', async (_, question) => expect(await broughtBy(async () => download, question)).toBeInstanceOf(Error), 20_000);

test.each<[string, object[], () => Promise<Download | undefined>]>([
  ['a recipe that is none', [{}], async () => undefined],
  ['a recipe without adapter here', [{ ...recipe('src'), adapter: 'npm' }], async () => undefined],
  ['a full disk', RECIPES, () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))],
])('%s is answered too, and is no "there is none"', async (_, recipes, get) => {
  expect(await broughtBy(get, { id: 'q 1', recipes })).toEqual({ path, missing: false });
});
