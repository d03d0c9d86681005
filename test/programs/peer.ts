/**
 * One peer as a process of its own, for benchmarks: `peer.ts FOLDER OPTIONS`, OPTIONS as JSON { bootstrap, uploadBytesPerSecond }.
 * Commands on standard input, one JSON line each; answers the same way on standard output:
 *
 *   { "seed": { size, seed } }    holds that many bytes, made from the seed → { artifact }
 *   { "fetch": artifact }         fetches it from peers → { ms, rssMb }
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
const { bootstrap, uploadBytesPerSecond } = JSON.parse(json) as { bootstrap: string[]; uploadBytesPerSecond?: number };
await mkdir(folder, { recursive: true });
const keyFile = join(folder, 'peer.key');
await writeFile(keyFile, privateKeyToProtobuf(await generateKeyPair('Ed25519')));
const store = await BlobStore.open(join(folder, 'store'));
const network = await PeerNetwork.start({
  keyFile,
  listen: ['/ip4/127.0.0.1/tcp/0'],
  bootstrap,
  chainId: 'bench',
  store,
  sharing: await Sharing.open(join(folder, 'share.json'), { ...SHARE_ALL, uploadBytesPerSecond }),
  logger: pino({ level: 'silent' }),
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

createInterface({ input: process.stdin }).on('line', async (line) => {
  const command = JSON.parse(line) as { seed?: { size: number; seed: string }; fetch?: string };
  if (command.seed !== undefined) say({ artifact: toHex(artifactCodec.encode(await seed(command.seed))) });
  if (command.fetch === undefined) return;
  const began = performance.now();
  await network.fetch(artifactCodec.decode(parseHex(command.fetch)));
  say({ ms: performance.now() - began, rssMb: process.memoryUsage.rss() / 1e6 });
});
say({ address: network.addresses[0] });
process.stdin.on('end', () => process.exit(0));
