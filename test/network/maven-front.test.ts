/**
 * The Maven front with real clients: mvn 3.8 and 3.9, under each policy for what is not published. Under `request` a miss
 * becomes a publication: asked of a build node over libp2p, its source resolved by that build node's builder.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import { buildNodesOf, rpcUrl, until } from '@pyrsia/genesis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureMaven, MAVEN_39 } from '../maven-distribution.ts';
import { MavenClient } from './maven-client.ts';
import { OwnNode } from './own-node.ts';
import { RecordingProxy } from './recording-proxy.ts';
import { realRecipe, startTestNetwork, type TestNetwork } from './test-network.ts';

const NAME = 'file-management';
const LIB = `/maven2/org/apache/maven/shared/${NAME}`;
const POLICIES = ['strict', 'request', 'open'] as const;
type Policy = (typeof POLICIES)[number];

let net: TestNetwork;
let folder: string;
let mvn39: string;
/** What a build has besides: not of this network. */
let other: { readonly url: string; readonly asked: string[]; stop(): void };
const nodes = {} as Record<Policy, OwnNode>;
const proxies = {} as Record<Policy, RecordingProxy>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-maven-'));
  other = await startOther();
  [net, mvn39] = await Promise.all([startTestNetwork(), ensureMaven(MAVEN_39)]);
  const { plan, regular } = net.network;
  for (const policy of POLICIES) {
    const peerKeyFile = join(folder, `${policy}.key`);
    await writeFile(peerKeyFile, privateKeyToProtobuf(await generateKeyPair('Ed25519')));
    const bootstrap = buildNodesOf(plan).map((node) => `/ip4/127.0.0.1/tcp/${node.ports.libp2p}/p2p/${node.peerId}`);
    const rpc = buildNodesOf(plan).map(rpcUrl);
    nodes[policy] = await OwnNode.start({
      ...{ dataFolder: net.dataFolder, home: join(folder, policy), rpc, as: regular, bootstrap },
      ...{ peerKeyFile, mavenPolicy: policy },
    });
    proxies[policy] = await RecordingProxy.start(nodes[policy].url);
  }
  await net.build(recipeOf('3.1.0'));
  await until(async () => expect((await nodes.open.get(`${LIB}/3.1.0/${NAME}-3.1.0.pom`)).status).toBe(200), 30_000);
}, 240_000);

