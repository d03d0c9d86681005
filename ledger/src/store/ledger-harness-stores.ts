/** For tests of the store: databases that fail or are seen early, and snapshots from one store to another. */
import { buildIdOf } from '../build.ts';
import { type Harness, testRecipe, testResult } from '../state/ledger-harness.ts';
import { judgeOffer, type OfferVerdict } from '../state/snapshot.ts';
import { MemoryStore, type Write } from './key-value.ts';
import type { LedgerStore } from './ledger-store.ts';
import { SnapshotRestore } from './snapshot-restore.ts';
import type { PlannedSnapshot, SnapshotSource } from './snapshot-source.ts';

/** Fails at one write, which is kept all the same, or lost. */
export class FaultyStore extends MemoryStore {
  /** Writes until the fault. */
  left = Number.POSITIVE_INFINITY;
  mode: 'lost' | 'kept' = 'lost';
  override async write(batch: readonly Write[]): Promise<void> {
    this.left -= 1;
    if (this.left === 0 && this.mode === 'lost') throw new Error('lost');
    await super.write(batch);
    if (this.left === 0) throw new Error('kept');
  }
}

/** A database whose batch can be seen before the write resolves, as LevelDB's can. */
export class EarlyStore extends MemoryStore {
  whenVisible: () => void = () => undefined;
  override async write(batch: readonly Write[]): Promise<void> {
    await super.write(batch);
    this.whenVisible();
  }
}

export type Accepted = Extract<OfferVerdict, { verdict: 'accepted' }>;

export function planOf(source: SnapshotSource): PlannedSnapshot {
  const steps = source.plan();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done !== true) continue;
    if (step.value === undefined) throw new Error('nothing planned');
    return step.value;
  }
}
export const chunksOf = (source: SnapshotSource, { offer }: PlannedSnapshot): Uint8Array[] =>
  Array.from({ length: offer.chunks }, (_, i) => source.chunk(offer.height, i) as Uint8Array);

export async function restoreInto(store: LedgerStore, planned: PlannedSnapshot, chunks: readonly Uint8Array[], order: readonly number[]): Promise<string[]> {
  const judged = judgeOffer(planned.offer, planned.committed.appHash) as Accepted;
  const restore = await SnapshotRestore.begin(store, judged, { height: planned.committed.height, appHash: planned.committed.appHash });
  const verdicts: string[] = [];
  for (const index of order) verdicts.push(await restore.apply(index, chunks[index] as Uint8Array));
  return verdicts;
}

export function recipeOf(version: string) {
  return testRecipe((json) => {
    const purl = `pkg:maven/org.example/thing@${version}`;
    json['purl'] = purl;
    json['source'] = { registry: { purl, classifier: 'source-release', extension: 'zip' }, sha256: '11'.repeat(32) };
    json['outputs'] = { [`thing-${version}.jar`]: `target/thing-${version}.jar` };
  });
}

export async function publish(chain: Harness, version: string): Promise<void> {
  const id = buildIdOf(`pkg:maven/org.example/thing@${version}`, 1);
  await chain.block([chain.request(recipeOf(version))]);
  await chain.block(chain.nodes.map((node) => chain.commit(node, testResult(version), id)));
  await chain.block(chain.nodes.map((node) => chain.reveal(node, testResult(version), id)));
}
