/** The parameters that a network may choose: production values, and the bounds within which they stay, at genesis and by vote. */
import { MAX_BUILD_NODES } from './build.ts';
import { MAX_OPEN_BUILDS, type Params } from './records.ts';

/** Production values; a development network sets others in its genesis. Times in ms. */
export const DEFAULT_PARAMS: Omit<Params, 'logOrigin'> = {
  minElectorate: 3,
  /** A slow build on a slow machine, with all downloads. */
  commitWindowMs: 6n * 3_600_000n,
  /** Once a majority committed, the rest have this long. */
  graceWindowMs: 30n * 60_000n,
  /** A reveal is one transaction: minutes are generous. */
  revealWindowMs: 30n * 60_000n,
  /** About a day of 10-second blocks; bounds the memory for replays. */
  maxExpiryBlocks: 10_000n,
  maxOpenBuilds: 128,
  maxOpenBuildsPerAccount: 16,
  /** People vote: a week. */
  voteWindowMs: 7n * 24n * 3_600_000n,
};

const DAY_MS = 24n * 3_600_000n;
/** A shorter window would be over in the block that opens it. */
const MIN_WINDOW_MS = 100n;

/** Lowest and highest value of each, both allowed. */
export const PARAM_BOUNDS = {
  minElectorate: [1n, BigInt(MAX_BUILD_NODES)],
  commitWindowMs: [MIN_WINDOW_MS, 7n * DAY_MS],
  graceWindowMs: [MIN_WINDOW_MS, 7n * DAY_MS],
  revealWindowMs: [MIN_WINDOW_MS, 7n * DAY_MS],
  maxExpiryBlocks: [10n, 100_000n],
  maxOpenBuilds: [1n, BigInt(MAX_OPEN_BUILDS)],
  maxOpenBuildsPerAccount: [1n, BigInt(MAX_OPEN_BUILDS)],
  voteWindowMs: [MIN_WINDOW_MS, 90n * DAY_MS],
} as const satisfies Record<Exclude<keyof Params, 'logOrigin'>, readonly [bigint, bigint]>;

export type BoundedParam = keyof typeof PARAM_BOUNDS;
export const BOUNDED_PARAMS = Object.keys(PARAM_BOUNDS) as readonly BoundedParam[];

/** The first parameter that is out of its bounds, or undefined. */
export function outOfBounds(params: Params): BoundedParam | undefined {
  return BOUNDED_PARAMS.find((name) => {
    const value = BigInt(params[name]);
    const [lowest, highest] = PARAM_BOUNDS[name];
    return value < lowest || value > highest;
  });
}
