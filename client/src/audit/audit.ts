/**
 * The monitor: replays the log from zero under a checkpoint that the chain proves, and checks what the log says against
 * the chain. What it found is kept after every part, so that an audit that was stopped goes on where it was.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCodec, equalBytes, type LogEntry, logEntryCodec, type Publication, resultDigest, stateKey, toHex } from '@pyrsia/ledger';
import type { LogView, ProvenState, ProvenView } from '../chain/proven-state.ts';
import { ClientError } from '../errors.ts';
import { asList, asObject, asString } from '../light/json.ts';
import type { LogReplica } from '../log/replica.ts';
import { tileSource } from '../log/tile-source.ts';
import { writeFileAtomic } from '../store/files.ts';
import type { ChainBlocks } from './chain-blocks.ts';
import { checkPublication } from './publication-check.ts';

/** Publications between two notes of how far the audit is. */
const PER_PART = 50n;
const MAX_LINES = 1_000_000;
const LISTS = ['violations', 'refusals', 'dissents', 'revocations', 'memberships', 'others'] as const;

export type Findings = { readonly [K in (typeof LISTS)[number]]: string[] };
export interface AuditReport {
  readonly entries: bigint;
  readonly root: string;
  readonly height: bigint;
  readonly publications: number;
  readonly findings: Findings;
}

export interface AuditParts {
  readonly state: ProvenState;
  readonly blocks: ChainBlocks;
  readonly replica: LogReplica;
  /** Where the findings are kept. */
  readonly folder: string;
  /** Base URL or folder of tlog-tiles; undefined: the entries come from the chain's nodes. */
  readonly place: string | undefined;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
}

interface Kept {
  readonly next: bigint;
  readonly publications: number;
  readonly findings: Findings;
}

export async function audit(parts: AuditParts): Promise<AuditReport> {
  const { replica, progress, signal } = parts;
  const view = parts.state.view();
  const kept = await load(parts.folder);
  const { checkpoint } = await view.checkpoint();
  // Not kept: another copy may be whole.
  const broken: string[] = [];
  try {
    await replica.follow(parts.place === undefined ? view : atPlace(view, parts.place, checkpoint.size), (size, of) =>
      progress(`replayed ${size} of ${of} entries`),
    );
  } catch (error) {
    if (!(error instanceof ClientError) || !['PROOF_INVALID', 'LOG_FORKED'].includes(error.code)) throw error;
    broken.push(`the log does not give the checkpoint that the chain proves: ${error.message}`);
  }
  const size = replica.size < checkpoint.size ? replica.size : checkpoint.size;
  let { publications } = kept;
  for (let index = kept.next; index < size; index += 1n) {
    signal.throwIfAborted();
    const entry = logEntryCodec.decode(replica.entry(index) as Uint8Array);
    if (entry.record.kind === 'publication') {
      publications += 1;
      await examine(parts, view, index, entry.record.value, kept.findings);
    } else note(index, entry, kept.findings);
    if ((index + 1n) % PER_PART === 0n) {
      await save(parts.folder, { next: index + 1n, publications, findings: kept.findings });
      progress(`checked ${index + 1n} of ${size} entries`);
    }
  }
  await save(parts.folder, { next: size, publications, findings: kept.findings });
  const findings = { ...kept.findings, violations: [...broken, ...kept.findings.violations] };
  return { entries: size, root: toHex(checkpoint.root), height: view.block.header.height, publications, findings };
}

function atPlace(view: ProvenView, place: string, size: bigint): LogView {
  const source = tileSource(place, size, (old) => view.assertConsistent(old));
  return { block: view.block, checkpoint: () => view.checkpoint(), assertConsistent: (old) => view.assertConsistent(old), sources: [source] };
}

async function examine({ blocks, signal }: AuditParts, view: ProvenView, index: bigint, publication: Publication, findings: Findings): Promise<void> {
  const { value } = await view.record(stateKey.build(publication.buildId));
  if (value === undefined) {
    findings.violations.push(`${publication.purl} (entry ${index}): the chain has no such build`);
    return;
  }
  const build = buildCodec.decode(value);
  findings.violations.push(...(await checkPublication({ index, publication, build, carriedOut: (height) => blocks.carriedOut(height, signal) })));
  const expected = resultDigest({ outcome: { kind: 'artifacts', value: { artifacts: publication.artifacts } } });
  for (const { nodeId, result, timing } of build.reveals) {
    if (equalBytes(resultDigest(result), expected)) continue;
    const got = result.outcome.kind === 'failure' ? result.outcome.value.code : `other bytes, ${toHex(resultDigest(result)).slice(0, 16)}`;
    findings.dissents.push(`${publication.purl} (entry ${index}): node ${toHex(nodeId)} got ${got}${timing === 'late' ? ', late' : ''}`);
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

const fileOf = (folder: string): string => join(folder, 'audit.json');

async function save(folder: string, { next, publications, findings }: Kept): Promise<void> {
  await writeFileAtomic(fileOf(folder), JSON.stringify({ next: next.toString(), publications, findings }));
}

async function load(folder: string): Promise<Kept> {
  let text: string;
  try {
    text = await readFile(fileOf(folder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { next: 0n, publications: 0, findings: { violations: [], refusals: [], dissents: [], revocations: [], memberships: [], others: [] } };
  }
  const json = asObject(JSON.parse(text), 'audit');
  const kept = asObject(json['findings'], 'findings');
  const list = (name: (typeof LISTS)[number]): string[] => asList(kept[name], name, MAX_LINES).map((line) => asString(line, name, 10_000));
  const findings = {
    violations: list('violations'),
    refusals: list('refusals'),
    dissents: list('dissents'),
    revocations: list('revocations'),
    memberships: list('memberships'),
    others: list('others'),
  };
  return { next: BigInt(asString(json['next'], 'next', 20)), publications: Number(json['publications']), findings };
}
