/** The file of a build tool: changed with what it was kept beside it, and changed back. */
import { rm } from 'node:fs/promises';
import { createFile, readIfThere, replaceFile } from '../../replace-file.ts';

export interface ClientSetup {
  /** The text with the node in it; undefined: there is no file yet. Applied twice it is the same. */
  apply(before: string | undefined): string;
  /** The text without it. */
  remove(text: string): string;
  readonly notes: readonly string[];
}
export type SetupResult = 'written' | 'made' | 'already' | 'restored' | 'removed' | 'taken_out' | 'nothing';

const backupOf = (file: string): string => `${file}.before-pyrsia`;

export async function writeSetup(file: string, setup: ClientSetup): Promise<SetupResult> {
  const before = await readIfThere(file);
  const after = setup.apply(before);
  if (before === after) return 'already';
  if (before === undefined) {
    if (await createFile(file, after, 0o644)) return 'made';
    return writeSetup(file, setup); // Somebody else made it.
  }
  // The file as it was before the first time; a crash after this leaves a backup that is like the file.
  await createFile(backupOf(file), setup.remove(before), 0o600);
  await replaceFile(file, after);
  return 'written';
}

/** Exactly as it was, if nobody changed it since; else without what setup put in. */
export async function undoSetup(file: string, setup: ClientSetup): Promise<SetupResult> {
  const now = await readIfThere(file);
  const backup = await readIfThere(backupOf(file));
  if (now === undefined) return 'nothing';
  const without = setup.remove(now);
  if (without === now) return 'nothing';
  if (backup === undefined && without === setup.remove(setup.apply(undefined))) {
    await rm(file);
    return 'removed';
  }
  const isUnchanged = backup !== undefined && setup.remove(setup.apply(backup)) === without;
  await replaceFile(file, isUnchanged ? backup : without);
  await rm(backupOf(file), { force: true });
  return isUnchanged ? 'restored' : 'taken_out';
}
