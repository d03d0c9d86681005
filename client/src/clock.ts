import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './light/types.ts';

export const systemClock: Clock = {
  nowNs: () => BigInt(Date.now()) * 1_000_000n,
  sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined), // Aborted: as said in the port.
};
