/**
 * `/api/v1` of real nodes in a network of real processes: every endpoint with what it really answers, events as they come,
 * a decision by vote from proposal to log; and then what a machine makes up from the document that the node serves.
 * Over 300 lines: one network, as starting it takes longer than most cases.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNodesOf, keyFile, nodeHome, type PlannedNode, restUrl, until } from '@pyrsia/genesis';
import { parseBase64, parseHex } from '@pyrsia/ledger';
import { hashLeaf, verifyInclusion } from '@pyrsia/ledger/merkle';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tryOut } from '../schemathesis/schemathesis.ts';
import { quickRecipe, startTestNetwork, type TestNetwork } from './test-network.ts';

const PURL = 'pkg:maven/org.apache.maven.shared/file-management@3.1.0';
// biome-ignore lint/suspicious/noExplicitAny: JSON of the API under test.
type Any = any;

let net: TestNetwork;
let folder: string;
let nodes: PlannedNode[];
let built: { events: Event[]; publication: Any };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-api-'));
  net = await startTestNetwork();
  nodes = buildNodesOf(net.network.plan);
  const id = await net.request(quickRecipe());
  await until(async () => expect((await net.get(`/api/v1/builds/${id}`)).status).toBe(200), 20_000);
  const events = await eventsOf(`${net.url}/api/v1/builds/${id}/events`, () => false);
  await until(async () => expect((await net.get(`/api/v1/publications/${PURL}`)).status).toBe(200), 20_000);
  await until(async () => expect((await get('/api/v1/log/head')).size).toBe('1'), 20_000);
  built = { events, publication: (await net.get(`/api/v1/publications/${PURL}`)).body };
}, 180_000);
afterAll(async () => {
  await net?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const get = async (path: string): Promise<Any> => {
  const { status, body } = await net.get(path);
  expect([path, status, status === 200 ? undefined : body]).toEqual([path, 200, undefined]);
  return body;
};

interface Event {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: Any;
}
/** Events until one is the last that is wanted, or the stream ends. */
async function eventsOf(url: string, isLast: (event: Event) => boolean, headers: Record<string, string> = {}): Promise<Event[]> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: AbortSignal.any([abort.signal, AbortSignal.timeout(60_000)]) });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const events: Event[] = [];
  let text = '';
  for await (const piece of (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream() as never) as AsyncIterable<string>) {
    text += piece;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = new Map(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => line.split(/: (.*)/s, 2) as [string, string]),
      );
      text = text.slice(end + 2);
      if (!fields.has('event')) continue;
      events.push({ event: String(fields.get('event')), id: fields.get('id'), data: JSON.parse(String(fields.get('data'))) });
      if (isLast(events.at(-1) as Event)) {
        abort.abort();
        return events;
      }
    }
  }
  return events;
}

