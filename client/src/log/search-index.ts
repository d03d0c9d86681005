/**
 * What makes entries of the log findable other than by their place: written in the batch of the entries themselves.
 * A store from before a part of the index is brought up to date when it is opened: every entry is looked at once.
 */
import { concatBytes, type LogEntry, logEntryCodec, type NodeId, parseU64be, parseUtf8, toHex, u64be } from '@pyrsia/ledger';
import { type LogStore, logKey, type Write } from './log-store.ts';

const VERSION = 1;
/** Entries of which the names are written at once. */
const STEP_ENTRIES = 1_000n;
const NOTHING = new Uint8Array(0);

/** Everything that an entry makes findable. */
export function namesOf({ record }: LogEntry, index: bigint): Write[] {
  const at = u64be(index);
  switch (record.kind) {
    case 'publication': {
      const { purl, artifacts, matchedNodes, source, sourceSha256, buildId } = record.value;
      const empty = [
        ...artifacts.map(({ sha256 }) => logKey.ofArtifact(sha256, purl)),
        ...matchedNodes.map((node) => logKey.ofNode(node, at)),
        // In a purl an `@` stands before the version, and nowhere else.
        logKey.packageName(purl.split('@')[0]),
        logKey.published(at),
        logKey.ofSource(source, at),
        logKey.ofSource(toHex(sourceSha256), at),
      ];
      return [{ key: logKey.publication(purl), value: at }, { key: logKey.verdict(at), value: buildId }, ...empty.map((key) => ({ key, value: NOTHING }))];
    }
    case 'refusal':
      return [{ key: logKey.verdict(at), value: record.value.buildId }];
    case 'revocation': {
      const { purl, publication, proposalId } = record.value;
      return [
        { key: logKey.publication(purl), value: concatBytes(u64be(publication), at) },
        { key: logKey.governance(at), value: proposalId },
      ];
    }
    case 'misbehaviour':
      return [{ key: logKey.governance(at), value: NOTHING }];
    default:
      return [{ key: logKey.governance(at), value: record.value.proposalId }];
  }
}

/**
 * Writes the names of all entries of a store that has entries but no index, or one of another version. A crash leaves it
 * without the mark, and so to the next start. `size`: entries that are there.
 */
export async function bringUpToDate(store: LogStore, size: bigint): Promise<void> {
  if (store.get(logKey.indexVersion())?.[0] === VERSION) return;
  for (let from = 0n; from < size; from += STEP_ENTRIES) {
    const writes: Write[] = [];
    for (let index = from; index < size && index < from + STEP_ENTRIES; index += 1n) {
      // In the order of the log: a revocation comes after its publication, and stays.
      writes.push(...namesOf(logEntryCodec.decode(store.get(logKey.entry(index)) as Uint8Array), index));
    }
    await store.write(writes);
  }
  await store.write([{ key: logKey.indexVersion(), value: Uint8Array.of(VERSION) }]);
}

/** Lists by the index: of places in the log, the newest first, each at most `limit` long and from before `before` on. */
export class SearchIndex {
  private readonly store: LogStore;

  constructor(store: LogStore) {
    this.store = store;
  }

  publications(before: bigint, limit: number): Promise<bigint[]> {
    return this.before(logKey.published, before, limit);
  }
  ofNode(nodeId: NodeId, before: bigint, limit: number): Promise<bigint[]> {
    return this.before((...at) => logKey.ofNode(nodeId, ...at), before, limit);
  }
  /** Publications and refusals. */
  verdicts(before: bigint, limit: number): Promise<bigint[]> {
    return this.before(logKey.verdict, before, limit);
  }
  /** Everything else. */
  governance(before: bigint, limit: number): Promise<bigint[]> {
    return this.before(logKey.governance, before, limit);
  }

  /** Publications whose source begins so, in no order: the line of the source, or its sha256 in hex. */
  async ofSource(text: string, limit: number): Promise<bigint[]> {
    return (await this.store.keys(logKey.ofSource(text), { limit })).map((key) => parseU64be(key.slice(-8)));
  }
  /** Publications of which the purl begins so, in the order of their purls. */
  async ofPrefix(prefix: string, limit: number): Promise<bigint[]> {
    const keys = await this.store.keys(logKey.publication(prefix), { limit });
    return keys.map((key) => this.placeOf(key));
  }
  async ofArtifact(sha256: Parameters<typeof logKey.ofArtifact>[0], limit: number): Promise<bigint[]> {
    const prefix = logKey.ofArtifact(sha256);
    const keys = await this.store.keys(prefix, { limit });
    return keys.map((key) => this.placeOf(logKey.publication(parseUtf8(key.slice(prefix.length)))));
  }
  async packages(limit: number): Promise<string[]> {
    return (await this.store.keys(logKey.packageName(), { limit })).map((key) => parseUtf8(key.slice(1)));
  }

  private placeOf(key: Uint8Array): bigint {
    return parseU64be((this.store.get(key) as Uint8Array).slice(0, 8));
  }

  private async before(keyAt: (...at: Uint8Array[]) => Uint8Array, before: bigint, limit: number): Promise<bigint[]> {
    const keys = await this.store.keys(keyAt(), { limit, isReverse: true, before: keyAt(u64be(before)) });
    return keys.map((key) => parseU64be(key.slice(-8)));
  }
}
