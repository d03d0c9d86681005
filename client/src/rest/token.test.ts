/** The token file of a node that runs: whatever becomes of it counts at once. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replaceFile } from '../replace-file.ts';
import { tokenIn } from './token.ts';

const OLD = 'a'.repeat(64);
const NEW = 'b'.repeat(64);
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-token-'));
  file = join(folder, 'token');
  await writeFile(file, `${OLD}\n`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('one that was replaced, or written over, is the one that counts', async () => {
  const token = tokenIn(file);
  expect([token(), token()]).toEqual([OLD, OLD]);
  await replaceFile(file, `${NEW}\n`);
  expect(token()).toBe(NEW);
  await writeFile(file, OLD);
  expect(token()).toBe(OLD);
});

test.each([
  ['is gone', () => rm(file)],
  ['is empty', () => writeFile(file, '')],
  ['is half of one', () => writeFile(file, OLD.slice(32))],
  ['is something else', () => writeFile(file, 'Z'.repeat(64))],
])('one that %s lets nobody in, until there is one again', async (_what, change) => {
  const token = tokenIn(file);
  expect(token()).toBe(OLD);
  await change();
  for (const _ of [1, 2]) expect(token).toThrow(expect.objectContaining({ code: 'TOKEN_UNREADABLE' }));
  await writeFile(file, NEW);
  expect(token()).toBe(NEW);
});