async function post(node: PlannedNode, path: string, body: object, hasToken = true): Promise<{ status: number; body: Any }> {
  const token = (await readFile(keyFile(nodeHome(net.dataFolder, node), 'token'), 'utf8')).trim();
  const response = await fetch(restUrl(node) + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(hasToken ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

test('a build is told from request to verdict, and then the events end', () => {
  const phases = built.events.map(({ event, data }) => `${event} ${data.phase}`);
  expect(phases[0]).toMatch(/^build (committing|revealing)$/);
  expect(phases.at(-1)).toBe('build published');
  expect(phases.filter((phase) => phase === 'build published')).toHaveLength(1);
});

describe('search', () => {
  test.each([
    ['all', ''],
    ['part of a name', '?q=FILE-man'],
    ['coordinates', '?q=org.apache.maven.shared:file-management:3'],
    ['a prefix', '?prefix=pkg:maven/org.apache.'],
    ['a source', '?source=pkg:maven/org.apache.maven.shared'],
  ])('by %s', async (_name, query) => {
    const { items, next } = await get(`/api/v1/publications${query}`);
    expect(next).toBeNull();
    expect(items).toMatchObject([{ purl: PURL, status: 'published', log_index: '0' }]);
  });
  test('by digest, by build node, and for what is not there', async () => {
    const { artifacts, majority } = built.publication;
    expect((await get(`/api/v1/publications?digest=${artifacts[0].sha256}&node=${majority.nodes[0]}`)).items).toHaveLength(1);
    expect((await get(`/api/v1/publications?digest=${'ab'.repeat(32)}`)).items).toEqual([]);
    expect((await get('/api/v1/publications?q=nothing')).items).toEqual([]);
  });
});

describe('the log', () => {
  test('head: more than two thirds of the power, each signature by a build node that has a name', async () => {
    const { quorum, size, root, origin } = await get('/api/v1/log/head');
    expect([origin, size]).toEqual([built.publication.log_origin, '1']);
    expect(root).toBe((await get(`/api/v1/publications/${PURL}`)).log_root);
    expect(3 * Number(quorum.power_signed)).toBeGreaterThan(2 * Number(quorum.power_total));
    expect(quorum.validators.map(({ name }: Any) => name).sort()).toEqual(nodes.map(({ name }) => name).sort());
  });
  test('entries, and one with an inclusion proof that holds', async () => {
    const { items, next } = await get('/api/v1/log/entries');
    expect([items.length, next, items[0].purl]).toEqual([1, null, PURL]);
    const { bytes, leaf_hash: leaf, inclusion } = await get('/api/v1/log/entries/0');
    const leafHash = hashLeaf(parseBase64(bytes));
    expect(Buffer.from(leafHash).toString('hex')).toBe(leaf);
    const [root, hashes] = [parseHex(inclusion.log_root) as never, inclusion.hashes.map(parseHex)];
    expect(verifyInclusion({ leafHash, index: 0n, size: BigInt(inclusion.log_size), root }, hashes)).toBe(true);
    expect((await net.get('/api/v1/log/entries/1')).status).toBe(404);
    expect((await net.get('/api/v1/log/alarm')).status).toBe(404);
  });
  test('entries about one version, also where they are read page by page', async () => {
    const [entry] = (await get('/api/v1/log/entries')).items;
    expect(await get(`/api/v1/log/versions/${PURL}?limit=1`)).toEqual({ items: [entry], next: null });
    expect(await get(`/api/v1/log/versions/${PURL}?after=1`)).toEqual({ items: [], next: null });
    expect(await get('/api/v1/log/versions/pkg:maven/a/b@1')).toEqual({ items: [], next: null });
  });
  test('the tail begins with the head; who comes again is told what was missed', async () => {
    const isHead = ({ event }: Event): boolean => event === 'head';
    expect((await eventsOf(`${net.url}/api/v1/log/tail`, isHead)).map(({ event }) => event)).toEqual(['head']);
    // The first entry is known, and there is no second.
    expect((await eventsOf(`${net.url}/api/v1/log/tail`, isHead, { 'last-event-id': '0' })).map(({ event }) => event)).toEqual(['head']);
  });
});

test('builds: the decided one from the log; its log at a build node, and where to ask elsewhere', async () => {
  const { build_id: id } = built.publication;
  expect((await get('/api/v1/builds')).items).toMatchObject([{ build_id: id, phase: 'published', log_index: '0' }]);
  expect((await get('/api/v1/builds?phase=open')).items).toEqual([]);
  expect((await get('/api/v1/builds?phase=decided')).items).toHaveLength(1);
  const answer = await fetch(`${restUrl(nodes[0] as PlannedNode)}/api/v1/builds/${id}/log?node=${nodes[0]?.nodeId}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(await answer.text()).toContain('cp pom.xml');
  expect((await net.get(`/api/v1/builds/${id}/log`)).status).toBe(404);
  expect((await fetch(`${restUrl(nodes[0] as PlannedNode)}/api/v1/builds/${id}/log?node=${nodes[1]?.nodeId}`)).status).toBe(404);
});

test('nodes: all of them, with how often each got what was published', async () => {
  const { items } = await get('/api/v1/nodes');
  const matched = new Set(built.publication.majority.nodes);
  const expected = nodes.map(({ nodeId }) => ({
    node_id: nodeId,
    builds: 1,
    agreed: matched.has(nodeId) ? 1 : 0,
    agreement_rate: matched.has(nodeId) ? 1 : 0,
  }));
  expect(items).toHaveLength(4);
  expect(items).toEqual(expect.arrayContaining(expected.map((node) => expect.objectContaining(node))));
});

test('a decision by vote: proposed, voted for at two nodes, passed, told by the tail, and found by its log entry', async () => {
  const [first, second, third] = nodes as [PlannedNode, PlannedNode, PlannedNode];
  const mapping = { pattern: 'pkg:maven/org.example/*', adapters: ['maven'], registry: 'denied', steps: 'adapter', urls: ['https://example.test/sources/'] };
  const action = { kind: 'approve_source', mapping };
  expect((await post(first, '/api/v1/proposals', { action }, false)).status).toBe(401);
  expect(await post(net.network.regular, '/api/v1/proposals', { action })).toMatchObject({ status: 409, body: { code: 'REQUEST_REFUSED' } });
  expect(await post(first, '/api/v1/proposals', { action: { kind: 'revoke', purl: 'pkg:npm/x@1.0.0', reason: 'r' } })).toMatchObject({ status: 409 });
  const wrong = await post(first, '/api/v1/proposals', { action: { kind: 'approve_source', mapping: { ...mapping, registry: 'x', urls: 1 } } });
  expect(wrong).toMatchObject({ status: 400, body: { detail: expect.stringMatching(/registry.*urls/) } });

  const tail = eventsOf(`${net.url}/api/v1/log/tail`, ({ event, data }) => event === 'head' && data.size === '2');
  const { status, body } = await post(first, '/api/v1/proposals', { action });
  expect(status).toBe(202);
  const path = `/api/v1/proposals/${body.proposal_id}`;
  await until(async () => expect((await net.get(path)).body).toMatchObject({ phase: 'open', action, proposer: first.nodeId }), 20_000);
  expect((await get('/api/v1/proposals?phase=open')).items).toMatchObject([{ proposal_id: body.proposal_id, votes: [{ node_id: first.nodeId, vote: 'yes' }] }]);
  for (const node of [second, third]) expect((await post(node, `${path}/votes`, { vote: 'yes' })).status).toBe(202);
  await until(async () => expect((await net.get(path)).body).toMatchObject({ phase: 'passed', log_index: '1' }), 20_000);
  expect((await post(first, `${path}/votes`, { vote: 'no' })).status).toBe(409);
  expect((await post(first, `/api/v1/proposals/${'ab'.repeat(32)}/votes`, { vote: 'no' })).status).toBe(404);

  const entries = (await tail).filter(({ event }) => event === 'entry');
  expect(entries).toMatchObject([{ id: '1', data: { operation: 'sourceMapping', change: 'approved', proposal_id: body.proposal_id } }]);
  expect((await get('/api/v1/proposals')).items).toMatchObject([{ proposal_id: body.proposal_id, phase: 'passed' }]);
  const again = await eventsOf(`${net.url}/api/v1/log/tail`, ({ event }) => event === 'head', { 'last-event-id': '0' });
  expect(again.map(({ event, id }) => `${event} ${id}`)).toEqual(['entry 1', 'head undefined']);
}, 90_000);

test('a proposal that was voted down is listed, after those that passed', async () => {
  const [first, second, third] = nodes as [PlannedNode, PlannedNode, PlannedNode];
  const { body } = await post(first, '/api/v1/proposals', { action: { kind: 'grant_requester', address: 'cd'.repeat(20) } });
  const path = `/api/v1/proposals/${body.proposal_id}`;
  await until(async () => expect((await net.get(path)).status).toBe(200), 20_000);
  for (const node of [second, third]) expect((await post(node, `${path}/votes`, { vote: 'no' })).status).toBe(202);
  await until(async () => expect((await net.get(path)).body).toMatchObject({ phase: 'failed', log_index: null }), 20_000);
  expect(await get('/api/v1/proposals?phase=not_passed')).toMatchObject({ items: [{ proposal_id: body.proposal_id, phase: 'failed' }], next: null });
  expect((await get('/api/v1/proposals')).items.map(({ phase }: Any) => phase)).toEqual(['passed', 'failed']);
  const page = await get('/api/v1/proposals?limit=1');
  expect([page.items[0].phase, page.next]).toEqual(['passed', 'ended']);
  expect((await get(`/api/v1/proposals?limit=1&after=${page.next}`)).items).toMatchObject([{ phase: 'failed' }]);
  expect(await get(`/api/v1/proposals?after=ended-${body.proposal_id}`)).toEqual({ items: [], next: null });
}, 60_000);

test("Pyrsia's paths: what there is not yet says so, and no single node makes a build node", async () => {
  const node = nodes[0] as PlannedNode;
  for (const path of ['/build/docker', '/inspect/docker'])
    expect(await post(node, path, { image: 'alpine' })).toMatchObject({ status: 501, body: { code: 'NOT_BUILT_HERE' } });
  expect((await post(node, '/authorized_node', { peer_id: nodes[1]?.peerId }, false)).status).toBe(401);
  expect((await post(node, '/authorized_node', {})).status).toBe(400);
  for (const peer of [nodes[1]?.peerId, '12D3KooWnobody']) expect((await post(node, '/authorized_node', { peer_id: peer })).status).toBe(409);
  expect(await get('/peers')).toHaveLength(4);
});

test("Pyrsia's paths: a build and its log records in the shapes of Pyrsia", async () => {
  const ask = (path: string, body: object): Promise<Any> => post(net.network.regular, path, body, false);
  const { build_id: id, artifacts, source_sha256: source, majority } = built.publication;
  const [{ name, sha256 }] = artifacts;
  const url = `/maven2/org/apache/maven/shared/file-management/3.1.0/${name}`;
  expect(await ask('/build/status', { build_id: id })).toEqual({ status: 200, body: { Success: { artifact_urls: [url] } } });
  expect((await fetch(net.url + url)).status).toBe(200);
  expect(await ask('/build/status', { build_id: 'ab'.repeat(32) })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  const gav = 'org.apache.maven.shared:file-management:3.1.0';
  const record = { package_type: 'Maven2', package_specific_id: gav, num_artifacts: 1, artifact_hash: sha256, source_hash: source, operation: 'AddArtifact' };
  const { body } = await ask('/inspect/maven', { gav });
  expect(body).toMatchObject([{ ...record, package_specific_artifact_id: url.slice('/maven2/'.length), node_id: majority.nodes.join(' ') }]);
  expect(Object.keys(body[0])).toHaveLength(13);
  expect(await ask('/inspect/maven', { gav: 'a:b:1' })).toEqual({ status: 200, body: [] });
  for (const wrong of [{}, { gav: 'a:b' }, { gav, output_params: { format: 'XML' } }])
    expect([wrong, (await ask('/inspect/maven', wrong)).status]).toEqual([wrong, 400]);
});

describe('what a machine makes up from the document', () => {
  const config = (values = ''): string => `
[checks.not_a_server_error]
expected-statuses = ["2xx", "4xx", 501, 503]
[checks.negative_data_rejection]
expected-statuses = ["4xx"]
${values}`;
  const TAIL = '/api/v1/log/tail';
  const checks = ['--checks', 'all', '--request-timeout', '20', '--continue-on-failure'];
  // The tail never ends, so only what it refuses can be waited for; the events of a decided build end.
  const common = ['--exclude-path', TAIL, ...checks];

  test('with values that are there, all answers are as declared', async () => {
    const { build_id: id, artifacts } = built.publication;
    const [proposal] = (await get('/api/v1/proposals')).items;
    const values = `
[parameters]
"path.sha256" = "${artifacts[0].sha256}"
"path.index" = "0"
"path.purl" = "${PURL}"
[[operations]]
include-path-regex = "/builds/"
parameters = { id = "${id}" }
[[operations]]
include-path-regex = "/proposals/"
parameters = { id = "${proposal.proposal_id}" }
`;
    const args = [...common, '--include-method', 'GET', '--mode', 'positive', '--phases', 'coverage,fuzzing', '--max-examples', '5'];
    const { code, output } = await tryOut({ url: `${net.url}/api/v1/openapi.json`, folder, config: config(values), args, timeoutMs: 110_000 });
    expect(code, output).toBe(0);
  }, 120_000);

  test('with anything at all, and with the token of a build node', async () => {
    const node = nodes[3] as PlannedNode;
    const token = (await readFile(keyFile(nodeHome(net.dataFolder, node), 'token'), 'utf8')).trim();
    // It takes the %2B of a purl for a + that is encoded, as other servers might; client/src/rest/schemas.test.ts tries what fits the pattern.
    const purls = `
[[operations]]
include-path-regex = "purl"
checks.positive_data_acceptance.expected-statuses = ["2xx", "4xx", 503]
`;
    const made = ['--header', `Authorization: Bearer ${token}`, '--phases', 'examples,coverage,fuzzing', '--max-examples', '5'];
    const { code, output } = await tryOut({
      url: `${restUrl(node)}/api/v1/openapi.json`,
      folder,
      config: config(purls),
      args: [...common, ...made],
      timeoutMs: 150_000,
    });
    expect(code, output).toBe(0);
  }, 160_000);

  test('the tail: all that it must refuse', async () => {
    const args = ['--include-path', TAIL, ...checks, '--mode', 'negative', '--phases', 'coverage,fuzzing', '--max-examples', '20'];
    const { code, output } = await tryOut({ url: `${net.url}/api/v1/openapi.json`, folder, config: config(), args, timeoutMs: 50_000 });
    expect(code, output).toBe(0);
    expect(output).toMatch(/Tested: +1/);
  }, 60_000);
});
