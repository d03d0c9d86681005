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
    const used = await usageOf(pid, limits.processes + OWN_PROCESSES);
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
  for (let i = 0; i < seen.length && i <= maxProcesses; i += 1) {
    const [own, children] = await Promise.all([memoryOf(seen[i] as number), childrenOf(seen[i] as number)]);
    bytes += own;
    seen.push(...children);
  }
  return { bytes, processes: seen.length };
}

async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);
  return (kilobytes('RssAnon') + kilobytes('RssShmem')) * 1024;
}

async function childrenOf(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '')));
  return lists.flatMap((list) =>
    list
      .split(' ')
      .filter((word) => word !== '')
      .map(Number),
  );
}
