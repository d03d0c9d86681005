/** Runs the checks over a folder of vectors and the chains recorded in its subfolders. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CHECKS, checkRecorded } from './checks.ts';
import { type Case, comparisons } from './differences.ts';

export interface FileReport {
  readonly file: string;
  readonly cases: number;
  /** None: there was nothing beside the file to hold it against. */
  readonly comparisons: number;
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
    const unreadable: FileReport[] = [];
    for (const name of names.sort()) {
      const path = join(folder, `${name}.json`);
      try {
        files[name] = JSON.parse(await readFile(path, 'utf8'));
      } catch (error) {
        unreadable.push({ file: relative(root, path), cases: 0, comparisons: 0, mismatches: [reasonOf(error)] });
      }
    }
    for (const [name, content] of Object.entries(files)) {
      const before = comparisons();
      const { cases, mismatches } = await checkFile(name, content, files);
      yield { file: relative(root, join(folder, `${name}.json`)), cases, comparisons: comparisons() - before, mismatches };
    }
    yield* unreadable;
  }
}

async function checkFile(name: string, content: Case, files: Readonly<Record<string, Case>>): Promise<Pick<FileReport, 'cases' | 'mismatches'>> {
  const check = CHECKS[name];
  if (check === undefined) {
    const mismatches = guarded(() => checkRecorded(name, files));
    return { cases: Array.isArray(content) ? content.length : 1, mismatches: (await mismatches) ?? [`nothing is known of files of this name`] };
  }
  if (!Array.isArray(content) || content.length === 0) return { cases: 0, mismatches: ['no list of cases'] };
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
    return [`${where}: ${reasonOf(error)}`];
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
