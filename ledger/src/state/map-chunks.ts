/**
 * A version of the state map in pieces that each prove themselves: a chunk is a whole subtree, named by its depth and
 * path prefix. The hashes of all chunks give the root of the map, the leaves of a chunk give its hash. Which subtrees
 * become chunks follows from the content alone, so every node cuts the same map in the same way.
 */
import { compareBytes, concatBytes, type Digest, equalBytes } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { bitAt, EMPTY_SUBTREE, innerNodeHash, leafNodeHash, pathOfKey } from '../merkle/ics23.ts';
import { EMPTY_REF, type Leaf, type NodeRef, type NodeSource, type NodeWrite, NodeWriter, pathPrefix } from './map-nodes.ts';

export interface MapChunk {
  /** 0 … 256. */
  readonly depth: number;
  /** The first `depth` bits of every path in it, padded with zeros to whole bytes. */
  readonly prefix: Uint8Array;
  readonly hash: Digest;
}

const PATH_BITS = 256;
const PATH_BYTES = 32;
/** u16 key length, u32 value length. */
const LEAF_HEADER_BYTES = 6;
/** Loads between two pauses of a plan: a few milliseconds. */
const LOADS_PER_STEP = 500;

interface Visited {
  readonly bytes: number;
  /** undefined: still one piece. */
  readonly chunks: readonly MapChunk[] | undefined;
}

/**
 * Cuts the map of `root` into the largest subtrees of at most `maxBytes` (or one leaf). Reads every node once; yields
 * between, so that others can go on.
 */
export function* planMapChunks(read: NodeSource, root: NodeRef, maxBytes: number): Generator<undefined, MapChunk[]> {
  let loads = 0;
  const chunkOf = (ref: NodeRef, depth: number, path: Uint8Array): MapChunk => ({ depth, prefix: pathPrefix(path, depth), hash: ref.hash });
  const whole = (visited: Visited, chunk: () => MapChunk): readonly MapChunk[] => visited.chunks ?? (visited.bytes === 0 ? [] : [chunk()]);

  function* visit(ref: NodeRef, depth: number, path: Uint8Array): Generator<undefined, Visited> {
    if (ref.kind === 'empty') return { bytes: 0, chunks: undefined };
    loads += 1;
    if (loads % LOADS_PER_STEP === 0) yield;
    if (ref.kind === 'leaf') {
      const leaf = ref.leaf(read, depth, path);
      return { bytes: LEAF_HEADER_BYTES + leaf.key.length + leaf.value.length, chunks: undefined };
    }
    const [left, right] = ref.children(read, depth, path);
    const rightPath = Uint8Array.from(path);
    rightPath[depth >> 3] = (rightPath[depth >> 3] as number) | (0x80 >> (depth & 7));
    const onLeft = yield* visit(left, depth + 1, path);
    const onRight = yield* visit(right, depth + 1, rightPath);
    const bytes = onLeft.bytes + onRight.bytes;
    if (onLeft.chunks === undefined && onRight.chunks === undefined && bytes <= maxBytes) return { bytes, chunks: undefined };
    const chunks = [...whole(onLeft, () => chunkOf(left, depth + 1, path)), ...whole(onRight, () => chunkOf(right, depth + 1, rightPath))];
    return { bytes, chunks };
  }
  const top = new Uint8Array(PATH_BYTES);
  return [...whole(yield* visit(root, 0, top), () => chunkOf(root, 0, top))];
}

/** The leaves of a chunk in order of their paths, encoded: (u16 key length ‖ u32 value length ‖ key ‖ value)… */
export function encodeMapChunk(read: NodeSource, root: NodeRef, chunk: MapChunk): Uint8Array {
  const parts: Uint8Array[] = [];
  const gather = (ref: NodeRef, depth: number, path: Uint8Array): void => {
    if (ref.kind === 'empty') return;
    if (ref.kind === 'leaf') {
      const leaf = ref.leaf(read, depth, path);
      parts.push(leafHeader(leaf.key.length, leaf.value.length), leaf.key, leaf.value);
      return;
    }
    const [left, right] = ref.children(read, depth, path);
    gather(left, depth + 1, withBit(path, depth, 0));
    gather(right, depth + 1, withBit(path, depth, 1));
  };
  let ref = root;
  const path = new Uint8Array(PATH_BYTES);
  path.set(chunk.prefix);
  for (let depth = 0; depth < chunk.depth; depth += 1) {
    if (ref.kind !== 'inner') throw new LedgerError('STORE_UNKNOWN', { what: 'chunk of the state map' });
    ref = ref.children(read, depth, path)[bitAt(path, depth)];
  }
  gather(ref, chunk.depth, path);
  return concatBytes(...parts);
}

