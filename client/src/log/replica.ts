/**
 * A verified replica of the log. It follows the checkpoints that verified headers prove: the entries of a step count
 * only when their tree is what the checkpoint begins with, and so each checkpoint is consistent with all that were seen
 * before. If one is not, there are two histories: the replica keeps the evidence and never goes on.
 */
import { type Digest, equalBytes, type LogEntry, type Publication as LoggedPublication, logEntryCodec, parseU64be, toBase64, toHex } from '@pyrsia/ledger';
import {
  type Checkpoint,
  EMPTY_ROOT,
  frontierRoot,
  hashLeaf,
  inclusionProof,
  LogGrowth,
  logLeafOp,
  type NodeReader,
  nodeReaderFromTiles,
  prefixRootOf,
  proofOpsCodec,
  rootOfRange,
} from '@pyrsia/ledger/merkle';
import { type EntrySource, isLie, type LogView, type ProvenEntry } from '../chain/proven-state.ts';
import { ClientError } from '../errors.ts';
import { type Alarm, encodeAlarm, encodeProgress, headToJson, NOTHING_YET, type Progress, parseAlarm, parseProgress, type ReplicaHead } from './head.ts';
import { LogStore, logKey, type Write } from './log-store.ts';
import { bringUpToDate, namesOf, SearchIndex } from './search-index.ts';

/** Entries of one step: verified, then written at once. */
const STEP_ENTRIES = 4_096;
const STEP_BYTES = 32 * 1024 * 1024;
/** A source that has not given so many by then is left for the next. */
const STEP_MS = 30_000;
const LEAST_ENTRIES = 256;

export interface Publication {
  readonly index: bigint;
  readonly revokedBy: bigint | undefined;
}

export class LogReplica {
  /** What else can be found than by name. */
  readonly index: SearchIndex;
  private readonly store: LogStore;
  private readonly readNode: NodeReader;
  private progress: Progress;
  private raised: Alarm | undefined;
  /** The source whose entries held last is asked first. */
  private goodSource = '';

  /** Throws `LOG_STORE` if what the store holds cannot be read. */
  constructor(store: LogStore) {
    this.store = store;
    this.index = new SearchIndex(store);
    const known = store.get(logKey.head());
    const alarm = store.get(logKey.alarm());
    try {
      this.progress = known === undefined ? NOTHING_YET : parseProgress(known);
      this.raised = alarm === undefined ? undefined : parseAlarm(alarm);
    } catch (cause) {
      throw new ClientError('LOG_STORE', { reason: 'what is stored is of another version or damaged' }, { cause });
    }
    this.readNode = nodeReaderFromTiles(this.readTile);
  }

