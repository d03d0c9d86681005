/** Processes that begin as `pyrsia-node` does. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RUNTIME } from './runtime.ts';

const run = promisify(execFile);
let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-runtime-'));
  program = join(folder, 'program.ts');
  const runtime = new URL('./runtime.ts', import.meta.url).href;
  const say = `console.log(JSON.stringify([process.pid, process.execArgv, process.argv.slice(2), process.env.MALLOC_ARENA_MAX ?? null]))`;
  await writeFile(program, `import { enterRuntime } from '${runtime}';\nconst before = process.pid;\nenterRuntime();\n${say};\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function begin(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<{ pid: number; said: unknown[]; errors: string }> {
  const { MALLOC_ARENA_MAX: _, NODE_OPTIONS: __, ...inherited } = process.env;
  const running = run(process.execPath, [...args], { env: { ...inherited, ...environment } });
  const { stdout, stderr } = await running;
  const [pid, ...said] = JSON.parse(stdout) as [number, ...unknown[]];
  expect(pid).toBe(running.child.pid);
  return { pid, said, errors: stderr };
}

test('the same process, with the same arguments, runs as a node does', async () => {
  const { said, errors } = await begin(['--no-deprecation', program, '--config', 'a file']);
  expect(said).toEqual([[...RUNTIME.arguments, '--no-deprecation'], ['--config', 'a file'], RUNTIME.environment.MALLOC_ARENA_MAX]);
  expect(errors).toBe('');
});

test.each<[string, readonly string[], NodeJS.ProcessEnv]>([
  ['as an argument', ['--max-semi-space-size=64'], {}],
  ['in the environment', [], { NODE_OPTIONS: '--max-semi-space-size=64' }],
])('what an operator said %s stays', async (_, args, environment) => {
  expect((await begin([...args, program], environment)).said).toEqual([args, [], null]);
});

test('where a process may not be replaced, it runs as it is', async () => {
  const args = ['--permission', '--allow-fs-read=*'];
  expect((await begin([...args, program])).said).toEqual([args, [], null]);
});
