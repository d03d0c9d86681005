/** Watches the memory of a process and all below it: what a resource limit per process cannot see. */
import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/** A build that grows by more than the machine's memory within this time cannot be caught from outside. */
const PERIOD_MS = 500;

export function watchMemory(child: ChildProcess, maxBytes: number, onExceeded: () => void): { stop(): void } {
  let stopped = false;
  const timer = setInterval(() => {
    const { pid } = child;
    if (pid === undefined) return;
    void residentBytes(pid).then((bytes) => {
      if (!stopped && bytes > maxBytes) onExceeded();
    });
  }, PERIOD_MS);
  return {
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

/** Resident memory of the process and its descendants; processes that end meanwhile count as nothing. */
async function residentBytes(pid: number): Promise<number> {
  const [own, children] = await Promise.all([residentOf(pid), childrenOf(pid)]);
  const below = await Promise.all(children.map(residentBytes));
  return below.reduce((sum, bytes) => sum + bytes, own);
}

async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
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