afterAll(async () => {
  for (const policy of POLICIES) {
    await proxies[policy]?.stop();
    await nodes[policy]?.kill();
  }
  other?.stop();
  await net?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function startOther(): Promise<typeof other> {
  const asked: string[] = [];
  const pom =
    '<project><modelVersion>4.0.0</modelVersion><groupId>org.other</groupId><artifactId>other</artifactId><version>1</version><packaging>pom</packaging></project>';
  const server = createServer((request, response) => {
    asked.push(String(request.url));
    const isPom = request.url?.endsWith('/other-1.pom') === true;
    response.writeHead(isPom ? 200 : 404).end(isPom ? pom : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    asked,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Made of the source's own pom in a moment: one that needs no parent, a jar, sources and a jar with classifier. */
function recipeOf(version: string): Record<string, unknown> {
  const head = '<modelVersion>4.0.0</modelVersion><groupId>org.apache.maven.shared</groupId>';
  // The version stands in the source: one recipe for each of them.
  const script = [
    'v=$(sed -n "s:.*<version>\\([0-9.]*\\)</version>.*:\\1:p" pom.xml | sed -n 2p)',
    `echo "<project>${head}<artifactId>${NAME}</artifactId><version>$v</version><packaging>pom</packaging></project>" > out.pom`,
    'cp pom.xml out.jar',
    'echo sources > out-sources.jar',
    'echo classified > out-extra.jar',
  ].join(' && ');
  const file = `${NAME}-${version}`;
  return {
    ...realRecipe(),
    toolchain: {},
    steps: [['/bin/sh', '-c', script]],
    outputs: { [`${file}.pom`]: 'out.pom', [`${file}.jar`]: 'out.jar', [`${file}-sources.jar`]: 'out-sources.jar', [`${file}-extra.jar`]: 'out-extra.jar' },
    mirrors: [],
  };
}

/** Asks the node first, then the other repository. */
const clientOf = (name: string, program: string, proxy: RecordingProxy): Promise<MavenClient> =>
  MavenClient.create(join(folder, name), program, { repositories: { pyrsia: `${proxy.url}/maven2` }, central: other.url });

describe.each([
  ['3.8', () => 'mvn'],
  ['3.9', () => mvn39],
])('mvn %s', (version, program) => {
  test('resolves what is published, and checks it', async () => {
    const proxy = proxies.strict;
    const before = proxy.noted.length;
    const client = await clientOf(`good-${version}`, program(), proxy);
    const { code, output } = await client.resolveParent(`org.apache.maven.shared:${NAME}:3.1.0`);
    expect([code, output.includes('checksum')]).toEqual([0, false]);
    expect((await client.read(`org/apache/maven/shared/${NAME}/3.1.0/${NAME}-3.1.0.pom`)).toString()).toContain('<packaging>pom</packaging>');
    // The newer takes checksums from the headers, and asks for no file of them.
    expect(proxy.since(before, '.sha1').length).toBe(version === '3.8' ? 1 : 0);
  });

  test.each([
    ['strict', /Not published by the build nodes \(policy strict\)/],
    ['request', /Not published; no build is requested: the registry has no source archive|being asked for, see http/],
  ] as const)('%s: shows the reason, and asks again the next time', async (policy, reason) => {
    const proxy = proxies[policy];
    const client = await clientOf(`${policy}-${version}`, program(), proxy);
    for (const _ of [1, 2]) {
      const before = proxy.noted.length;
      const { code, output } = await client.resolveParent(`org.apache.maven.shared:${NAME}:9.9.9`);
      expect(code).toBe(1);
      expect(output).toMatch(reason);
      expect(proxy.since(before)).toEqual([{ method: 'GET', path: `${LIB}/9.9.9/${NAME}-9.9.9.pom`, status: 403 }]);
    }
  });

  test('strict: as the mirror of all, nobody else is asked; beside others, Maven itself goes on to them', async () => {
    const proxy = proxies.strict;
    const alone = await MavenClient.create(join(folder, `alone-${version}`), program(), {
      ...{ repositories: { other: other.url }, central: other.url, mirrorOfAll: `${proxy.url}/maven2` },
    });
    const before = other.asked.length;
    const refused = await alone.resolveParent('org.other:other:1');
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('Not published by the build nodes (policy strict)')]);
    expect(other.asked.length).toBe(before);
    const beside = await clientOf(`beside-${version}`, program(), proxy);
    expect((await beside.resolveParent('org.other:other:1')).code).toBe(0);
    expect(proxy.noted.at(-1)).toMatchObject({ path: '/maven2/org/other/other/1/other-1.pom', status: 403 });
    expect(other.asked[before]).toBe('/org/other/other/1/other-1.pom');
  });

  test('open: the other repository is asked; 3.8 remembers the miss', async () => {
    const proxy = proxies.open;
    const client = await clientOf(`open-${version}`, program(), proxy);
    const before = proxy.noted.length;
    expect((await client.resolveParent('org.other:other:1')).code).toBe(0);
    expect(proxy.since(before).map(({ status }) => status)).toEqual([404]);
    const missing = await client.resolveParent('org.other:missing:1');
    expect([missing.code, missing.output]).toEqual([1, expect.stringContaining('org.other:missing:pom:1')]);
    const between = proxy.noted.length;
    expect((await client.resolveParent('org.other:missing:1')).code).toBe(1);
    // 3.9 asks again for the pom of a parent.
    expect(proxy.since(between).length).toBe(version === '3.8' ? 0 : 1);
  });
});

describe('over HTTP', () => {
  test('all files of a release of more than one', async () => {
    for (const [file, text] of [
      [`${NAME}-3.1.0-sources.jar`, 'sources\n'],
      [`${NAME}-3.1.0-extra.jar`, 'classified\n'],
    ] as const) {
      const answer = await fetch(`${nodes.strict.url}${LIB}/3.1.0/${file}`);
      expect([answer.status, await answer.text()]).toEqual([200, text]);
      const sum = await (await fetch(`${nodes.strict.url}${LIB}/3.1.0/${file}.sha512`)).text();
      expect(sum).toBe(createHash('sha512').update(text).digest('hex'));
    }
    expect((await nodes.strict.get(`${LIB}/3.1.0/${NAME}-3.1.0-javadoc.jar`)).status).toBe(403);
    expect((await nodes.open.get(`${LIB}/3.1.0/${NAME}-3.1.0-javadoc.jar`)).status).toBe(404);
  });

  test('request: a miss becomes a publication, by the recipe of the version before', async () => {
    const path = `${LIB}/3.0.0/${NAME}-3.0.0.pom`;
    const first = await nodes.request.get(path);
    expect(first).toMatchObject({ status: 403, body: { code: 'NOT_PUBLISHED', policy: 'request', build: { state: 'asking' } } });
    expect((await nodes.request.get(`/api/v1/requests/pkg:maven/org.apache.maven.shared/${NAME}@3.0.0`)).status).toBe(200);
    const buildId = await until(async () => {
      const { body } = await nodes.request.get(path);
      expect(body.build).toMatchObject({ state: 'requested' });
      return String(body.build.build_id);
    }, 30_000);
    expect((await net.decided(buildId))['phase']).toBe('published');
    await until(async () => expect((await nodes.request.get(path)).status).toBe(200), 30_000);
    expect((await nodes.request.get(path)).body).toContain('<version>3.0.0</version>');
    const metadata = (await nodes.request.get(`${LIB}/maven-metadata.xml`)).body as string;
    expect([...metadata.matchAll(/<version>(.*)<\/version>/g)].map(([, version]) => version)).toEqual(['3.0.0', '3.1.0']);
  }, 60_000);

  test.each([
    [`${LIB}/9.9.8/${NAME}-9.9.8.jar`, 'no_source'],
    ['/maven2/org/example/lib/1/lib-1.jar', 'no_mapping'],
  ])(
    'request: %s is asked for once, and the answer says why not: %s',
    async (path, reason) => {
      await until(async () => expect((await nodes.request.get(path)).body.build).toMatchObject({ state: 'declined', reason }), 30_000);
      expect((await nodes.request.get(path)).status).toBe(403);
    },
    40_000,
  );
});