  /** The copy in this folder, with its index brought up to date. */
  static async open(folder: string): Promise<LogReplica> {
    const store = await LogStore.open(folder);
    try {
      const replica = new LogReplica(store);
      await bringUpToDate(store, replica.size);
      return replica;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  readonly readTile = (level: number, index: bigint): Uint8Array | undefined => this.store.get(logKey.tile(level, index));

  /** The newest checkpoint that was followed to its end. */
  get head(): ReplicaHead | undefined {
    return this.progress.head;
  }
  /** Entries that are here: of the head, and of one that is being followed. */
  get size(): bigint {
    return this.progress.frontier.size;
  }
  get root(): Digest {
    return frontierRoot(this.progress.frontier);
  }
  get alarm(): Alarm | undefined {
    return this.raised;
  }
  /** Throws `LOG_FORKED` after an alarm. */
  assertOneHistory(): void {
    if (this.raised !== undefined) throw new ClientError('LOG_FORKED', { reason: this.raised.reason, height: this.raised.atHeight });
  }

  /** Root of the first `size` entries that are here. */
  private rootAt(size: bigint): Digest {
    return size === 0n ? EMPTY_ROOT : rootOfRange(this.readNode, 0n, size);
  }

  /** The log goes on from what was signed; if not, that is a second history. */
  async assertContinues(signed: Pick<Checkpoint, 'size' | 'root'>): Promise<void> {
    this.assertOneHistory();
    if (signed.size <= this.size && equalBytes(this.rootAt(signed.size), signed.root)) return;
    const evidence = { signed: { size: signed.size.toString(), root: toHex(signed.root) } };
    await this.raise('not_what_was_signed', this.progress.head?.block.header.height ?? 0n, evidence);
  }

  /** Goes on to the log of this view, or to its first `upTo` entries. Verified steps are kept, also if a later one fails. */
  async follow(view: LogView, { onStep, upTo }: { onStep?: (size: bigint, of: bigint) => void; upTo?: bigint } = {}): Promise<void> {
    this.assertOneHistory();
    const { height } = view.block.header;
    if (height < (this.progress.under?.block.header.height ?? 0n) || height === this.progress.head?.block.header.height) return;
    const proven = await view.checkpoint();
    const target: ReplicaHead = { block: view.block, checkpoint: proven.checkpoint, proof: proven.proof };
    if (target.checkpoint.size < this.size) return await this.raiseFor('log_shrank', target);
    if (target.checkpoint.size === this.size && !equalBytes(this.root, target.checkpoint.root)) return await this.raiseFor('other_root', target);
    const end = upTo ?? target.checkpoint.size;
    while (this.size < end) {
      await this.step(view, target, end);
      onStep?.(this.size, end);
    }
    if (end < target.checkpoint.size) return;
    this.progress = { frontier: this.progress.frontier, head: target, under: target };
    await this.store.write([{ key: logKey.head(), value: encodeProgress(this.progress) }]);
  }

  /** Takes the next entries from the first source whose entries hold. */
  private async step(view: LogView, target: ReplicaHead, end: bigint): Promise<void> {
    let last: unknown;
    const byTrust = [...view.sources].sort((a, b) => Number(b.name === this.goodSource) - Number(a.name === this.goodSource));
    for (const source of byTrust) {
      try {
        const entries = await this.entriesOf(source, end);
        const growth = new LogGrowth(this.progress.frontier, this.readTile);
        for (const entry of entries) growth.append(hashLeaf(entry));
        if (!equalBytes(frontierRoot(growth.frontier), await rootIn(view, target, growth.frontier.size))) {
          throw new ClientError('LOG_ENTRIES_WRONG', { from: source.name, size: growth.frontier.size });
        }
        this.goodSource = source.name;
        return await this.keep(entries, growth, target);
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        if (isLie(error)) view.onTrouble(source.name, error);
        last = error;
      }
    }
    const other = await this.otherHistory(view);
    if (other !== undefined) return await this.raiseFor('not_consistent', target, other);
    throw last;
  }

  private async entriesOf(source: EntrySource, size: bigint): Promise<Uint8Array[]> {
    const entries: Uint8Array[] = [];
    const deadline = performance.now() + STEP_MS;
    let bytes = 0;
    while (entries.length < STEP_ENTRIES && bytes < STEP_BYTES && this.size + BigInt(entries.length) < size) {
      const more = await source.entries(this.size + BigInt(entries.length));
      if (more.length === 0) throw new ClientError('RPC_ANSWER_INVALID', { rpc: source.name, what: 'no log entries' });
      entries.push(...more);
      bytes += more.reduce((sum, entry) => sum + entry.length, 0);
      if (performance.now() < deadline) continue;
      if (entries.length < LEAST_ENTRIES) throw new ClientError('RPC_UNREACHABLE', { rpc: source.name, reason: 'too slow' });
      break;
    }
    return entries.slice(0, Number(size - this.size));
  }

  /**
   * The last entry that is here, proven to be another or to end another log in the log of this view: only a log that does
   * not go on from this one can give such a proof. Undefined: no node shows one.
   */
  private async otherHistory(view: LogView): Promise<ProvenEntry | undefined> {
    if (this.size === 0n) return undefined;
    try {
      const last = await view.entry(this.size - 1n);
      return equalBytes(prefixRootOf(last.index, last.bytes, last.proof), this.root) ? undefined : last;
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      return undefined;
    }
  }

  private async keep(entries: readonly Uint8Array[], growth: LogGrowth, under: ReplicaHead): Promise<void> {
    const writes: Write[] = growth.tiles().map(([level, index, value]) => ({ key: logKey.tile(level, index), value }));
    for (const [i, bytes] of entries.entries()) {
      const index = this.size + BigInt(i);
      writes.push({ key: logKey.entry(index), value: bytes }, ...namesOf(parseEntry(bytes, index), index));
    }
    const progress = { frontier: growth.frontier, head: this.progress.head, under };
    await this.store.write([...writes, { key: logKey.head(), value: encodeProgress(progress) }]);
    this.progress = progress;
  }

  private raiseFor(reason: Alarm['reason'], shown: ReplicaHead, last?: ProvenEntry): Promise<never> {
    const entry = last === undefined ? null : { index: last.index.toString(), entry: toBase64(last.bytes), proof: toBase64(proofOpsCodec.encode(last.proof)) };
    return this.raise(reason, shown.block.header.height, { shown: headToJson(shown), shown_last_entry: entry });
  }

  /** Kept before it is told: no restart forgets it. */
  private async raise(reason: Alarm['reason'], atHeight: bigint, against: object): Promise<never> {
    const { under } = this.progress;
    const here = { size: this.size.toString(), root: toHex(this.root) };
    this.raised = { reason, atHeight, evidence: { here, seen: under === undefined ? null : headToJson(under), ...against } };
    await this.store.write([{ key: logKey.alarm(), value: encodeAlarm(this.raised) }]);
    throw new ClientError('LOG_FORKED', { reason, height: atHeight });
  }

  entry(index: bigint): Uint8Array | undefined {
    return index < this.size ? this.store.get(logKey.entry(index)) : undefined;
  }

  /** The entry with its proof up to the app hash of `head`. */
  provenEntry(index: bigint, { checkpoint, proof }: ReplicaHead): ProvenEntry | undefined {
    const bytes = index < checkpoint.size ? this.entry(index) : undefined;
    if (bytes === undefined) return undefined;
    const siblings = this.inclusion(index, checkpoint.size);
    return { index, bytes, checkpoint, proof: { ops: [...logLeafOp(checkpoint, index, hashLeaf(bytes), siblings), ...proof.ops] } };
  }

  inclusion(index: bigint, size: bigint): Digest[] {
    return inclusionProof(this.readNode, index, size);
  }

  publication(purl: string): Publication | undefined {
    const value = this.store.get(logKey.publication(purl));
    if (value === undefined) return undefined;
    return { index: parseU64be(value.slice(0, 8)), revokedBy: value.length === 8 ? undefined : parseU64be(value.slice(8)) };
  }
  /** All that are not revoked, the newest first. */
  *publications(): Generator<LoggedPublication> {
    for (let index = this.size - 1n; index >= 0n; index -= 1n) {
      const { record } = parseEntry(this.entry(index) as Uint8Array, index);
      if (record.kind === 'publication' && this.publication(record.value.purl)?.revokedBy === undefined) yield record.value;
    }
  }
  /** In the order of their bytes. */
  async publicationsOfPackage(packagePurl: string): Promise<string[]> {
    // In a purl an `@` stands before the version, and nowhere else.
    const begin = `${packagePurl}@`;
    return (await this.store.after(logKey.publication(begin))).map((version) => begin + version);
  }
  publicationsOfArtifact(sha256: Digest): Promise<string[]> {
    return this.store.after(logKey.ofArtifact(sha256));
  }

  close(): Promise<void> {
    return this.store.close();
  }
}

/** Root of the first `size` entries of the log of this view, proven: of all by the checkpoint, else by the last of them. */
async function rootIn(view: LogView, { checkpoint }: ReplicaHead, size: bigint): Promise<Digest> {
  if (size === checkpoint.size) return checkpoint.root;
  const last = await view.entry(size - 1n);
  return prefixRootOf(last.index, last.bytes, last.proof);
}

/** An entry that the chain proves is what it is, also to a program that is too old to read it. */
function parseEntry(bytes: Uint8Array, index: bigint): LogEntry {
  try {
    return logEntryCodec.decode(bytes);
  } catch (cause) {
    throw new ClientError('LOG_ENTRY_UNKNOWN', { index }, { cause });
  }
}
