/**
 * One node on one data folder: two would each evict, collect and overwrite behind the other's back. The lock is that of an empty
 * LevelDB, which the system lets go of when the process ends, in whichever way.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Level } from 'level';
import { ClientError } from '../errors.ts';

export class FolderLock {
  private readonly db: Level;

  private constructor(db: Level) {
    this.db = db;
  }

  /** `FOLDER_IN_USE`, or `STORE_FOLDER` where nobody can tell. */
  static async take(folder: string): Promise<FolderLock> {
    const path = join(folder, 'lock');
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const db = new Level(path);
      await db.open();
      return new FolderLock(db);
    } catch (error) {
      const { cause = error } = error as Error;
      const { code, message } = cause as NodeJS.ErrnoException;
      if (code === 'LEVEL_LOCKED') throw new ClientError('FOLDER_IN_USE', { folder }, { cause: error });
      throw new ClientError('STORE_FOLDER', { path, reason: message }, { cause: error });
    }
  }

  free(): Promise<void> {
    return this.db.close();
  }
}
