/**
 * A copy of the log on disk, with what is needed to look things up in it: entries, tiles, names. LevelDB; one batch per
 * step, head included, so that a crash leaves the copy at one size or at the next.
 *
 *   h                         head
 *   x                         alarm
 *   e ‖ u64 index             log entry
 *   t ‖ u8 level ‖ u64 index  tile, as wide as it is so far
 *   p ‖ purl                  u64 index of the publication [‖ u64 index of its revocation]
 *   a ‖ sha256 ‖ purl         publications that hold an artifact
 *   k ‖ purl                  packages of which a version is or was published
 *   m ‖ u64 index             publications, in the order of the log
 *   n ‖ node id ‖ u64 index   publications that a build node matched
 *   s ‖ text ‖ 0 ‖ u64 index  publications by their source: its line, and its sha256 in hex
 *   d ‖ u64 index             verdicts, publications and refusals: build id
 *   g ‖ u64 index             what governance changed: proposal id; misbehaviour: nothing
 *   v                         u8 version of `k` to `g`: search-index.ts brings a store of an older one up to date
 */
import { concatBytes, type Digest, type NodeId, parseUtf8, u64be, utf8 } from '@pyrsia/ledger';
import { Level } from 'level';
import { ClientError } from '../errors.ts';

export interface Write {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

const key = (prefix: string, ...parts: readonly Uint8Array[]): Uint8Array => concatBytes(utf8(prefix), ...parts);

export const logKey = {
  head: () => key('h'),
  alarm: () => key('x'),
  entry: (index: bigint) => key('e', u64be(index)),
  tile: (level: number, index: bigint) => key('t', Uint8Array.of(level), u64be(index)),
  publication: (purl: string) => key('p', utf8(purl)),
  ofArtifact: (sha256: Digest, purl = '') => key('a', sha256, utf8(purl)),
  packageName: (purl = '') => key('k', utf8(purl)),
  published: (...at: Uint8Array[]) => key('m', ...at),
  ofNode: (nodeId: NodeId, ...at: Uint8Array[]) => key('n', nodeId, ...at),
  /** Without an index: the beginning of all whose text begins so. */
  ofSource: (text: string, ...at: Uint8Array[]) => key('s', utf8(text), ...(at.length === 0 ? [] : [Uint8Array.of(0), ...at])),
  verdict: (...at: Uint8Array[]) => key('d', ...at),
  governance: (...at: Uint8Array[]) => key('g', ...at),
  indexVersion: () => key('v'),
} as const;

export class LogStore {
  private readonly db: Level<Uint8Array, Uint8Array>;

  private constructor(db: Level<Uint8Array, Uint8Array>) {
    this.db = db;
  }

  static async open(folder: string): Promise<LogStore> {
    const db = new Level<Uint8Array, Uint8Array>(folder, { keyEncoding: 'view', valueEncoding: 'view' });
    try {
      await db.open();
    } catch (cause) {
      throw new ClientError('LOG_STORE', { folder, reason: reasonOf(cause) }, { cause });
    }
    return new LogStore(db);
  }

  get(wanted: Uint8Array): Uint8Array | undefined {
    const value = this.db.getSync(wanted);
    return value === undefined ? undefined : new Uint8Array(value);
  }

  /** Keys that begin with `prefix`, at most `limit`: in order, or the last first, from before `before` on. */
  async keys(prefix: Uint8Array, { limit, isReverse = false, before }: { limit: number; isReverse?: boolean; before?: Uint8Array }): Promise<Uint8Array[]> {
    // After a prefix come text or an index, neither of which begins with a byte of 255 in any log that there can be.
    const lt = before ?? concatBytes(prefix, Uint8Array.of(255));
    const found = await this.db.keys({ gte: prefix, lt, reverse: isReverse, limit }).all();
    return found.map((bytes) => new Uint8Array(bytes));
  }

  /** What stands after `prefix` in the keys that begin with it, in order. */
  async after(prefix: Uint8Array): Promise<string[]> {
    const names: string[] = [];
    // No purl has a byte of 255.
    for await (const found of this.db.keys({ gte: prefix, lt: concatBytes(prefix, Uint8Array.of(255)) })) {
      names.push(parseUtf8(new Uint8Array(found).slice(prefix.length)));
    }
    return names;
  }

  /** All or nothing, on disk before it resolves. */
  async write(batch: readonly Write[]): Promise<void> {
    try {
      await this.db.batch(
        batch.map((write) => ({ type: 'put', ...write }) as const),
        { sync: true },
      );
    } catch (cause) {
      throw new ClientError('DISK', { reason: reasonOf(cause) }, { cause });
    }
  }

  close(): Promise<void> {
    return this.db.close();
  }
}

function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message : String(inner);
}
