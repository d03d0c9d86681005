import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { keepConnected } from './known-nodes.ts';

/** Dials that fail as often as told, then hold, then fail again; when each was made. */
function started(failures: number): { dials: number[]; changes: boolean[]; stop: () => Promise<void>; lose: () => void } {
  const ended = new AbortController();
  const dials: number[] = [];
  const changes: boolean[] = [];
  let left = failures;
  const running = keepConnected({
    addresses: ['a'],
    dial: async () => {
      dials.push(performance.now());
      left -= 1;
      if (left >= 0) throw new Error('not there');
    },
    signal: ended.signal,
    onChange: (_, isReached) => changes.push(isReached),
    pauses: { firstMs: 20, longestMs: 100, lookMs: 10 },
    random: () => 0.5,
  });
  return {
    dials,
    changes,
    lose: () => {
      left = 1;
    },
    stop: async () => {
      ended.abort();
      await running;
    },
  };
}

test('a node that is not there is tried again after pauses that grow up to a bound', async () => {
  const { dials, changes, stop } = started(6);
  await expect.poll(() => changes, { timeout: 5_000 }).toEqual([false, true]);
  await stop();
  const pauses = dials.slice(1, 7).map((at, i) => at - (dials[i] as number));
  for (const [i, expected] of [20, 40, 80, 100, 100, 100].entries()) expect(pauses[i]).toBeGreaterThanOrEqual(expected - 2);
});

test('a node that was lost is reached again, and that is told', async () => {
  const { changes, lose, stop } = started(0);
  await expect.poll(() => changes).toEqual([true]);
  lose();
  await expect.poll(() => changes).toEqual([true, false, true]);
  await stop();
});

test('it ends at once when it is stopped, also in the middle of a pause', async () => {
  const { stop, dials } = started(1_000);
  await sleep(100);
  const before = performance.now();
  await stop();
  expect(performance.now() - before).toBeLessThan(50);
  const made = dials.length;
  await sleep(150);
  expect(dials).toHaveLength(made);
});
