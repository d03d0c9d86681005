/** One local network per data folder: a lock that a dead process does not hold. */
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GenesisError } from '../errors.ts';
import { readIfThere, writeFileAtomic } from '../files.ts';

export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'lock');
  const holder = Number(await readIfThere(path));
  if (Number.isInteger(holder) && holder > 0 && holder !== process.pid && isLocalNetwork(holder)) {
    throw new GenesisError('DATA_FOLDER_IN_USE', { folder, process: holder });
  }
  await writeFileAtomic(path, String(process.pid));
  return () => rm(path, { force: true });
}

/** True if the process lives and is one of ours; a number that was given to another process does not hold the lock. */
function isLocalNetwork(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('genesis');
  } catch {
    // No such process.
    return false;
  }
}

/** What a network keeps in its folder. A creation that was cut off has homes and keys, and no plan yet. */
const OWN_NAMES = /^(plan\.json|genesis\.json|network\.json|mirror-cache|logs|regular-node|build-node-\d+|lock|.*\.tmp)$/;

/** Only a folder that holds a network, or nothing, may be used or emptied: `--reset --data ~` must not be obeyed. */
export async function assertNetworkFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder);
  const lock = names.includes('lock') ? await readIfThere(join(folder, 'lock')) : undefined;
  if (!names.every((name) => OWN_NAMES.test(name)) || (lock !== undefined && !/^\d*$/.test(lock))) throw new GenesisError('NOT_A_NETWORK', { folder });
}

/** Everything but the lock, which is held. */
export async function emptyNetworkFolder(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name !== 'lock');
  await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
