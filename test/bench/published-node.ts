/**
 * The program that users start, beside a chain whose operators the benchmark plays: it has followed and verified a log of
 * releases, and holds all their files.
 */
import { join } from 'node:path';
import { BlobStore } from '@pyrsia/client/p2p';
import { buildNodesOf, rpcUrl, until } from '@pyrsia/genesis';
import { type Artifact, describeArtifact, parseRecipeJson } from '@pyrsia/ledger';
import { ChainDriver } from '../network/chain-driver.ts';
import { OwnNode, type OwnNodeOptions } from '../network/own-node.ts';
import { quickRecipe, startTestNetwork, TEST_MAPPINGS, type TestNetwork } from '../network/test-network.ts';

/** As many builds as are open at once. */
const LANES = 100;
const PUBLISH_MS = 600_000;
const FOLLOW_MS = 120_000;
export const GROUP = 'org.apache.maven.shared';

export interface Release {
  readonly name: string;
  readonly version: string;
  /** By name; asked for more than once. */
  readonly files: Readonly<Record<string, () => AsyncIterable<Uint8Array>>>;
}

/** Of a file in a Maven repository. */
export const pathOf = ({ name, version }: Pick<Release, 'name' | 'version'>, file: string): string =>
  `${GROUP.replaceAll('.', '/')}/${name}/${version}/${file}`;

export class PublishedNode {
  readonly node: OwnNode;
  private readonly net: TestNetwork;

  private constructor(net: TestNetwork, node: OwnNode) {
    this.net = net;
    this.node = node;
  }

  /** Resolves when it serves the last release. */
  static async start(folder: string, releases: readonly Release[], rest: OwnNodeOptions['rest'] = {}): Promise<PublishedNode> {
    const home = join(folder, 'node');
    const artifacts = await fill(join(home, 'data/store'), releases);
    const params = { maxOpenBuilds: LANES, maxOpenBuildsPerAccount: LANES };
    const net = await startTestNetwork({ chainOnly: true, shape: { buildNodes: 4, sourceMappings: TEST_MAPPINGS, params } });
    try {
      await publish(await ChainDriver.of(net.network.plan, net.dataFolder), releases, artifacts);
      const { plan, regular } = net.network;
      const node = await OwnNode.start({ dataFolder: net.dataFolder, home, rpc: buildNodesOf(plan).map(rpcUrl), as: regular, rest });
      const published = new PublishedNode(net, node);
      await published.untilFollowed(releases).catch(async (error: unknown) => {
        await node.kill();
        throw error;
      });
      return published;
    } catch (error) {
      await net.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.node.kill();
    await this.net.stop();
  }

  private async untilFollowed(releases: readonly Release[]): Promise<void> {
    await until(async () => {
      for (const release of releases) {
        const path = `/maven2/${pathOf(release, Object.keys(release.files)[0] as string)}`;
        const { status } = await fetch(this.node.url + path, { method: 'HEAD' });
        if (status !== 200) throw new Error(`${path}: ${status}`);
      }
    }, FOLLOW_MS);
  }
}

async function fill(folder: string, releases: readonly Release[]): Promise<Artifact[][]> {
  const blobs = await BlobStore.open(folder);
  const artifacts: Artifact[][] = [];
  for (const { files } of releases) {
    const of: Artifact[] = [];
    for (const [name, pieces] of Object.entries(files).sort()) {
      const { artifact } = await describeArtifact(name, pieces());
      await blobs.put(artifact, pieces());
      of.push(artifact);
    }
    artifacts.push(of);
  }
  await blobs.close();
  return artifacts;
}

async function publish(driver: ChainDriver, releases: readonly Release[], artifacts: readonly Artifact[][]): Promise<void> {
  const signal = AbortSignal.timeout(PUBLISH_MS);
  const waiting = releases.entries();
  const lane = async (): Promise<void> => {
    // One iterator for all lanes.
    for (const [at, { name, version, files }] of waiting) {
      const outputs = Object.fromEntries(Object.keys(files).map((file) => [file, file]));
      const recipe = parseRecipeJson(JSON.stringify({ ...quickRecipe(), purl: `pkg:maven/${GROUP}/${name}@${version}`, outputs }));
      await driver.publishResult(recipe, { outcome: { kind: 'artifacts', value: { artifacts: artifacts[at] as Artifact[] } } }, signal);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
