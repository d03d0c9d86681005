/** The supervisor of a local network, on real processes. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from './network.ts';
import { afterEnd, ProcessGroup, type ProcessSpec, RESTART_POLICY } from './processes.ts';

let folder: string;
let group: ProcessGroup;
let lines: string[];
let mayGoOn: boolean;
let failing: ReadonlySet<string>;
const FAST = { steadyMs: 60_000, firstDelayMs: 5, maxDelayMs: 20, maxQuickEnds: 2 };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-group-'));
  lines = [];
  mayGoOn = true;
  failing = new Set();
  const canGoOn = (names: ReadonlySet<string>): boolean => {
    failing = names;
    return mayGoOn;
  };
  group = new ProcessGroup({ report: (line) => lines.push(line), canGoOn, policy: FAST });
});
afterEach(async () => {
  await group.stop();
  await rm(folder, { recursive: true, force: true });
});

const spec = (name: string, script: string): ProcessSpec => ({
  name,
  command: ['/bin/sh', '-c', script],
  environment: process.env,
  logFile: join(folder, `${name}.log`),
});

test.each([
  ['first end', 0, 100, 1, 1_000],
  ['second in a row', 1, 100, 2, 2_000],
  ['fifth', 4, 100, 5, 16_000],
  ['never later than half a minute', 40, 100, 41, 30_000],
  ['after a steady run it is the first again', 40, 60_000, 1, 1_000],
])('%s', (_, before, upMs, quick, delayMs) => {
  expect(afterEnd(before, upMs, RESTART_POLICY)).toEqual({ quick, delayMs });
});

test('a process that is killed is started again, and its output goes on in one file', async () => {
  await group.start(spec('a', 'echo started; exec sleep 60'));
  const first = group.pid('a') as number;
  await until(async () => expect(await readFile(join(folder, 'a.log'), 'utf8')).toBe('started\n'), 5_000);
  process.kill(first, 'SIGKILL');
  await until(async () => expect(await readFile(join(folder, 'a.log'), 'utf8')).toBe('started\nstarted\n'), 5_000);
  expect(group.pid('a')).not.toBe(first);
  expect(lines).toEqual(['a ended (SIGKILL); starting it again']);
});

test('one that does not stay up is tried on, and comes back when the cause is gone', async () => {
  await group.start(spec('a', `test -e ${folder}/fixed || exit 3; echo fixed; exec sleep 60`));
  await until(async () => expect(lines.length).toBeGreaterThan(4), 5_000);
  expect([...failing]).toEqual(['a']);
  expect(lines.at(-1)).toContain('code=3');
  expect(lines.at(-1)).toContain('a.log');
  await rm(join(folder, 'fixed'), { force: true });
  await group.start(spec('fix', `touch ${folder}/fixed; exec sleep 60`));
  await until(async () => {
    const pid = group.pid('a');
    expect(pid).toBeDefined();
    expect(await readFile(join(folder, 'a.log'), 'utf8')).toContain('fixed');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(group.pid('a')).toBe(pid);
  }, 5_000);
});

test('when the network cannot go on, whoever waits is told', async () => {
  mayGoOn = false;
  await group.start(spec('a', 'exit 7'));
  await expect(group.failure).rejects.toMatchObject({ code: 'PROCESS_ENDED', detail: { process: 'a', code: 7 } });
});

test('stop leaves nothing, not even what ignores SIGTERM for a while', async () => {
  await group.start(spec('a', 'trap "sleep 0.2; exit 0" TERM; while :; do sleep 0.05; done'));
  const pid = group.pid('a') as number;
  await group.stop();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(lines).toEqual([]);
});
