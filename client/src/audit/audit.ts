/**
 * The monitor: replays the log from zero under a checkpoint that the chain proves, and checks what the log says against
 * the chain.
 */
import { buildCodec, equalBytes, type GenesisState, type LogEntry, logEntryCodec, resultDigest, stateKey, toHex } from '@pyrsia/ledger';
import type { LogView, ProvenView } from '../chain/proven-state.ts';
import { ClientError } from '../errors.ts';
import type { LogReplica } from '../log/replica.ts';
import { claimedSize, tileSource } from '../log/tile-source.ts';
import type { ChainBlocks } from './chain-blocks.ts';
import { type Claimed, checkPublication } from './publication-check.ts';
import type { AuditRecord, Findings, Kept } from './record.ts';
import { Registry } from './registry.ts';

/** Entries between two notes of how far the audit is. */
const PER_PART = 50n;
/** Nodes answer for the last 256 heights or more. */
const VIEW_MS = 30_000;

export interface AuditReport {
  /** That were looked at; a copy may have fewer than the chain. */
  readonly entries: bigint;
  readonly entriesOfChain: bigint;
  /** Of these entries. */
  readonly root: string;
  readonly height: bigint;
  readonly publications: number;
  readonly findings: Findings;
}

export interface AuditParts {
  /** The chain's state at the newest header, verified anew each time it is asked for: nodes answer for recent heights only. */
  readonly newest: () => Promise<ProvenView>;
  readonly genesis: GenesisState;
  readonly blocks: ChainBlocks;
  readonly replica: LogReplica;
  readonly record: AuditRecord;
  /** Where to begin, and in `place` the base URL or folder of tlog-tiles; undefined: the entries come from the chain's nodes. */
  readonly kept: Kept;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
}

export async function audit(parts: AuditParts): Promise<AuditReport> {
  const { kept, replica, record, progress, signal } = parts;
  const registry = new Registry(parts.genesis);
  for (const index of kept.changes) registry.apply(index, entryOf(replica, index));
  // Not kept: another copy may be whole.
  const { view, size, of, broken } = await replay(parts);
  let now: Recent = { view, since: performance.now() };
  let { next, publications } = kept;
  const { findings, changes } = kept;
  for (; next < size; next += 1n) {
    signal.throwIfAborted();
    if (next > kept.next && next % PER_PART === 0n) {
      await record.save({ ...kept, next, publications });
      progress(`checked ${next} of ${size} entries`);
    }
    if (performance.now() - now.since > VIEW_MS) now = { view: await parts.newest(), since: performance.now() };
    const entry = entryOf(replica, next);
    if (entry.record.kind === 'publication') {
      publications += 1;
      await examine(parts, now.view, registry, { index: next, height: entry.height, publication: entry.record.value }, findings);
      continue;
    }
    note(next, entry, findings);
    if (entry.record.kind !== 'membership' && entry.record.kind !== 'misbehaviour') continue;
    findings.violations.push(...registry.apply(next, entry));
    changes.push(next);
  }
  await record.save({ ...kept, next, publications, finished: broken.length === 0 });
  return {
    entries: size,
    entriesOfChain: of,
    root: toHex(replica.root),
    height: view.block.header.height,
    publications,
    findings: { ...findings, violations: [...broken, ...findings.violations] },
  };
}

interface Recent {
  readonly view: ProvenView;
  readonly since: number;
}

const entryOf = (replica: LogReplica, index: bigint): LogEntry => logEntryCodec.decode(replica.entry(index) as Uint8Array);

/** Fetches the log, all of it or as much as the copy has; a long one by way of several headers. */
async function replay({
  newest,
  replica,
  kept: { place },
  progress,
  signal,
}: AuditParts): Promise<{ view: ProvenView; size: bigint; of: bigint; broken: string[] }> {
  const onStep = (size: bigint, of: bigint): void => progress(`replayed ${size} of ${of} entries`);
  for (;;) {
    signal.throwIfAborted();
    const view = await newest();
    const { checkpoint } = await view.checkpoint();
    const before = replica.size;
    try {
      if (place === undefined) await replica.follow(view, { onStep });
      else {
        const claimed = await claimedSize(place);
        const upTo = claimed === undefined || claimed > checkpoint.size ? checkpoint.size : claimed;
        await replica.follow(atPlace(view, place, upTo), { onStep, upTo });
      }
      return { view, size: replica.size, of: checkpoint.size, broken: [] };
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      if (replica.size > before) continue;
      // Of a copy, wrong entries are what was asked for; of build nodes, only that no honest one answered.
      const isProven = error.code === 'LOG_FORKED' || (place !== undefined && error.code === 'LOG_ENTRIES_WRONG');
      if (!isProven) throw error;
      return { view, size: replica.size, of: checkpoint.size, broken: [`the log does not give the checkpoint that the chain proves: ${error.message}`] };
    }
  }
}

function atPlace(view: ProvenView, place: string, size: bigint): LogView {
  return {
    block: view.block,
    checkpoint: () => view.checkpoint(),
    entry: (index) => view.entry(index),
    onTrouble: view.onTrouble,
    sources: [tileSource(place, size)],
  };
}

async function examine(parts: AuditParts, view: ProvenView, registry: Registry, claim: Pick<Claimed, 'index' | 'height' | 'publication'>, findings: Findings) {
  const { index, publication } = claim;
  const { purl } = publication;
  if (parts.replica.publication(purl)?.index !== index) findings.violations.push(`${purl} (entry ${index}): published again by a later entry`);
  const { value } = await view.record(stateKey.build(publication.buildId));
  if (value === undefined) {
    findings.violations.push(`${purl} (entry ${index}): the chain has no such build`);
    return;
  }
  const build = buildCodec.decode(value);
  const carriedOut = (height: bigint) => parts.blocks.carriedOut(height, parts.signal);
  findings.violations.push(...(await checkPublication({ ...claim, build, registry, carriedOut })));
  const expected = resultDigest({ outcome: { kind: 'artifacts', value: { artifacts: publication.artifacts } } });
  for (const { nodeId, result, timing } of build.reveals) {
    if (equalBytes(resultDigest(result), expected)) continue;
    const got = result.outcome.kind === 'failure' ? result.outcome.value.code : `other bytes, ${toHex(resultDigest(result)).slice(0, 16)}`;
    findings.dissents.push(`${purl} (entry ${index}): node ${toHex(nodeId)} got ${got}${timing === 'late' ? ', late' : ''}`);
  }
}

function note(index: bigint, { height, record }: LogEntry, findings: Findings): void {
  const at = `entry ${index}, block ${height}: `;
  switch (record.kind) {
    case 'refusal':
      findings.refusals.push(`${at}${record.value.purl} ${record.value.verdict}, ${record.value.results.length} of ${record.value.electorateSize} results`);
      return;
    case 'revocation':
      findings.revocations.push(`${at}${record.value.purl}, entry ${record.value.publication}: ${record.value.reason}`);
      return;
    case 'membership': {
      const { who } = record.value;
      findings.memberships.push(
        `${at}${who.kind === 'node' ? `node ${toHex(who.value.node.nodeId)} ${who.value.change}` : `requester ${toHex(who.value.address)} ${who.value.change}`}`,
      );
      return;
    }
    default:
      findings.others.push(`${at}${record.kind}`);
  }
}
