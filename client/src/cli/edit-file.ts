/** `pyrsia config edit`: an editor on a copy; the file is changed when the copy is right. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsOf } from '../config/edit.ts';
import { CONFIG_FILE } from '../config/home.ts';
import { ClientError } from '../errors.ts';
import { readIfThere, replaceFile } from '../replace-file.ts';

/** Whether the file was changed. What is wrong is an error that names the copy, which stays. */
export async function editFile(file: string): Promise<boolean> {
  const before = await readIfThere(file);
  if (before === undefined) throw new ClientError('CONFIG_MISSING', { file });
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-edit-'));
  const copy = join(folder, CONFIG_FILE);
  await writeFile(copy, before, { mode: 0o600 });
  await runEditor(copy);
  const after = await readFile(copy, 'utf8');
  // Told with the lines of the copy, where they are to be looked for.
  settingsOf(copy, after);
  if ((await readIfThere(file)) !== before) throw new ClientError('WOULD_OVERWRITE', { file, what: 'it was changed meanwhile', yours: copy });
  if (after !== before) await replaceFile(file, after);
  await rm(folder, { recursive: true });
  return after !== before;
}

async function runEditor(file: string): Promise<void> {
  const editor = process.env['VISUAL'] || process.env['EDITOR'] || 'vi';
  // An editor may be named with arguments: a shell takes it apart, the file is not part of its text.
  const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new ClientError('USAGE', { editor, code: code ?? -1, what: 'the editor failed; set VISUAL or EDITOR', yours: file });
}
