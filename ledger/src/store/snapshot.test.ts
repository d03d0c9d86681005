/** Snapshots: what is cut here is put together there, in any order, and nothing else is. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { sha256, toHex, utf8 } from '../bytes.ts';
import { EMPTY_FRONTIER } from '../merkle/frontier.ts';
import { type LogChunk, MAX_CHUNK_LEAVES } from '../merkle/log-chunks.ts';
import { assertLogProof, assertStateProof } from '../merkle/proof-ops.ts';
import { simpleMapRoot } from '../merkle/simple-map.ts';
import { chainCodec, stateKey } from '../records.ts';
import { answerLogEntry, answerState } from '../state/answer.ts';
import { appHashMap, type Committed, type ExecutedBlock, executeBlock } from '../state/block.ts';
import { BlockLog } from '../state/block-log.ts';
import { Harness } from '../state/ledger-harness.ts';
import { EMPTY_REF } from '../state/map-nodes.ts';
import { judgeOffer, offerOf, type SnapshotOffer } from '../state/snapshot.ts';
import { updateMap } from '../state/sparse-map.ts';
import { StateView } from '../state/view.ts';
import { MemoryStore } from './key-value.ts';
import { type Accepted, chunksOf, FaultyStore, planOf, publish, recipeOf, restoreInto } from './ledger-harness-stores.ts';
import { LedgerStore, type StoreOptions } from './ledger-store.ts';
import { SnapshotRestore } from './snapshot-restore.ts';
import { type PlannedSnapshot, SnapshotSource } from './snapshot-source.ts';

const EVERY_BLOCK: StoreOptions = { pins: { everyHeights: 1n, keep: 1 } };

/** A ledger of one block with any entries and any map, beside the record of the chain that every map has. */
async function ledgerOf(entries: readonly Uint8Array[], values: ReadonlyArray<readonly [Uint8Array, Uint8Array]>): Promise<LedgerStore> {
  const store = LedgerStore.open(new MemoryStore(), EVERY_BLOCK);
  const log = new BlockLog(EMPTY_FRONTIER, store.readTile);
  for (const entry of entries) log.appendBytes(entry);
  const chain = chainCodec.encode({ chainId: 'c', evidenceMaxBlocks: 1n, evidenceMaxMs: 1n });
  const map = updateMap(() => undefined, EMPTY_REF, 1n, [...values, [stateKey.chain(), chain]]);
  const writes = log.writes();
  const appHash = simpleMapRoot(appHashMap('log.test', writes.frontier, map.root));
  const committed: Committed = { chainId: 'c', height: 1n, timeMs: 5n, appHash, stateRoot: map.root, frontier: writes.frontier, logOrigin: 'log.test' };
  const block: ExecutedBlock = {
    committed,
    verdicts: [],
    validatorUpdates: [],
    evidenceAge: { maxBlocks: 1n, maxMs: 1n },
    map,
    records: new StateView(() => undefined),
    log: writes,
  };
  await store.commit([block]);
  return store;
}

