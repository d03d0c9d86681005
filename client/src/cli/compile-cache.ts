/**
 * What Node.js compiled is kept for the next time: most of what a command costs is the compiling of this program. Not in the
 * folder for temporary files, where Node.js would keep it: whoever can write there could give this program other code.
 */
import { mkdirSync, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { cacheFolder, type Environment } from '../config/home.ts';

const OTHERS_CAN_WRITE = 0o022;

/** To be called before the rest is loaded. Without a folder that is this user's alone, it takes longer, nothing else. */
export function keepCompiled(environment: Environment): void {
  try {
    const folder = cacheFolder(environment);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(folder);
    if (uid === process.getuid?.() && (mode & OTHERS_CAN_WRITE) === 0) enableCompileCache(`${folder}/compiled`);
  } catch {
    // A home that cannot be written, or none.
  }
}
