/** Announcements over real libp2p: nodes in a line, each with a verified log of its own; and a peer that makes things up. */
import { generateKeyPair } from '@libp2p/crypto/keys';
import { gossipsub, StrictSign } from '@libp2p/gossipsub';
import { identify } from '@libp2p/identify';
import { tcp } from '@libp2p/tcp';
import { tls } from '@libp2p/tls';
import { yamux } from '@libp2p/yamux';
import { type Digest, sha256, u64be } from '@pyrsia/ledger';
import { createLibp2p } from 'libp2p';
import { afterEach, expect, test } from 'vitest';
import { Announcements, encodeAnnouncement, parseAnnouncement } from './announcements.ts';
import { gossipOptions, topicOf } from './gossip-options.ts';

const CHAIN = 'test-chain';
const leafOf = (index: bigint): Digest => sha256(u64be(index));

const stops: Array<() => Promise<void>> = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** A verified log that grows to `provable` when it is asked to catch up. */
class Log {
  size: bigint;
  provable: bigint;
  catchUps = 0;
  constructor(size: bigint) {
    this.size = size;
    this.provable = size;
  }
  leafHash(index: bigint): Digest | undefined {
    return index < this.size ? leafOf(index) : undefined;
  }
  async catchUp(): Promise<void> {
    this.catchUps += 1;
    this.size = this.provable;
  }
}

async function start(log: Log) {
  const node = await createLibp2p({
    privateKey: await generateKeyPair('Ed25519'),
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [tls()],
    streamMuxers: [yamux()],
    connectionManager: { inboundConnectionThreshold: 100 },
    services: { identify: identify(), gossip: gossipsub(gossipOptions(topicOf(CHAIN), () => false)) },
  });
  stops.push(async () => node.stop());
  const announcements = new Announcements(node.services.gossip, CHAIN, log);
  const heard: bigint[] = [];
  node.services.gossip.addEventListener('message', ({ detail }) => heard.push(parseAnnouncement(detail.data)?.index ?? -1n));
  return { node, announcements, heard, log };
}
type Node = Awaited<ReturnType<typeof start>>;

async function connect(from: Pick<Node, 'node'>, to: Pick<Node, 'node'>): Promise<void> {
  await from.node.dial(to.node.getMultiaddrs());
}
const hasPeers = (node: Pick<Node, 'node'>, count: number) =>
  expect.poll(() => node.node.services.gossip.getSubscribers(topicOf(CHAIN)).length, { timeout: 10_000 }).toBe(count);

async function line(logs: readonly Log[]): Promise<Node[]> {
  const nodes = await Promise.all(logs.map(start));
  for (let i = 1; i < nodes.length; i += 1) await connect(nodes[i] as Node, nodes[i - 1] as Node);
  for (const [i, node] of nodes.entries()) await hasPeers(node, i === 0 || i === nodes.length - 1 ? 1 : 2);
  return nodes;
}

/** A peer with no rules of its own: what it publishes is what the test says. */
async function liar() {
  const node = await createLibp2p({
    privateKey: await generateKeyPair('Ed25519'),
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [tls()],
    streamMuxers: [yamux()],
    services: {
      identify: identify(),
      gossip: gossipsub({ globalSignaturePolicy: StrictSign, msgIdFn: ({ data }) => sha256(data), allowPublishToZeroTopicPeers: true }),
    },
  });
  stops.push(async () => node.stop());
  node.services.gossip.subscribe(topicOf(CHAIN));
  return { node, say: (data: Uint8Array) => node.services.gossip.publish(topicOf(CHAIN), data) };
}

test('what a build node announces reaches all, also those that are a step behind: they catch up first', async () => {
  const [first, second, third] = (await line([new Log(8n), new Log(8n), new Log(7n)])) as [Node, Node, Node];
  third.log.provable = 8n;
  await first.announcements.publish({ index: 7n, leafHash: leafOf(7n) });
  await expect.poll(() => second.heard, { timeout: 10_000 }).toEqual([7n]);
  await expect.poll(() => third.heard, { timeout: 10_000 }).toEqual([7n]);
  expect(third.log.size).toBe(8n);
});

test('what several announce travels once', async () => {
  const [first, second, third] = (await line([new Log(8n), new Log(8n), new Log(8n)])) as [Node, Node, Node];
  for (const node of [first, second]) await node.announcements.publish({ index: 7n, leafHash: leafOf(7n) });
  await expect.poll(() => third.heard, { timeout: 10_000 }).toEqual([7n]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(third.heard).toEqual([7n]);
});

test.each([
  ['another hash than the log has', encodeAnnouncement({ index: 3n, leafHash: sha256() })],
  ['bytes that are none', new Uint8Array(39)],
])('%s: nobody else hears it, and whoever said it is not listened to any more', async (_, data) => {
  const [first, second] = (await line([new Log(8n), new Log(8n)])) as [Node, Node];
  const bad = await liar();
  await connect(bad, first);
  await expect.poll(() => bad.node.services.gossip.getSubscribers(topicOf(CHAIN)).length, { timeout: 10_000 }).toBe(1);
  await hasPeers(first, 2);
  await bad.say(data);
  const id = bad.node.peerId.toString();
  const score = (): number => (first.node.services.gossip as unknown as { score: { score(id: string): number } }).score.score(id);
  await expect.poll(score, { timeout: 10_000 }).toBeLessThan(-35);
  // True now, and too late: it comes from somebody who lied.
  await bad.say(encodeAnnouncement({ index: 5n, leafHash: leafOf(5n) }));
  await first.announcements.publish({ index: 6n, leafHash: leafOf(6n) });
  await expect.poll(() => second.heard, { timeout: 10_000 }).toEqual([6n]);
  expect(first.heard.filter((index) => index !== 6n)).toEqual([]);
});

test('an entry that the log does not have in time is passed over, and held against nobody', async () => {
  const log = new Log(8n);
  const node = await start(log);
  const other = await liar();
  await connect(other, node);
  await hasPeers(node, 1);
  await expect.poll(() => other.node.services.gossip.getSubscribers(topicOf(CHAIN)).length, { timeout: 10_000 }).toBe(1);
  await other.say(encodeAnnouncement({ index: 9n, leafHash: leafOf(9n) }));
  await other.say(encodeAnnouncement({ index: 1_000_000n, leafHash: leafOf(9n) }));
  await expect.poll(() => log.catchUps, { timeout: 10_000 }).toBe(2);
  await other.say(encodeAnnouncement({ index: 7n, leafHash: leafOf(7n) }));
  await expect.poll(() => node.heard, { timeout: 10_000 }).toEqual([7n]);
});

test('the bytes of an announcement', () => {
  const announcement = { index: 258n, leafHash: sha256() };
  const bytes = encodeAnnouncement(announcement);
  expect(bytes).toHaveLength(40);
  expect([...bytes.slice(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 1, 2]);
  expect(parseAnnouncement(bytes)).toEqual(announcement);
  for (const length of [0, 39, 41, 4_096]) expect(parseAnnouncement(new Uint8Array(length))).toBeUndefined();
});
