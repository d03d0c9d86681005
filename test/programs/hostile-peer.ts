/**
 * A peer that means harm, as a process of its own: `hostile-peer.ts BEHAVIOUR BOOTSTRAP…`. It can be dialled, is in the DHT and
 * hears announcements as others do; what it does when it is asked for an artifact, BEHAVIOUR says (../hostile-behaviours.ts).
 * Commands on standard input, one JSON line each; answers the same way on standard output, { error } when it failed:
 *
 *   { "know": { size, seed } }    has the bytes of an artifact, to lie about, and says in the DHT that it holds it → {}
 *   { "requests": true }          how many came → { requests }
 *   { "flood": { address, artifact, peers } }  opens streams to a node without end, as so many peers, asks on each and never reads → {}
 *   { "flooded": true }           → { tried, open }
 *   { "publish": messages }       what it says on the topic of announcements, in hex → {}
 *   { "nobody": { artifact, count } }  so many records of the DHT that say that a peer holds it that is nowhere → {}
 *   { "providers": artifact }     who the DHT says holds it → { providers }
 */
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { type GossipSub, gossipsub, StrictSign } from '@libp2p/gossipsub';
import { identify } from '@libp2p/identify';
import { kadDHT, passthroughMapper } from '@libp2p/kad-dht';
import { ping } from '@libp2p/ping';
import { tcp } from '@libp2p/tcp';
import { tls } from '@libp2p/tls';
import { lpStream } from '@libp2p/utils';
import { multiaddr } from '@multiformats/multiaddr';
import { cidOf, muxer, topicOf } from '@pyrsia/client/p2p';
import { type Artifact, artifactCodec, BLOB_PROTOCOL, chunkCount, describeArtifact, encodeBlobRequest, parseHex, sha256, toHex } from '@pyrsia/ledger';
import { createLibp2p, type Libp2p } from 'libp2p';
import { type BehaviourName, behaviour, type Known } from '../hostile-behaviours.ts';
import { freePort } from '../line.ts';
import { bytesOf, type Seeded } from '../seeded-bytes.ts';

const CHAIN = 'bench';
const TOPIC = topicOf(CHAIN);
/** Of one connection at a time: more than a node takes. */
const STREAMS = 500;
const REQUESTS = 50;

const [name, ...bootstrap] = process.argv.slice(2) as [BehaviourName, ...string[]];
const known = new Map<string, Known>();
let requests = 0;

/** `announce`: where it says that it can be reached; `clientMode`: the DHT does not ask it. */
function peer(addresses: { listen?: string[]; announce?: string[] }, clientMode = false): Promise<Libp2p<{ gossip: GossipSub }>> {
  return createLibp2p({
    addresses,
    transports: [tcp()],
    connectionEncrypters: [tls()],
    streamMuxers: [muxer()],
    services: {
      identify: identify(),
      ping: ping(),
      dht: kadDHT({ protocol: `/pyrsia/${CHAIN}/kad/1.0.0`, clientMode, peerInfoMapper: passthroughMapper, initialQuerySelfInterval: 0 }),
      gossip: gossipsub({ globalSignaturePolicy: StrictSign, msgIdFn: ({ data }) => sha256(data), allowPublishToZeroTopicPeers: true }),
    },
  }) as Promise<Libp2p<{ gossip: GossipSub }>>;
}

const node = await peer({ listen: ['/ip4/127.0.0.1/tcp/0'] });
const onRequest = (): void => {
  requests += 1;
};
// Whoever is lied to may hang up: that is what this is for.
await node.handle(BLOB_PROTOCOL, (stream) => behaviour(name)(stream, { known, onRequest }).catch(() => undefined));
node.services.gossip.subscribe(TOPIC);
await Promise.all(bootstrap.map((address) => node.dial(multiaddr(address))));

