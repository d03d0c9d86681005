/**
 * Nodes of the authenticated state map: their keys, their records, and writing them. A version is a block height; nodes
 * are stored under (version, depth, path prefix), so a node of one version never stands in for one of another. Versions
 * are not hashed: the same map has the same root, however it came to be.
 *
 * Node record:  leaf  0x00 ‖ u16 key length ‖ key ‖ value
 *               inner 0x01 ‖ ref ‖ ref,  ref = kind u8 (0 empty, 1 leaf, 2 inner) ‖ u64 version ‖ 32-byte hash
 */
import { asDigest, concatBytes, type Digest, parseU64be, u64be } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { bitAt, EMPTY_SUBTREE, innerNodeHash, leafNodeHash, pathOfKey } from '../merkle/ics23.ts';

export interface Leaf {
  readonly path: Digest;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}
export type Children = readonly [left: NodeRef, right: NodeRef];

/**
 * A subtree, by its hash. It may hold what its node says, so that a root that stays in memory is at once the part of the
 * map that was in use: what is written is held, and `heldChildren` and `heldLeaf` hold what they had to read. What is
 * stored under a node key never changes, so what is held is never stale.
 */
export class NodeRef {
  readonly kind: 'empty' | 'leaf' | 'inner';
  readonly version: bigint;
  readonly hash: Digest;
  #children: Children | undefined;
  #leaf: Leaf | undefined;

  constructor(kind: NodeRef['kind'], version: bigint, hash: Digest, says: { readonly children?: Children; readonly leaf?: Leaf } = {}) {
    this.kind = kind;
    this.version = version;
    this.hash = hash;
    this.#children = says.children;
    this.#leaf = says.leaf;
  }

  /** Of an inner node at that depth and path. `STORE_UNKNOWN` if its node is not there. */
  children(read: NodeSource, depth: number, path: Uint8Array): Children {
    return this.#children ?? parseInner(load(read, nodeKey(this.version, depth, path)));
  }
  heldChildren(read: NodeSource, depth: number, path: Uint8Array): Children {
    this.#children ??= this.children(read, depth, path);
    return this.#children;
  }

  /** Of a leaf at that depth and path. `STORE_UNKNOWN` if its node is not there. */
  leaf(read: NodeSource, depth: number, path: Uint8Array): Leaf {
    return this.#leaf ?? parseLeaf(load(read, nodeKey(this.version, depth, path)));
  }
  heldLeaf(read: NodeSource, depth: number, path: Uint8Array): Leaf {
    this.#leaf ??= this.leaf(read, depth, path);
    return this.#leaf;
  }

  /** The same subtree, holding nothing. */
  bare(): NodeRef {
    return new NodeRef(this.kind, this.version, this.hash);
  }
}
export const EMPTY_REF = new NodeRef('empty', 0n, EMPTY_SUBTREE);

/** Gives the record of a node key, or undefined. */
export type NodeSource = (nodeKey: Uint8Array) => Uint8Array | undefined;
export type NodeWrite = readonly [nodeKey: Uint8Array, record: Uint8Array];

const REF_BYTES = 41;
/** u64 version, u16 depth. */
const KEY_HEADER_BYTES = 10;
/** Kind, u16 key length. */
const LEAF_HEADER_BYTES = 3;
const KINDS = ['empty', 'leaf', 'inner'] as const;

/** u64 version ‖ u16 depth ‖ the first `depth` bits of the path, padded with zeros. */
export function nodeKey(version: bigint, depth: number, path: Uint8Array): Uint8Array {
  const bytes = (depth + 7) >> 3;
  const key = new Uint8Array(KEY_HEADER_BYTES + bytes);
  key.set(u64be(version));
  key[8] = depth >> 8;
  key[9] = depth & 0xff;
  for (let i = 0; i < bytes; i += 1) key[KEY_HEADER_BYTES + i] = path[i] as number;
  if ((depth & 7) !== 0) key[key.length - 1] = (key[key.length - 1] as number) & (0xff << (8 - (depth & 7)));
  return key;
}

/** The height that wrote a node. */
export const versionOfNode = (key: Uint8Array): bigint => parseU64be(key.subarray(0, 8));

