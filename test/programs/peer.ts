/**
 * One peer as a process of its own: `peer.ts FOLDER OPTIONS`, OPTIONS as JSON { bootstrap, uploadBytesPerSecond, listen, reach }.
 * Commands on standard input, one JSON line each; answers the same way on standard output, { error } when it failed:
 *
 *   { "seed": { size, seed } }    holds that many bytes, made from the seed → { artifact }
 *   { "fetch": artifact }         fetches it from peers → { ms, rssMb, receivedBytes }
 *   { "connections": true }       who it is connected to → { connections, addresses }
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import { BlobStore, PeerNetwork, SHARE_ALL, Sharing } from '@pyrsia/client/p2p';
import { type Artifact, artifactCodec, describeArtifact, parseHex, toHex } from '@pyrsia/ledger';
import pino from 'pino';

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

/** Bytes that nobody can compress or guess, the same for the same seed. */
async function* bytesOf(size: number, seed: string): AsyncGenerator<Uint8Array> {
  const block = createHash('shake256', { outputLength: 1024 * 1024 })
    .update(seed)
    .digest();
  for (let at = 0; at < size; at += block.length) {
    block.writeUInt32BE(at / block.length, 0);
    yield new Uint8Array(block.subarray(0, Math.min(block.length, size - at)));
  }
}

async function seed({ size, seed: text }: { size: number; seed: string }): Promise<Artifact> {
  const { artifact } = await describeArtifact('seed.bin', bytesOf(size, text));
  await store.put(artifact, bytesOf(size, text));
  network.announce(artifact.sha256);
  return artifact;
}

async function answerTo(command: { seed?: { size: number; seed: string }; fetch?: string }): Promise<object> {
  if (command.seed !== undefined) return { artifact: toHex(artifactCodec.encode(await seed(command.seed))) };
  if (command.fetch === undefined) return { connections: network.connections, addresses: network.addresses };
  const began = performance.now();
  await network.fetch(artifactCodec.decode(parseHex(command.fetch)));
  const receivedBytes = [...network.traffic.all.values()].reduce((sum, traffic) => sum + traffic.receivedBytes, 0);
  return { ms: performance.now() - began, rssMb: process.memoryUsage.rss() / 1e6, receivedBytes };
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  say(await answerTo(JSON.parse(line)).catch((error: unknown) => ({ error: String(error) })));
});
say({ address: network.addresses[0] });
process.stdin.on('end', () => process.exit(0));
