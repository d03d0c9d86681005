/** Which versions of the state map can be read, for how long, and that nothing of them stays; and which blocks are young. */
import { describe, expect, test } from 'vitest';
import { buildIdOf } from '../build.ts';
import { type Digest, toHex } from '../bytes.ts';
import { type Committed, executeBlock } from '../state/block.ts';
import { Harness, testResult } from '../state/ledger-harness.ts';
import { judgeOffer } from '../state/snapshot.ts';
import { KEPT_HEIGHTS } from './kept-versions.ts';
import { MemoryStore } from './key-value.ts';
import { EarlyStore, planOf, recipeOf, restoreInto } from './ledger-harness-stores.ts';
import { LedgerStore, type StoreOptions } from './ledger-store.ts';
import { type PlannedSnapshot, SnapshotSource } from './snapshot-source.ts';

describe('pinned versions', () => {
  test.each([
    [300n, 2],
    [90n, 3],
  ])(
    'every %i heights, the last %i: readable while pinned, cleared away after, and nothing is left',
    async (every, keep) => {
      const policy: StoreOptions = { pins: { everyHeights: every, keep } };
      const end = BigInt(keep + 1) * every + KEPT_HEIGHTS + 40n;
      const kv = new EarlyStore();
      const plain = new MemoryStore();
      const pinning = new Harness(3, { revealWindowMs: 100n }, LedgerStore.open(kv, policy));
      const other = new Harness(3, { revealWindowMs: 100n }, LedgerStore.open(plain));
      const source = new SnapshotSource(pinning.store);
      // Others read while a batch is on disk and the commit does not know it yet.
      kv.whenVisible = () => {
        for (const { height, chunks } of source.list()) for (let i = 0; i < chunks; i += 1) expect(source.chunk(height, i)).toBeDefined();
        const size = pinning.store.head?.frontier.size ?? 0n;
        if (size > 0n) expect(pinning.store.readEntry(size - 1n)).toBeDefined();
      };
      const roots = new Map<bigint, Digest>();
      /** Builds that come and go at all times. */
      for (let height = 1n; height <= end; height += 1n) {
        const version = `1.${height / 7n}`;
        for (const chain of [pinning, other]) {
          const { nodes } = chain;
          const id = buildIdOf(`pkg:maven/org.example/thing@${version}`, 1);
          if (height % 7n === 0n) await chain.block([chain.request(recipeOf(version))]);
          else if (height % 7n === 2n) await chain.block(nodes.map((node) => chain.commit(node, testResult(version), id)));
          else if (height % 7n === 4n) await chain.block(nodes.map((node) => chain.reveal(node, testResult(version), id)));
          else await chain.block([]);
        }
        expect(toHex(pinning.committed.appHash)).toBe(toHex(other.committed.appHash));
        if (height % every === 0n) roots.set(height, pinning.committed.appHash);
        while (source.hasUnplanned) planOf(source);
        // Opened anew: what is read comes from the store, not from a cache.
        if (height % 50n === 0n || height % every === every - 1n) await assertServable(LedgerStore.open(kv, policy), roots);
      }
      expect(pinning.store.pinned).toHaveLength(keep);
      kv.whenVisible = () => undefined;
      // Without pins from here on, whatever was to be kept, nothing of them stays.
      const last = LedgerStore.open(kv, { pins: { everyHeights: 0n, keep } });
      for (let i = 0; i < 40; i += 1) {
        await last.commit([executeBlock(last, last.head as Committed, blockAfter(last))]);
        await other.store.commit([executeBlock(other.store, other.store.head as Committed, blockAfter(other.store))]);
      }
      expect(last.pinned).toEqual([]);
      const PINS = '08';
      expect(kv.entries().filter(([key]) => key !== PINS)).toEqual(plain.entries());
    },
    120_000,
  );

  async function assertServable(store: LedgerStore, roots: ReadonlyMap<bigint, Digest>): Promise<void> {
    const source = new SnapshotSource(store);
    while (source.hasUnplanned) planOf(source);
    const offers = source.list();
    expect(offers.map(({ height }) => height)).toEqual([...store.pinned].reverse());
    for (const offer of offers) {
      expect(judgeOffer(offer, roots.get(offer.height) as Digest).verdict).toBe('accepted');
      const committed = store.committedAt(offer.height);
      const chunks = Array.from({ length: offer.chunks }, (_, i) => source.chunk(offer.height, i) as Uint8Array);
      const target = LedgerStore.open(new MemoryStore());
      await restoreInto(target, { offer, committed } as PlannedSnapshot, chunks, [...chunks.keys()]);
      expect(toHex((target.head as Committed).appHash)).toBe(toHex(committed.appHash));
    }
  }
  const blockAfter = ({ head }: LedgerStore) => {
    const { height, timeMs } = head as Committed;
    return { height: height + 1n, timeMs: timeMs + 1n, txs: [], misbehaviour: [] };
  };
});

test('blocks are young until they are older than evidence may be, in time and in number', async () => {
  const chain = new Harness(3, {}); // 300 blocks, 5 s
  let young = 0n;
  for (let height = 1n; height <= 1_250n; height += 1n) {
    await chain.block([], 10n);
    expect(chain.store.oldestYoung).toBeGreaterThanOrEqual(young);
    young = chain.store.oldestYoung;
    // Ten ms a block: 500 blocks are younger than 5 s.
    expect(height - young >= 500n || young === 1n, `${height} ${young}`).toBe(true);
    expect(height - young).toBeLessThan(520n);
  }
  expect(young).toBe(740n);
  // Idle, 10 s a block: all are too old by time, but not by number.
  for (let i = 0; i < 60; i += 1) await chain.block([], 10_000n);
  expect(chain.store.oldestYoung).toBe(1_000n);
});
