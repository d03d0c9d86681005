/** The log while a block runs: its new entries, and the tiles and frontier that they make. Writes nothing. */
import type { Digest } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { type LogEntry, logEntryCodec, MAX_LOG_ENTRY_BYTES } from '../log-entry.ts';
import type { Frontier } from '../merkle/frontier.ts';
import { LogGrowth, type TileWrite } from '../merkle/log-growth.ts';
import { hashLeaf } from '../merkle/rfc6962.ts';
import type { TileReader } from '../merkle/tiles.ts';
import type { LogAppender } from './context.ts';

export interface LogWrites {
  readonly frontier: Frontier;
  readonly entries: ReadonlyArray<readonly [index: bigint, bytes: Uint8Array]>;
  readonly tiles: readonly TileWrite[];
}

export class BlockLog implements LogAppender {
  private readonly growth: LogGrowth;
  private readonly entries: Array<readonly [bigint, Uint8Array]> = [];

  constructor(frontier: Frontier, readTile: TileReader) {
    this.growth = new LogGrowth(frontier, readTile);
  }

  get size(): bigint {
    return this.growth.frontier.size;
  }

  append(entry: LogEntry): { index: bigint; leafHash: Digest } {
    return this.appendBytes(logEntryCodec.encode(entry));
  }

  /** Appends a leaf as it is; O(log n), whatever the log holds. */
  appendBytes(bytes: Uint8Array): { index: bigint; leafHash: Digest } {
    if (bytes.length > MAX_LOG_ENTRY_BYTES) throw new LedgerError('TOO_LARGE', { what: 'log entry', bytes: bytes.length });
    const leafHash = hashLeaf(bytes);
    const index = this.growth.append(leafHash);
    this.entries.push([index, bytes]);
    return { index, leafHash };
  }

  writes(): LogWrites {
    return { frontier: this.growth.frontier, entries: this.entries, tiles: this.growth.tiles() };
  }
}
