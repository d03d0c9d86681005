/** The wall clock, for the one place that needs it. */
import type { Clock } from './light/types.ts';

/** The light client's only clock. */
export const systemClock: Clock = {
  nowNs: () => BigInt(Date.now()) * 1_000_000n,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
