/** Files that are either whole or not there. */
import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ClientError } from '../errors.ts';

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : 'unknown');

/** Written beside, synced, renamed: a crash leaves the old file or the new one. */
export async function writeFileAtomic(path: string, content: string | Uint8Array, move: (from: string, path: string) => Promise<void> = rename): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  let file: FileHandle | undefined;
  try {
    await mkdir(dirname(path), { recursive: true });
    file = await open(temporary, 'w', 0o600);
    await file.writeFile(content);
    await file.sync();
    await file.close();
    await move(temporary, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await file?.close().catch(() => undefined);
    await rm(temporary, { force: true }).catch(() => undefined); // What was wrong is told.
    throw new ClientError('DISK', { path, reason: reasonOf(cause) }, { cause });
  }
}

/** What says that a thing is not the file it should be, or that the disk does not give it; not what this process lacks (memory, handles). */
const UNREADABLE: ReadonlySet<string> = new Set(['EIO', 'EISDIR', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM', 'ENXIO', 'EBADMSG', 'EUCLEAN', 'ENODATA']);
export const isUnreadable = (error: unknown): boolean => UNREADABLE.has((error as NodeJS.ErrnoException | undefined)?.code ?? '');

const IN_THE_WAY: ReadonlySet<string> = new Set(['EISDIR', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR']);

/** A name that is the store's own goes, whatever stands there: a file, a link, a folder. */
export async function removeAny(path: string): Promise<void> {
  try {
    // Nearly always a file, of which a store may lose thousands at a time.
    await unlink(path).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : rm(path, { recursive: true, force: true })));
  } catch (cause) {
    throw new ClientError('DISK', { path, reason: reasonOf(cause) }, { cause });
  }
}

/** To a name that is the store's own: a folder that stands there does not. */
export async function moveTo(from: string, path: string): Promise<void> {
  await rename(from, path).catch(async (error: NodeJS.ErrnoException) => {
    if (!IN_THE_WAY.has(error.code ?? '')) throw error;
    await removeAny(path);
    await rename(from, path);
  });
}

/** A rename is on disk only when its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
