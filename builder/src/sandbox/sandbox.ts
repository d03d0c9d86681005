/**
 * The sandbox of a build: bubblewrap with every namespace unshared, no network, a read-only root made of the
 * host's toolchain folders, an empty environment but for fixed values, a fixed work folder on a memory disk of
 * the allowed size. The only way out is the recording mirror's socket; the only way back are the frames on a
 * pipe. A build therefore cannot reach, change or fill the host.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { RECIPE_BOUNDS, type Recipe, sha256, toHex, utf8 } from '@pyrsia/ledger';
import { BuilderError } from '../errors.ts';
import type { InnerOutcome } from './frames.ts';
import { readOutputs } from './output-reader.ts';
import { watchResources } from './resource-watch.ts';

/** Port of the bridge inside the sandbox's own network namespace. */
export const BRIDGE_PORT = 7070;
export const WORK_FOLDER = '/build';
export const HOME_FOLDER = '/build/home';
/** What a build may print; the rest is dropped, with a line that says so. */
const MAX_LOG_BYTES = 16 * 1024 * 1024;
/** Shared memory that programs expect to have a little of. */
const SHM_BYTES = 64 * 1024 * 1024;
/** The watch ends a build at its limit; a single process that outruns it fails at this multiple of the limit. */
const PROCESS_MEMORY_FACTOR = 2;

export interface SandboxJob {
  readonly recipe: Recipe;
  /** Folder of ours for this run; made anew. */
  readonly folder: string;
  readonly sourceFile: string;
  /** Arguments that unpack the archive, which is appended, into the current folder. */
  readonly unpack: readonly string[];
  /** Files that are copied into the home folder before the steps. */
  readonly seedFolder: string;
  readonly mirrorSocket: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Files for the sandbox's home: path → content. */
  readonly homeFiles: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface SandboxRun {
  readonly files: ReadonlyMap<string, string>;
  readonly logFile: string;
}

/** Host folders that make the root: programs, libraries and the configuration of the toolchains. */
const ROOT_FOLDERS = ['/usr', '/etc/alternatives', '/etc/maven', '/etc/ssl', '/etc/ld.so.cache', '/etc/mime.types'];
const MERGED_LINKS = ['/bin', '/lib', '/lib64', '/sbin', '/lib32'];

/** A Debian JDK's own settings are links into a folder of its major version. */
async function jdkConfigurations(): Promise<string[]> {
  const names = (await readdir('/etc')).filter((name) => /^java-\d+-openjdk$/.test(name));
  return names.sort().map((name) => join('/etc', name));
}

/** The environment of every build, whatever host it runs on. */
export function fixedEnvironment(recipe: Recipe): Record<string, string> {
  return {
    TZ: 'UTC',
    LC_ALL: 'C.UTF-8',
    LANG: 'C.UTF-8',
    HOME: HOME_FOLDER,
    USER: 'builder',
    LOGNAME: 'builder',
    PATH: '/usr/bin:/bin',
    SOURCE_DATE_EPOCH: recipe.sourceDateEpoch.toString(),
  };
}

/** Digest over everything about the sandbox that could show in the output. */
export function environmentDigest(job: Pick<SandboxJob, 'environment' | 'homeFiles'>, toolchain: Readonly<Record<string, string>>) {
  const sorted = (record: Readonly<Record<string, string>>) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const description = { sandbox: 1, work: WORK_FOLDER, environment: sorted(job.environment), home: sorted(job.homeFiles), toolchain: sorted(toolchain) };
  return sha256(utf8(JSON.stringify(description)));
}

/** Builds, or throws the `BuilderError` that says why not. */
export async function runInSandbox(job: SandboxJob): Promise<SandboxRun> {
  await rm(job.folder, { recursive: true, force: true });
  const outputs = join(job.folder, 'outputs');
  await mkdir(outputs, { recursive: true });
  const args = await bubblewrapArguments(job);
  const logFile = join(job.folder, 'build.log');
  const child = spawn('bwrap', args, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], env: {}, signal: job.signal, killSignal: 'SIGKILL' });
  const { limits } = job.recipe;
  let stopped: 'BUILD_TIMEOUT' | 'MEMORY_EXCEEDED' | 'PROCESSES_EXCEEDED' | undefined;
  const stop = (why: typeof stopped) => (): void => {
    stopped ??= why;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(stop('BUILD_TIMEOUT'), Math.min(limits.timeoutSeconds, RECIPE_BOUNDS.timeoutSeconds) * 1000);
  let fault: unknown;
  const memory = watchResources(
    child,
    { bytes: limits.memoryMib * 1024 * 1024, processes: limits.processes },
    {
      onExceeded: (what) => stop(what)(),
      // What cannot be watched must not run on; it is a fault of this machine, not a result of the build.
      onFault: (error) => {
        fault = error;
        child.kill('SIGKILL');
      },
    },
  );
  try {
    const ended = endOf(child);
    const [{ files, outcome }, exit] = await Promise.all([
      readOutputs(
        child.stdio[3] as Readable,
        job.recipe.outputs.map((output) => output.name),
        { folder: outputs, maxBytes: BigInt(limits.diskMib) * 1024n * 1024n },
      ),
      ended,
      keepLog(child, logFile),
    ]).catch((error: unknown) => {
      // What was cut off because we ended it is no fault of the output.
      if (stopped === undefined && fault === undefined) throw error;
      return [{ files: new Map<string, string>(), outcome: undefined }, { code: null }] as const;
    });
    job.signal.throwIfAborted();
    if (fault !== undefined) throw fault;
    if (stopped !== undefined) throw new BuilderError(stopped, { seconds: limits.timeoutSeconds, memoryMib: limits.memoryMib, processes: limits.processes });
    judge(outcome, exit.code, limits.diskMib);
    return { files, logFile };
  } finally {
    clearTimeout(timer);
    memory.stop();
    child.kill('SIGKILL');
  }
}

