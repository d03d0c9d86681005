/** One node on one data folder, also after a node was killed; a second one says so and ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FolderLock } from './folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const IN_USE = expect.objectContaining({ code: 'FOLDER_IN_USE' });

test('a second one is refused until the first is free', async () => {
  const first = await FolderLock.take(join(folder, 'data'));
  await expect(FolderLock.take(join(folder, 'data'))).rejects.toEqual(IN_USE);
  await first.free();
  await (await FolderLock.take(join(folder, 'data'))).free();
});

test('a process that was killed holds nothing; one that lives does', async () => {
  const program = `import { FolderLock } from '${new URL('./folder-lock.ts', import.meta.url).href}'; await FolderLock.take(process.argv[1]); console.log('taken'); setInterval(() => 0, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await expect(FolderLock.take(folder)).rejects.toEqual(IN_USE);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await (await FolderLock.take(folder)).free();
});

test('what is no folder is told', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(FolderLock.take(join(folder, 'file'))).rejects.toEqual(expect.objectContaining({ code: 'STORE_FOLDER' }));
});
