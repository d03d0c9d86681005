/**
 * A log that grows: leaf hashes go in, the frontier and the tiles that change come out. Reads at most one stored tile a
 * level, however long the log is; writes nothing.
 */
import type { Digest } from '../bytes.ts';
import { appendToFrontier, type Frontier } from './frontier.ts';
import { extendTile, TILE_HEIGHT, TILE_WIDTH, type TileReader } from './tiles.ts';

export type TileWrite = readonly [level: number, index: bigint, bytes: Uint8Array];

/** Hashes that are new in a tile, from position `from` on. */
interface GrowingTile {
  readonly level: number;
  readonly index: bigint;
  readonly from: number;
  readonly hashes: Digest[];
}

export class LogGrowth {
  private current: Frontier;
  private readonly readTile: TileReader;
  private readonly growing = new Map<string, GrowingTile>();

  constructor(frontier: Frontier, readTile: TileReader) {
    this.current = frontier;
    this.readTile = readTile;
  }

  get frontier(): Frontier {
    return this.current;
  }

  /** Index of the new leaf. */
  append(leafHash: Digest): bigint {
    const index = this.current.size;
    const { frontier, finished } = appendToFrontier(this.current, leafHash);
    this.current = frontier;
    for (const node of finished) {
      if (node.level % TILE_HEIGHT === 0) this.putInTile(node.level / TILE_HEIGHT, node.index, node.hash);
    }
    return index;
  }

  private putInTile(level: number, nodeIndex: bigint, hash: Digest): void {
    const index = nodeIndex / BigInt(TILE_WIDTH);
    const key = `${level}/${index}`;
    const tile = this.growing.get(key) ?? { level, index, from: Number(nodeIndex % BigInt(TILE_WIDTH)), hashes: [] };
    tile.hashes.push(hash);
    this.growing.set(key, tile);
  }

  /** Each changed tile once, whatever was appended: the part that is stored already, and what is new. */
  tiles(): TileWrite[] {
    return [...this.growing.values()].map(({ level, index, from, hashes }) => {
      const stored = from === 0 ? undefined : this.readTile(level, index);
      return [level, index, extendTile(stored, from, hashes)] as const;
    });
  }
}
