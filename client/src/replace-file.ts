/** Files of an operator: read if there, made if not there, changed whole and with the mode and owner that they had. */
import { randomUUID } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ClientError } from './errors.ts';

/** The text; undefined if there is no such file. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw failure(file, cause);
  }
}

/** Written beside, synced, renamed: a crash leaves the old file or the new one. A link is followed. */
export async function replaceFile(file: string, content: string): Promise<void> {
  try {
    const target = await realpath(file);
    const { mode, uid, gid } = await stat(target);
    await written(target, content, mode & 0o7777, async (temporary, handle) => {
      const made = await handle.stat();
      if (made.uid !== uid || made.gid !== gid) await handle.chown(uid, gid);
      await rename(temporary, target);
    });
  } catch (cause) {
    throw failure(file, cause);
  }
}

/** Whole or not at all; false, and nothing done, if there is such a file already. */
export async function createFile(file: string, content: string | Uint8Array, mode: number): Promise<boolean> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    // Unlike a rename, a link never replaces.
    return await written(file, content, mode, (temporary) =>
      link(temporary, file).then(
        () => true,
        (cause: unknown) => {
          if (codeOf(cause) === 'EEXIST') return false;
          throw cause;
        },
      ),
    );
  } catch (cause) {
    throw failure(file, cause);
  }
}

async function written<T>(target: string, content: string | Uint8Array, mode: number, put: (temporary: string, handle: FileHandle) => Promise<T>): Promise<T> {
  const temporary = `${target}.${randomUUID()}.tmp`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    // What the umask says has no part in it.
    await handle.chmod(mode);
    await handle.sync();
    const result = await put(temporary, handle);
    await syncFolder(dirname(target));
    return result;
  } finally {
    await handle.close();
    await rm(temporary, { force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const codeOf = (cause: unknown): string | undefined => (cause as NodeJS.ErrnoException).code;
const failure = (file: string, cause: unknown): ClientError =>
  cause instanceof ClientError ? cause : new ClientError('FILE', { file, reason: cause instanceof Error ? cause.message : 'unknown' }, { cause });
