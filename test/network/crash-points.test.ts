/**
 * CometBFT's own crash points: FAIL_TEST_INDEX=n makes it exit at the n-th of the ten places around storing a block,
 * its write-ahead log, FinalizeBlock, Commit and its state (fail.Fail() in v0.40.0), counted from its start. From each
 * one the node must come back by itself. At the end the application is made anew by replay of all blocks.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stateKey } from '@pyrsia/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SingleNode } from './single-node.ts';

/** Ten in a block; two blocks, as the first after a start goes through replay. */
const CRASH_POINTS = 20;

let node: SingleNode;
const published: string[] = [];

beforeAll(async () => {
  node = await SingleNode.create();
}, 120_000);
afterAll(() => node?.remove(), 60_000);

test.each(Array.from({ length: CRASH_POINTS }, (_, i) => i))(
  'crash point %i',
  async (index) => {
    const ended = node.start({ environment: { FAIL_TEST_INDEX: String(index) } });
    const publishing = node.publish(`crash.${index}`);
    publishing.catch(() => undefined); // Awaited below.
    expect(await ended).toBe(3);
    expect(node.output).toContain('COMETBFT_EXITED');
    void node.start();
    published.push(await publishing);
    await node.stop();
  },
  120_000,
);

test('the application made anew by replay of all blocks, each app hash checked by CometBFT, has every publication', async () => {
  await rm(join(node.home, 'ledger'), { recursive: true });
  void node.start();
  published.push(await node.publish('after-replay'));
  for (const purl of published) expect(await node.driver.read(stateKey.publication(purl)), purl).toBeDefined();
  expect(published).toHaveLength(CRASH_POINTS + 1);
  const log = await node.cometBftLog();
  for (let index = 0; index < CRASH_POINTS; index += 1) expect(log).toContain(`*** fail-test ${index} ***`);
  expect(log).not.toMatch(/CONSENSUS FAILURE|panic:/);
}, 120_000);
