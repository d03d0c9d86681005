/** The storage routes over a real store and HTTP: answers as declared, pages, pins, what needs the token. */

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Router from '@koa/router';
import { type Artifact, type Digest, describeArtifact, sha256, toHex, utf8 } from '@pyrsia/ledger';
import Koa from 'koa';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ClientError } from '../errors.ts';
import type { NodeParts } from '../node-parts.ts';
import { SHARE_ALL } from '../p2p/share.ts';
import { TrafficByPeer } from '../p2p/traffic.ts';
import { BlobStore } from '../store/blob-store.ts';
import { StoreUpkeep } from '../store/upkeep.ts';
import { storageRoutes } from './api-storage.ts';
import { Api } from './endpoint.ts';
import { httpStatus } from './http-status.ts';

const TOKEN = 'token';
let folder: string;
let store: BlobStore;
let upkeep: StoreUpkeep;
let url: string;
const published = new Map<string, Artifact>();
const closers: Array<() => Promise<unknown>> = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-api-storage-'));
  store = await BlobStore.open(folder);
  const standing = async (digest: Digest) => {
    const artifact = published.get(toHex(digest));
    return artifact === undefined ? ({ status: 'unknown' } as const) : ({ status: 'published', purl: 'pkg:maven/g/a@1', artifact } as const);
  };
  const fetch = async (): Promise<never> => {
    throw new ClientError('ARTIFACT_UNAVAILABLE');
  };
  upkeep = await StoreUpkeep.open({ store, scrubDays: 30, standing, fetch, logger: pino({ level: 'silent' }) });
  upkeep.start();
  const parts = { blobs: store, upkeep, lookups: { standing }, peers: { traffic: new TrafficByPeer() }, sharing: { current: SHARE_ALL }, config: {} };
  const app = new Koa();
  app.use(async (context, next) => {
    await next().catch((error: unknown) => {
      if (!(error instanceof ClientError)) throw error;
      context.status = httpStatus(error.code);
      context.body = { code: error.code };
    });
  });
  const router = new Router();
  storageRoutes(new Api(router, { token: () => TOKEN, checkAnswers: true }), parts as unknown as NodeParts);
  app.use(router.routes());
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closers.push(
    () => upkeep.stop(),
    async () => void server.close(),
  );
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  published.clear();
  await rm(folder, { recursive: true, force: true });
});

async function call(method: string, path: string, token = TOKEN): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await fetch(`${url}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
async function hold(name: string): Promise<string> {
  async function* pieces(): AsyncIterable<Uint8Array> {
    yield utf8(name);
  }
  const { artifact } = await describeArtifact(name, pieces());
  await store.put(artifact, pieces());
  published.set(toHex(artifact.sha256), artifact);
  return toHex(artifact.sha256);
}

test('what is held, page by page, with what should be', async () => {
  const held = [await hold('a.jar'), await hold('b.jar'), await hold('c.jar')];
  const far = toHex(sha256(utf8('far')));
  published.set(far, { name: 'far.jar', size: 7n, sha256: sha256(utf8('far')), chunkRoot: sha256() });
  expect((await call('PUT', `/api/v1/storage/pins/${far}`)).json).toMatchObject({ pinned: true });
  const items: Array<Record<string, unknown>> = [];
  let next: unknown = '';
  for (let pages = 0; next !== null; pages += 1) {
    const { json } = await call('GET', `/api/v1/storage/artifacts?limit=1${next === '' ? '' : `&after=${next}`}`);
    items.push(...(json['items'] as Array<Record<string, unknown>>));
    next = json['next'];
    expect(pages).toBeLessThan(4);
  }
  expect(items.map((item) => item['sha256'])).toEqual([...held, far].sort());
  expect(items.find((item) => item['sha256'] === far)).toMatchObject({ name: 'far.jar', bytes: '7', used: null, pinned: true, state: 'missing' });
  expect(items.find((item) => item['sha256'] === held[0])).toMatchObject({ purl: 'pkg:maven/g/a@1', bytes: '5', pinned: false, state: 'held' });
  expect((await call('GET', '/api/v1/storage')).json).toMatchObject({ artifacts: 3, bytes: '15', pinned: 1, missing: 1, quarantined: 0, fetching_bytes: '0' });
});

test('pins, collection and scrub; each needs the token', async () => {
  const hex = await hold('a.jar');
  const unknown = toHex(sha256(utf8('unknown')));
  expect(await call('PUT', `/api/v1/storage/pins/${unknown}`)).toEqual({ status: 404, json: { code: 'NOT_PUBLISHED' } });
  expect(await call('PUT', '/api/v1/storage/pins/..%2F..%2Fx')).toEqual({ status: 400, json: { code: 'REQUEST_INVALID' } });
  expect((await call('PUT', `/api/v1/storage/pins/${hex}`)).json).toEqual({ sha256: hex, pinned: true, state: 'held' });
  expect((await call('DELETE', `/api/v1/storage/pins/${hex}`)).json).toEqual({ sha256: hex, pinned: false, state: 'held' });
  expect(await call('POST', '/api/v1/storage/scrub')).toMatchObject({ status: 202, json: { of_artifacts: 1, damaged: 0, named: [] } });
  expect((await call('POST', '/api/v1/storage/collect')).json).toMatchObject({ revoked: 0, freed_bytes: '0' });
  for (const [method, path] of [
    ['PUT', `/api/v1/storage/pins/${hex}`],
    ['DELETE', `/api/v1/storage/pins/${hex}`],
    ['POST', '/api/v1/storage/scrub'],
    ['POST', '/api/v1/storage/collect'],
  ] as const)
    expect(await call(method, path, 'another')).toEqual({ status: 401, json: { code: 'UNAUTHORIZED' } });
});
