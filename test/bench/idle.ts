/** What a local network costs that has nothing to do: CPU of all processes, memory of each. */
import { readdirSync, readFileSync } from 'node:fs';
import { startTestNetwork } from '../network/test-network.ts';
import { show } from './report.ts';

const SETTLE_MS = 20_000;
const MEASURE_MS = 60_000;
const GOAL = 0.1;
/** Linux's USER_HZ. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

interface Usage {
  readonly name: string;
  readonly ticks: number;
  readonly residentBytes: number;
}

export async function idle(): Promise<void> {
  const net = await startTestNetwork();
  try {
    await pause(SETTLE_MS);
    const before = usage(net.dataFolder);
    const started = performance.now();
    await pause(MEASURE_MS);
    const after = usage(net.dataFolder);
    const seconds = (performance.now() - started) / 1000;
    const ticks = [...after].reduce((sum, [pid, { ticks: now }]) => sum + now - (before.get(pid)?.ticks ?? now), 0);
    const share = ticks / TICKS_PER_SECOND / seconds;
    show({
      bench: 'idle',
      metric: 'CPU of 4 build nodes + 1 regular',
      value: share,
      unit: 'cores',
      peer: 'one core',
      peer_value: 1,
      ratio: share,
      goal: `< ${GOAL}`,
      met: share < GOAL,
    });
    const total = [...after.values()].reduce((sum, { residentBytes }) => sum + residentBytes, 0);
    for (const { name, residentBytes } of after.values()) {
      show({
        bench: 'idle',
        metric: `memory ${name}`,
        value: residentBytes / 2 ** 20,
        unit: 'MiB',
        peer: 'whole network',
        peer_value: total / 2 ** 20,
        ratio: residentBytes / total,
        goal: '-',
        met: null,
      });
    }
  } finally {
    await net.stop();
  }
}

/** Processes whose command line names the network's folder. */
function usage(dataFolder: string): Map<number, Usage> {
  const found = new Map<number, Usage>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ');
      if (!command.includes(dataFolder)) continue;
      const fields = readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      const part = /cometbft/.test(command) && !/main\.ts/.test(command) ? 'cometbft' : (/(abci-app|builder|client)\//.exec(command)?.[1] ?? 'other');
      const node = /(build-node-\d+|regular-node)/.exec(command)?.[1] ?? '';
      found.set(Number(entry), { name: `${node} ${part}`, ticks: Number(fields[11]) + Number(fields[12]), residentBytes: Number(fields[21]) * PAGE_BYTES });
    } catch {
      // The process ended while it was looked at.
    }
  }
  return found;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
