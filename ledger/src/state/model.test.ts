/**
 * Random blocks of honest, lazy, copying, contradicting and absent nodes, of votes, removals and evidence, on the real
 * state machine and on the reference model: the same codes, the same state, the same log. And what must hold whatever
 * happens: see `assertInvariants` in ledger-harness-model.ts.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindOfModel, World } from './ledger-harness-model.ts';
import { blocks } from './ledger-harness-steps.ts';

/** How often each thing happened over all runs: a model that never publishes would prove little. */
const seen = new Map<string, number>();
const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);

test('the state machine and the reference model agree on any sequence of blocks', async () => {
  const seed = process.env['PYRSIA_SEED'] === undefined ? Date.now() & 0x7fffffff : Number(process.env['PYRSIA_SEED']);
  await fc.assert(
    fc.asyncProperty(blocks, async (sequence) => {
      const world = new World();
      for (const one of sequence) await world.play(one);
      await world.assertReplays();
      for (const line of world.model.log) count(kindOfModel(line));
      for (const { phase } of world.model.proposals.values()) count(`proposal ${phase}`);
    }),
    { numRuns: 120, seed },
  );
  for (const what of ['publication', 'refused', 'expired', 'misbehaviour', 'membership', 'proposal passed', 'proposal failed', 'proposal expired']) {
    expect(seen.get(what) ?? 0, `${what} (seed ${seed})`).toBeGreaterThan(0);
  }
}, 300_000);
