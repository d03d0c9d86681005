/**
 * A network with one published version, and regular nodes beside it, one for each policy for what is not published: for tests
 * of the Maven front with real clients.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import { buildNodesOf, rpcUrl, until } from '@pyrsia/genesis';
import { expect } from 'vitest';
import { OwnNode } from './own-node.ts';
import { RecordingProxy } from './recording-proxy.ts';
import { realRecipe, startTestNetwork, type TestNetwork } from './test-network.ts';

export const NAME = 'file-management';
export const LIB = `/maven2/org/apache/maven/shared/${NAME}`;
export const POLICIES = ['strict', 'request', 'open'] as const;
export type Policy = (typeof POLICIES)[number];

/** What a build has besides: not of this network. */
interface Other {
  readonly url: string;
  readonly asked: string[];
  stop(): void;
}

export class MavenNetwork {
  readonly net: TestNetwork;
  readonly folder: string;
  readonly other: Other;
  readonly nodes = {} as Record<Policy, OwnNode>;
  readonly proxies = {} as Record<Policy, RecordingProxy>;

  private constructor(net: TestNetwork, folder: string, other: Other) {
    this.net = net;
    this.folder = folder;
    this.other = other;
  }

  /** `file-management` 3.1.0 is published, and every node knows. */
  static async start(): Promise<MavenNetwork> {
    const folder = await mkdtemp(join(tmpdir(), 'pyrsia-maven-'));
    const all = new MavenNetwork(await startTestNetwork(), folder, await startOther());
    await Promise.all([all.net.build(recipeOf('3.1.0')), ...POLICIES.map((policy) => all.startNode(policy))]);
    for (const node of Object.values(all.nodes)) {
      await until(async () => expect((await node.get(`${LIB}/3.1.0/${NAME}-3.1.0.pom`)).status).toBe(200), 60_000);
    }
    return all;
  }

  private async startNode(policy: Policy): Promise<void> {
    const { plan, regular } = this.net.network;
    const peerKeyFile = join(this.folder, `${policy}.key`);
    await writeFile(peerKeyFile, privateKeyToProtobuf(await generateKeyPair('Ed25519')));
    const bootstrap = buildNodesOf(plan).map((node) => `/ip4/127.0.0.1/tcp/${node.ports.libp2p}/p2p/${node.peerId}`);
    const rpc = buildNodesOf(plan).map(rpcUrl);
    this.nodes[policy] = await OwnNode.start({
      ...{ dataFolder: this.net.dataFolder, home: join(this.folder, policy), rpc, as: regular, bootstrap },
      ...{ peerKeyFile, mavenPolicy: policy },
    });
    this.proxies[policy] = await RecordingProxy.start(this.nodes[policy].url);
  }

  async stop(): Promise<void> {
    for (const policy of POLICIES) {
      await this.proxies[policy]?.stop();
      await this.nodes[policy]?.kill();
    }
    this.other.stop();
    await this.net.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function startOther(): Promise<Other> {
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