async function know(what: Seeded): Promise<object> {
  const { artifact, chunks } = await describeArtifact('seed.bin', bytesOf(what));
  const pieces: Uint8Array[] = [];
  for await (const piece of bytesOf(what)) pieces.push(piece);
  known.set(toHex(artifact.sha256), { data: Buffer.concat(pieces), hashes: Buffer.concat(chunks) });
  if (bootstrap.length > 0) await node.contentRouting.provide(cidOf(artifact.sha256));
  return {};
}

let tried = 0;
let open = 0;
async function floodAsOne(address: string, artifact: Artifact): Promise<void> {
  const flooder = await peer({});
  const connection = await flooder.dial(multiaddr(address));
  const one = async (): Promise<void> => {
    while (connection.status === 'open') {
      tried += 1;
      const stream = await connection.newStream(BLOB_PROTOCOL, { maxOutboundStreams: STREAMS, signal: AbortSignal.timeout(10_000) });
      stream.pause();
      open += 1;
      stream.addEventListener('close', () => {
        open -= 1;
      });
      const frames = lpStream(stream);
      for (let id = 1; id <= REQUESTS; id += 1) await frames.write(encodeBlobRequest({ id, sha256: artifact.sha256, want: id % chunkCount(artifact.size) }));
    }
  };
  const again = (): Promise<void> => one().catch(() => (connection.status === 'open' ? again() : undefined));
  await Promise.all(Array.from({ length: STREAMS }, again));
}

function flood({ address, artifact, peers }: { address: string; artifact: string; peers: number }): object {
  const endless = async (): Promise<void> => {
    for (;;) await floodAsOne(address, decoded(artifact)).catch(() => undefined); // It was thrown out, and comes again.
  };
  for (let i = 0; i < peers; i += 1) void endless();
  return {};
}

/** A peer that tells the DHT of itself and is gone: half of them are where nobody listens, half where nobody answers. */
async function nobody({ artifact, count }: { artifact: string; count: number }): Promise<object> {
  const mute = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((resolve) => mute.once('listening', resolve));
  const ports = [await freePort(), (mute.address() as { port: number }).port];
  const tell = async (_: unknown, i: number): Promise<void> => {
    const one = await peer({ announce: [`/ip4/127.0.0.1/tcp/${ports[i % 2]}`] }, true);
    await Promise.all(bootstrap.map((address) => one.dial(multiaddr(address))));
    await one.contentRouting.provide(cidOf(decoded(artifact).sha256));
    await one.stop();
  };
  await Promise.all(Array.from({ length: count }, tell));
  return {};
}

async function providers(artifact: string): Promise<object> {
  const found: string[] = [];
  for await (const { id } of node.contentRouting.findProviders(cidOf(decoded(artifact).sha256), { signal: AbortSignal.timeout(5_000) })) found.push(String(id));
  return { providers: found };
}

const decoded = (artifact: string): Artifact => artifactCodec.decode(parseHex(artifact));

interface Command {
  readonly know?: Seeded;
  readonly flood?: { address: string; artifact: string; peers: number };
  readonly flooded?: true;
  readonly publish?: string[];
  readonly nobody?: { artifact: string; count: number };
  readonly providers?: string;
}

async function answerTo(command: Command): Promise<object> {
  if (command.know !== undefined) return know(command.know);
  if (command.flood !== undefined) return flood(command.flood);
  if (command.flooded !== undefined) return { tried, open };
  if (command.nobody !== undefined) return nobody(command.nobody);
  if (command.providers !== undefined) return providers(command.providers);
  if (command.publish === undefined) return { requests };
  for (const hex of command.publish) await node.services.gossip.publish(TOPIC, parseHex(hex));
  return {};
}

const say = (answer: object): unknown => process.stdout.write(`${JSON.stringify(answer)}\n`);
createInterface({ input: process.stdin }).on('line', async (line) => {
  say(await answerTo(JSON.parse(line)).catch((error: unknown) => ({ error: String(error) })));
});
say({ address: String(node.getMultiaddrs()[0]) });
process.stdin.on('end', () => process.exit(0));
