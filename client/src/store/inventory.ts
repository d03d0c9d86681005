/** What is in the folder of the store when it is opened. Names and lengths alone are looked at: 10 000 artifacts in a moment. */
import { statSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseHex } from '@pyrsia/ledger';
import type { BlobTable } from './blob-table.ts';
import { kindOfFile, type Layout } from './layout.ts';

export interface FoundFile {
  readonly hex: string;
  readonly bytes: number;
  readonly sinceMs: number;
}

/** Empties `tmp`, makes what is missing; lists that were half written when a process ended go. */
export async function prepareFolders(layout: Layout): Promise<void> {
  await rm(layout.at('tmp'), { recursive: true, force: true });
  for (const name of await readdir(layout.folder).catch(notThere)) if (name.endsWith('.tmp')) await rm(join(layout.folder, name), { force: true });
  for (const name of ['tmp', 'blobs', 'partial', 'quarantine'] as const) await mkdir(layout.at(name), { recursive: true, mode: 0o700 });
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
      const file = statSync(layout.at('blobs', folder, name), { throwIfNoEntry: false });
      if (file?.isFile() === true) table.add(parseHex(name), file.size, Math.max(1, Math.min(nowMs, Math.max(file.mtimeMs, file.atimeMs))));
    }
  }
}

/** Whole artifacts in a folder that is flat. */
export async function filesIn(folder: string): Promise<FoundFile[]> {
  const names = (await readdir(folder)).filter((name) => kindOfFile(name).kind === 'artifact');
  return Promise.all(
    names.map(async (hex) => {
      const { size, mtimeMs } = await stat(`${folder}/${hex}`);
      return { hex, bytes: size, sinceMs: mtimeMs };
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
