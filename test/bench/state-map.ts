/** The authenticated map on disk at 1 000 to 100 000 keys: cost of an update against the depth of the tree, and proofs. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256, u64be } from '@pyrsia/ledger';
import { commitmentProofCodec } from '@pyrsia/ledger/merkle';
import { EMPTY_REF, type NodeRef, proveKey, updateMap } from '@pyrsia/ledger/state';
import { openLevelStore } from '@pyrsia/ledger/store';
import { median, show } from './report.ts';

const SIZES = [1_000, 10_000, 100_000];
/** Changes in one block. */
const BLOCK = 100;
const BLOCKS = 30;
/** Updates of one key each, whose own time is taken, without that of the disk. */
const SINGLE = 2_000;
const PROOFS = 500;

export async function stateMap(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-bench-'));
  const store = await openLevelStore(folder);
  const read = (key: Uint8Array): Uint8Array | undefined => store.get(key);
  try {
    let root: NodeRef = EMPTY_REF;
    let version = 0n;
    let size = 0;
    /** Time of the update alone, and with the synced write. */
    const change = async (keys: readonly number[]): Promise<{ update: number; stored: number }> => {
      version += 1n;
      const changes = keys.map((key) => [u64be(BigInt(key)), sha256(u64be(version), u64be(BigInt(key)))] as const);
      const started = performance.now();
      const done = updateMap(read, root, version, changes);
      const update = performance.now() - started;
      await store.write([...done.written.map(([key, value]) => ({ key, value })), ...done.retired.map((key) => ({ key, value: undefined }))]);
      // Holds what was written, as the head of the ledger's store does.
      root = done.root;
      return { update, stored: performance.now() - started };
    };
    let first: number | undefined;
    for (const wanted of SIZES) {
      for (; size < wanted; size += 1_000) await change(Array.from({ length: 1_000 }, (_, i) => size + i));
      const single: number[] = [];
      for (let i = 0; i < SINGLE; i += 1) single.push((await change([(i * 7_919) % size])).update);
      const perUpdate = 1_000 * median(single);
      first ??= perUpdate;
      const depth = Math.log2(size) / Math.log2(SIZES[0] as number);
      const ratio = perUpdate / first;
      show({
        ...{ bench: 'state-map', metric: `cost of one update at ${size} keys`, value: perUpdate, unit: 'us', peer: `at ${SIZES[0]} keys`, peer_value: first },
        ...{ ratio, goal: `<= ${depth.toFixed(2)} (log n)`, met: ratio <= depth },
      });
      const blocks: number[] = [];
      for (let i = 0; i < BLOCKS; i += 1) blocks.push((await change(Array.from({ length: BLOCK }, (_, j) => (i * 7_919 + j * 104_729) % size))).stored);
      const rate = (1_000 * BLOCK) / median(blocks);
      show({
        ...{
          bench: 'state-map',
          metric: `updates stored at ${size} keys`,
          value: rate,
          unit: '1/s',
          peer: 'updates alone, one by one',
          peer_value: 1e6 / perUpdate,
        },
        ...{ ratio: (rate * perUpdate) / 1e6, goal: '-', met: null },
      });
    }
    const bytes = Array.from({ length: PROOFS }, (_, i) => commitmentProofCodec.encode(proveKey(read, root, u64be(BigInt(i % 2 === 0 ? i : size + i)))).length);
    const of = (odd: number): number => median(bytes.filter((_, i) => i % 2 === odd));
    show({
      bench: 'state-map',
      metric: `proof of absence at ${size} keys`,
      value: of(1),
      unit: 'bytes',
      peer: 'proof of existence',
      peer_value: of(0),
      ratio: of(1) / of(0),
      goal: '-',
      met: null,
    });
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
