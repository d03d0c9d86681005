/**
 * How often each build node got what was published, from the log alone. An entry names those that matched and how many
 * were asked, not who was; that follows from who joined when: an electorate is fixed when a build is requested, nodes that
 * join later are not in it, and a removed one leaves it. So it is the longest-standing of those present at the verdict,
 * as many as the entry says.
 */
import { type LogEntry, logEntryCodec, type NodeId, toHex } from '@pyrsia/ledger';
import type { LogReplica } from './replica.ts';

/** Entries between two breaths: some 10 ms. */
const STEP = 500n;

export interface Agreement {
  /** Published builds in whose electorate the node was. */
  readonly builds: number;
  /** Of those, in which it revealed the published result before the verdict. */
  readonly agreed: number;
}

type Change = { readonly change: 'added' | 'removed'; readonly node: string };

/** Changes of membership that are read; a network has a handful in a year. */
const MAX_CHANGES = 10_000;

export class Agreements {
  private readonly replica: Pick<LogReplica, 'entry' | 'index'>;
  private size = 0n;
  private counts = new Map<string, Agreement>();
  /** Build nodes at `size`, the longest-standing first. */
  private present: string[] = [];
  /** Who was there from the beginning, as it stood when counting began; another list means counting anew. */
  private genesis = '';
  private running: Promise<unknown> = Promise.resolve();

  constructor(replica: Pick<LogReplica, 'entry' | 'index'>) {
    this.replica = replica;
  }

  /**
   * As of the first `size` entries; `nodes` are the build nodes of then (a later one counts as one of the genesis until its
   * entry is there). Entries that were counted are not read again.
   */
  of(nodes: readonly NodeId[], size: bigint): Promise<ReadonlyMap<string, Agreement>> {
    const result = this.running.then(() => this.countUpTo(nodes.map(toHex), size));
    this.running = result.catch(() => undefined);
    return result;
  }

  private async countUpTo(nodes: readonly string[], size: bigint): Promise<ReadonlyMap<string, Agreement>> {
    const changes = await this.changes(size);
    const added = new Set(changes.filter(({ change }) => change === 'added').map(({ node }) => node));
    const genesis = [...new Set([...nodes, ...changes.map(({ node }) => node)])].filter((node) => !added.has(node)).sort();
    if (genesis.join() !== this.genesis || size < this.size) {
      this.genesis = genesis.join();
      this.size = 0n;
      this.counts = new Map();
      this.present = genesis;
    }
    for (; this.size < size; this.size += 1n) {
      if (this.size % STEP === STEP - 1n) await new Promise((resolve) => setImmediate(resolve));
      this.take(this.entry(this.size));
    }
    return this.counts;
  }

  private async changes(size: bigint): Promise<Change[]> {
    const places = await this.replica.index.governance(size, MAX_CHANGES);
    return places.flatMap((index) => changeIn(this.entry(index).record) ?? []);
  }

  private entry(index: bigint): LogEntry {
    return logEntryCodec.decode(this.replica.entry(index) as Uint8Array);
  }

  private take({ record }: LogEntry): void {
    if (record.kind === 'publication') {
      const matched = new Set(record.value.matchedNodes.map(toHex));
      for (const node of this.present.slice(0, record.value.electorateSize)) {
        const { builds, agreed } = this.counts.get(node) ?? { builds: 0, agreed: 0 };
        this.counts.set(node, { builds: builds + 1, agreed: agreed + (matched.has(node) ? 1 : 0) });
      }
      return;
    }
    const change = changeIn(record);
    if (change === undefined) return;
    const others = this.present.filter((node) => node !== change.node);
    this.present = change.change === 'added' ? [...others, change.node] : others;
  }
}

function changeIn(record: LogEntry['record']): Change | undefined {
  if (record.kind === 'misbehaviour') return record.value.consequence === 'removed' ? { change: 'removed', node: toHex(record.value.node.nodeId) } : undefined;
  if (record.kind !== 'membership' || record.value.who.kind !== 'node') return undefined;
  const { change, node } = record.value.who.value;
  return change === 'keys_rotated' ? undefined : { change, node: toHex(node.nodeId) };
}
