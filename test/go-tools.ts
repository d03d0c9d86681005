/** Programs of others, built by `go install` at a pinned version, once. */
import { execFileSync } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
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
