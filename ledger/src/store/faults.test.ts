/**
 * The fault table of the store: a life with all that a store writes (genesis, verdicts, log bundles, pins made, moved
 * and cleared away, old versions pruned, marks of young blocks), stopped at each of its writes, which is lost or kept.
 * The node starts again with the function of every start, replays what CometBFT has and it has not, and ends with the
 * same bytes on disk as one that never stopped.
 */
import { describe, expect, test } from 'vitest';
import { buildIdOf } from '../build.ts';
import { type Block, type Committed, executeBlock } from '../state/block.ts';
import { Harness, PURL, testResult } from '../state/ledger-harness.ts';
import { KEPT_HEIGHTS } from './kept-versions.ts';
import { MemoryStore } from './key-value.ts';
import { FaultyStore } from './ledger-harness-stores.ts';
import { LedgerStore, type StoreOptions } from './ledger-store.ts';

const OPTIONS: StoreOptions = { pins: { everyHeights: 60n, keep: 5 } };
/** Past the end of the first pin, at 360, and of the clearing away of what was kept for it. */
const HEIGHTS = KEPT_HEIGHTS + 120n;
/** Each height up to here and from the last ones; the ones between are like their neighbours. */
const FIRST_ALL = 40n;
const LAST_ALL = 355n;

/** The blocks that CometBFT decided, and what one store held after all of them. */
async function plainLife(): Promise<{ blocks: Block[]; entries: ReadonlyArray<readonly [string, string]> }> {
  const kv = new MemoryStore();
  const chain = new Harness(3, {}, LedgerStore.open(kv, OPTIONS));
  const blocks: Block[] = [];
  let attempt = 0;
  for (let height = 1n; height <= HEIGHTS; height += 1n) {
    if (height % 5n === 1n) attempt += 1;
    const id = buildIdOf(PURL, attempt);
    const [one, two, three] = chain.nodes;
    const txs =
      height % 5n === 1n
        ? [chain.request()]
        : height % 5n === 2n
          ? chain.nodes.map((node, i) => chain.commit(node, testResult(`${attempt} ${i}`), id))
          : height % 5n === 3n
            ? [one, two, three].map((node, i) => chain.reveal(node as never, testResult(`${attempt} ${i}`), id))
            : [];
    blocks.push(chain.blockOf(txs));
    await chain.block(txs);
  }
  expect(attempt).toBeGreaterThan(50);
  expect(chain.committed.frontier.size).toBeGreaterThan(50n);
  expect(chain.store.pinned).toEqual([120n, 180n, 240n, 300n, 360n]);
  return { blocks, entries: kv.entries() };
}

const genesis = new Harness(3).genesis;
const genesisReader = new Harness(3).reader;

/** Commits what the store does not have yet: what a handshake with CometBFT comes to. */
async function replay(store: LedgerStore, blocks: readonly Block[]): Promise<void> {
  for (const block of blocks.slice(Number(store.head?.height ?? 0n))) {
    if (store.head === undefined) await store.commit([genesis, executeBlock(genesisReader, genesis.committed, block)]);
    else await store.commit([executeBlock(store, store.head, block)]);
  }
}

describe('each write, lost or kept', () => {
  test.each(['lost', 'kept'] as const)(
    '%s',
    async (mode) => {
      const { blocks, entries } = await plainLife();
      let [noted, cleared] = [0, 0];
      /** A store that has lived up to just before the fault, copied for each fault instead of lived again. */
      const before = new FaultyStore();
      for (let at = 1n; at <= HEIGHTS; at += 1n) {
        if (at <= FIRST_ALL || at >= LAST_ALL || at % 60n <= 1n) {
          const kv = new FaultyStore();
          await kv.write(before.entries().map(([key, value]) => ({ key: Buffer.from(key, 'hex'), value: new Uint8Array(Buffer.from(value, 'hex')) })));
          Object.assign(kv, { left: 1, mode });
          await expect(replay(LedgerStore.open(kv, OPTIONS), blocks)).rejects.toThrow(mode);
          const again = LedgerStore.open(kv, OPTIONS);
          expect(again.head?.height ?? 0n, String(at)).toBe(mode === 'kept' ? at : at - 1n);
          await replay(again, blocks);
          expect(kv.entries()).toEqual(entries);
        }
        const notes = before.entries().filter(([key]) => key.startsWith('09')).length;
        await replay(LedgerStore.open(before, OPTIONS), blocks.slice(0, Number(at)));
        const after = before.entries().filter(([key]) => key.startsWith('09')).length;
        if (after > notes) noted += 1;
        if (after < notes) cleared += 1;
      }
      expect(noted).toBeGreaterThan(10);
      expect(cleared).toBeGreaterThan(0);
    },
    240_000,
  );
});

test('a store that cannot say what it holds refuses every start with instructions', async () => {
  const kv = new MemoryStore();
  const chain = new Harness(3, {}, LedgerStore.open(kv));
  await chain.block([chain.request()]);
  const HEAD = Uint8Array.of(1);
  const record = kv.get(HEAD) as Uint8Array;
  // A state node that is gone: found when it is read.
  const nodeKeys = kv.entries().filter(([key]) => key.startsWith('03'));
  await kv.write(nodeKeys.map(([key]) => ({ key: Buffer.from(key, 'hex'), value: undefined })));
  const broken = LedgerStore.open(kv);
  expect(() => executeBlock(broken, broken.head as Committed, chain.blockOf([]))).toThrow(expect.objectContaining({ code: 'STORE_UNKNOWN' }));
  // A head that was cut.
  await kv.write([{ key: HEAD, value: record.slice(0, 60) }]);
  expect(() => LedgerStore.open(kv)).toThrow(expect.objectContaining({ name: 'LedgerError' }));
});
