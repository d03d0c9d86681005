/**
 * A peer whose store is never at rest, until it is killed: `churning-peer.ts FOLDER OPTIONS`, OPTIONS as JSON
 * { bootstrap, artifacts, victim, diskBytes, settle }. It fetches artifacts by chance under a disk limit they do not fit in,
 * pins and unpins, collects and scrubs; the bytes of the victim change on the disk. What was promised is said in the file
 * `promised`: `pin HEX` and `unpin HEX` before the call, `done` after it.
 *
 * With `settle` it does what any start does, and once more what an operator can ask for, and says what there is then:
 * { held, missing, quarantined, bytes, address }.
 */
import { openSync, writeSync } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import { BlobStore, PeerNetwork, SHARE_ALL, Sharing, StoreUpkeep } from '@pyrsia/client/p2p';
import { type Artifact, artifactCodec, equalBytes, parseHex, toHex } from '@pyrsia/ledger';
import pino from 'pino';

const [folder, json] = process.argv.slice(2) as [string, string];
const options = JSON.parse(json) as { bootstrap: string[]; artifacts: string[]; victim: string; diskBytes: number; settle?: boolean };
const artifacts = options.artifacts.map((hex) => artifactCodec.decode(parseHex(hex)));
await mkdir(folder, { recursive: true });
const keyFile = join(folder, 'peer.key');
await writeFile(keyFile, privateKeyToProtobuf(await generateKeyPair('Ed25519')), { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EEXIST') throw error;
});
const logger = pino({ level: process.env['PYRSIA_LOG'] ?? 'silent' }, pino.destination(2));
const store = await BlobStore.open(join(folder, 'store'));
const network = await PeerNetwork.start({
  keyFile,
  listen: ['/ip4/127.0.0.1/tcp/0'],
  bootstrap: options.bootstrap,
  chainId: 'bench',
  store,
  sharing: await Sharing.open(join(folder, 'share.json'), { ...SHARE_ALL, diskBytes: options.diskBytes }),
  logger,
});
const upkeep = await StoreUpkeep.open({
  store,
  scrubDays: 30,
  scrubBytesPerSecond: 20_000_000,
  standing: async (sha256) => {
    const artifact = artifacts.find((known) => equalBytes(known.sha256, sha256));
    return artifact === undefined ? { status: 'unknown' } : { status: 'published', purl: 'pkg:maven/a/b@1', artifact };
  },
  fetch: (artifact, signal) => network.fetch(artifact, signal),
  logger,
});
const say = (answer: object): unknown => process.stdout.write(`${JSON.stringify(answer)}\n`);
const chance = (below: number): number => Math.floor(Math.random() * below);
const some = (): Artifact => artifacts[chance(artifacts.length)] as Artifact;
/** Without room for it now, or the peer away: another time. */
const perhaps = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined);

async function fetching(): Promise<void> {
  for (;;) {
    const gone = new AbortController();
    if (chance(4) === 0) setTimeout(() => gone.abort(), chance(30));
    await perhaps(network.fetch(some(), gone.signal));
    gone.abort();
    await sleep(chance(10));
  }
}

async function pinning(): Promise<void> {
  const file = openSync(join(folder, 'promised'), 'a');
  for (;;) {
    const { sha256 } = artifacts[chance(3)] as Artifact;
    const isPin = chance(3) > 0;
    writeSync(file, `${isPin ? 'pin' : 'unpin'} ${toHex(sha256)}\n`);
    await (isPin ? upkeep.pin(sha256) : upkeep.unpin(sha256));
    writeSync(file, 'done\n');
    await sleep(chance(40));
  }
}

async function lookingAfter(): Promise<void> {
  for (;;) {
    await upkeep.beginScrub();
    await perhaps(upkeep.collect(chance(2) === 0));
    await sleep(chance(50));
  }
}

async function damaging(): Promise<void> {
  const { sha256 } = artifactCodec.decode(parseHex(options.victim));
  for (;;) {
    const file = store.has(sha256) ? await open(store.layout.blob(sha256), 'r+').catch(() => undefined) : undefined;
    await file?.write(Buffer.from('not what it should be'), 0, 21, 1_000);
    await file?.close();
    await sleep(200);
  }
}

async function settle(): Promise<object> {
  await upkeep.beginScrub();
  await upkeep.collect(true);
  while (upkeep.scrub.isUnderWay || upkeep.missing.some((hex) => artifacts.some(({ sha256 }) => toHex(sha256) === hex))) await sleep(50);
  await upkeep.collect(true);
  await store.close();
  return { held: store.list().map(toHex), missing: upkeep.missing, quarantined: store.quarantined.all, bytes: store.bytes, address: network.addresses[0] };
}

upkeep.start();
say({ address: network.addresses[0] });
if (options.settle === true) say(await settle());
else await Promise.all([fetching(), fetching(), pinning(), lookingAfter(), damaging()]);
