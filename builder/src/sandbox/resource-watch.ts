/**
 * Watches the memory and the number of all processes of a build: what a limit per process cannot see, and what
 * the kernel does not enforce for root. What a build writes to its memory disk has its own limit.
 */
import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/** A build that grows by more than the machine has within this time cannot be caught from outside. */
const PERIOD_MS = 500;
/** bubblewrap's own processes, the first process of the sandbox and its shell. */
const OWN_PROCESSES = 4;

interface Usage {
  readonly bytes: number;
  readonly processes: number;
}

export function watchResources(child: ChildProcess, limits: Usage, onExceeded: (what: 'MEMORY_EXCEEDED' | 'PROCESSES_EXCEEDED') => void): { stop(): void } {
  let stopped = false;
  let looking = false;
  const look = async (pid: number): Promise<void> => {
    looking = true;
    // What cannot be watched must not run on.
    const used = await usageOf(pid, limits.processes + OWN_PROCESSES).catch(() => ({ bytes: Number.POSITIVE_INFINITY, processes: 0 }));
    looking = false;
    if (stopped) return;
    if (used.bytes > limits.bytes) onExceeded('MEMORY_EXCEEDED');
    else if (used.processes > limits.processes + OWN_PROCESSES) onExceeded('PROCESSES_EXCEEDED');
  };
  const timer = setInterval(() => {
    if (child.pid !== undefined && !looking) void look(child.pid);
  }, PERIOD_MS);
  return {
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

/** Breadth first, and no further than is needed to see that there are too many. Processes that end meanwhile count as nothing. */
async function usageOf(pid: number, maxProcesses: number): Promise<Usage> {
  const seen = [pid];
  let bytes = 0;
  let threads = 0;
  for (let i = 0; i < seen.length && threads <= maxProcesses; i += 1) {
    const own = await ownUsageOf(seen[i] as number);
    bytes += own.bytes;
    threads += own.processes;
    seen.push(...(await childrenOf(seen[i] as number, maxProcesses)));
  }
  return { bytes, processes: threads };
}

/** Threads count as processes, as they do for the kernel's own limit. */
async function ownUsageOf(pid: number): Promise<Usage> {
  const status = (await readIfAlive(`/proc/${pid}/status`)) ?? '';
  const number = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return { bytes: (number('RssAnon') + number('RssShmem')) * 1024, processes: number('Threads') };
}

/** One file at a time: a process may have more threads than this one may open files. */
async function childrenOf(pid: number, maxThreads: number): Promise<number[]> {
  const tasks = await whileAlive(readdir(`/proc/${pid}/task`));
  const children: number[] = [];
  for (const task of (tasks ?? []).slice(0, maxThreads + 1)) {
    const list = (await readIfAlive(`/proc/${pid}/task/${task}/children`)) ?? '';
    children.push(
      ...list
        .split(' ')
        .filter((word) => word !== '')
        .map(Number),
    );
  }
  return children;
}

const readIfAlive = (path: string): Promise<string | undefined> => whileAlive(readFile(path, 'utf8'));

/** Undefined for a process that has ended. Any other failure is none of the build's: it is thrown. */
async function whileAlive<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
