/** The operator's choice acts on a running node: filters, limits of the disk and of connections. Real libp2p on loopback. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import { type Artifact, type Digest, describeArtifact, type Ecosystem, toHex } from '@pyrsia/ledger';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BlobStore } from '../store/blob-store.ts';
import { PeerNetwork } from './network.ts';
import { parseShare, SHARE_ALL } from './share.ts';
import { Sharing } from './sharing.ts';

let folder: string;
const closers: Array<() => Promise<unknown>> = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-choice-'));
});
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
  await rm(folder, { recursive: true, force: true });
});

interface Started {
  readonly network: PeerNetwork;
  readonly store: BlobStore;
  readonly sharing: Sharing;
  /** Puts bytes of this length in the store. */
  hold(name: string, bytes: number): Promise<Artifact>;
}
const ecosystems = new Map<string, Ecosystem>();

async function start(name: string, bootstrap: readonly string[] = [], pskFile?: string): Promise<Started> {
  const keyFile = join(folder, `${name}.key`);
  await writeFile(keyFile, privateKeyToProtobuf(await generateKeyPair('Ed25519')));
  const store = await BlobStore.open(join(folder, name));
  const sharing = await Sharing.open(join(folder, `${name}.share`), SHARE_ALL);
  const network = await PeerNetwork.start({
    keyFile,
    listen: ['/ip4/127.0.0.1/tcp/0'],
    bootstrap,
    chainId: 'test',
    store,
    sharing,
    privateNetworkKeyFile: pskFile,
    ecosystemsOf: async (sha256: Digest) => [ecosystems.get(toHex(sha256)) ?? 'maven'],
    logger: pino({ level: 'silent' }),
    timeouts: { answerMs: 5_000, findMs: 1_000, retryMs: [] },
  });
  closers.push(() => network.stop());
  const hold = async (artifactName: string, bytes: number): Promise<Artifact> => {
    const data = new Uint8Array(bytes).fill(artifactName.length);
    async function* pieces(): AsyncIterable<Uint8Array> {
      yield data;
    }
    const { artifact } = await describeArtifact(artifactName, pieces());
    await store.put(artifact, pieces());
    return artifact;
  };
  return { network, store, sharing, hold };
}
const choose = (node: Started, json: object) => node.sharing.change((before) => parseShare(json, before));
const addressOf = ({ network }: Started): string => network.addresses[0] as string;

test('what is not shared is not given, from the moment of the choice on; what is shared again is', async () => {
  const giver = await start('giver');
  const [jar, image] = [await giver.hold('a.jar', 1_000), await giver.hold('an image', 2_000)];
  ecosystems.set(toHex(image.sha256), 'oci');
  await choose(giver, { ecosystems: ['maven'] });
  const taker = await start('taker', [addressOf(giver)]);
  await expect(taker.network.fetch(image)).rejects.toMatchObject({ code: 'ARTIFACT_UNAVAILABLE' });
  await taker.network.fetch(jar);
  await choose(giver, { ecosystems: null, share: 'off' });
  await expect(taker.network.fetch(image)).rejects.toMatchObject({ code: 'ARTIFACT_UNAVAILABLE' });
  await choose(giver, { share: 'on' });
  await taker.network.fetch(image);
  expect(giver.network.traffic.of(taker.network.peerId)).toEqual({ sentBytes: 3_000, receivedBytes: 0 });
  expect(taker.network.traffic.of(giver.network.peerId)).toEqual({ sentBytes: 0, receivedBytes: 3_000 });
});

test('above the limit of the disk, what was not used for longest goes; what is larger than the limit is not fetched', async () => {
  const giver = await start('giver');
  const taker = await start('taker', [addressOf(giver)]);
  const old = await taker.hold('old', 600_000);
  const used = await taker.hold('used lately', 500_000);
  const wanted = await giver.hold('wanted', 400_000);
  const tooLarge = await giver.hold('too large', 2_000_000);
  await choose(taker, { disk_bytes: 1_200_000 });
  await taker.network.fetch(wanted);
  await expect.poll(() => taker.store.find(old.sha256)).toBeUndefined();
  for (const { sha256 } of [used, wanted]) expect(await taker.store.find(sha256)).toBeDefined();
  await expect(taker.network.fetch(tooLarge)).rejects.toMatchObject({ code: 'STORE_LIMIT' });
  // A smaller limit acts at once.
  await choose(taker, { disk_bytes: 1_048_576 });
  await expect.poll(async () => (await taker.store.list()).length).toBe(2);
  await choose(taker, { disk_bytes: null });
  await taker.network.fetch(tooLarge);
});

test('with a key of a private network, only those who have it are talked to', async () => {
  const [ours, theirs] = [join(folder, 'ours.psk'), join(folder, 'theirs.psk')];
  const key = (byte: string): string => `/key/swarm/psk/1.0.0/\n/base16/\n${byte.repeat(32)}\n`;
  await writeFile(ours, key('1f'));
  await writeFile(theirs, key('2e'));
  const giver = await start('giver', [], ours);
  const artifact = await giver.hold('a', 3_000_000);
  const [member, stranger, none] = [
    await start('member', [addressOf(giver)], ours),
    await start('stranger', [addressOf(giver)], theirs),
    await start('none', [addressOf(giver)]),
  ];
  await member.network.fetch(artifact);
  for (const outside of [stranger, none]) await expect(outside.network.fetch(artifact)).rejects.toMatchObject({ code: 'ARTIFACT_UNAVAILABLE' });
  expect(giver.network.peers).toEqual([member.network.peerId]);
  await expect(start('broken', [], join(folder, 'missing.psk'))).rejects.toMatchObject({ code: 'KEY_UNREADABLE' });
});

test('the limit of connections acts at once', async () => {
  const hub = await start('hub');
  const others = await Promise.all(['a', 'b', 'c', 'd'].map((name) => start(name)));
  for (const other of others) await other.network.dial(addressOf(hub));
  await expect.poll(() => hub.network.connections.length).toBe(4);
  await choose(hub, { max_connections: 2 });
  await expect.poll(() => hub.network.connections.length, { timeout: 10_000 }).toBeLessThanOrEqual(2);
});
