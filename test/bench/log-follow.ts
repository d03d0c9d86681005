/** A regular node's copy of the log, from nothing to 100 000 entries: fetched in parts, hashed, proven, indexed, on disk. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EntrySource, LogReplica, LogStore, type LogView } from '@pyrsia/client/log';
import { logEntryCodec, sha256, utf8 } from '@pyrsia/ledger';
import {
  EMPTY_FRONTIER,
  encodeBundle,
  frontierRoot,
  hashLeaf,
  inclusionProof,
  LogGrowth,
  logLeafOp,
  nodeReaderFromTiles,
  parseBundle,
} from '@pyrsia/ledger/merkle';
import { LightChain } from './light-chain.ts';
import { show } from './report.ts';

const ENTRIES = 100_000;
const GOAL = 20_000;
const PER_ANSWER = 256;
const MIB = 1024 * 1024;

export async function logFollow(): Promise<void> {
  const entries = Array.from({ length: ENTRIES }, (_, i) => entryOf(i));
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-bench-'));
  const replica = new LogReplica(await LogStore.open(folder));
  try {
    const view = viewOf(entries);
    const before = process.memoryUsage().rss;
    const started = performance.now();
    await replica.follow(view);
    const rate = ENTRIES / ((performance.now() - started) / 1_000);
    if (replica.head?.checkpoint.size !== BigInt(ENTRIES)) throw new Error('not all of it');
    const bareStarted = performance.now();
    for (const entry of entries) logEntryCodec.decode(entry);
    const bare = ENTRIES / ((performance.now() - bareStarted) / 1_000);
    const bytes = entries.reduce((sum, entry) => sum + entry.length, 0) / ENTRIES;
    show({
      bench: 'log-follow',
      metric: `entries of ${Math.round(bytes)} bytes followed from zero`,
      value: rate,
      unit: '1/s',
      peer: 'decoding alone',
      peer_value: bare,
      ratio: rate / bare,
      goal: `>= ${GOAL}/s`,
      met: rate >= GOAL,
    });
    show({
      bench: 'log-follow',
      metric: 'resident memory after it',
      value: process.memoryUsage().rss / MIB,
      unit: 'MiB',
      peer: 'before',
      peer_value: before / MIB,
      ratio: process.memoryUsage().rss / before,
      goal: '-',
      met: null,
    });
  } finally {
    await replica.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function entryOf(i: number): Uint8Array {
  const digest = sha256(utf8(String(i)));
  const artifact = { name: 'lib.jar', size: 1n, sha256: digest, chunkRoot: digest };
  const publication = {
    purl: `pkg:maven/org.example/lib-${i % 1_000}@1.${i}`,
    buildId: digest,
    attempt: 1,
    recipeDigest: digest,
    source: 'pkg:maven/org.example/lib@1?classifier=source-release',
    sourceSha256: digest,
    mapping: 'pkg:maven/org.example/*',
    artifacts: [artifact, { ...artifact, name: 'lib.pom' }],
    electorateSize: 4,
    matchedNodes: [1, 2, 3].map((n) => sha256(Uint8Array.of(n)).slice(0, 16) as never),
  };
  return logEntryCodec.encode({ timeMs: 1n, height: BigInt(i), record: { kind: 'publication', value: publication } });
}

/** The chain's side, in memory: what it proves is taken as proven, what it sends is in the form in which it travels. */
export function viewOf(entries: readonly Uint8Array[]): LogView {
  const tiles = new Map<string, Uint8Array>();
  const growth = new LogGrowth(EMPTY_FRONTIER, () => undefined);
  for (const entry of entries) growth.append(hashLeaf(entry));
  for (const [level, index, bytes] of growth.tiles()) tiles.set(`${level}/${index}`, bytes);
  const read = nodeReaderFromTiles((level, index) => tiles.get(`${level}/${index}`));
  const size = BigInt(entries.length);
  const checkpoint = { origin: 'log.test', size, root: frontierRoot(growth.frontier) };
  const source: EntrySource = {
    name: 'memory',
    entries: async (index) => {
      const base64 = Buffer.from(encodeBundle(entries.slice(Number(index), Number(index) + PER_ANSWER))).toString('base64');
      return parseBundle(new Uint8Array(Buffer.from(base64, 'base64')), PER_ANSWER);
    },
  };
  const block = new LightChain({ chainId: 'bench', validators: 4, replaced: 0, everyHeights: 1n }).block(2n);
  const entry: LogView['entry'] = async (index) => {
    const bytes = entries[Number(index)] as Uint8Array;
    const proof = { ops: logLeafOp(checkpoint, index, hashLeaf(bytes), inclusionProof(read, index, size)) };
    return { index, bytes, checkpoint, proof };
  };
  return { block, entry, onTrouble: () => undefined, checkpoint: async () => ({ checkpoint, proof: { ops: [] } }), sources: [source] };
}
