/**
 * C2SP tlog-tiles v0.1.0: path maths, and nodes of the tree from tiles.
 *
 * A tile of level L holds up to 256 hashes; hash i of tile N is the root of the complete subtree over
 * leaves [(N·256+i)·256^L, (N·256+i+1)·256^L). Example: tree size 70 000 = 273 full tiles and one of 112
 * on level 0, one full and one of 17 on level 1, one of 1 on level 2.
 */
import { asDigest, concatBytes, type Digest } from '../bytes.ts';
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

/**
 * Nodes of any level, each from the one tile that covers it. The last tile of each level is kept, as a proof asks for
 * many nodes of one tile; tiles only grow, so what is kept stays right, and one that has become too short is read anew.
 */
export function nodeReaderFromTiles(readTile: TileReader): NodeReader {
  const kept = new Map<number, { index: bigint; tile: Uint8Array }>();
  return (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const span = 1 << (level % TILE_HEIGHT);
    const first = index * BigInt(span);
    const tileIndex = first / BigInt(TILE_WIDTH);
    const offset = Number(first % BigInt(TILE_WIDTH)) * HASH_BYTES;
    const end = offset + span * HASH_BYTES;
    const last = kept.get(tileLevel);
    const tile = last?.index === tileIndex && last.tile.length >= end ? last.tile : readTile(tileLevel, tileIndex);
    if (tile === undefined || tile.length < end) throw new LedgerError('STORE_UNKNOWN', { what: 'log tile', level: tileLevel });
    kept.set(tileLevel, { index: tileIndex, tile });
    return rootOfRow(tile.slice(offset, end));
  };
}

/** Root over a power of two of concatenated hashes, which are overwritten. */
function rootOfRow(row: Uint8Array): Digest {
  for (let width = row.length / HASH_BYTES; width > 1; width /= 2) {
    for (let i = 0; i < width / 2; i += 1) {
      const left = row.subarray(2 * i * HASH_BYTES, (2 * i + 1) * HASH_BYTES);
      const right = row.subarray((2 * i + 1) * HASH_BYTES, (2 * i + 2) * HASH_BYTES);
      row.set(hashChildren(left, right), i * HASH_BYTES);
    }
  }
  return asDigest(row.slice(0, HASH_BYTES));
}

/** A tile with more hashes at its end, which are those from `position` on. */
export function extendTile(tile: Uint8Array | undefined, position: number, hashes: readonly Digest[]): Uint8Array {
  const before = tile ?? new Uint8Array(0);
  if (before.length !== position * HASH_BYTES) throw new LedgerError('STORE_UNKNOWN', { what: 'log tile length', length: before.length });
  return concatBytes(before, ...hashes);
}
