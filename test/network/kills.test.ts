/** Real processes are killed at random moments; `npm run kills -- 100` does it for longer. */
import { expect, test } from 'vitest';
import { killSweep } from './kill-sweep.ts';

test('ten kills of applications and CometBFT under load: no publication is lost, all nodes agree', async () => {
  const seed = Date.now() & 0x7fffffff;
  const lines: string[] = [`seed ${seed}`];
  const outcome = await killSweep({ kills: 10, seed, report: (line) => lines.push(line) }).catch((error: unknown) => {
    throw new Error(lines.join('\n'), { cause: error });
  });
  expect(outcome.applications + outcome.cometBfts).toBeGreaterThanOrEqual(10);
  expect(outcome.publications).toBeGreaterThan(3);
}, 600_000);