/** Untrusted bytes → the leaves of that chunk; `MALFORMED` unless sorted, distinct and under its prefix. */
export function parseMapChunk(bytes: Uint8Array, chunk: MapChunk): Leaf[] {
  const malformed = (): LedgerError => new LedgerError('MALFORMED', { what: 'chunk of the state map' });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const leaves: Leaf[] = [];
  let offset = 0;
  const take = (length: number): Uint8Array => {
    if (offset + length > bytes.length) throw malformed();
    offset += length;
    return bytes.slice(offset - length, offset);
  };
  while (offset < bytes.length) {
    if (offset + LEAF_HEADER_BYTES > bytes.length) throw malformed();
    const [keyLength, valueLength] = [view.getUint16(offset), view.getUint32(offset + 2)];
    offset += LEAF_HEADER_BYTES;
    const key = take(keyLength);
    const value = take(valueLength);
    const path = pathOfKey(key);
    const last = leaves.at(-1);
    if (!equalBytes(pathPrefix(path, chunk.depth), chunk.prefix) || (last !== undefined && compareBytes(last.path, path) >= 0)) throw malformed();
    leaves.push({ path, key, value });
  }
  return leaves;
}

/** The hash that the leaves of a chunk give; makes no nodes, as they may be a liar's. */
export function hashOfMapChunk(chunk: MapChunk, leaves: readonly Leaf[]): Digest {
  const at = (depth: number, from: number, to: number): Digest => {
    if (from === to) return EMPTY_SUBTREE;
    if (to - from === 1) return leafNodeHash((leaves[from] as Leaf).path, (leaves[from] as Leaf).value);
    let middle = from;
    while (middle < to && bitAt((leaves[middle] as Leaf).path, depth) === 0) middle += 1;
    return innerNodeHash(at(depth + 1, from, middle), at(depth + 1, middle, to));
  };
  return at(chunk.depth, 0, leaves.length);
}

/** The nodes of a chunk as version `version` holds them. */
export function rebuildMapChunk(version: bigint, chunk: MapChunk, leaves: readonly Leaf[]): { ref: NodeRef; written: NodeWrite[] } {
  const writer = new NodeWriter(version);
  const ref = writer.subtree(chunk.depth, leaves);
  return { ref, written: writer.written };
}

/** Root that the hashes of chunks give; `MALFORMED` unless they stand in order and none inside another. */
export function rootOfMapChunks(chunks: readonly MapChunk[]): Digest {
  return fold(chunks, { empty: EMPTY_SUBTREE, chunk: ({ hash }) => hash, inner: (_depth, _path, left, right) => innerNodeHash(left, right) });
}

/** The nodes above the chunks, when each chunk's own reference is known. */
export function joinMapChunks(version: bigint, chunks: ReadonlyArray<MapChunk & { readonly ref: NodeRef }>): { root: NodeRef; written: NodeWrite[] } {
  const writer = new NodeWriter(version);
  const root = fold<NodeRef, MapChunk & { readonly ref: NodeRef }>(chunks, {
    empty: EMPTY_REF,
    chunk: ({ ref }) => ref,
    inner: (depth, path, left, right) => writer.inner(depth, path, left, right),
  });
  return { root, written: writer.written };
}

interface Fold<T, C> {
  readonly empty: T;
  chunk(chunk: C): T;
  inner(depth: number, path: Uint8Array, left: T, right: T): T;
}

/** A plan passes through inner nodes only, so whatever stands above a chunk is one. */
function fold<T, C extends MapChunk>(chunks: readonly C[], how: Fold<T, C>): T {
  const at = (depth: number, within: readonly C[]): T => {
    const first = within[0];
    if (first === undefined) return how.empty;
    if (within.length === 1 && first.depth === depth) return how.chunk(first);
    if (depth >= PATH_BITS || within.some((chunk) => chunk.depth <= depth)) throw new LedgerError('MALFORMED', { what: 'chunks of the state map' });
    const middle = within.findIndex((chunk) => bitAt(chunk.prefix, depth) === 1);
    const split = middle === -1 ? within.length : middle;
    if (within.slice(split).some((chunk) => bitAt(chunk.prefix, depth) === 0)) throw new LedgerError('MALFORMED', { what: 'order of chunks' });
    return how.inner(depth, first.prefix, at(depth + 1, within.slice(0, split)), at(depth + 1, within.slice(split)));
  };
  return at(0, chunks);
}

function withBit(path: Uint8Array, depth: number, bit: 0 | 1): Uint8Array {
  const out = Uint8Array.from(path);
  const mask = 0x80 >> (depth & 7);
  out[depth >> 3] = bit === 1 ? (out[depth >> 3] as number) | mask : (out[depth >> 3] as number) & ~mask;
  return out;
}

function leafHeader(keyLength: number, valueLength: number): Uint8Array {
  const header = new Uint8Array(LEAF_HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint16(0, keyLength);
  view.setUint32(2, valueLength);
  return header;
}