describe('a snapshot of a chain that has lived', () => {
  let chain: Harness;
  let source: SnapshotSource;
  let planned: PlannedSnapshot;
  let chunks: Uint8Array[];
  beforeAll(async () => {
    chain = new Harness(3, {}, LedgerStore.open(new MemoryStore(), EVERY_BLOCK));
    for (let i = 0; i < 3; i += 1) await publish(chain, `1.${i}`);
    source = new SnapshotSource(chain.store);
    planned = planOf(source);
    chunks = chunksOf(source, planned);
  });

  test('restored, it is the same ledger: app hash, proofs, log, and all blocks that follow', async () => {
    const kv = new MemoryStore();
    const store = LedgerStore.open(kv, EVERY_BLOCK);
    expect((await restoreInto(store, planned, chunks, [...chunks.keys()].reverse())).at(-1)).toBe('done');
    for (const restored of [store, LedgerStore.open(kv, EVERY_BLOCK)]) {
      const head = restored.head as Committed;
      expect({ ...head, timeMs: 0n, stateRoot: head.stateRoot.hash }).toEqual({
        ...planned.committed,
        timeMs: 0n,
        stateRoot: planned.committed.stateRoot.hash,
      });
      const key = stateKey.publication('pkg:maven/org.example/thing@1.1');
      const answer = answerState(restored, head, key);
      assertStateProof(head.appHash, key, answer.value, answer.proof);
      for (let index = 0n; index < head.frontier.size; index += 1n) {
        const entry = answerLogEntry(restored, head, index);
        assertLogProof(head.appHash, index, entry.value as Uint8Array, entry.proof);
        expect(entry.value).toEqual(chain.store.readEntry(index));
      }
    }
    // The restored node goes on as one that was always there, and offers the same snapshot as that one.
    const block = chain.blockOf([chain.request(recipeOf('2.0'))], 10n);
    const there = executeBlock(chain.store, chain.store.head as Committed, block);
    const here = executeBlock(store, store.head as Committed, block);
    expect(toHex(here.committed.appHash)).toBe(toHex(there.committed.appHash));
    const other = new Harness(3, {}, LedgerStore.open(new MemoryStore(), EVERY_BLOCK));
    for (let i = 0; i < 3; i += 1) await publish(other, `1.${i}`);
    await other.store.commit([executeBlock(other.store, other.store.head as Committed, block)]);
    await store.commit([here]);
    expect(planOf(new SnapshotSource(store)).offer).toEqual(planOf(new SnapshotSource(other.store)).offer);
  });

  test('offers are judged', () => {
    const { offer, committed } = planned;
    const judge = (change: Partial<SnapshotOffer>, appHash: Uint8Array = committed.appHash): string => judgeOffer({ ...offer, ...change }, appHash).verdict;
    expect(judge({})).toBe('accepted');
    expect(judge({ format: 2 })).toBe('unknown_format');
    expect(judge({}, sha256(utf8('another state')))).toBe('wrong');
    expect(judge({ chunks: offer.chunks + 1 })).toBe('malformed');
    expect(judge({ hash: sha256() })).toBe('malformed');
    expect(judge({ hash: new Uint8Array(3) })).toBe('malformed');
    const garbage = new Uint8Array(4_000_000);
    expect(judge({ metadata: garbage, hash: sha256(garbage) })).toBe('malformed');
  });

  test('any flipped bit of a manifest is refused', () => {
    const { offer, committed } = planned;
    fc.assert(
      fc.property(fc.nat(offer.metadata.length - 1), fc.nat(7), (at, bit) => {
        const metadata = Uint8Array.from(offer.metadata);
        metadata[at] = (metadata[at] as number) ^ (1 << bit);
        return judgeOffer({ ...offer, metadata, hash: sha256(metadata) }, committed.appHash).verdict !== 'accepted';
      }),
      { numRuns: 300 },
    );
  });

  test('any flipped bit, cut or lengthened chunk is refused, and the right one still taken after it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(chunks.length - 1), fc.nat(), fc.constantFrom('flip', 'cut', 'add', 'none'), async (index, seed, how) => {
        const right = chunks[index] as Uint8Array;
        const wrong = Uint8Array.from(how === 'cut' ? right.subarray(0, seed % right.length) : how === 'add' ? [...right, seed & 0xff] : right);
        if (how === 'flip') wrong[seed % wrong.length] = (wrong[seed % wrong.length] as number) ^ (1 << (seed % 8));
        const store = LedgerStore.open(new MemoryStore());
        const judged = judgeOffer(planned.offer, planned.committed.appHash) as Accepted;
        const restore = await SnapshotRestore.begin(store, judged, planned.committed);
        const first = await restore.apply(index, how === 'none' ? new Uint8Array(0) : wrong);
        expect(first).toBe('wrong');
        for (const [i, chunk] of chunks.entries()) await restore.apply(i, chunk);
        expect(toHex((store.head as Committed).appHash)).toBe(toHex(planned.committed.appHash));
      }),
      { numRuns: 120 },
    );
  });

  test('chunks of other places and numbers are refused; one that is there changes nothing', async () => {
    const store = LedgerStore.open(new MemoryStore());
    const judged = judgeOffer(planned.offer, planned.committed.appHash) as Accepted;
    const restore = await SnapshotRestore.begin(store, judged, planned.committed);
    expect(await restore.apply(chunks.length, chunks[0] as Uint8Array)).toBe('wrong');
    expect(await restore.apply(1, chunks[0] as Uint8Array)).toBe('wrong');
    expect(await restore.apply(0, chunks[0] as Uint8Array)).toBe(chunks.length === 1 ? 'done' : 'applied');
    expect(await restore.apply(0, new Uint8Array(3))).toBe('applied');
    expect(store.head).toBeUndefined();
  });

  test('a chunk that no node makes costs no more than reading it', async () => {
    const restore = await SnapshotRestore.begin(
      LedgerStore.open(new MemoryStore()),
      judgeOffer(planned.offer, planned.committed.appHash) as Accepted,
      planned.committed,
    );
    const before = process.memoryUsage().heapUsed;
    for (const index of chunks.keys()) expect(await restore.apply(index, new Uint8Array(13 * 1024 * 1024))).toBe('wrong');
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 1024 * 1024);
  });

  test('restored and stopped before the first block, it may be restored again, and no longer after that', async () => {
    const kv = new MemoryStore();
    await restoreInto(LedgerStore.open(kv), planned, chunks, [...chunks.keys()]);
    const again = LedgerStore.open(kv);
    expect(again.mayRestore).toBe(true);
    await restoreInto(again, planned, chunks, [...chunks.keys()]);
    const whole = LedgerStore.open(kv);
    await whole.commit([executeBlock(whole, whole.head as Committed, { height: planned.committed.height + 1n, timeMs: 1n, txs: [], misbehaviour: [] })]);
    expect(whole.mayRestore).toBe(false);
    await expect(restoreInto(whole, planned, chunks, [])).rejects.toMatchObject({ code: 'STORE_UNKNOWN' });
  });

  test('a store with a head is not restored over', async () => {
    await expect(restoreInto(chain.store, planned, chunks, [])).rejects.toMatchObject({ code: 'STORE_UNKNOWN' });
    expect(chain.store.head).toBeDefined();
  });
});

