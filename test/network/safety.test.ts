/** The REST server of a real node: who may change what, what it says of itself, how much one may ask, and how it stops. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { Agent, get as httpGet, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNodesOf, keyFile, nodeHome, rpcUrl, until } from '@pyrsia/genesis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChainDriver } from './chain-driver.ts';
import { OwnNode } from './own-node.ts';
import { startTestNetwork, TEST_MAPPINGS, type TestNetwork } from './test-network.ts';

/** More than sockets hold on their way. */
const JAR = Buffer.alloc(48 * 1024 * 1024, 'jar of a test ');
const SHA256 = createHash('sha256').update(JAR).digest('hex');
const FOLDER = '/maven2/org/apache/maven/shared/file-management/9.9';
const PATH = `${FOLDER}/file-management-3.1.0.jar`;
const PER_SECOND = 20;

let net: TestNetwork;
let folder: string;
let node: OwnNode;
let token: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-safety-'));
  net = await startTestNetwork({ chainOnly: true, timeoutCommitMs: 100, shape: { buildNodes: 4, sourceMappings: TEST_MAPPINGS } });
  const { plan, regular } = net.network;
  const driver = await ChainDriver.of(plan, net.dataFolder);
  await driver.publish('9.9', AbortSignal.timeout(60_000), JAR);
  token = (await readFile(keyFile(nodeHome(net.dataFolder, regular), 'token'), 'utf8')).trim();
  const options = { dataFolder: net.dataFolder, home: join(folder, 'node'), rpc: buildNodesOf(plan).map(rpcUrl), as: regular };
  node = await OwnNode.start({ ...options, rest: { requests_per_second: PER_SECOND } });
}, 120_000);
afterAll(async () => {
  await node?.kill();
  await net?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const put = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) => fetch(node.url + path, { method: 'PUT', headers, body });
const json = { 'content-type': 'application/json' };
const bearer = () => ({ authorization: `Bearer ${token}` });

test('changes need the token, and a page of somebody else has none of use', async () => {
  const change = JSON.stringify({ upload_bytes_per_second: 1024 * 1024 });
  expect((await put('/api/v1/share', change, json)).status).toBe(401);
  expect((await put('/api/v1/share', change, { ...json, authorization: 'Bearer x' })).status).toBe(401);
  expect((await put('/api/v1/share', change, { ...json, ...bearer(), origin: 'http://elsewhere.example' })).status).toBe(403);
  expect((await put('/api/v1/share', change, { ...json, ...bearer() })).status).toBe(200);
  expect((await put(`/api/v1/blobs/${SHA256}`, new Uint8Array(8), {})).status).toBe(401);
  expect((await put(`/api/v1/blobs/${SHA256}`, new Uint8Array(8), bearer())).status).toBe(422);
  expect((await put(`/api/v1/blobs/${SHA256}`, new Uint8Array(JAR), bearer())).status).toBe(204);
});

test('an artifact is no page, whoever opens it', async () => {
  const answer = await fetch(node.url + PATH);
  expect(
    createHash('sha256')
      .update(Buffer.from(await answer.arrayBuffer()))
      .digest('hex'),
  ).toBe(SHA256);
  const said = Object.fromEntries(answer.headers);
  expect(said).toMatchObject({
    'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(Object.keys(said).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('readyz says how the node is, check by check', async () => {
  const { status, body } = await until(async () => {
    const answer = await node.get('/readyz');
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer;
  }, 20_000);
  expect(status).toBe(200);
  expect(body).toMatchObject({ ready: true, draining: false, checks: { log: { state: 'ok', size: '1', lag_blocks: 0 }, chain: { state: 'ok' } } });
  const { chain, trust, disk } = body.checks;
  expect(BigInt(chain.height)).toBeGreaterThan(1n);
  expect([chain.lag_blocks, chain.lag_seconds < 60]).toEqual([expect.any(Number), true]);
  expect(trust.expires_in_seconds).toBeGreaterThan(trust.warn_below_seconds);
  expect(BigInt(disk.free_bytes)).toBeGreaterThan(BigInt(disk.fail_below_bytes));
});

test('a new token counts at once, the old one no longer, and a page of somebody else reads nothing by a name that leads here', async () => {
  const file = keyFile(nodeHome(net.dataFolder, net.network.regular), 'token');
  const old = token;
  token = 'f'.repeat(64);
  await writeFile(`${file}.new`, `${token}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  const change = (bearer: string): Promise<Response> => put('/api/v1/share', '{}', { ...json, authorization: `Bearer ${bearer}` });
  expect([(await change(old)).status, (await change(token)).status]).toEqual([401, 200]);
  const read = await new Promise<IncomingMessage>((resolve, reject) => {
    httpGet(`${node.url}/peers`, { headers: { host: 'evil.example' }, agent: false }, resolve).on('error', reject);
  });
  expect([read.statusCode, JSON.parse(await textOf(read))]).toEqual([421, expect.objectContaining({ code: 'HOST_UNKNOWN' })]);
});

test('metrics are the figures of this node', async () => {
  const answer = await fetch(`${node.url}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  const figure = (name: string): number => {
    const line = text.split('\n').find((one) => one.startsWith(`${name} `));
    if (line === undefined) throw new Error(`no ${name}`);
    return Number(line.slice(name.length + 1));
  };
  expect(figure('pyrsia_http_requests_total{front="maven",method="GET",status="200"}')).toBe(1);
  expect(figure('pyrsia_http_requests_total{front="api",method="PUT",status="401"}')).toBe(4);
  expect(figure('pyrsia_http_sent_bytes_total{front="maven"}')).toBeGreaterThan(JAR.length);
  // What came in one piece with the headers is not counted.
  expect(figure('pyrsia_http_received_bytes_total{front="api"}')).toBeGreaterThan(JAR.length - 2 ** 20);
  expect(figure('pyrsia_http_request_duration_seconds_count{front="maven"}')).toBe(1);
  expect(figure('pyrsia_http_problems_total{code="UNAUTHORIZED"}')).toBe(4);
  expect(figure('pyrsia_builds_total{verdict="published"}')).toBe(1);
  expect(figure('pyrsia_log_size_entries')).toBe(1);
  expect(figure('pyrsia_chain_height_blocks')).toBeGreaterThan(1);
  expect(figure('pyrsia_store_bytes')).toBe(JAR.length);
  expect(figure('pyrsia_artifact_cache_hits_total')).toBe(1);
  expect(figure('pyrsia_artifact_cache_misses_total')).toBe(0);
  expect(figure('pyrsia_trust_expires_seconds')).toBeGreaterThan(0);
  const others = ['pyrsia_chain_lag_seconds', 'pyrsia_chain_lag_blocks', 'pyrsia_log_lag_blocks', 'pyrsia_connected_peers', 'pyrsia_verified_bytes_total'];
  const ofProcess = ['pyrsia_p2p_sent_bytes_total', 'pyrsia_disk_free_bytes', 'nodejs_eventloop_lag_seconds', 'process_resident_memory_bytes'];
  for (const name of [...others, ...ofProcess]) expect(figure(name), name).toBeGreaterThanOrEqual(0);
  // A name ends in its unit, or in _total after it.
  const names = [...text.matchAll(/^# TYPE (pyrsia_\S+) /gm)].map(([, name]) => name);
  for (const name of names) expect(name).toMatch(/(_total|_seconds|_bytes|_blocks|_entries|_peers|_artifacts|_requests)$/);
});

test('one who asks too much is told when to go on; health is answered all the same', async () => {
  const answers = await Promise.all(Array.from({ length: 15 * PER_SECOND }, () => fetch(`${node.url}/peers`)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(10);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200);
  await until(async () => expect((await fetch(`${node.url}/peers`)).status).toBe(200), 5_000);
}, 30_000);

interface Got {
  readonly status: number | undefined;
  readonly message: IncomingMessage;
}

const ask = (path: string, agent: Agent): Promise<Got> =>
  new Promise((resolve, reject) => {
    httpGet(node.url + path, { agent }, (message) => resolve({ status: message.statusCode, message })).on('error', reject);
  });

async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of message) text += String(piece);
  return text;
}

test('SIGTERM: not ready, no new connections, and a slow reader gets its file to the end', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const monitor = async (): Promise<{ status: number | undefined; body: { ready: boolean; draining: boolean; code?: string } }> => {
    const { status, message } = await ask('/readyz', agent);
    return { status, body: JSON.parse(await textOf(message)) };
  };
  expect((await monitor()).status).toBe(200);
  const slow = (await ask(PATH, new Agent())).message;
  const hash = createHash('sha256');
  let size = 0;
  const ended = node.kill('SIGTERM');
  await until(async () => {
    const { port } = new URL(node.url);
    // One that still gets in is cut off when the node ends.
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    await expect(once(socket, 'connect')).rejects.toThrow('ECONNREFUSED');
  }, 5_000);
  expect(await monitor()).toMatchObject({ status: 503, body: { ready: false, draining: true, code: 'STOPPING' } });
  for await (const piece of slow as AsyncIterable<Buffer>) {
    hash.update(piece);
    if (Math.floor((size + piece.length) / 2 ** 23) > Math.floor(size / 2 ** 23)) await new Promise((resolve) => setTimeout(resolve, 100));
    size += piece.length;
  }
  expect([size, hash.digest('hex')]).toEqual([JAR.length, SHA256]);
  await ended;
  agent.destroy();
  expect(JSON.parse(node.lines.at(-1) ?? '{}')).toMatchObject({ msg: 'stopped' });
}, 30_000);

test('a second signal, whichever it is, does not wait for a slow reader', async () => {
  const { regular, plan } = net.network;
  const options = { dataFolder: net.dataFolder, home: join(folder, 'node'), rpc: buildNodesOf(plan).map(rpcUrl), as: regular };
  const again = await OwnNode.start(options);
  const { message } = await new Promise<{ message: IncomingMessage }>((resolve, reject) => {
    httpGet(again.url + PATH, (message) => resolve({ message })).on('error', reject);
  });
  message.pause().on('error', () => undefined);
  const ended = again.kill('SIGTERM');
  await until(async () => expect((await fetch(`${again.url}/healthz`).catch(() => undefined))?.status).toBeUndefined(), 5_000);
  const began = performance.now();
  await again.kill('SIGINT');
  await ended;
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(again.lines.join('')).not.toContain('requests that were not done');
}, 30_000);

test('the log has its lines, and no secret', () => {
  const text = node.lines.join('\n');
  expect(text).not.toContain(token);
  expect(text).not.toMatch(/bearer|authorization/i);
  const requests = node.lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request');
  expect(requests).toContainEqual(expect.objectContaining({ method: 'PUT', path: '/api/v1/share', status: 401, peer: '127.0.0.1', id: expect.any(String) }));
  expect(requests.find(({ path, status }) => path === PATH && status === 200).bytes).toBeGreaterThan(JAR.length);
});
