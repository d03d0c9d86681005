/** The journal: what is fixed stays fixed, whatever happens in between. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Result, sha256, utf8 } from '@pyrsia/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journal } from './journal.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-journal-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const buildId = sha256(utf8('build'));
const outcome = (seed: string) => {
  const digest = sha256(utf8(seed));
  const result: Result = { outcome: { kind: 'artifacts', value: { artifacts: [{ name: 'x', size: 1n, sha256: digest, chunkRoot: digest }] } } };
  return { buildId, result, environment: digest, provenanceSha256: digest, upstream: 'identical' } as const;
};

test('the first result stays, with its salt, over any number of later ones and restarts', async () => {
  const first = await new Journal(folder).record(outcome('one'));
  expect(await new Journal(folder).record(outcome('two'))).toEqual(first);
  expect(await new Journal(folder).find(buildId)).toEqual(first);
});

test('two nodes never share a salt', async () => {
  const a = await new Journal(join(folder, 'a')).record(outcome('one'));
  const b = await new Journal(join(folder, 'b')).record(outcome('one'));
  expect(a.salt).not.toEqual(b.salt);
});

test('a damaged entry is an error, never a new result', async () => {
  const journal = new Journal(folder);
  await journal.record(outcome('one'));
  const [name] = await readdir(folder);
  await writeFile(join(folder, name as string), '{"salt":"00"}');
  await expect(journal.find(buildId)).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED' });
  await expect(journal.record(outcome('two'))).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED' });
});

test('finished entries are no longer listed, but kept', async () => {
  const journal = new Journal(folder);
  await journal.record(outcome('one'));
  expect(await journal.unfinished()).toHaveLength(1);
  await journal.finish(buildId);
  expect(await journal.unfinished()).toEqual([]);
  expect((await readdir(join(folder, 'done'))).some((name) => name.endsWith('.json'))).toBe(true);
});

test('a temporary file of a crash is not an entry', async () => {
  await writeFile(join(folder, `${'ab'.repeat(32)}.json.123.tmp`), 'half');
  expect(await new Journal(folder).unfinished()).toEqual([]);
});