describe('cuts', () => {
  test.each([0, 1, 255, 256, 257, MAX_CHUNK_LEAVES, MAX_CHUNK_LEAVES + 300, 2 * MAX_CHUNK_LEAVES + 1])('a log of %i entries', async (size) => {
    const entries = Array.from({ length: size }, (_, i) => utf8(`entry ${i}`));
    const store = await ledgerOf(entries, []);
    const source = new SnapshotSource(store);
    const planned = planOf(source);
    const target = LedgerStore.open(new MemoryStore());
    await restoreInto(target, planned, chunksOf(source, planned), [...Array(planned.offer.chunks).keys()]);
    const head = target.head as Committed;
    expect(toHex(head.appHash)).toBe(toHex((store.head as Committed).appHash));
    for (const index of new Set([0, 1, size >> 1, size - 2, size - 1].filter((i) => i >= 0 && i < size))) {
      const answer = answerLogEntry(target, head, BigInt(index));
      assertLogProof(head.appHash, BigInt(index), answer.value as Uint8Array, answer.proof);
      expect(answer.value).toEqual(entries[index]);
    }
  });

  test('large entries and large values make more chunks, each small enough', async () => {
    const entries = Array.from({ length: 1_100 }, (_, i) => new Uint8Array(20_000).fill(i & 0xff));
    const values = Array.from({ length: 12 }, (_, i) => [utf8(`key ${i}`), new Uint8Array(900_000).fill(i)] as const);
    const store = await ledgerOf(entries, values);
    const source = new SnapshotSource(store);
    const planned = planOf(source);
    const chunks = chunksOf(source, planned);
    expect(planned.manifest.logChunks.map(({ leaves }) => leaves)).toEqual([256, 256, 256, 256, 76]);
    expect(planned.manifest.mapChunks.length).toBeGreaterThan(2);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(6_000_000);
    const target = LedgerStore.open(new MemoryStore());
    await restoreInto(target, planned, chunks, [...chunks.keys()]);
    expect(toHex((target.head as Committed).appHash)).toBe(toHex((store.head as Committed).appHash));
  });

  test('a cut that no node makes is refused, although its roots give the root of the log', async () => {
    const store = await ledgerOf(
      Array.from({ length: MAX_CHUNK_LEAVES + 256 }, (_, i) => utf8(`entry ${i}`)),
      [],
    );
    const planned = planOf(new SnapshotSource(store));
    const [large, small] = planned.manifest.logChunks as [LogChunk, LogChunk];
    const swapped = [
      { leaves: small.leaves, root: large.root },
      { leaves: large.leaves, root: small.root },
    ];
    const offer = offerOf(1n, { ...planned.manifest, logChunks: swapped }) as SnapshotOffer;
    expect(judgeOffer(offer, planned.committed.appHash).verdict).toBe('malformed');
  });

  test('any map is cut and put together again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(100_000), { maxLength: 60 }), fc.integer({ min: 1, max: 3_000_000 }), async (keys, bytes) => {
        const values = keys.map((key) => [utf8(`k${key}`), new Uint8Array(bytes >> (key % 12)).fill(key & 0xff)] as const);
        const store = await ledgerOf([], values);
        const source = new SnapshotSource(store);
        const planned = planOf(source);
        const target = LedgerStore.open(new MemoryStore());
        await restoreInto(target, planned, chunksOf(source, planned), [...Array(planned.offer.chunks).keys()]);
        expect(toHex((target.head as Committed).appHash)).toBe(toHex((store.head as Committed).appHash));
      }),
      { numRuns: 25 },
    );
  });
});

