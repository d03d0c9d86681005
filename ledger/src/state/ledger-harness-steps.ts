/** For the model test: what may happen in a block, as fast-check arbitraries. Actors are numbers, resolved when a block is played. */
import fc from 'fast-check';
import type { Result } from '../result.ts';
import { FAILED, testResult } from './ledger-harness.ts';

export const GENESIS_NODES = 4;
export const NEWCOMERS = 2;
export const ACTORS = GENESIS_NODES + NEWCOMERS;
export const VERSIONS = ['1.0', '1.1'];
export const RESULTS: readonly Result[] = [testResult('good'), testResult('other'), FAILED];
const actor = fc.nat(ACTORS - 1);
const version = fc.nat(VERSIONS.length - 1);
const result = fc.nat(RESULTS.length - 1);
const effect = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), who: fc.integer({ min: GENESIS_NODES, max: ACTORS - 1 }) }),
  fc.record({ kind: fc.constant('remove' as const), who: actor }),
  fc.record({ kind: fc.constantFrom('grant' as const, 'ungrant' as const), who: fc.constantFrom(-1, 0, ACTORS - 1) }),
  fc.record({ kind: fc.constantFrom('withdraw' as const, 'approve' as const) }),
  fc.record({ kind: fc.constant('minElectorate' as const), value: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('revoke' as const), version }),
);
export type AnyEffect = typeof effect extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('request' as const), version, by: fc.constantFrom(-2, -1, 0, 1) }) },
  // Everybody at once, each with a result or absent (−1): what a network mostly does.
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('commitAll' as const, 'revealAll' as const),
      version,
      results: fc.array(fc.constantFrom(0, 0, 0, 1, 2, -1), { minLength: ACTORS, maxLength: ACTORS }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('commit' as const, 'reveal' as const),
      version,
      node: actor,
      result,
      saltOf: actor,
      boundTo: actor,
      by: fc.option(actor, { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('propose' as const), node: actor, effect }) },
  {
    // Proposed and voted on in one block.
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('ballot' as const),
      node: actor,
      effect,
      votes: fc.array(fc.constantFrom(1, 1, 0, 0, -1), { minLength: ACTORS, maxLength: ACTORS }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('voteAll' as const),
      effect,
      votes: fc.array(fc.constantFrom(1, 1, 0, -1), { minLength: ACTORS, maxLength: ACTORS }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('replay' as const), back: fc.nat(20) }) },
);
const block = fc.record({
  after: fc.constantFrom(1, 10, 99, 100, 250, 500, 700, 1_000),
  offenders: fc.oneof({ weight: 12, arbitrary: fc.constant([] as number[]) }, { weight: 1, arbitrary: fc.array(actor, { maxLength: 2 }) }),
  steps: fc.array(step, { maxLength: 4 }),
});
export type AnyBlock = typeof block extends fc.Arbitrary<infer T> ? T : never;
export type AnyStep = AnyBlock['steps'][number];

/** A build from request to reveals, with something else in between: chance alone seldom gets that far. */
const wholeBuild = fc
  .record({
    version,
    results: fc.array(fc.constantFrom(0, 0, 0, 0, 1, 2, -1), { minLength: ACTORS, maxLength: ACTORS }),
    between: fc.tuple(block, block, block),
  })
  .map(({ version: index, results, between: [first, second, third] }): AnyBlock[] => [
    { ...first, steps: [{ kind: 'request', version: index, by: -2 }, ...first.steps] },
    { ...second, after: 10, steps: [{ kind: 'commitAll', version: index, results }, ...second.steps] },
    { ...third, after: 100, steps: [{ kind: 'revealAll', version: index, results }, ...third.steps] },
  ]);
export const blocks = fc
  .array(fc.oneof({ weight: 3, arbitrary: block.map((one) => [one]) }, { weight: 1, arbitrary: wholeBuild }), { minLength: 5, maxLength: 18 })
  .map((parts) => parts.flat());
