/** The tail of a build log, from real files, some of which a build has put there to mislead. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NodeId, sha256, toHex, utf8 } from '@pyrsia/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTail } from './build-log.ts';

const ID = sha256(utf8('build'));
const NODE = sha256(utf8('node')).slice(0, 16) as NodeId;
let folder: string;
let build: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-builds-'));
  build = join(folder, toHex(ID));
  await mkdir(join(build, 'sandbox'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const config = () => ({ builder: { buildsFolder: folder }, note: { nodeId: NODE, seed: new Uint8Array(32), memoryFile: '' } });

test('of a build that ended, else of one that runs, and no more than its end', async () => {
  await expect(readTail(config(), ID, undefined)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await writeFile(join(build, 'sandbox/build.log'), 'runs');
  expect(await readTail(config(), ID, toHex(NODE))).toBe('runs');
  await writeFile(join(build, 'build.log'), `${'x'.repeat(100_000)}end`);
  const tail = await readTail(config(), ID, undefined);
  expect([tail.length, tail.slice(-4)]).toEqual([65_536, 'xend']);
});

test('only beside a builder, and only of the build node that is meant', async () => {
  await writeFile(join(build, 'build.log'), 'log');
  await expect(readTail({ ...config(), builder: undefined }, ID, undefined)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(readTail(config(), ID, 'ab'.repeat(16))).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test.each<[string, (path: string) => Promise<void> | void]>([
  ['a link', (path) => symlink('/etc/hostname', path)],
  ['a folder', (path) => mkdir(path).then(() => undefined)],
  ['a pipe', (path) => void execFileSync('mkfifo', [path])],
])('%s in the place of the log is nothing', async (_name, put) => {
  await put(join(build, 'build.log'));
  await expect(readTail(config(), ID, undefined)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
