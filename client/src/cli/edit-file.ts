/** `pyrsia config edit`: an editor on a copy; the file is changed when the copy is right. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsOf } from '../config/edit.ts';
import { CONFIG_FILE } from '../config/home.ts';
import { ClientError } from '../errors.ts';
import { readIfThere, replaceFile } from '../replace-file.ts';

/** Whether the file was changed. What is wrong is an error that names the copy, which stays if there is anything new in it. */
export async function editFile(file: string): Promise<boolean> {
  const before = await readIfThere(file);
  if (before === undefined) throw new ClientError('CONFIG_MISSING', { file });
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-edit-'));
  const copy = join(folder, CONFIG_FILE);
  await writeFile(copy, before, { mode: 0o600 });
  const failure = await runEditor(copy);
  const after = await readIfThere(copy);
  if (after === undefined || after === before) await rm(folder, { recursive: true });
  if (after === undefined) throw new ClientError('USAGE', { what: 'the editor left no file; nothing was changed' });
  if (failure !== undefined) throw new ClientError('USAGE', { ...failure, ...(after === before ? {} : { yours: copy }) });
  if (after === before) return false;
  // Told with the lines of the copy, where they are to be looked for.
  settingsOf(copy, after);
  if ((await readIfThere(file)) !== before) throw new ClientError('WOULD_OVERWRITE', { file, what: 'it was changed meanwhile', yours: copy });
  await replaceFile(file, after).catch((cause: unknown) => {
    throw new ClientError('FILE', { ...(cause instanceof ClientError ? cause.detail : { file }), yours: copy }, { cause });
  });
  await rm(folder, { recursive: true });
  return true;
}

/** How it failed, if it did. */
async function runEditor(file: string): Promise<{ editor: string; ended: string; what: string } | undefined> {
  const editor = process.env['VISUAL'] || process.env['EDITOR'] || 'vi';
  // An editor may be named with arguments: a shell takes it apart, the file is not part of its text.
  const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' });
  // Ctrl-C is the editor's as long as it runs.
  const ignored = (): void => undefined;
  process.on('SIGINT', ignored);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  process.removeListener('SIGINT', ignored);
  return code === 0 ? undefined : { editor, ended: String(code ?? signal), what: 'the editor failed, and nothing was changed; set VISUAL or EDITOR' };
}