/** The first `depth` bits, padded with zeros to whole bytes. */
export function pathPrefix(path: Uint8Array, depth: number): Uint8Array {
  const prefix = path.slice(0, (depth + 7) >> 3);
  const last = prefix.length - 1;
  if ((depth & 7) !== 0) prefix[last] = (prefix[last] as number) & (0xff << (8 - (depth & 7)));
  return prefix;
}

export function encodeRef(ref: NodeRef): Uint8Array {
  const bytes = new Uint8Array(REF_BYTES);
  writeRef(bytes, 0, ref);
  return bytes;
}

function writeRef(out: Uint8Array, at: number, ref: NodeRef): void {
  out[at] = KINDS.indexOf(ref.kind);
  out.set(u64be(ref.version), at + 1);
  out.set(ref.hash, at + 9);
}

export function parseRef(bytes: Uint8Array): NodeRef {
  const kind = KINDS[bytes[0] ?? -1];
  if (kind === undefined || bytes.length !== REF_BYTES) throw new LedgerError('STORE_UNKNOWN', { what: 'node reference' });
  return new NodeRef(kind, parseU64be(bytes.subarray(1, 9)), asDigest(bytes.slice(9)));
}

function parseLeaf(record: Uint8Array): Leaf {
  const end = LEAF_HEADER_BYTES + (((record[1] as number) << 8) | (record[2] as number));
  const key = record.slice(LEAF_HEADER_BYTES, end);
  return { path: pathOfKey(key), key, value: record.slice(end) };
}

function parseInner(record: Uint8Array): Children {
  return [parseRef(record.slice(1, 1 + REF_BYTES)), parseRef(record.slice(1 + REF_BYTES))];
}

function load(read: NodeSource, key: Uint8Array): Uint8Array {
  const record = read(key);
  if (record === undefined) throw new LedgerError('STORE_UNKNOWN', { what: 'state node' });
  return record;
}

/** Bytes of the record of a leaf or an inner node. */
export const leafRecordBytes = ({ key, value }: Leaf): number => LEAF_HEADER_BYTES + key.length + value.length;
export const INNER_RECORD_BYTES = 1 + 2 * REF_BYTES;

/** Collects the nodes of one version; the order of writing does not show. */
export class NodeWriter {
  readonly version: bigint;
  private readonly nodes = new Map<NodeRef, NodeWrite>();

  constructor(version: bigint) {
    this.version = version;
  }

  get written(): NodeWrite[] {
    return [...this.nodes.values()];
  }

  leaf(depth: number, leaf: Leaf): NodeRef {
    const { path, key, value } = leaf;
    const ref = new NodeRef('leaf', this.version, leafNodeHash(path, value), { leaf });
    this.nodes.set(ref, [nodeKey(this.version, depth, path), concatBytes(Uint8Array.of(0, key.length >> 8, key.length & 0xff), key, value)]);
    return ref;
  }

  inner(depth: number, path: Uint8Array, ...children: Children): NodeRef {
    const [left, right] = children;
    const ref = new NodeRef('inner', this.version, innerNodeHash(left.hash, right.hash), { children });
    const record = new Uint8Array(INNER_RECORD_BYTES);
    record[0] = 1;
    writeRef(record, 1, left);
    writeRef(record, 1 + REF_BYTES, right);
    this.nodes.set(ref, [nodeKey(this.version, depth, path), record]);
    return ref;
  }

  /** The subtree at `depth` of leaves that are sorted by path and share its first `depth` bits. */
  subtree(depth: number, leaves: readonly Leaf[]): NodeRef {
    const first = leaves[0];
    if (first === undefined) return EMPTY_REF;
    if (leaves.length === 1) return this.leaf(depth, first);
    const middle = leaves.findIndex((leaf) => bitAt(leaf.path, depth) === 1);
    const split = middle === -1 ? leaves.length : middle;
    return this.inner(depth, first.path, this.subtree(depth + 1, leaves.slice(0, split)), this.subtree(depth + 1, leaves.slice(split)));
  }

  /** Takes a node back; false if it was not written here. */
  take(ref: NodeRef): boolean {
    return this.nodes.delete(ref);
  }
}
