/** Networks of build nodes in memory: who holds what after rounds of all nodes, also after losses. */
import { type Artifact, type BuildNode, type Digest, type NodeId, sha256, toHex, utf8 } from '@pyrsia/ledger';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClientError } from '../errors.ts';
import { Keeper, type Published } from './keeper.ts';

const artifactOf = (name: string): Artifact => ({ name, size: 1n, sha256: sha256(utf8(name)), chunkRoot: sha256() });

/** Build nodes, what each holds, and which are up. */
class Network {
  readonly nodes: BuildNode[];
  readonly held: Array<Set<string>>;
  readonly up: boolean[];
  readonly published: Published[] = [];
  readonly electorates = new Map<string, number[]>();
  readonly missing: string[] = [];
  fetches = 0;

  constructor(count: number) {
    this.nodes = Array.from({ length: count }, (_, i) => ({ nodeId: sha256(utf8(`node ${i}`)).slice(0, 32) as NodeId, peerId: `peer${i}` }) as BuildNode);
    this.held = this.nodes.map(() => new Set());
    this.up = this.nodes.map(() => true);
  }

  publish(name: string, matched: readonly number[], electorate: readonly number[] = this.nodes.map((_, i) => i)): Artifact {
    const artifact = artifactOf(name);
    const buildId = sha256(utf8(`build of ${name}`));
    this.electorates.set(toHex(buildId), [...electorate]);
    for (const i of matched) this.held[i]?.add(toHex(artifact.sha256));
    this.published.push({ artifacts: [artifact], buildId, matchedNodes: matched.map((i) => (this.nodes[i] as BuildNode).nodeId) });
    return artifact;
  }

  isHeldBy(i: number, digest: Digest): boolean {
    return this.held[i]?.has(toHex(digest)) === true;
  }
  holders({ sha256: digest }: Artifact): number[] {
    return this.nodes.flatMap((_, i) => (this.up[i] === true && this.isHeldBy(i, digest) ? [i] : []));
  }

  /** A round of each node that is up, one after the other. */
  async rounds(replicas = 3): Promise<void> {
    for (const [i, node] of this.nodes.entries()) {
      if (this.up[i] !== true) continue;
      const keeper = new Keeper({
        nodeId: node.nodeId,
        replicas,
        published: () => this.published,
        buildNodes: () => this.nodes,
        isHeld: async (digest) => this.isHeldBy(i, digest),
        reachable: async (peerIds) => peerIds.filter((peer) => this.nodes.some((known, at) => known.peerId === peer && this.up[at] === true)),
        whoHolds: async (artifact, peerIds) => {
          const answer = (at: number): Array<[string, boolean]> => {
            const peer = this.nodes[at]?.peerId as string;
            return this.up[at] === true && peerIds.includes(peer) ? [[peer, this.isHeldBy(at, artifact.sha256)]] : [];
          };
          return new Map(this.nodes.flatMap((_, at) => answer(at)));
        },
        tookPart: async (buildId) => this.electorates.get(toHex(buildId))?.includes(i) === true,
        fetch: async (artifact) => {
          if (this.holders(artifact).length === 0) throw new ClientError('ARTIFACT_UNAVAILABLE');
          this.fetches += 1;
          this.held[i]?.add(toHex(artifact.sha256));
        },
        onMissing: (artifact) => this.missing.push(artifact.name),
        onFetched: () => undefined,
      });
      await keeper.round(new AbortController().signal);
    }
  }
}

test('a node that took part and built something else fetches what the majority built', async () => {
  const network = new Network(4);
  const artifact = network.publish('a', [0, 1, 2]);
  await network.rounds();
  expect(network.holders(artifact)).toEqual([0, 1, 2, 3]);
  expect(network.fetches).toBe(1);
});

test('what a node of the majority lost, it fetches again', async () => {
  const network = new Network(4);
  const artifact = network.publish('a', [0, 1, 2]);
  network.held[1]?.clear();
  await network.rounds();
  expect(network.holders(artifact)).toContain(1);
});

test('what nobody has any more is told, and had as soon as somebody is there again', async () => {
  const network = new Network(4);
  const artifact = network.publish('a', [0, 1, 2]);
  for (const i of [1, 2]) network.held[i]?.clear();
  network.up[0] = false;
  await network.rounds();
  expect(network.missing).toEqual(['a', 'a', 'a']);
  network.up[0] = true;
  await network.rounds();
  expect(network.holders(artifact)).toEqual([0, 1, 2, 3]);
});

test('a node that joined later fetches only what too few hold, and no more nodes than needed do', async () => {
  const network = new Network(10);
  const early = [0, 1, 2, 3];
  const enough = network.publish('enough', [0, 1, 2], early);
  await network.rounds();
  expect(network.holders(enough)).toEqual(early);
  for (const i of [0, 1]) network.up[i] = false;
  for (const i of [2]) network.held[i]?.clear();
  network.up[2] = false;
  await network.rounds();
  // One holder was left: two of the six others fetched it.
  expect(network.holders(enough)).toHaveLength(3);
});

test('after any losses, one round makes of each artifact that is left as many copies as there should be', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 4, max: 9 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 6 }),
      async (count, replicas, losses) => {
        const network = new Network(count);
        const artifact = network.publish('a', [0, 1, 2], [0, 1, 2, 3]);
        for (const [which, isDown] of losses) {
          if (isDown) network.up[which % count] = false;
          else network.held[which % count]?.clear();
        }
        const left = network.holders(artifact).length;
        await network.rounds(replicas);
        const up = network.up.filter(Boolean).length;
        const now = network.holders(artifact).length;
        if (left === 0) expect(now).toBe(0);
        else expect(now).toBeGreaterThanOrEqual(Math.min(replicas, up));
        const before = network.fetches;
        await network.rounds(replicas);
        expect(network.fetches, 'a second round finds all in place').toBe(before);
      },
    ),
  );
});
