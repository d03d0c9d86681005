/**
 * One peer as a process of its own: `peer.ts FOLDER OPTIONS`, OPTIONS as JSON { bootstrap, uploadBytesPerSecond, listen, reach }.
 * Commands on standard input, one JSON line each; answers the same way on standard output, { error } when it failed:
 *
 *   { "seed": { size, seed } }    holds that many bytes, made from the seed → { artifact }
 *   { "lie": { size, seed } }     says that it holds them, and half of its chunks are wrong → { artifact }
 *   { "small": { count, bytes } } holds so many artifacts of that size → { artifacts }
 *   { "fetchAll": artifacts, "parallel": n }  fetches them, n at a time → { ms, p50Ms, rssMb }
 *   { "askAll": artifacts, "window": n }  asks the first bootstrap node for artifacts of one chunk, n requests ahead on one
 *                                 stream, and checks them; nothing is stored → { ms }
 *   { "fetch": artifact }         fetches it from peers → { ms, rssMb, receivedBytes }
 *   { "check": { address, artifact } }  whether the node at that address gives the artifact → { chunks }
 *   { "offer": true }             tells the DHT of all that is in the store → { offered }
 *   { "hear": { entries } }       hears announcements, with a log of so many entries; { "announce": index } makes one
 *   { "heard": true }             entries that the log was asked for since → { asked }
 *   { "connections": true }       who it is connected to → { connections, addresses }
 */
import { createHash } from 'node:crypto';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import { multiaddr } from '@multiformats/multiaddr';
import { type Announcements, BlobStore, PeerNetwork, PeerSession, SHARE_ALL, Sharing, startHost, type VerifiedLog } from '@pyrsia/client/p2p';
import {
  type Artifact,
  artifactCodec,
  BLOB_PROTOCOL,
  CHUNK_BYTES,
  chunkCount,
  type Digest,
  describeArtifact,
  equalBytes,
  parseHex,
  sha256,
  toHex,
  u64be,
} from '@pyrsia/ledger';
import { hashLeaf } from '@pyrsia/ledger/merkle';
import pino from 'pino';
import { bytesOf, type Seeded } from '../seeded-bytes.ts';

const [folder, json] = process.argv.slice(2) as [string, string];
const {
  bootstrap = [],
  uploadBytesPerSecond,
  listen = ['/ip4/127.0.0.1/tcp/0'],
  reach = {},
} = JSON.parse(json) as { bootstrap?: string[]; uploadBytesPerSecond?: number; listen?: string[]; reach?: object };
await mkdir(folder, { recursive: true });
const keyFile = join(folder, 'peer.key');
// The same peer again, if it was here before.
await writeFile(keyFile, privateKeyToProtobuf(await generateKeyPair('Ed25519')), { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EEXIST') throw error;
});
const store = await BlobStore.open(join(folder, 'store'));
const network = await PeerNetwork.start({
  keyFile,
  listen,
  reach,
  bootstrap,
  chainId: 'bench',
  store,
  sharing: await Sharing.open(join(folder, 'share.json'), { ...SHARE_ALL, uploadBytesPerSecond }),
  logger: pino({ level: process.env['PYRSIA_LOG'] ?? 'silent' }, pino.destination(2)),
});
const say = (answer: object): unknown => process.stdout.write(`${JSON.stringify(answer)}\n`);

async function seed(what: Seeded): Promise<Artifact> {
  const { artifact } = await describeArtifact('seed.bin', bytesOf(what));
  await store.put(artifact, bytesOf(what));
  network.announce(artifact.sha256);
  return artifact;
}

async function lie(what: Seeded): Promise<Artifact> {
  const artifact = await seed(what);
  const file = await open((await store.find(artifact.sha256)) as string, 'r+');
  for (let at = 0; at < what.size; at += 2 * CHUNK_BYTES) await file.write(Buffer.from('not what it should be'), 0, 21, at);
  await file.close();
  return artifact;
}

async function small({ count, bytes }: { count: number; bytes: number }): Promise<string[]> {
  const artifacts: string[] = [];
  for (let i = 0; i < count; i += 1) artifacts.push(toHex(artifactCodec.encode(await seed({ size: bytes, seed: `small ${i}` }))));
  return artifacts;
}

async function fetchAll(artifacts: readonly string[], parallel: number): Promise<{ ms: number; p50Ms: number }> {
  const began = performance.now();
  const times: number[] = [];
  const waiting = artifacts.map((hex) => artifactCodec.decode(parseHex(hex)));
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const asked = performance.now();
      await network.fetch(next);
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return { ms: performance.now() - began, p50Ms: times.sort((a, b) => a - b)[times.length >> 1] ?? 0 };
}

