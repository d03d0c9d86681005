/** Files of an operator: read if there, made if not there, changed whole and with the mode and owner that they had. */
import { chmod, chown, link, mkdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ClientError } from './errors.ts';
import { writeFileAtomic } from './store/files.ts';

/** The text; undefined if there is no such file. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw failure(file, cause);
  }
}

/** A crash leaves the old file or the new one. A link is followed. */
export async function replaceFile(file: string, content: string): Promise<void> {
  try {
    const target = await realpath(file);
    const { mode, uid, gid } = await stat(target);
    await writeFileAtomic(target, content, async (temporary) => {
      const made = await stat(temporary);
      if (made.uid !== uid || made.gid !== gid) await chown(temporary, uid, gid);
      await chmod(temporary, mode & 0o7777);
      await rename(temporary, target);
    });
  } catch (cause) {
    throw failure(file, cause);
  }
}

/** Whole or not at all; false, and nothing done, if there is such a file already. */
export async function createFile(file: string, content: string | Uint8Array, mode: number): Promise<boolean> {
  let isNew = true;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFileAtomic(file, content, async (temporary) => {
      // What the umask says has no part in it.
      await chmod(temporary, mode);
      // Unlike a rename, a link never replaces.
      await link(temporary, file).catch((cause: unknown) => {
        if (codeOf(cause) !== 'EEXIST') throw cause;
        isNew = false;
      });
      await rm(temporary);
    });
    return isNew;
  } catch (cause) {
    throw failure(file, cause);
  }
}

const codeOf = (cause: unknown): string | undefined => (cause as NodeJS.ErrnoException).code;

function failure(file: string, cause: unknown): ClientError {
  const of = cause instanceof ClientError && cause.code === 'DISK' ? cause.cause : cause;
  return of instanceof ClientError ? of : new ClientError('FILE', { file, reason: of instanceof Error ? of.message : 'unknown' }, { cause });
}
