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

export interface NodeRef {
  readonly kind: 'empty' | 'leaf' | 'inner';
  readonly version: bigint;
  readonly hash: Digest;
}
export const EMPTY_REF: NodeRef = { kind: 'empty', version: 0n, hash: EMPTY_SUBTREE };

/** Gives the record of a node key, or undefined. */
export type NodeSource = (nodeKey: Uint8Array) => Uint8Array | undefined;
export type NodeWrite = readonly [nodeKey: Uint8Array, record: Uint8Array];

export interface Leaf {
  readonly path: Digest;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

const REF_BYTES = 41;
/** u64 version, u16 depth. */
const KEY_HEADER_BYTES = 10;
const KINDS = ['empty', 'leaf', 'inner'] as const;

/** u64 version ‖ u16 depth ‖ the first `depth` bits of the path, padded with zeros. */
export function nodeKey(version: bigint, depth: number, path: Uint8Array): Uint8Array {
  const key = emptyKey(depth, path);
  key.set(u64be(version));
  return key;
}

/** A node key without its version. */
function emptyKey(depth: number, path: Uint8Array): Uint8Array {
  const bytes = (depth + 7) >> 3;
  const key = new Uint8Array(KEY_HEADER_BYTES + bytes);
  key[8] = depth >> 8;
  key[9] = depth & 0xff;
  for (let i = 0; i < bytes; i += 1) key[KEY_HEADER_BYTES + i] = path[i] as number;
  if ((depth & 7) !== 0) key[key.length - 1] = (key[key.length - 1] as number) & (0xff << (8 - (depth & 7)));
  return key;
}

/** Record of the leaf at which the path of a key ends; undefined if it ends at nothing. Decodes no more than it must. */
export function leafRecordAt(read: NodeSource, root: NodeRef, path: Uint8Array): Uint8Array | undefined {
  if (root.kind === 'empty') return undefined;
  let isLeaf = root.kind === 'leaf';
  let key = nodeKey(root.version, 0, path);
  for (let depth = 0; !isLeaf; depth += 1) {
    const record = load(read, key);
    const at = 1 + bitAt(path, depth) * REF_BYTES;
    if (record[at] === KINDS.indexOf('empty')) return undefined;
    isLeaf = record[at] === KINDS.indexOf('leaf');
    key = emptyKey(depth + 1, path);
    key.set(record.subarray(at + 1, at + 9));
  }
  return load(read, key);
}

/** The value in the record of a leaf, if it is of that key of the map. */
export function valueInLeaf(record: Uint8Array, mapKey: Uint8Array): Uint8Array | undefined {
  const end = 3 + (((record[1] as number) << 8) | (record[2] as number));
  return Buffer.compare(record.subarray(3, end), mapKey) === 0 ? record.slice(end) : undefined;
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
  return { kind, version: parseU64be(bytes.subarray(1, 9)), hash: asDigest(bytes.slice(9)) };
}

export function loadLeaf(read: NodeSource, key: Uint8Array): Leaf {
  const record = load(read, key);
  const length = ((record[1] as number) << 8) | (record[2] as number);
  const mapKey = record.slice(3, 3 + length);
  return { path: pathOfKey(mapKey), key: mapKey, value: record.slice(3 + length) };
}

export function loadInner(read: NodeSource, key: Uint8Array): [NodeRef, NodeRef] {
  const record = load(read, key);
  return [parseRef(record.slice(1, 1 + REF_BYTES)), parseRef(record.slice(1 + REF_BYTES))];
}

function load(read: NodeSource, key: Uint8Array): Uint8Array {
  const record = read(key);
  if (record === undefined) throw new LedgerError('STORE_UNKNOWN', { what: 'state node' });
  return record;
}

/** Collects the nodes of one version; the order of writing does not show. */
export class NodeWriter {
  readonly version: bigint;
  private readonly nodes = new Map<string, NodeWrite>();

  constructor(version: bigint) {
    this.version = version;
  }

  get written(): NodeWrite[] {
    return [...this.nodes.values()];
  }

  leaf(depth: number, { path, key, value }: Leaf): NodeRef {
    this.put(nodeKey(this.version, depth, path), concatBytes(Uint8Array.of(0, key.length >> 8, key.length & 0xff), key, value));
    return { kind: 'leaf', version: this.version, hash: leafNodeHash(path, value) };
  }

  inner(depth: number, path: Uint8Array, left: NodeRef, right: NodeRef): NodeRef {
    const record = new Uint8Array(1 + 2 * REF_BYTES);
    record[0] = 1;
    writeRef(record, 1, left);
    writeRef(record, 1 + REF_BYTES, right);
    this.put(nodeKey(this.version, depth, path), record);
    return { kind: 'inner', version: this.version, hash: innerNodeHash(left.hash, right.hash) };
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

  /** Takes a node back, if it was written here. */
  take(key: Uint8Array): Uint8Array | undefined {
    const text = keyText(key);
    const record = this.nodes.get(text)?.[1];
    this.nodes.delete(text);
    return record;
  }

  private put(key: Uint8Array, record: Uint8Array): void {
    this.nodes.set(keyText(key), [key, record]);
  }
}

const keyText = (key: Uint8Array): string => Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
