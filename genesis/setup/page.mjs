/** Builds the page of the node (client/web) when its sources have changed; in well under a second. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that gets into the page: the verifier is the one of the command line. */
const SOURCES = ['client/web/src', 'client/src/proof', 'client/src/light', 'ledger/src'];
const FILES = ['client/web/index.html', 'client/web/vite.config.ts', 'client/src/errors.ts', 'package-lock.json'];

/** Undefined, or why there is no page: the node then says so at `/`, and works. */
export function ensurePage(root, node) {
  const folder = join(root, 'client/web/dist');
  const stamp = join(folder, '.sources');
  const sources = digestOf(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return undefined;
  const vite = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', join(root, 'client/web/vite.config.ts'), '--logLevel', 'error'];
  const { status, error, stderr } = spawnSync(node, vite, { cwd: root, encoding: 'utf8', timeout: 120_000, env: { ...process.env, NODE_ENV: 'production' } });
  if (status !== 0) return error?.message ?? stderr;
  writeFileSync(stamp, sources);
  return undefined;
}

function digestOf(root) {
  const names = SOURCES.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => !name.endsWith('.test.ts'));
  const hash = createHash('sha256');
  for (const name of [...names.sort(), ...FILES.map((file) => join(root, file))]) {
    hash.update(`${name.slice(root.length)}\n`);
    hash.update(createHash('sha256').update(readFileSync(name)).digest());
  }
  return hash.digest('hex');
}
