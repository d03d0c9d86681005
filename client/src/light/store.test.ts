/** Stored light blocks: what is kept, what is dropped, and what a crash or a damaged file leaves. */

import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseLightBlock } from './json.ts';
import { LightStore } from './store.ts';
import type { LightBlock } from './types.ts';

const scenarios = JSON.parse(readFileSync(new URL('../../../test/vectors/cometbft/light_client_scenarios.json', import.meta.url), 'utf8'));
const one = parseLightBlock(scenarios[0].primary[0]);
/** Only the height matters to the store. */
const blockAt = (height: bigint): LightBlock => ({ ...one, header: { ...one.header, height } });
const heights = (blocks: readonly LightBlock[]): number[] => blocks.map(({ header }) => Number(header.height));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('blocks on the way lead to a confirmed one, and answer nothing by themselves', async () => {
  const store = await LightStore.open(folder, 1n);
  await store.save(blockAt(1n));
  await store.save(blockAt(9n), [blockAt(4n), blockAt(6n)]);
  for (const stored of [store, await LightStore.open(folder, 1n)]) {
    expect(heights(stored.upTo(9n))).toEqual([1, 4, 6, 9]);
    expect(heights(stored.upTo(5n))).toEqual([1, 4]);
    expect([stored.at(4n), stored.at(6n)]).toEqual([undefined, undefined]);
    expect([stored.before(9n), stored.above(1n), stored.latest(), stored.first()].map((block) => block?.header.height)).toEqual([1n, 9n, 9n, 1n]);
  }
});

test('the newest thousand are kept, and the root for ever', async () => {
  const store = await LightStore.open(folder, 1n);
  await store.save(blockAt(1n));
  for (let height = 2n; height <= 1_010n; height += 1n) await store.save(blockAt(height));
  for (const stored of [store, await LightStore.open(folder, 1n)]) {
    const kept = heights(stored.upTo(2_000n));
    expect([kept.length, kept[0], kept[1], kept.at(-1)]).toEqual([1_000, 1, 12, 1_010]);
  }
}, 60_000);

test('a write that a crash cut off is as if it had not begun; a file that cannot be read says so', async () => {
  const store = await LightStore.open(folder, 1n);
  await store.save(blockAt(1n));
  await writeFile(join(folder, '2.json.0000.tmp'), '{"signed_header":');
  await writeFile(join(folder, 'steps/3.json.0000.tmp'), '');
  expect(heights((await LightStore.open(folder, 1n)).upTo(9n))).toEqual([1]);
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  await writeFile(join(folder, '2.json'), '{"signed_header":');
  await expect(LightStore.open(folder, 1n)).rejects.toMatchObject({ code: 'STORE_INVALID' });
});
