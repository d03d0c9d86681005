/**
 * A network of real processes publishes a real library, built by a real mvn in real sandboxes; its users are a
 * real mvn, the command line and plain HTTP. Then its processes are killed, and nothing is lost.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseBundle, verifyFileBundle } from '@pyrsia/client/proof';
import { buildNodesOf, checkWithMaven, latestHeight, networkFilePath, rpcUrl, until } from '@pyrsia/genesis';
import { parseNetworkFile, sha256 } from '@pyrsia/ledger';
import { describe, expect, test } from 'vitest';
import { childrenOf, quickRecipe, realRecipe, type TestNetwork } from './test-network.ts';
import { useTestNetwork } from './use-network.ts';

const PURL = 'pkg:maven/org.apache.maven.shared/file-management@3.1.0';
const PATH = '/maven2/org/apache/maven/shared/file-management';
/** Those of Maven Central. */
const JAR_SHA256 = '2e8cb2d546a01c2259cb17f1e06732db3d14b079d19622bf8400c82cb1ee6b96';
const POM_SHA256 = '5e93a63b3042023e558dcbeb19914ce82e6a6fbccdbd68797f80b135121a8bde';

let net: TestNetwork;
let folder: string;
useTestNetwork((network, made) => {
  net = network;
  folder = made;
});

// biome-ignore lint/suspicious/noExplicitAny: JSON of the API under test.
type Any = any;

test('before anything is published, everything is proven absent, and no file is served', async () => {
  const answer = await net.get(`/api/v1/publications/${PURL}`);
  expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_PUBLISHED' } });
  for (const [path, status] of [
    [`${PATH}/3.1.0/file-management-3.1.0.jar`, 403],
    [`${PATH}/maven-metadata.xml`, 404],
  ] as const)
    expect((await fetch(net.url + path)).status).toBe(status);
}, 60_000);

test('the real library is built by four nodes and published, identical to upstream', async () => {
  const build: Any = await net.build(realRecipe());
  expect(build.phase).toBe('published');
  expect(build.electorate).toHaveLength(4);
  const publication: Any = (await net.get(`/api/v1/publications/${PURL}`)).body;
  expect(publication.majority).toMatchObject({ electorate: 4 });
  expect(publication.majority.matched).toBeGreaterThanOrEqual(3);
  expect(publication.artifacts.map((artifact: Any) => artifact.sha256)).toEqual([JAR_SHA256, POM_SHA256]);
  expect(publication.log_index).toBe('0');
  expect(build.reveals.map((reveal: Any) => reveal.upstream)).toContain('identical');
  await until(async () => expect(((await net.get(`/api/v1/builds/${build.build_id}`)).body as Any).reveals).toHaveLength(4), 30_000);
}, 300_000);

describe('the Maven front', () => {
  const file = (name: string) => fetch(`${net.url}${PATH}/3.1.0/${name}`);
  test('jar, pom, checksums, metadata, HEAD, not modified', async () => {
    const jar = await file('file-management-3.1.0.jar');
    expect(jar.status).toBe(200);
    expect(jar.headers.get('x-pyrsia-verdict')).toMatch(/^published [34]\/4$/);
    expect((await jar.arrayBuffer()).byteLength).toBe(36_328);
    expect(await (await file('file-management-3.1.0.jar.sha256')).text()).toBe(JAR_SHA256);
    expect(await (await file('file-management-3.1.0.pom.sha1')).text()).toMatch(/^[0-9a-f]{40}$/);
    expect(await (await file('file-management-3.1.0.pom')).text()).toContain('<artifactId>file-management</artifactId>');
    const metadata = await fetch(`${net.url}${PATH}/maven-metadata.xml`);
    expect(await metadata.text()).toContain('<version>3.1.0</version>');
    const head = await fetch(`${net.url}${PATH}/3.1.0/file-management-3.1.0.jar`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '36328']);
    const again = await fetch(`${net.url}${PATH}/3.1.0/file-management-3.1.0.jar`, { headers: { 'if-none-match': String(jar.headers.get('etag')) } });
    expect(again.status).toBe(304);
  });
  test.each([
    [`${PATH}/3.1.0/file-management-3.1.0-sources.jar`, 403],
    [`${PATH}/3.1.1/file-management-3.1.1.jar`, 403],
    [`${PATH}/3.1.0/..%2f..%2fx`, 403],
    [`${PATH}/3.1.0/%2e%2e/secret`, 403],
    ['/maven2/x', 403],
    ['/nowhere', 404],
  ])('%s is %i with a reason', async (path, status) => {
    const response = await fetch(net.url + path);
    expect(response.status).toBe(status);
    expect(((await response.json()) as Any).code).toMatch(/^(NOT_FOUND|NOT_PUBLISHED)$/);
  });
  test('a real mvn with an empty local repository resolves the jar from the node', async () => {
    expect((await checkWithMaven(net.url, PURL, JAR_SHA256)).sha256).toBe(JAR_SHA256);
  }, 120_000);
});

