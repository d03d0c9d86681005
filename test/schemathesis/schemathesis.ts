/** Schemathesis (schemathesis.io): requests made up from an OpenAPI document, and answers held against it. Taken from PyPI at pinned versions, once. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const tools = fileURLToPath(new URL('../../.cache/tools', import.meta.url));
const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));

/** Folder of its modules. */
async function ensureSchemathesis(): Promise<string> {
  const version = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const folder = join(tools, `schemathesis-${version}`);
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (isThere) return folder;
  await mkdir(tools, { recursive: true });
  const half = await mkdtemp(join(tools, 'half-'));
  await run('python3', ['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary=:all:', '--target', half, '-r', requirements]);
  await rename(half, folder);
  return folder;
}

export interface Trial {
  /** Of the document. */
  readonly url: string;
  /** Where its configuration and its reports may lie. */
  readonly folder: string;
  /** TOML. */
  readonly config: string;
  readonly args: readonly string[];
  readonly timeoutMs: number;
}

/** What it printed; its exit code is 0 when everything held. */
export async function tryOut({ url, folder, config, args, timeoutMs }: Trial): Promise<{ code: number; output: string }> {
  const modules = await ensureSchemathesis();
  const file = join(folder, 'schemathesis.toml');
  await writeFile(file, config);
  const all = [join(modules, 'bin/schemathesis'), '--config-file', file, 'run', url, '--no-color', '--generation-deterministic', ...args];
  try {
    const { stdout } = await run('python3', all, {
      cwd: folder,
      env: { ...process.env, PYTHONPATH: modules, PYTHONDONTWRITEBYTECODE: '1' },
      timeout: timeoutMs,
    });
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number | null; stdout: string; stderr: string };
    return { code: code ?? -1, output: `${stdout}${stderr}` };
  } finally {
    await rm(file);
  }
}
