/**
 * C2SP tlog-tiles v0.1.0: path maths, and nodes of the tree from tiles.
 *
 * A tile of level L holds up to 256 hashes; hash i of tile N is the root of the complete subtree over
 * leaves [(N·256+i)·256^L, (N·256+i+1)·256^L). Example: tree size 70 000 = 273 full tiles and one of 112
 * on level 0, one full and one of 17 on level 1, one of 1 on level 2.
 */
import { concatBytes, type Digest } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import type { NodeReader } from './proofs.ts';
import { hashChildren } from './rfc6962.ts';

export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;
const HASH_BYTES = 32;

/** The hashes of a tile that are there, concatenated; undefined if none is. */
export type TileReader = (level: number, index: bigint) => Uint8Array | undefined;

/** 1234067 → `x001/x234/067`. */
export function tileIndexPath(index: bigint): string {
  const digits = index.toString().padStart(Math.ceil(index.toString().length / 3) * 3, '0');
  const groups = digits.match(/.{3}/g) as string[];
  return groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/');
}

/** Number of hashes in tile `index` of `level` in a log of `size` leaves: 0 … 256. */
export function tileWidth(level: number, index: bigint, size: bigint): number {
  const total = size >> BigInt(TILE_HEIGHT * level);
  const rest = total - index * BigInt(TILE_WIDTH);
  if (rest <= 0n) return 0;
  return rest > BigInt(TILE_WIDTH) ? TILE_WIDTH : Number(rest);
}

/** Tiles above level 0 that are kept with their inner nodes: those of the newest 16 million entries. */
const KEPT_TILES = 256;

/**
 * Nodes of any level, each from the one tile that covers it. Tiles that proofs share are kept, with the inner nodes that
 * were computed: all above level 0, of which there are few, and the last of level 0. Tiles only grow, so what is kept
 * stays right, and one that has become too short is read anew.
 */
export function nodeReaderFromTiles(readTile: TileReader): NodeReader {
  const kept = new Map<string, TileNodes>();
  let lowest: { readonly index: bigint; readonly nodes: TileNodes } | undefined;
  const nodesOf = (level: number, index: bigint): TileNodes => {
    if (level === 0) {
      if (lowest?.index !== index) lowest = { index, nodes: new TileNodes() };
      return lowest.nodes;
    }
    const key = `${level}/${index}`;
    const nodes = kept.get(key) ?? new TileNodes();
    kept.delete(key);
    kept.set(key, nodes);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_TILES) break;
      kept.delete(oldest);
    }
    return nodes;
  };
  return (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const height = level % TILE_HEIGHT;
    const perTile = BigInt(TILE_WIDTH >> height);
    const tileIndex = index / perTile;
    const position = Number(index % perTile);
    const nodes = nodesOf(tileLevel, tileIndex);
    if (!nodes.covers(height, position)) nodes.grow(readTile(tileLevel, tileIndex));
    if (!nodes.covers(height, position)) throw new LedgerError('STORE_UNKNOWN', { what: 'log tile', level: tileLevel });
    return nodes.at(height, position);
  };
}

/** The nodes inside one tile: its hashes are of height 0. */
class TileNodes {
  private tile: Uint8Array = new Uint8Array(0);
  private readonly computed = new Map<number, Digest>();

  covers(height: number, position: number): boolean {
    return this.tile.length >= ((position + 1) << height) * HASH_BYTES;
  }

  grow(tile: Uint8Array | undefined): void {
    if (tile !== undefined && tile.length > this.tile.length) this.tile = tile;
  }

  at(height: number, position: number): Digest {
    if (height === 0) return this.tile.subarray(position * HASH_BYTES, (position + 1) * HASH_BYTES) as Digest;
    // As in a heap: the node over the whole tile is 1.
    const place = (TILE_WIDTH >> height) + position;
    const known = this.computed.get(place);
    if (known !== undefined) return known;
    const hash = hashChildren(this.at(height - 1, 2 * position), this.at(height - 1, 2 * position + 1));
    this.computed.set(place, hash);
    return hash;
  }
}

/** A tile with more hashes at its end, which are those from `position` on. */
export function extendTile(tile: Uint8Array | undefined, position: number, hashes: readonly Digest[]): Uint8Array {
  const before = tile ?? new Uint8Array(0);
  if (before.length !== position * HASH_BYTES) throw new LedgerError('STORE_UNKNOWN', { what: 'log tile length', length: before.length });
  return concatBytes(before, ...hashes);
}
