/**
 * Prefetch: what earlier builds of the same package took from the mirror is laid into the sandbox before the
 * build starts, so that a build with a warm cache does not ask for thousands of files one by one. Lists stand in
 * the download cache, files are taken from it by digest; what is missing or damaged is simply asked for again.
 */
import { copyFile, link, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageOf, parsePurl, type Recipe, sha256, toHex, utf8 } from '@pyrsia/ledger';
import type { Adapter } from '../adapters/adapter.ts';
import { writeFileAtomic } from '../files.ts';
import type { DownloadCache } from './download-cache.ts';
import type { RecordedFile } from './recording-mirror.ts';

/** Files laid out at a time; opening thousands at once exhausts descriptors. */
const PARALLEL = 32;

const listPath = (cache: DownloadCache, recipe: Recipe): string => join(cache.folder, 'sets', toHex(sha256(utf8(packageOf(parsePurl(recipe.purl))))));

/** Remembers what a successful build took. */
export async function rememberFiles(cache: DownloadCache, recipe: Recipe, files: readonly RecordedFile[]): Promise<void> {
  await writeFileAtomic(listPath(cache, recipe), JSON.stringify(files));
}

/** Lays remembered files into `folder`, as they stand in the tools' own cache; gives those that are there. */
export async function prefetch(cache: DownloadCache, recipe: Recipe, adapter: Adapter, folder: string): Promise<RecordedFile[]> {
  const waiting = (await remembered(listPath(cache, recipe))).filter((file) => adapter.seedPath(file.path) !== undefined);
  const laid: RecordedFile[] = [];
  const worker = async (): Promise<void> => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const blob = await cache.blob(file.sha256);
      if (blob === undefined) continue;
      await place(blob, join(folder, adapter.seedPath(file.path) as string));
      laid.push(file);
    }
  };
  await mkdir(folder, { recursive: true });
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return laid;
}

async function remembered(path: string): Promise<RecordedFile[]> {
  try {
    const list = JSON.parse(await readFile(path, 'utf8')) as RecordedFile[];
    return list.filter(
      ({ path: name, sha256: digest }) => /^[0-9a-f]{64}$/.test(digest) && !name.split('/').some((part) => part === '' || part.startsWith('..')),
    );
  } catch {
    // No list, or a damaged one: everything is asked of the mirror.
    return [];
  }
}

/** A link where the file system allows it; the sandbox sees the folder read-only. */
async function place(blob: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await link(blob, target).catch(() => copyFile(blob, target));
}
