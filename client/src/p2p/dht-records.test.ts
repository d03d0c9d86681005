/** Records of providers, as kad-dht writes and reads them. */
import { peerIdFromString } from '@libp2p/peer-id';
import { type BaseDatastore, MemoryDatastore } from 'datastore-core';
import fc from 'fast-check';
import { Key } from 'interface-datastore';
import { expect, test } from 'vitest';
import { DhtRecords } from './dht-records.ts';

const provider = (artifact: string, peer: string): Key => new Key(`/dht/provider/${artifact}/${peer}`);
const value = Uint8Array.of(1);
const SELF = '12D3KooWQYV9dGMFoRzNStwpXztXaBUjtPqi6aU76ZgUriHhKust';
const SELF_AS_PEER = new Key(`/peers/${peerIdFromString(SELF).toCID()}`);

async function keysOf(records: BaseDatastore, prefix?: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of records.query(prefix === undefined ? {} : { prefix })) keys.push(key.toString());
  return keys.sort();
}

test('under their bounds they are as any datastore', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ what: fc.constantFrom('put', 'delete'), artifact: fc.constantFrom('a', 'b', 'ab'), peer: fc.constantFrom('p', 'q', SELF) })),
      async (steps) => {
        const [records, plain] = [new DhtRecords(SELF), new MemoryDatastore()];
        for (const store of [records, plain]) await store.put(new Key('/peers/x'), value);
        for (const { what, artifact, peer } of steps) {
          for (const store of [records, plain]) {
            if (what === 'put') await store.put(provider(artifact, peer), value);
            else await store.delete(provider(artifact, peer));
          }
          expect(await records.has(provider(artifact, peer))).toBe(what === 'put');
        }
        for (const prefix of [undefined, '/dht/provider', '/dht/provider/a/', '/dht/provider/b', '/peers']) {
          expect(await keysOf(records, prefix)).toEqual(await keysOf(plain, prefix));
        }
      },
    ),
  ));

test('of others so many and no more, the oldest go first; of this node all stay', async () => {
  const records = new DhtRecords(SELF, 10);
  for (let i = 0; i < 30; i += 1) await records.put(provider(`mine${i}`, SELF), value);
  for (let i = 0; i < 100; i += 1) await records.put(provider(`x${i}`, 'liar'), value);
  const keys = await keysOf(records);
  expect(keys.filter((key) => key.endsWith(`/${SELF}`))).toHaveLength(30);
  expect(keys.filter((key) => key.endsWith('/liar'))).toEqual(Array.from({ length: 10 }, (_, i) => `/dht/provider/x${90 + i}/liar`));
});

test('one artifact does not have more providers than anybody asks, and this node is one of them', async () => {
  const records = new DhtRecords(SELF);
  await records.put(provider('a', SELF), value);
  for (let i = 0; i < 500; i += 1) await records.put(provider('a', `peer${i}`), value);
  expect(await keysOf(records)).toHaveLength(64);
  const has = await Promise.all([SELF, 'peer499', 'peer0'].map((peer) => records.has(provider('a', peer))));
  expect(has).toEqual([true, true, false]);
});

test('values that others want kept are not kept: any of them would be one', async () => {
  const records = new DhtRecords(SELF);
  await records.put(new Key('/dht/record/anything', false), new Uint8Array(1_000_000));
  expect(await keysOf(records)).toEqual([]);
});

test('so many other peers and no more, the one that was written longest ago goes first; too much of one is not kept', async () => {
  const records = new DhtRecords(SELF, 10, 20);
  const peer = (name: number | string): Key => new Key(`/peers/${name}`);
  await records.put(SELF_AS_PEER, value);
  for (let i = 0; i < 100; i += 1) {
    await records.put(peer(i), value);
    await records.put(peer('known'), value);
  }
  await records.put(peer(99), new Uint8Array(20_000));
  await records.delete(peer(98));
  const left = Array.from({ length: 19 }, (_, i) => 81 + i).filter((i) => i !== 98);
  expect(await keysOf(records)).toEqual([SELF_AS_PEER, peer('known'), ...left.map(peer)].map(String).sort());
  expect(await records.get(peer(99))).toEqual(value);
});
