/** What a node holds is told to the DHT again before its records end, over real libp2p on loopback. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import { identify } from '@libp2p/identify';
import { kadDHT, passthroughMapper } from '@libp2p/kad-dht';
import { ping } from '@libp2p/ping';
import { tcp } from '@libp2p/tcp';
import { tls } from '@libp2p/tls';
import { yamux } from '@libp2p/yamux';
import { sha256, utf8 } from '@pyrsia/ledger';
import { createLibp2p } from 'libp2p';
import pino from 'pino';
import { expect, test } from 'vitest';
import { BlobStore } from '../store/blob-store.ts';
import { PeerNetwork } from './network.ts';
import { SHARE_ALL } from './share.ts';
import { Sharing } from './sharing.ts';

interface Records {
  query(query: { prefix: string }): AsyncIterable<{ key: object }>;
  delete(key: object): Promise<void>;
}

/** A node of the DHT whose records can be looked at, and lost. */
async function startThird() {
  const third = await createLibp2p({
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [tls()],
    streamMuxers: [yamux()],
    services: {
      identify: identify(),
      ping: ping(),
      dht: kadDHT({ protocol: '/pyrsia/test/kad/1.0.0', clientMode: false, peerInfoMapper: passthroughMapper }),
      records: ({ datastore }: { datastore: unknown }) => datastore as Records,
    },
  });
  const keys = async (): Promise<object[]> => {
    const found: object[] = [];
    for await (const { key } of third.services.records.query({ prefix: '/dht/provider' })) found.push(key);
    return found;
  };
  const lose = async (): Promise<void> => {
    for (const key of await keys()) await third.services.records.delete(key);
  };
  return { third, keys, lose };
}

test('records that others lost come back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-tell-again-'));
  const keyFile = join(folder, 'key');
  await writeFile(keyFile, privateKeyToProtobuf(await generateKeyPair('Ed25519')));
  const { third, keys, lose } = await startThird();
  const network = await PeerNetwork.start({
    keyFile,
    listen: ['/ip4/127.0.0.1/tcp/0'],
    bootstrap: [String(third.getMultiaddrs()[0])],
    chainId: 'test',
    store: await BlobStore.open(join(folder, 'store')),
    sharing: await Sharing.open(join(folder, 'share'), SHARE_ALL),
    logger: pino({ level: 'silent' }),
    tellAgain: { everyMs: 200, beforeMs: 1_500, holdMs: 2_000 },
  });
  try {
    await expect.poll(() => network.peers.length, { timeout: 10_000 }).toBe(1);
    for (const held of ['one', 'two']) network.announce(sha256(utf8(held)));
    await expect.poll(async () => (await keys()).length, { timeout: 10_000 }).toBe(2);
    for (let round = 0; round < 2; round += 1) {
      await lose();
      expect(await keys()).toEqual([]);
      await expect.poll(async () => (await keys()).length, { timeout: 10_000 }).toBe(2);
    }
  } finally {
    await Promise.all([network.stop(), third.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}, 40_000);
