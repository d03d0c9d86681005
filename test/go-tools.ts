/** Programs of others, built by `go install` at a pinned version, once. */
import { type ExecFileSyncOptions, execFileSync } from 'node:child_process';
import { access, cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureGo } from '@pyrsia/genesis';

const cache = fileURLToPath(new URL('../.cache', import.meta.url));

/** `<module>/<path>@<version>` → path of the program. */
export async function ensureGoTool(name: string, source: string): Promise<string> {
  const folder = join(cache, 'tools', source.replaceAll(/[^A-Za-z0-9.@-]/g, '_'));
  const program = join(folder, name);
  const isThere = await access(program).then(
    () => true,
    () => false,
  );
  if (isThere) return program;
  await mkdir(folder, { recursive: true });
  const go = await ensureGo({ cacheFolder: cache, environment: process.env, report: () => undefined });
  execFileSync(go, ['install', source], {
    env: { ...process.env, GOBIN: folder, GOTOOLCHAIN: 'local', GOFLAGS: '-buildvcs=false -trimpath' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return program;
}

/** A program of this repository's own, from its folder: built in the cache, where Go may write its sums. Path of the program. */
export async function buildGoProgram(source: string): Promise<string> {
  const name = basename(source);
  const folder = join(cache, 'go', name);
  await mkdir(folder, { recursive: true });
  await cp(source, folder, { recursive: true });
  const go = await ensureGo({ cacheFolder: cache, environment: process.env, report: () => undefined });
  const options: ExecFileSyncOptions = {
    cwd: folder,
    env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod -buildvcs=false -trimpath' },
    stdio: ['ignore', 'ignore', 'inherit'],
  };
  execFileSync(go, ['mod', 'tidy'], options);
  execFileSync(go, ['build', '-o', name, '.'], options);
  return join(folder, name);
}
