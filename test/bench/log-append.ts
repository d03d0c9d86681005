/**
 * The log on disk, grown to a million entries in blocks of a thousand: rate against the bare hashes, memory, proofs,
 * and how long the application takes to start on it.
 */
import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sha256, u64be } from '@pyrsia/ledger';
import { EMPTY_FRONTIER, frontierRoot, inclusionProof, simpleMapRoot, verifyInclusion } from '@pyrsia/ledger/merkle';
import { appHashMap, BlockLog, type Committed, EMPTY_REF, type ExecutedBlock, StateView } from '@pyrsia/ledger/state';
import { LedgerStore, openLevelStore } from '@pyrsia/ledger/store';
import { root } from '../network/test-network.ts';
import { median, show } from './report.ts';

const ENTRIES = 1_000_000;
const BLOCK = 1_000;
const ENTRY_BYTES = 400;
const MEMORY_AT = [10_000, 100_000, ENTRIES];
const PROOFS = 2_000;
const STARTS = 5;
const GOAL_RATE = 0.25;
const GOAL_PROOF_MS = 1;
const GOAL_START_MS = 1_000;
const MIB = 1024 * 1024;

const entryOf = (i: number): Uint8Array => {
  const bytes = new Uint8Array(ENTRY_BYTES);
  bytes.set(u64be(BigInt(i)));
  return bytes;
};

export async function logAppend(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-bench-'));
  try {
    await mkdir(join(folder, 'full/ledger'), { recursive: true });
    await mkdir(join(folder, 'empty/ledger'), { recursive: true });
    await grow(join(folder, 'full/ledger'));
    await startUp(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function grow(folder: string): Promise<void> {
  const store = LedgerStore.open(await openLevelStore(folder));
  const memory = new Map<number, NodeJS.MemoryUsage>();
  const started = performance.now();
  for (let from = 0; from < ENTRIES; from += BLOCK) {
    await store.commit([blockOf(store, from)]);
    if (MEMORY_AT.includes(from + BLOCK)) memory.set(from + BLOCK, process.memoryUsage());
  }
  const rate = ENTRIES / ((performance.now() - started) / 1_000);
  const bare = bareRate('buffer');
  show({
    bench: 'log-append',
    metric: 'entries stored',
    value: rate,
    unit: '1/s',
    peer: 'node:crypto sha256 of leaves and nodes alone',
    peer_value: bare,
    ratio: rate / bare,
    goal: `>= ${GOAL_RATE}`,
    met: rate / bare >= GOAL_RATE,
  });
  const asText = bareRate('binary');
  show({
    bench: 'log-append',
    metric: 'entries stored, against the faster form',
    value: rate,
    unit: '1/s',
    peer: 'the same, digests as text and not as bytes',
    peer_value: asText,
    ratio: rate / asText,
    goal: '-',
    met: null,
  });
  showMemory('resident memory', memory, ({ rss }) => rss);
  // What V8 holds in reserve is in the figure above; this is what the log itself keeps.
  showMemory('memory in use', memory, ({ heapUsed, external }) => heapUsed + external);
  proofs(store);
  await store.close();
}

function showMemory(what: string, memory: ReadonlyMap<number, NodeJS.MemoryUsage>, bytes: (usage: NodeJS.MemoryUsage) => number): void {
  const first = bytes(memory.get(MEMORY_AT[0] as number) as NodeJS.MemoryUsage);
  for (const [entries, usage] of memory) {
    show({
      bench: 'log-append',
      metric: `${what} at ${entries}`,
      value: bytes(usage) / MIB,
      unit: 'MiB',
      peer: `at ${MEMORY_AT[0]}`,
      peer_value: first / MIB,
      ratio: bytes(usage) / first,
      goal: 'flat',
      met: null,
    });
  }
}

function blockOf(store: LedgerStore, from: number): ExecutedBlock {
  const before: Committed = store.head ?? {
    chainId: 'bench',
    height: 0n,
    timeMs: 0n,
    appHash: sha256(),
    stateRoot: EMPTY_REF,
    frontier: EMPTY_FRONTIER,
    logOrigin: 'bench.test',
  };
  const log = new BlockLog(before.frontier, store.readTile);
  for (let i = from; i < from + BLOCK; i += 1) log.appendBytes(entryOf(i));
  const writes = log.writes();
  const appHash = simpleMapRoot(appHashMap(before.logOrigin, writes.frontier, EMPTY_REF));
  const committed = { ...before, height: before.height + 1n, timeMs: before.timeMs + 1n, frontier: writes.frontier, appHash };
  return {
    committed,
    verdicts: [],
    validatorUpdates: [],
    evidenceAge: { maxBlocks: 0n, maxMs: 0n },
    map: { root: EMPTY_REF, written: [], retired: [], retiredBytes: 0 },
    records: new StateView(() => undefined),
    log: writes,
  };
}

/** One hash of each leaf and one of each inner node, as bytes or as text, nothing else. */
function bareRate(encoding: 'buffer' | 'binary'): number {
  const leaf = new Uint8Array(1 + ENTRY_BYTES);
  const node = new Uint8Array(65);
  const started = performance.now();
  for (let i = 0; i < ENTRIES; i += 1) {
    leaf[1] = i & 0xff;
    node[1] = i & 0xff;
    hash('sha256', leaf, encoding);
    hash('sha256', node, encoding);
  }
  return ENTRIES / ((performance.now() - started) / 1_000);
}

function proofs(store: LedgerStore): void {
  const { frontier } = store.head as Committed;
  const top = frontierRoot(frontier);
  const read = store.readLogNode;
  const times: number[] = [];
  for (let i = 0; i < PROOFS; i += 1) {
    const index = BigInt((i * 7_919_993) % ENTRIES);
    const started = performance.now();
    const proof = inclusionProof(read, index, frontier.size);
    times.push(performance.now() - started);
    const leaf = sha256(Uint8Array.of(0), store.readEntry(index) as Uint8Array);
    if (!verifyInclusion({ leafHash: leaf, index, size: frontier.size, root: top }, proof)) throw new Error(`no proof of ${index}`);
  }
  const p99 = times.sort((a, b) => a - b)[Math.floor(PROOFS * 0.99)] as number;
  show({
    bench: 'log-append',
    metric: 'inclusion proof at 1 M, p99',
    value: p99,
    unit: 'ms',
    peer: 'median',
    peer_value: median(times),
    ratio: p99 / median(times),
    goal: `< ${GOAL_PROOF_MS} ms`,
    met: p99 < GOAL_PROOF_MS,
  });
}

async function startUp(folder: string): Promise<void> {
  const times: Record<'full' | 'empty', number[]> = { full: [], empty: [] };
  for (let i = 0; i < STARTS; i += 1) for (const which of ['full', 'empty'] as const) times[which].push(await startOnce(join(folder, which)));
  const [full, empty] = [median(times.full), median(times.empty)];
  show({
    bench: 'log-append',
    metric: 'start of the application at 1 M',
    value: full,
    unit: 'ms',
    peer: 'with an empty log',
    peer_value: empty,
    ratio: full / empty,
    goal: `< ${GOAL_START_MS} ms`,
    met: full < GOAL_START_MS,
  });
}

/** From the start of the process to the line that says it is ready. */
async function startOnce(home: string): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, 'abci-app/src/main.ts'), '--home', home, '--no-cometbft'], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('application ready')) break;
  const took = performance.now() - started;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return took;
}
