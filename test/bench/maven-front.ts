/** The Maven front beside nginx and Verdaccio with the same bytes, and what its gate costs; its memory is that of a whole node (memory.ts). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rate, type Served, startFront, startNginx, startVerdaccio, stop } from './maven-yardsticks.ts';
import { median, show } from './report.ts';

const SMALL = { connections: 32, bytes: 16 * 1024, path: 'org/example/lib/1.1/lib-1.1.jar', file: 'lib-1.1.jar' };
const LARGE = { connections: 16, path: 'org/example/large/1/large-1.jar', file: 'large-1.jar' };
const ROUNDS = 3;
const GOALS = { small: 0.25, large: 0.35, metadata: 5_000, gate: 0.9, verdaccio: 5 };

/** Side by side, one after the other: a moment that is busy for one is busy for all. */
function compare(urls: readonly string[], connections: number): number[] {
  const rounds = Array.from({ length: ROUNDS }, () => urls.map((url) => rate(url, connections)));
  return urls.map((_, i) => median(rounds.map((round) => round[i] as number)));
}

export async function mavenFront(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-bench-'));
  const running: Served[] = [];
  const started = async (starting: Promise<Served>): Promise<Served> => {
    running.push(await starting);
    return starting;
  };
  try {
    const front = await started(startFront(join(folder, 'front')));
    const open = await started(startFront(join(folder, 'open'), '--open-gate'));
    const nginx = await started(startNginx(join(folder, 'nginx'), join(folder, 'front', 'files')));
    const verdaccio = await started(startVerdaccio(join(folder, 'verdaccio'), SMALL.bytes));
    const small = `${front.url}/maven2/${SMALL.path}`;
    const [ours = 0, opened = 0, theirs = 0, npm = 0] = compare(
      [small, `${open.url}/maven2/${SMALL.path}`, `${nginx.url}/${SMALL.file}`, verdaccio.url],
      SMALL.connections,
    );
    const unit = '1/s';
    tell('16 KiB, 32 connections', { value: ours, unit, peer: 'nginx', peerValue: theirs, goal: `>= ${GOALS.small}`, isMet: (ratio) => ratio >= GOALS.small });
    tell('16 KiB, 32 connections', {
      value: ours,
      unit,
      peer: 'Verdaccio 6',
      peerValue: npm,
      goal: `>= ${GOALS.verdaccio}`,
      isMet: (ratio) => ratio >= GOALS.verdaccio,
    });
    tell('what the gate leaves', {
      value: ours,
      unit,
      peer: 'without lookups',
      peerValue: opened,
      goal: `>= ${GOALS.gate}`,
      isMet: (ratio) => ratio >= GOALS.gate,
    });
    const [big = 0, bigNginx = 0] = compare([`${front.url}/maven2/${LARGE.path}`, `${nginx.url}/${LARGE.file}`], LARGE.connections);
    tell('5 MiB, 16 connections', { value: big, unit, peer: 'nginx', peerValue: bigNginx, goal: `>= ${GOALS.large}`, isMet: (ratio) => ratio >= GOALS.large });
    const [metadata = 0] = compare([`${front.url}/maven2/org/example/lib/maven-metadata.xml`], SMALL.connections);
    const isMet = () => metadata >= GOALS.metadata;
    tell('maven-metadata.xml of 500 versions', { value: metadata, unit, peer: '16 KiB', peerValue: ours, goal: `>= ${GOALS.metadata}/s`, isMet });
  } finally {
    for (const one of running) await stop(one);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Told {
  readonly value: number;
  readonly unit: string;
  readonly peer: string;
  readonly peerValue: number;
  readonly goal: string;
  readonly isMet: (ratio: number) => boolean;
}
function tell(metric: string, { value, unit, peer, peerValue, goal, isMet }: Told): void {
  const ratio = value / peerValue;
  show({ bench: 'maven-front', metric, value, unit, peer, peer_value: peerValue, ratio, goal, met: isMet(ratio) });
}
