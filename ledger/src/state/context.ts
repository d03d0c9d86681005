/** What the rules know of the block they run in, beside the state. Nothing here comes from the machine. */
import type { Digest } from '../bytes.ts';
import type { LogEntry } from '../log-entry.ts';
import type { Params } from '../records.ts';

export interface LogAppender {
  /** Entries so far: the index of the next one. */
  readonly size: bigint;
  /** Appends an entry; gives its index and leaf hash. */
  append(entry: LogEntry): { index: bigint; leafHash: Digest };
}

export interface BlockContext {
  readonly chainId: string;
  readonly height: bigint;
  /** Block time, ms since 1970, rounded down. */
  readonly timeMs: bigint;
  readonly params: Params;
  readonly log: LogAppender;
}
