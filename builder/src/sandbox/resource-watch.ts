/**
 * Watches the memory and the number of all processes of a build: what a limit per process cannot see, and what
 * the kernel does not enforce for root. What a build writes to its memory disk has its own limit.
 */
import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/** A build that grows by more than the machine has within this time cannot be caught from outside. */
const PERIOD_MS = 500;
/** bubblewrap outside, bubblewrap as the first process inside, and our own program that runs the steps: not the build's. */
const OWN_GENERATIONS = 3;

interface Usage {
  readonly bytes: number;
  readonly processes: number;
}

export interface WatchEvents {
  onExceeded(what: 'MEMORY_EXCEEDED' | 'PROCESSES_EXCEEDED'): void;
  /** The processes could not be looked at. */
  onFault(error: unknown): void;
}

export function watchResources(child: ChildProcess, limits: Usage, events: WatchEvents): { stop(): void } {
  let stopped = false;
  let looking = false;
  const look = async (pid: number): Promise<void> => {
    looking = true;
    try {
      const used = await usageOf(pid, limits.processes);
      if (stopped) return;
      if (used.bytes > limits.bytes) events.onExceeded('MEMORY_EXCEEDED');
      else if (used.processes > limits.processes) events.onExceeded('PROCESSES_EXCEEDED');
    } catch (error) {
      if (!stopped) events.onFault(error);
    } finally {
      looking = false;
    }
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

/** Generation by generation, and no further than is needed to see that there are too many. Processes that end meanwhile count as nothing. */
async function usageOf(root: number, maxProcesses: number): Promise<Usage> {
  let bytes = 0;
  let processes = 0;
  let generation = [root];
  for (let depth = 0; generation.length > 0 && processes <= maxProcesses; depth += 1) {
    const next: number[] = [];
    for (const pid of generation) {
      const own = await ownUsageOf(pid);
      bytes += own.bytes;
      if (depth >= OWN_GENERATIONS) processes += own.processes;
      if (processes > maxProcesses) break;
      next.push(...(await childrenOf(pid, maxProcesses)));
    }
    generation = next;
  }
  return { bytes, processes };
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
