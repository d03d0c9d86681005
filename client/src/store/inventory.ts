/** What is in the folder of the store when it is opened. Names and lengths alone are looked at: 10 000 artifacts in a moment. */
import { type Stats, statSync } from 'node:fs';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseHex } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import type { BlobTable } from './blob-table.ts';
import { kindOfFile, type Layout } from './layout.ts';

export interface FoundFile {
  readonly hex: string;
  readonly bytes: number;
  readonly sinceMs: number;
}

/** Lists that were half written when a process ended. */
const HALF_WRITTEN = /^(pins|used|scrub\.json)\.[0-9a-f-]{36}\.tmp$/;

/** Empties `tmp`, makes what is missing; lists that were half written when a process ended go. `STORE_FOLDER` */
export async function prepareFolders(layout: Layout): Promise<void> {
  try {
    await rm(layout.at('tmp'), { recursive: true, force: true });
    for (const name of await readdir(layout.folder).catch(notThere)) if (HALF_WRITTEN.test(name)) await rm(join(layout.folder, name), { force: true });
    for (const name of ['tmp', 'blobs', 'partial', 'quarantine'] as const) await mkdir(layout.at(name), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new ClientError('STORE_FOLDER', { folder: layout.folder, reason: (cause as Error).message }, { cause });
  }
}

/**
 * Fills the table; last use is when it was written, or read last as an earlier version noted it. A folder at a time without a
 * pause, some milliseconds where there are 600 000 artifacts: promises of each would take a second for each tenth of that.
 */
export async function takeStock(layout: Layout, table: BlobTable): Promise<void> {
  const nowMs = Date.now();
  const folders = await readdir(layout.at('blobs'));
  for (const folder of folders) {
    const names = await readdir(layout.at('blobs', folder)).catch(notAFolder);
    // Digests are spread evenly; chunk hashes have names, too.
    if (table.artifacts === 0) table.expect((names.length * folders.length) / 2);
    for (const name of names) {
      if (kindOfFile(name).kind !== 'artifact') continue;
      const file = statOf(layout.at('blobs', folder, name));
      if (file?.isFile() === true) table.add(parseHex(name), file.size, Math.max(1, Math.min(nowMs, Math.max(file.mtimeMs, file.atimeMs))));
    }
  }
}

/** undefined: there is nothing, or nothing that the disk gives. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** What has the name of an artifact in a folder that is flat; what is no file has no bytes. */
export async function filesIn(folder: string): Promise<FoundFile[]> {
  const names = (await readdir(folder)).filter((name) => kindOfFile(name).kind === 'artifact');
  return Promise.all(
    names.map(async (hex) => {
      const found = await lstat(join(folder, hex)).catch(() => undefined); // It goes like any other.
      return { hex, bytes: found?.isFile() === true ? found.size : 0, sinceMs: found?.mtimeMs ?? 0 };
    }),
  );
}

function notThere(error: NodeJS.ErrnoException): string[] {
  if (error.code !== 'ENOENT') throw error;
  return [];
}
function notAFolder(error: NodeJS.ErrnoException): string[] {
  if (error.code !== 'ENOTDIR') throw error;
  return [];
}