/** Asks one node alone, as a peer that nobody knows. */
async function asking<T>(address: string, ask: (session: PeerSession) => Promise<T>): Promise<T> {
  const stranger = join(folder, 'stranger.key');
  await writeFile(stranger, privateKeyToProtobuf(await generateKeyPair('Ed25519')));
  const host = await startHost({ keyFile: stranger, listen: [], chainId: 'bench', maxConnections: 10, reach: {}, isBad: () => false });
  try {
    const stream = await host.dialProtocol(multiaddr(address), BLOB_PROTOCOL);
    return await ask(new PeerSession(stream, { timeoutMs: 10_000, onEnd: () => undefined, onReceived: () => undefined }));
  } finally {
    await host.stop();
  }
}

async function askAll(artifacts: readonly string[], window: number, session: PeerSession): Promise<{ ms: number }> {
  const waiting = artifacts.map((hex) => artifactCodec.decode(parseHex(hex)));
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { payload } = await session.ask({ sha256: next.sha256, want: 0 });
      if (!equalBytes(hashLeaf(payload), next.chunkRoot)) throw new Error('not the artifact');
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: window }, worker));
  return { ms: performance.now() - began };
}

/** Every chunk, one after the other; rejects unless they are the artifact. */
async function check({ sha256, size }: Artifact, session: PeerSession): Promise<{ chunks: number }> {
  const hash = createHash('sha256');
  const chunks = chunkCount(size);
  for (let want = 0; want < chunks; want += 1) hash.update((await session.ask({ sha256, want })).payload);
  if (!equalBytes(hash.digest(), sha256)) throw new Error('not the artifact');
  return { chunks };
}

/** A verified log of so many entries; notes the indexes that it was asked for. */
class Log implements VerifiedLog {
  readonly asked: string[] = [];
  readonly size: bigint;
  constructor(size: bigint) {
    this.size = size;
  }
  leafHash(index: bigint): Digest | undefined {
    this.asked.push(index.toString());
    return index < this.size ? sha256(u64be(index)) : undefined;
  }
  async catchUp(): Promise<void> {
    // Nothing is proved beyond that.
  }
}
let log: Log | undefined;
let announcements: Announcements | undefined;

interface Command {
  readonly seed?: Seeded;
  readonly lie?: Seeded;
  readonly small?: { count: number; bytes: number };
  readonly fetch?: string;
  readonly fetchAll?: string[];
  readonly askAll?: string[];
  readonly window?: number;
  readonly parallel?: number;
  readonly check?: { address: string; artifact: string };
  readonly offer?: true;
  readonly hear?: { entries: number };
  readonly announce?: string;
  readonly heard?: true;
}

async function answerTo(command: Command): Promise<object> {
  const rssMb = (): number => process.memoryUsage.rss() / 1e6;
  if (command.seed !== undefined) return { artifact: toHex(artifactCodec.encode(await seed(command.seed))) };
  if (command.lie !== undefined) return { artifact: toHex(artifactCodec.encode(await lie(command.lie))) };
  if (command.small !== undefined) return { artifacts: await small(command.small) };
  if (command.fetchAll !== undefined) return { ...(await fetchAll(command.fetchAll, command.parallel ?? 1)), rssMb: rssMb() };
  if (command.askAll !== undefined) {
    const { askAll: artifacts, window = 1 } = command;
    return asking(bootstrap[0] as string, (session) => askAll(artifacts, window, session));
  }
  if (command.check !== undefined) {
    const { address, artifact } = command.check;
    return asking(address, (session) => check(artifactCodec.decode(parseHex(artifact)), session));
  }
  if (command.offer !== undefined) {
    await network.offer();
    return { offered: (await store.list()).length };
  }
  if (command.hear !== undefined) {
    log = new Log(BigInt(command.hear.entries));
    announcements = network.hearAnnouncements(log);
    return {};
  }
  if (command.announce !== undefined) {
    const index = BigInt(command.announce);
    await announcements?.publish({ index, leafHash: sha256(u64be(index)) });
    return {};
  }
  if (command.heard !== undefined) return { asked: log?.asked };
  if (command.fetch === undefined) return { connections: network.connections, addresses: network.addresses, rssMb: rssMb() };
  const began = performance.now();
  await network.fetch(artifactCodec.decode(parseHex(command.fetch)));
  const receivedBytes = [...network.traffic.all.values()].reduce((sum, traffic) => sum + traffic.receivedBytes, 0);
  return { ms: performance.now() - began, rssMb: rssMb(), receivedBytes };
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  say(await answerTo(JSON.parse(line)).catch((error: unknown) => ({ error: String(error) })));
});
say({ address: network.addresses[0] });
process.stdin.on('end', () => process.exit(0));