describe('calls that change something', () => {
  test.each([
    ['/build/maven', 'POST'],
    [`/api/v1/blobs/${JAR_SHA256}`, 'PUT'],
  ])('%s needs the token', async (path, method) => {
    expect((await fetch(net.url + path, { method, body: '{}' })).status).toBe(401);
  });
});

describe('the command line', () => {
  test('status, inspect-log, build of what is published', async () => {
    expect(JSON.parse((await net.cli('--json', 'status')).stdout)).toMatchObject({ chain_id: net.network.plan.chainId });
    expect((await net.cli('status')).stdout).toContain('height');
    const entries = JSON.parse((await net.cli('--json', 'inspect-log', 'maven', '--gav', 'org.apache.maven.shared:file-management:3.1.0')).stdout);
    expect(entries).toMatchObject([{ operation: 'publication', log_index: '0', electorate: 4 }]);
    const gav = [
      '--gav',
      'org.apache.maven.shared:file-management:3.1.0',
      '--source',
      `source-release@sha256:${'34f48b425e82581a192672e1335d937e6c27a76b53f40e07ae4f0f05e0cb2701'}`,
    ];
    const refused = await net.cli('build', 'maven', ...gav, '--wait');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('ALREADY_PUBLISHED');
    expect((await net.cli('build', 'maven', '--gav', 'x')).code).toBe(2);
    expect((await net.cli('inspect-log', 'maven', '--gav', 'org.apache.maven.shared:nothing:1')).stdout).toContain('no entry');
  }, 60_000);

  test('storage and share: what is held, and what is given to others, without a restart', async () => {
    await fetch(`${net.url}${PATH}/3.1.0/file-management-3.1.0.jar`).then((answer) => answer.arrayBuffer());
    const held = JSON.parse((await net.cli('--json', 'storage')).stdout);
    expect(held).toMatchObject({ share: 'on', upload_bytes_per_second: null });
    expect(held.artifacts).toBeGreaterThan(0);
    expect((await net.cli('share', 'off')).stdout).toMatch(/^share {8}off\necosystems {3}all\nupload {7}no limit\n/);
    expect((await net.cli('storage')).stdout).toMatch(/^share {8}off\n[\s\S]*\nartifacts {4}\d+, \d+ bytes\n/);
    expect((await net.cli('share', 'on', '--upload', '1000000')).stdout).toMatch(/^share {8}on\n[\s\S]*upload {7}at most 1000000 bytes\/s\n/);
    expect((await net.cli('share', '--ecosystems', 'maven,oci', '--disk', '5000000')).stdout).toMatch(
      /^share {8}on\necosystems {3}maven, oci\n[\s\S]*at most 5000000 bytes\n/,
    );
    for (const [code, ...wrong] of [
      [1, 'perhaps'],
      [1, 'on', '--upload', '5'],
      [2, 'on', '--upload', 'fast'],
      [1, '--ecosystems', 'cobol'],
      [1, '--disk', '0'],
    ] as Array<[number, ...string[]]>)
      expect((await net.cli('share', ...wrong)).code).toBe(code);
    expect((await net.cli('--token-file', '/dev/null', 'share', 'off')).code).toBe(1);
    expect((await net.cli('share', 'on', '--upload', 'none', '--ecosystems', 'all', '--disk', 'none')).stdout).toContain('disk         no limit\n');
    const peers = JSON.parse((await net.cli('--json', 'peers')).stdout);
    expect(peers.find((peer: Any) => peer.build_node === 'build-node-1')).toMatchObject({
      direction: expect.any(String),
      encryption: '/tls/1.0.0',
      relayed: false,
    });
    expect((await net.cli('peers')).stdout).toContain('build node build-node-1');
  }, 30_000);

  test('verify: proven, disproven, cannot tell; offline with a bundle; any changed byte fails', async () => {
    const jar = new Uint8Array(await (await fetch(`${net.url}${PATH}/3.1.0/file-management-3.1.0.jar`)).arrayBuffer());
    const good = join(folder, 'good.jar');
    const bad = join(folder, 'bad.jar');
    const bundle = join(folder, 'bundle.json');
    await writeFile(good, jar);
    await writeFile(
      bad,
      jar.map((byte, i) => (i === 100 ? byte ^ 1 : byte)),
    );
    const proof = ((await net.get(`/api/v1/publications/${PURL}`)).body as Any).proof;
    await writeFile(bundle, JSON.stringify(proof));
    const online = await net.cli('verify', good);
    expect([online.code, online.stdout.startsWith('PROVEN')]).toEqual([0, true]);
    expect((await net.cli('--node', 'http://127.0.0.1:9', 'verify', good, '--bundle', bundle)).code).toBe(0);
    expect((await net.cli('verify', bad, '--bundle', bundle)).code).toBe(1);
    expect((await net.cli('verify', bad)).code).toBe(2);
    const header = proof.light_blocks.at(-1).signed_header.header;
    const changes: Array<[string, (copy: Any) => void]> = [
      ['app hash', (copy) => Object.assign(copy.light_blocks.at(-1).signed_header.header, { app_hash: header.app_hash.replace(/^../, 'FF') })],
      ['state value', (copy) => Object.assign(copy.state, { value: flipBase64(copy.state.value) })],
      ['state proof', (copy) => Object.assign(copy.state, { proof: flipBase64(copy.state.proof) })],
      ['entry', (copy) => Object.assign(copy.entry, { bytes: flipBase64(copy.entry.bytes) })],
      ['entry index', (copy) => Object.assign(copy.entry, { index: '1' })],
      ['signatures', (copy) => Object.assign(copy.light_blocks.at(-1).signed_header.commit, { signatures: [] })],
    ];
    for (const [name, change] of changes) {
      const copy = structuredClone(proof);
      change(copy);
      await writeFile(bundle, JSON.stringify(copy));
      expect((await net.cli('verify', good, '--bundle', bundle)).code, name).toBe(1);
    }
    await writeFile(bundle, JSON.stringify({ ...proof, light_blocks: proof.light_blocks.slice(1) }));
    expect((await net.cli('verify', good, '--bundle', bundle)).code).toBe(2);
    const network = parseNetworkFile(await readFile(networkFilePath(net.dataFolder), 'utf8'));
    const verdictOf = (text: string): string => {
      try {
        return verifyFileBundle(parseBundle(JSON.parse(text)), network, sha256(jar), BigInt(Date.now()) * 1_000_000n).verdict;
      } catch (error) {
        return error instanceof Error ? error.name : 'unknown';
      }
    };
    const text = JSON.stringify(proof);
    expect(verdictOf(text)).toBe('proven');
    for (let at = 0; at < text.length; at += 2) {
      const flipped = String.fromCharCode(text.charCodeAt(at) ^ 1);
      expect(verdictOf(text.slice(0, at) + flipped + text.slice(at + 1)), `byte ${at}: ${text.slice(at - 20, at + 20)}`).not.toBe('proven');
    }
  }, 240_000);

  test('prove: published, absent and the build nodes, online and from a bundle; a bundle about something else proves nothing', async () => {
    const out = join(folder, 'absent.json');
    const absent = 'pkg:maven/org.apache.maven.shared/file-management@9.9.9';
    const published = await net.cli('prove', PURL);
    expect(published.stdout).toMatch(/^PROVEN: .*file-management@3.1.0 is published\n/);
    const missing = await net.cli('prove', absent, '--out', out);
    expect([missing.code, missing.stdout.split('\n')[0]]).toEqual([0, `PROVEN: ${absent} is not published`]);
    expect((await net.cli('--node', 'http://127.0.0.1:9', 'prove', absent, '--bundle', out)).code).toBe(0);
    const other = await net.cli('prove', PURL, '--bundle', out);
    expect([other.code, other.stdout]).toEqual([1, `DISPROVEN: the bundle is about ${absent}\n`]);
    const nodes = JSON.parse((await net.cli('--json', 'prove', 'nodes')).stdout);
    expect(nodes.claim.statement.nodeIds).toHaveLength(4);
    expect((await net.cli('prove', 'no purl')).code).toBe(2);
  }, 60_000);
  const flipBase64 = (text: string): string => {
    const bytes = Buffer.from(text, 'base64');
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] as number) ^ 1;
    return bytes.toString('base64');
  };

  test('a node that is not there', async () => {
    const { code, stderr } = await net.cli('--node', 'http://127.0.0.1:9', '--json', 'status');
    expect(code).toBe(3);
    expect(JSON.parse(stderr).code).toBe('NODE_UNREACHABLE');
  });
});