function judge(outcome: InnerOutcome | undefined, exitCode: number | null, diskMib: number): void {
  if (outcome === undefined) {
    throw new BuilderError(exitCode === 0 || exitCode === null ? 'INTERNAL_ERROR' : 'SANDBOX_UNAVAILABLE', { exitCode: exitCode ?? -1 });
  }
  if (outcome.status === 'ok') return;
  const what = outcome.what ?? '';
  // A full disk shows as whatever fails first; less than a chunk of a small file left means the disk.
  if (outcome.freeBytes < 64 * 1024) throw new BuilderError('DISK_EXCEEDED', { limit: `${diskMib} MiB`, what });
  if (outcome.status === 'output_missing') throw new BuilderError('OUTPUT_MISSING', { path: what });
  if (outcome.status === 'output_invalid') throw new BuilderError('OUTPUT_INVALID', { path: what });
  throw new BuilderError('BUILD_FAILED', { step: outcome.status === 'source_unusable' ? 'unpack the source' : what, exitCode: outcome.exitCode ?? -1 });
}

async function bubblewrapArguments(job: SandboxJob): Promise<string[]> {
  const { recipe, folder } = job;
  const plan = {
    bridgePort: BRIDGE_PORT,
    mirrorSocket: '/run/mirror.sock',
    sourceArchive: '/run/source',
    workFolder: WORK_FOLDER,
    unpack: job.unpack,
    seedFolder: '/run/seed',
    homeFolder: HOME_FOLDER,
    steps: recipe.steps.map((step) => step.argv),
    outputs: recipe.outputs,
    limits: { processes: recipe.limits.processes, memoryBytes: PROCESS_MEMORY_FACTOR * recipe.limits.memoryMib * 1024 * 1024 },
  };
  await writeFile(join(folder, 'plan.json'), JSON.stringify(plan));
  await writeFile(join(folder, 'passwd'), `builder:x:1000:1000::${HOME_FOLDER}:/bin/sh\n`);
  await writeFile(join(folder, 'group'), 'builder:x:1000:\n');
  await writeFile(join(folder, 'hosts'), '127.0.0.1 localhost build\n');
  const homeFiles = await Promise.all(
    Object.entries(job.homeFiles).map(async ([path, content]) => {
      const file = join(folder, `home-${toHex(sha256(utf8(path))).slice(0, 16)}`);
      await writeFile(file, content);
      return ['--ro-bind', file, join(HOME_FOLDER, path)];
    }),
  );
  return [
    ...['--unshare-all', '--die-with-parent', '--new-session', '--uid', '1000', '--gid', '1000', '--hostname', 'build', '--clearenv'],
    ...Object.entries({ ...fixedEnvironment(recipe), ...job.environment }).flatMap(([name, value]) => ['--setenv', name, value]),
    ...[...ROOT_FOLDERS, ...(await jdkConfigurations())].flatMap((path) => ['--ro-bind-try', path, path]),
    ...MERGED_LINKS.flatMap(rootEntry),
    ...[
      '--proc',
      '/proc',
      '--dev',
      '/dev',
      '--size',
      String(SHM_BYTES),
      '--tmpfs',
      '/dev/shm',
      '--perms',
      '1777',
      '--size',
      String(64 * 1024 * 1024),
      '--tmpfs',
      '/tmp',
      '--dir',
      '/run',
    ],
    ...['--size', String(recipe.limits.diskMib * 1024 * 1024), '--tmpfs', WORK_FOLDER, '--dir', HOME_FOLDER],
    ...homeFiles.flat(),
    ...['passwd', 'group', 'hosts'].flatMap((name) => ['--ro-bind', join(folder, name), `/etc/${name}`]),
    ...['--ro-bind', join(folder, 'plan.json'), '/run/plan.json', '--ro-bind', job.sourceFile, '/run/source', '--bind', job.mirrorSocket, '/run/mirror.sock'],
    ...['--ro-bind', job.seedFolder, '/run/seed'],
    ...['--ro-bind', process.execPath, '/run/node', '--ro-bind', fileURLToPath(new URL('./inner.ts', import.meta.url)), '/run/inner.ts'],
    // What is left writable has a size: /build, /tmp and /dev/shm.
    ...['--remount-ro', '/dev', '--remount-ro', '/'],
    ...['--chdir', WORK_FOLDER, '--', '/bin/sh', '-c', 'umask 022 && exec /run/node --disable-warning=ExperimentalWarning /run/inner.ts /run/plan.json'],
  ];
}

/** `/bin` and its like are links into /usr on a merged system, folders on others. */
function rootEntry(path: string): string[] {
  if (!existsSync(path)) return [];
  return lstatSync(path).isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
}

function endOf(child: ChildProcess): Promise<{ code: number | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.name === 'AbortError') resolve({ code: null });
      else reject(new BuilderError('SANDBOX_UNAVAILABLE', { reason: cause.message }, { cause }));
    });
    child.once('exit', (code) => resolve({ code }));
  });
}

/** Standard output and error of the build, in order of arrival, up to the limit. */
async function keepLog(child: ChildProcess, path: string): Promise<void> {
  const file = await open(path, 'w');
  let room = MAX_LOG_BYTES;
  const keep = async (stream: Readable | null): Promise<void> => {
    if (stream === null) return;
    for await (const piece of stream as AsyncIterable<Buffer>) {
      if (room <= 0) continue;
      await file.write(piece.subarray(0, room));
      room -= piece.length;
      if (room <= 0) await file.write('\n[the rest of the output was dropped]\n');
    }
  };
  try {
    await Promise.all([keep(child.stdout), keep(child.stderr)]);
  } finally {
    await file.close();
  }
}
