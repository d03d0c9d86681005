/** Runs the checks over a folder of vectors and the chains recorded in its subfolders. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CHECKS, checkRecorded } from './checks.ts';
import type { Case } from './differences.ts';

export interface FileReport {
  readonly file: string;
  readonly cases: number;
  readonly mismatches: readonly string[];
}

export async function* checkFolder(root: string): AsyncGenerator<FileReport> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const folders = new Map<string, string[]>();
  for (const entry of entries.filter((one) => one.isFile() && one.name.endsWith('.json'))) {
    folders.set(entry.parentPath, [...(folders.get(entry.parentPath) ?? []), entry.name.slice(0, -'.json'.length)]);
  }
  for (const [folder, names] of [...folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const files: Record<string, Case> = {};
    for (const name of names.sort()) files[name] = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8'));
    for (const [name, content] of Object.entries(files)) yield { file: relative(root, join(folder, `${name}.json`)), ...(await checkFile(name, content, files)) };
  }
}

async function checkFile(name: string, content: Case, files: Readonly<Record<string, Case>>): Promise<Omit<FileReport, 'file'>> {
  const check = CHECKS[name];
  if (check === undefined) {
    const mismatches = guarded(() => checkRecorded(name, files));
    return { cases: Array.isArray(content) ? content.length : 1, mismatches: (await mismatches) ?? [`nothing is known of files of this name`] };
  }
  if (!Array.isArray(content)) return { cases: 0, mismatches: ['not a list of cases'] };
  const mismatches: string[] = [];
  for (const [i, item] of content.entries()) {
    const where = `case ${i}${item['name'] === undefined ? '' : ` ${item['name']}`}`;
    mismatches.push(...(await guarded(async () => (await check(item)).map((mismatch) => `${where}: ${mismatch}`), where)));
  }
  return { cases: content.length, mismatches };
}

/** A case that cannot even be read is a mismatch like any other. */
async function guarded<T>(run: () => T | Promise<T>, where = 'file'): Promise<T | string[]> {
  try {
    return await run();
  } catch (error) {
    return [`${where}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