test('processes of every kind are killed in the middle of a build: it is published all the same, and all nodes agree', async () => {
  const recipe = { ...quickRecipe('sleep 4; cp pom.xml file-management-3.1.0.jar'), purl: 'pkg:maven/org.apache.maven.shared/file-management@3.1.0-test' };
  const id = await net.request(recipe);
  const nodes = buildNodesOf(net.network.plan);
  const pidOf = (i: number, part: string): number => net.network.processes.pid(`${(nodes[i] as Any).name}/${part}`) as number;
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  process.kill(pidOf(0, 'builder'), 'SIGKILL');
  process.kill(pidOf(1, 'abci'), 'SIGKILL');
  for (const pid of await childrenOf(pidOf(2, 'abci'))) process.kill(pid, 'SIGKILL');
  process.kill(pidOf(3, 'node'), 'SIGKILL');
  const build: Any = await net.decided(id);
  expect(build.phase).toBe('published');
  expect(new Set(build.committed).size).toBe(build.committed.length);
  const height = await until(async () => {
    const heights = await Promise.all(nodes.map((node) => latestHeight(rpcUrl(node))));
    const lowest = heights.reduce((a, b) => (a < b ? a : b));
    expect(lowest).toBeGreaterThan(BigInt(build.decided_at_height) + 1n);
    return lowest;
  }, 60_000);
  const appHashes = await Promise.all(
    nodes.map(async (node) => ((await (await fetch(`${rpcUrl(node)}/commit?height=${height}`)).json()) as Any).result.signed_header.header.app_hash),
  );
  expect(new Set(appHashes).size).toBe(1);
}, 300_000);

test('a restart continues the same network', async () => {
  const { chainId } = net.network.plan;
  await net.restart();
  expect(net.network.plan.chainId).toBe(chainId);
  expect(net.network.isNew).toBe(false);
  await until(async () => expect((await net.get(`/api/v1/publications/${PURL}`)).status).toBe(200), 30_000);
  expect((await fetch(`${net.url}${PATH}/3.1.0/file-management-3.1.0.jar`)).status).toBe(200);
}, 180_000);
