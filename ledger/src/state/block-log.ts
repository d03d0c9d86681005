/** The log while a block runs: its new entries, and the tiles and frontier that they make. Writes nothing. */
import type { Digest } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { type LogEntry, logEntryCodec, MAX_LOG_ENTRY_BYTES } from '../log-entry.ts';
import { appendToFrontier, type Frontier } from '../merkle/frontier.ts';
import { hashLeaf } from '../merkle/rfc6962.ts';
import { extendTile, TILE_HEIGHT, TILE_WIDTH, type TileReader } from '../merkle/tiles.ts';
import type { LogAppender } from './context.ts';

export interface LogWrites {
  readonly frontier: Frontier;
  readonly entries: ReadonlyArray<readonly [index: bigint, bytes: Uint8Array]>;
  readonly tiles: ReadonlyArray<readonly [level: number, index: bigint, bytes: Uint8Array]>;
}

/** Hashes that are new in a tile, from position `from` on. */
interface GrowingTile {
  readonly level: number;
  readonly index: bigint;
  readonly from: number;
  readonly hashes: Digest[];
}

export class BlockLog implements LogAppender {
  private frontier: Frontier;
  private readonly readTile: TileReader;
  private readonly entries: Array<readonly [bigint, Uint8Array]> = [];
  private readonly tiles = new Map<string, GrowingTile>();

  constructor(frontier: Frontier, readTile: TileReader) {
    this.frontier = frontier;
    this.readTile = readTile;
  }

  get size(): bigint {
    return this.frontier.size;
  }

  append(entry: LogEntry): { index: bigint; leafHash: Digest } {
    return this.appendBytes(logEntryCodec.encode(entry));
  }

  /** Appends a leaf as it is; O(log n), whatever the log holds. */
  appendBytes(bytes: Uint8Array): { index: bigint; leafHash: Digest } {
    if (bytes.length > MAX_LOG_ENTRY_BYTES) throw new LedgerError('TOO_LARGE', { what: 'log entry', bytes: bytes.length });
    const index = this.frontier.size;
    const leafHash = hashLeaf(bytes);
    const { frontier, finished } = appendToFrontier(this.frontier, leafHash);
    this.frontier = frontier;
    this.entries.push([index, bytes]);
    for (const node of finished) {
      if (node.level % TILE_HEIGHT === 0) this.putInTile(node.level / TILE_HEIGHT, node.index, node.hash);
    }
    return { index, leafHash };
  }

  private putInTile(level: number, nodeIndex: bigint, hash: Digest): void {
    const index = nodeIndex / BigInt(TILE_WIDTH);
    const key = `${level}/${index}`;
    const tile = this.tiles.get(key) ?? { level, index, from: Number(nodeIndex % BigInt(TILE_WIDTH)), hashes: [] };
    tile.hashes.push(hash);
    this.tiles.set(key, tile);
  }

  /** Each tile once, whatever was appended: the part that is stored already, and what is new. */
  writes(): LogWrites {
    const tiles = [...this.tiles.values()].map(({ level, index, from, hashes }) => {
      const stored = from === 0 ? undefined : this.readTile(level, index);
      return [level, index, extendTile(stored, from, hashes)] as const;
    });
    return { frontier: this.frontier, entries: this.entries, tiles };
  }
}
