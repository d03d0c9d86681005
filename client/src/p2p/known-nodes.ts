/**
 * Keeps connections to the nodes of the network file: they are where a node that knows nobody begins, and who has what was
 * published. One that cannot be reached is tried again, after longer and longer pauses.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;
/** How often a connection that stands is looked at. */
const LOOK_MS = 5_000;

export interface KnownNodesParts {
  readonly addresses: readonly string[];
  /** Connects, or finds that it is connected; rejects when it cannot. */
  readonly dial: (address: string) => Promise<unknown>;
  readonly signal: AbortSignal;
  /** Told when a node that was reached is gone, or the other way round. */
  readonly onChange: (address: string, isReached: boolean) => void;
  readonly pauses?: { readonly firstMs: number; readonly longestMs: number; readonly lookMs: number };
  /** From 0 up to 1: nodes that lost the same node do not come back to it at one moment. */
  readonly random?: () => number;
}

/** Runs until the signal aborts; never rejects. */
export async function keepConnected(parts: KnownNodesParts): Promise<void> {
  await Promise.all(parts.addresses.map((address) => keepOne(address, parts)));
}

async function keepOne(address: string, parts: KnownNodesParts): Promise<void> {
  const { firstMs, longestMs, lookMs } = parts.pauses ?? { firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS, lookMs: LOOK_MS };
  const random = parts.random ?? Math.random;
  let isReached: boolean | undefined;
  for (let failures = 0; !parts.signal.aborted; ) {
    const now = await parts.dial(address).then(
      () => true,
      () => false,
    );
    if (parts.signal.aborted) return;
    failures = now ? 0 : failures + 1;
    if (now !== isReached) parts.onChange(address, now);
    isReached = now;
    const pauseMs = now ? lookMs : Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (0.75 + random() / 2);
    await sleep(pauseMs, undefined, { signal: parts.signal }).catch(() => undefined); // Stopped: the loop sees it.
  }
}