describe('a crash while restoring', () => {
  test('each write, lost or kept: begun anew it ends as if nothing had been', async () => {
    const chain = new Harness(3, {}, LedgerStore.open(new MemoryStore(), EVERY_BLOCK));
    await publish(chain, '1.0');
    const source = new SnapshotSource(chain.store);
    const planned = planOf(source);
    const chunks = chunksOf(source, planned);
    const order = [...chunks.keys()];
    const clean = new MemoryStore();
    await restoreInto(LedgerStore.open(clean), planned, chunks, order);
    /** The marker, the chunks, the upper nodes, the head. */
    const writes = 1 + chunks.length + 2;
    for (const mode of ['lost', 'kept'] as const) {
      for (let at = 1; at <= writes; at += 1) {
        const kv = new FaultyStore();
        Object.assign(kv, { left: at, mode });
        await expect(restoreInto(LedgerStore.open(kv), planned, chunks, order)).rejects.toThrow(mode);
        const again = LedgerStore.open(kv);
        const isWhole = mode === 'kept' && at === writes;
        expect(again.head !== undefined, `${mode} ${at}`).toBe(isWhole);
        expect(again.isPartlyRestored).toBe(!isWhole && (mode === 'kept' || at > 1));
        await restoreInto(again, planned, chunks, order);
        expect(kv.entries()).toEqual(clean.entries());
      }
    }
  });

  test('a store that holds parts takes no blocks until it was emptied', async () => {
    const kv = new MemoryStore();
    const store = LedgerStore.open(kv);
    await store.writeRestored([]);
    const chain = new Harness(3, {}, store);
    await expect(chain.block([])).rejects.toMatchObject({ code: 'STORE_UNKNOWN' });
    await store.empty();
    expect(await chain.block([])).toEqual([]);
  });
});
