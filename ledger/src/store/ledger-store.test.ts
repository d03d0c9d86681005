/** The store: the same suite on memory and LevelDB, and what a crash at a write leaves behind. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { toHex } from '../bytes.ts';
import { assertConsistencyProof, assertLogProof, assertStateProof } from '../merkle/proof-ops.ts';
import { EMPTY_ROOT } from '../merkle/rfc6962.ts';
import { stateKey } from '../records.ts';
import { answerConsistency, answerLogEntry, answerState } from '../state/answer.ts';
import { executeBlock } from '../state/block.ts';
import { Harness, PURL, testResult } from '../state/ledger-harness.ts';
import { KEPT_HEIGHTS } from './kept-versions.ts';
import { type KeyValueStore, MemoryStore, openLevelStore, type Write } from './key-value.ts';
import { LedgerStore } from './ledger-store.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));
async function level(): Promise<KeyValueStore> {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-store-'));
  folders.push(folder);
  return openLevelStore(folder);
}

async function publish(chain: Harness): Promise<void> {
  await chain.block([chain.request()]);
  await chain.block(chain.nodes.map((node) => chain.commit(node, testResult('x'))));
  await chain.block(chain.nodes.map((node) => chain.reveal(node, testResult('x'))));
}

describe.each([
  ['memory', async () => new MemoryStore()],
  ['level', level],
] as const)('%s', (_, open) => {
  test('what is committed is there again after opening anew, with proofs', async () => {
    const kv = await open();
    const chain = new Harness(3, {}, LedgerStore.open(kv));
    await publish(chain);
    const again = LedgerStore.open(kv);
    expect(again.head).toEqual(chain.store.head);
    const head = again.head as NonNullable<typeof again.head>;
    const key = stateKey.publication(PURL);
    const present = answerState(again, head, key);
    assertStateProof(head.appHash, key, present.value, present.proof);
    expect(present.value).toBeDefined();
    const missing = stateKey.publication('pkg:maven/org.example/other@1.0');
    const absent = answerState(again, head, missing);
    expect(absent.value).toBeUndefined();
    assertStateProof(head.appHash, missing, undefined, absent.proof);
    expect(() => assertStateProof(head.appHash, key, undefined, absent.proof)).toThrow(/PROOF_INVALID/);
    const entry = answerLogEntry(again, head, 0n);
    expect(assertLogProof(head.appHash, 0n, entry.value as Uint8Array, entry.proof)).toMatchObject({ size: 1n, origin: 'log.test' });
    expect(() => assertLogProof(head.appHash, 1n, entry.value as Uint8Array, entry.proof)).toThrow(/PROOF_INVALID/);
    const before = { size: 0n, root: EMPTY_ROOT };
    const consistency = answerConsistency(again, head, 0n);
    expect(assertConsistencyProof(head.appHash, before, consistency.value as Uint8Array, consistency.proof)).toMatchObject({ size: 1n });
    for (const wrong of [
      { size: 1n, root: EMPTY_ROOT },
      { size: 2n, root: before.root },
    ]) {
      expect(() => assertConsistencyProof(head.appHash, wrong, consistency.value as Uint8Array, consistency.proof)).toThrow(/PROOF_INVALID/);
    }
    await kv.close();
  });
});

test('memory and LevelDB come to the same app hash at every height', async () => {
  const one = new Harness(4);
  const kv = await level();
  const other = new Harness(4, {}, LedgerStore.open(kv));
  await publish(one);
  await publish(other);
  expect(toHex(other.committed.appHash)).toBe(toHex(one.committed.appHash));
  await kv.close();
});

test('old heights answer while they are kept, and are gone after', async () => {
  const chain = new Harness(3);
  await publish(chain);
  const published = chain.height;
  const key = stateKey.publication(PURL);
  for (let i = 0n; i < KEPT_HEIGHTS - 2n; i += 1n) await chain.block([], 1n);
  const old = chain.store.committedAt(published);
  const answer = answerState(chain.store, old, key);
  assertStateProof(old.appHash, key, answer.value, answer.proof);
  await chain.block([], 1n);
  expect(() => chain.store.committedAt(published)).toThrow(/HEIGHT_UNAVAILABLE/);
  expect(chain.view().publication(PURL)).toBeDefined();
});

describe('a crash at the write of a block', () => {
  /** A store whose next write is lost or kept, and then fails like a full disk. */
  class FailingStore extends MemoryStore {
    mode: 'works' | 'lost' | 'kept' = 'works';
    override async write(batch: readonly Write[]): Promise<void> {
      if (this.mode !== 'lost') await super.write(batch);
      if (this.mode !== 'works') throw new Error('no space left on device');
    }
  }
  test.each([
    ['lost', 3n],
    ['kept', 4n],
  ] as const)('%s: the node comes back at height %s and goes on to the same app hash', async (mode, height) => {
    const reference = new Harness(3);
    const kv = new FailingStore();
    const chain = new Harness(3, {}, LedgerStore.open(kv));
    for (const each of [reference, chain]) await publish(each);
    const block = chain.blockOf([]);
    const executed = executeBlock(chain.reader, chain.committed, block);
    kv.mode = mode;
    await expect(chain.store.commit([executed])).rejects.toThrow('no space');
    expect(chain.store.head?.height).toBe(3n);
    kv.mode = 'works';
    const reopened = LedgerStore.open(kv);
    expect(reopened.head?.height).toBe(height);
    if (reopened.head?.height === 3n) await reopened.commit([executeBlock(reopened, reopened.head, block)]);
    await reference.block([]);
    expect(toHex((reopened.head as { appHash: Uint8Array }).appHash)).toBe(toHex(reference.committed.appHash));
  });

  test('a head that does not hash to itself, or of another format, is refused', async () => {
    const kv = new MemoryStore();
    await publish(new Harness(3, {}, LedgerStore.open(kv)));
    const head = kv.get(Uint8Array.of(1)) as Uint8Array;
    const changed = Uint8Array.from(head);
    changed[60] = (changed[60] as number) ^ 1;
    await kv.write([{ key: Uint8Array.of(1), value: changed }]);
    expect(() => LedgerStore.open(kv)).toThrow(expect.objectContaining({ code: 'STORE_UNKNOWN' }));
    await kv.write([{ key: Uint8Array.of(1), value: Uint8Array.of(9) }]);
    expect(() => LedgerStore.open(kv)).toThrow(expect.objectContaining({ code: 'STORE_FORMAT' }));
  });
});

test('a folder that another process holds is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-store-'));
  folders.push(folder);
  const first = await openLevelStore(folder);
  await expect(openLevelStore(folder)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await first.close();
});

test.each([
  ['CURRENT', 'nonsense'],
  ['MANIFEST', 'nonsense'],
])('a damaged %s is told from a full disk', async (file, content) => {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-store-'));
  folders.push(folder);
  const store = await openLevelStore(folder);
  await store.write([{ key: Uint8Array.of(1), value: Uint8Array.of(2) }]);
  await store.close();
  const name = (await readdir(folder)).find((known) => known.startsWith(file)) as string;
  await writeFile(join(folder, name), content);
  await expect(openLevelStore(folder)).rejects.toMatchObject({ code: 'STORE_UNKNOWN' });
});
