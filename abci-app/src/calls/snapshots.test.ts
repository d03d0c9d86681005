/** State sync through the calls: offers and chunks from honest senders and from others, with the right ABCI answers. */
import { beforeAll, describe, expect, test } from 'vitest';
import { abci } from '../../gen/abci.js';
import { toBigint } from '../int64.ts';
import { Driver, initChain, request } from './calls-harness.ts';

const OFFER = abci.ResponseOfferSnapshot.Result;
const APPLY = abci.ResponseApplySnapshotChunk.Result;
const EVERY_TWO = { pins: { everyHeights: 2n, keep: 4 } };
const HEIGHTS = 11n;

let source: Driver;
let snapshots: abci.Snapshot.$Properties[];
/** App hash by height. */
const appHashes = new Map<bigint, Uint8Array>();

beforeAll(async () => {
  source = new Driver(EVERY_TWO);
  await source.call(initChain());
  for (let height = 1n; height <= HEIGHTS; height += 1n) {
    const { finalizeBlock } = await source.finalize(height, [request(`p${height}`)]);
    appHashes.set(height, finalizeBlock?.appHash as Uint8Array);
    await source.call({ commit: {} });
  }
  await source.planned(3);
  snapshots = (await source.call({ listSnapshots: {} })).listSnapshots?.snapshots ?? [];
});

test('the snapshots of this test have chunks of the log and of the map', () => {
  for (const { chunks } of snapshots) expect(chunks).toBe(2);
});

const newest = (): abci.Snapshot.$Properties => snapshots[0] as abci.Snapshot.$Properties;
const trusted = (snapshot: abci.Snapshot.$Properties): Uint8Array => appHashes.get(toBigint(snapshot.height)) as Uint8Array;
const offer = async (node: Driver, snapshot: abci.Snapshot.$Properties, appHash = trusted(snapshot)) =>
  (await node.call({ offerSnapshot: { snapshot, appHash } })).offerSnapshot?.result;
async function chunkOf(snapshot: abci.Snapshot.$Properties, chunk: number): Promise<Uint8Array> {
  const { height, format } = snapshot;
  const answer = await source.call({ loadSnapshotChunk: { height: height ?? null, format: format ?? null, chunk } });
  return Uint8Array.from(answer.loadSnapshotChunk?.chunk ?? []);
}
const apply = async (node: Driver, index: number, chunk: Uint8Array, sender = 'peer') =>
  (await node.call({ applySnapshotChunk: { index, chunk, sender } })).applySnapshotChunk;

test('snapshots are listed, newest first, when there are headers after them; what is not there is said to be missing', async () => {
  expect(snapshots.map(({ height }) => toBigint(height))).toEqual([8n, 6n, 4n]);
  const missing = async (change: object) =>
    (await source.call({ loadSnapshotChunk: { height: newest().height ?? null, format: 1, chunk: 0, ...change } })).loadSnapshotChunk;
  expect(Object.hasOwn((await missing({ height: 1 })) ?? {}, 'chunk')).toBe(false);
  expect(Object.hasOwn((await missing({ format: 7 })) ?? {}, 'chunk')).toBe(false);
  expect(Object.hasOwn((await missing({ chunk: 99 })) ?? {}, 'chunk')).toBe(false);
  expect(Object.hasOwn((await missing({})) ?? {}, 'chunk')).toBe(true);
});

test('a node restores, and goes on with the blocks that follow', async () => {
  const node = new Driver(EVERY_TWO);
  expect(await offer(node, newest())).toBe(OFFER.ACCEPT);
  for (let i = 0; i < (newest().chunks as number); i += 1) expect((await apply(node, i, await chunkOf(newest(), i)))?.result).toBe(APPLY.ACCEPT);
  const { info } = await node.call({ info: {} });
  expect(toBigint(info?.lastBlockHeight)).toBe(8n);
  expect(Buffer.from(info?.lastBlockAppHash as Uint8Array)).toEqual(Buffer.from(trusted(newest())));
  expect(Buffer.from((await node.finalize(9n, [request('p9')])).finalizeBlock?.appHash as Uint8Array)).toEqual(Buffer.from(appHashes.get(9n) as Uint8Array));
  await node.call({ commit: {} });
});

describe('offers that are refused', () => {
  test.each([
    ['another format', { format: 2 }, OFFER.REJECT_FORMAT],
    ['metadata that is no manifest', { metadata: Uint8Array.of(1, 2, 3) }, OFFER.REJECT_SENDER],
    ['another number of chunks', { chunks: 77 }, OFFER.REJECT_SENDER],
    ['another hash', { hash: new Uint8Array(32) }, OFFER.REJECT_SENDER],
  ] as const)('%s', async (_, change, result) => {
    const node = new Driver();
    expect(await offer(node, { ...newest(), ...change })).toBe(result);
    expect((await apply(node, 0, await chunkOf(newest(), 0)))?.result).toBe(APPLY.REJECT_SNAPSHOT);
  });
  test('a snapshot of another state than the one that the light client verified; then the right one is taken', async () => {
    const node = new Driver();
    expect(await offer(node, newest(), appHashes.get(5n))).toBe(OFFER.REJECT);
    expect(await offer(node, snapshots[1] as abci.Snapshot.$Properties)).toBe(OFFER.ACCEPT);
  });
  test('a node that has a state of its own has nothing to restore', async () => {
    expect(await offer(source, newest())).toBe(OFFER.ABORT);
    expect(toBigint((await source.call({ info: {} })).info?.lastBlockHeight)).toBe(HEIGHTS);
  });
  test('an offer without a snapshot, or with an app hash of another size, is no ABCI', async () => {
    await expect(new Driver().call({ offerSnapshot: {} })).rejects.toMatchObject({ code: 'FRAME_INVALID' });
    await expect(offer(new Driver(), newest(), new Uint8Array(3))).rejects.toMatchObject({ code: 'FRAME_INVALID' });
  });
});

test('a wrong chunk is asked for again from others, and its sender is refused', async () => {
  const node = new Driver();
  expect(await offer(node, newest())).toBe(OFFER.ACCEPT);
  for (let i = 0; i < (newest().chunks as number); i += 1) {
    const right = await chunkOf(newest(), i);
    const wrong = Uint8Array.from(right);
    wrong[0] = (wrong[0] as number) ^ 1;
    for (const bytes of [wrong, new Uint8Array(0), right.subarray(1)]) {
      expect(await apply(node, i, bytes, 'liar')).toMatchObject({ result: APPLY.RETRY, refetchChunks: [i], rejectSenders: ['liar'] });
    }
    expect((await apply(node, i, right))?.result).toBe(APPLY.ACCEPT);
  }
  expect(toBigint((await node.call({ info: {} })).info?.lastBlockHeight)).toBe(8n);
});

test('a crash in the middle: the sync begins anew, with another snapshot too', async () => {
  const node = new Driver();
  await offer(node, newest());
  await apply(node, 0, await chunkOf(newest(), 0));
  node.crash();
  expect(toBigint((await node.call({ info: {} })).info?.lastBlockHeight)).toBe(0n);
  const other = snapshots[1] as abci.Snapshot.$Properties;
  expect(await offer(node, other)).toBe(OFFER.ACCEPT);
  for (let i = 0; i < (other.chunks as number); i += 1) await apply(node, i, await chunkOf(other, i));
  expect(toBigint((await node.call({ info: {} })).info?.lastBlockHeight)).toBe(6n);
});
