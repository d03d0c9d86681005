/**
 * The authenticated state map: a versioned sparse Merkle tree (see merkle/ics23.ts for its hashes).
 *
 * Reads go through a `NodeSource`; an update is pure: it returns the new root and the node records to
 * write and to retire, and touches nothing. A version is a block height. Nodes are stored under
 * (version, depth, path prefix), so a node of one version never stands in for one of another.
 *
 * Node record:  leaf  0x00 ‖ u16 key length ‖ key ‖ value
 *               inner 0x01 ‖ ref ‖ ref,  ref = kind u8 (0 empty, 1 leaf, 2 inner) ‖ u64 version ‖ 32-byte hash
 */
import { asDigest, compareBytes, concatBytes, type Digest, equalBytes, parseU64be, u64be } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { bitAt, type CommitmentProof, EMPTY_SUBTREE, type ExistenceProof, existenceProof, innerNodeHash, leafNodeHash, pathOfKey } from '../merkle/ics23.ts';

export interface NodeRef {
  readonly kind: 'empty' | 'leaf' | 'inner';
  readonly version: bigint;
  readonly hash: Digest;
}
export const EMPTY_REF: NodeRef = { kind: 'empty', version: 0n, hash: EMPTY_SUBTREE };

/** Gives the record of a node key, or undefined. */
export type NodeSource = (nodeKey: Uint8Array) => Uint8Array | undefined;

interface Leaf {
  readonly path: Digest;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}
interface Change {
  readonly path: Digest;
  readonly leaf: Leaf | undefined;
}
export interface MapUpdate {
  readonly root: NodeRef;
  readonly written: ReadonlyArray<readonly [nodeKey: Uint8Array, record: Uint8Array]>;
  /** Keys of nodes that this version no longer uses. */
  readonly retired: readonly Uint8Array[];
}

const REF_BYTES = 41;
const KINDS = ['empty', 'leaf', 'inner'] as const;

/** u64 version ‖ u16 depth ‖ the first `depth` bits of the path, padded with zeros. */
function nodeKey(version: bigint, depth: number, path: Uint8Array): Uint8Array {
  const prefix = path.slice(0, (depth + 7) >> 3);
  const last = prefix.length - 1;
  if ((depth & 7) !== 0) prefix[last] = (prefix[last] as number) & (0xff << (8 - (depth & 7)));
  return concatBytes(u64be(version), Uint8Array.of(depth >> 8, depth & 0xff), prefix);
}

export function encodeRef(ref: NodeRef): Uint8Array {
  return concatBytes(Uint8Array.of(KINDS.indexOf(ref.kind)), u64be(ref.version), ref.hash);
}

export function parseRef(bytes: Uint8Array): NodeRef {
  const kind = KINDS[bytes[0] ?? -1];
  if (kind === undefined || bytes.length !== REF_BYTES) throw new LedgerError('STORE_UNKNOWN', { what: 'node reference' });
  return { kind, version: parseU64be(bytes.subarray(1, 9)), hash: asDigest(bytes.slice(9)) };
}

function encodeLeaf(leaf: Leaf): Uint8Array {
  return concatBytes(Uint8Array.of(0, leaf.key.length >> 8, leaf.key.length & 0xff), leaf.key, leaf.value);
}

function loadLeaf(read: NodeSource, key: Uint8Array): Leaf {
  const record = load(read, key);
  const length = ((record[1] as number) << 8) | (record[2] as number);
  const mapKey = record.slice(3, 3 + length);
  return { path: pathOfKey(mapKey), key: mapKey, value: record.slice(3 + length) };
}

function loadInner(read: NodeSource, key: Uint8Array): [NodeRef, NodeRef] {
  const record = load(read, key);
  return [parseRef(record.slice(1, 1 + REF_BYTES)), parseRef(record.slice(1 + REF_BYTES))];
}

function load(read: NodeSource, key: Uint8Array): Uint8Array {
  const record = read(key);
  if (record === undefined) throw new LedgerError('STORE_UNKNOWN', { what: 'state node' });
  return record;
}

/** Value under `key`, or undefined. */
export function readValue(read: NodeSource, root: NodeRef, key: Uint8Array): Uint8Array | undefined {
  const path = pathOfKey(key);
  let ref = root;
  for (let depth = 0; ref.kind === 'inner'; depth += 1) {
    ref = loadInner(read, nodeKey(ref.version, depth, path))[bitAt(path, depth)];
    if (ref.kind === 'leaf') return valueAt(read, ref, depth + 1, key);
  }
  return ref.kind === 'leaf' ? valueAt(read, ref, 0, key) : undefined;
}

function valueAt(read: NodeSource, ref: NodeRef, depth: number, key: Uint8Array): Uint8Array | undefined {
  const leaf = loadLeaf(read, nodeKey(ref.version, depth, pathOfKey(key)));
  return equalBytes(leaf.key, key) ? leaf.value : undefined;
}

/** The map of the new version: `changes` maps keys to new values, undefined removes. */
export function updateMap(read: NodeSource, root: NodeRef, version: bigint, changes: Iterable<readonly [Uint8Array, Uint8Array | undefined]>): MapUpdate {
  const sorted = [...changes]
    .map(([key, value]): Change => ({ path: pathOfKey(key), leaf: value === undefined ? undefined : { path: pathOfKey(key), key, value } }))
    .sort((a, b) => compareBytes(a.path, b.path));
  const update = new Update(read, version);
  const newRoot = update.apply(root, 0, sorted);
  return { root: newRoot, written: [...update.written.values()], retired: update.retired };
}

class Update {
  readonly written = new Map<string, readonly [Uint8Array, Uint8Array]>();
  readonly retired: Uint8Array[] = [];
  private readonly read: NodeSource;
  private readonly version: bigint;

  constructor(read: NodeSource, version: bigint) {
    this.read = read;
    this.version = version;
  }

  apply(ref: NodeRef, depth: number, changes: readonly Change[]): NodeRef {
    const first = changes[0];
    if (first === undefined) return ref;
    if (ref.kind === 'empty') return this.build(depth, leavesOf(changes));
    const key = nodeKey(ref.version, depth, first.path);
    if (ref.kind === 'leaf') {
      const old = loadLeaf(this.read, key);
      this.retired.push(key);
      const replaced = changes.some((change) => equalBytes(change.path, old.path));
      const leaves = leavesOf(changes);
      return this.build(depth, replaced ? leaves : [...leaves, old].sort((a, b) => compareBytes(a.path, b.path)));
    }
    const [left, right] = loadInner(this.read, key);
    this.retired.push(key);
    const middle = changes.findIndex((change) => bitAt(change.path, depth) === 1);
    const split = middle === -1 ? changes.length : middle;
    const newLeft = this.apply(left, depth + 1, changes.slice(0, split));
    const newRight = this.apply(right, depth + 1, changes.slice(split));
    return this.join(depth, first.path, newLeft, newRight);
  }

  /** A subtree of sorted leaves. */
  private build(depth: number, leaves: readonly Leaf[]): NodeRef {
    const first = leaves[0];
    if (first === undefined) return EMPTY_REF;
    if (leaves.length === 1) return this.writeLeaf(depth, first);
    const middle = leaves.findIndex((leaf) => bitAt(leaf.path, depth) === 1);
    const split = middle === -1 ? leaves.length : middle;
    return this.join(depth, first.path, this.build(depth + 1, leaves.slice(0, split)), this.build(depth + 1, leaves.slice(split)));
  }

  /** An inner node, or what stands in its place: nothing, or a single leaf that moves up. */
  private join(depth: number, path: Digest, left: NodeRef, right: NodeRef): NodeRef {
    if (left.kind === 'empty' && right.kind === 'empty') return EMPTY_REF;
    if (left.kind === 'leaf' && right.kind === 'empty') return this.hoist(depth, path, left, 0);
    if (right.kind === 'leaf' && left.kind === 'empty') return this.hoist(depth, path, right, 1);
    const key = nodeKey(this.version, depth, path);
    this.written.set(keyText(key), [key, concatBytes(Uint8Array.of(1), encodeRef(left), encodeRef(right))]);
    return { kind: 'inner', version: this.version, hash: innerNodeHash(left.hash, right.hash) };
  }

  private hoist(depth: number, path: Digest, ref: NodeRef, bit: 0 | 1): NodeRef {
    const below = Uint8Array.from(path);
    setBit(below, depth, bit);
    const key = nodeKey(ref.version, depth + 1, below);
    const pending = this.written.get(keyText(key));
    const leaf = loadLeaf((wanted) => pending?.[1] ?? this.read(wanted), key);
    if (pending === undefined) this.retired.push(key);
    else this.written.delete(keyText(key));
    return this.writeLeaf(depth, leaf);
  }

  private writeLeaf(depth: number, leaf: Leaf): NodeRef {
    const key = nodeKey(this.version, depth, leaf.path);
    this.written.set(keyText(key), [key, encodeLeaf(leaf)]);
    return { kind: 'leaf', version: this.version, hash: leafNodeHash(leaf.path, leaf.value) };
  }
}

const keyText = (key: Uint8Array): string => Buffer.from(key).toString('latin1');
const leavesOf = (changes: readonly Change[]): Leaf[] => changes.flatMap((change) => (change.leaf === undefined ? [] : [change.leaf]));

/** Proof that `key` has the value that `readValue` gives, or that it is absent. The map must not be empty. */
export function proveKey(read: NodeSource, root: NodeRef, key: Uint8Array): CommitmentProof {
  const path = pathOfKey(key);
  const steps = descend(read, root, path);
  const landed = steps.end.kind === 'leaf' ? loadLeaf(read, nodeKey(steps.end.version, steps.taken.length, path)) : undefined;
  if (landed !== undefined && equalBytes(landed.key, key)) {
    return { proof: { kind: 'exist', value: existenceProof(key, landed.value, hashes(steps.beside)) } };
  }
  const order = landed === undefined ? undefined : compareBytes(landed.path, path);
  const here = landed === undefined ? undefined : existenceProof(landed.key, landed.value, hashes(steps.beside));
  const left = order !== undefined && order < 0 ? here : neighbour(read, path, steps, 0);
  const right = order !== undefined && order > 0 ? here : neighbour(read, path, steps, 1);
  return { proof: { kind: 'nonexist', value: { key, left, right } } };
}

const hashes = (refs: readonly NodeRef[]): Digest[] => refs.map((ref) => ref.hash);

/** What is met along a path, from the root downwards: at each depth the child taken and the one beside it. */
interface Descent {
  readonly taken: readonly NodeRef[];
  readonly beside: readonly NodeRef[];
  /** The empty subtree or leaf at which the walk ended. */
  readonly end: NodeRef;
}

function descend(read: NodeSource, root: NodeRef, path: Uint8Array): Descent {
  const taken: NodeRef[] = [];
  const beside: NodeRef[] = [];
  let ref = root;
  while (ref.kind === 'inner') {
    const children = loadInner(read, nodeKey(ref.version, taken.length, path));
    const bit = bitAt(path, taken.length);
    beside.push(children[bit === 0 ? 1 : 0]);
    ref = children[bit];
    taken.push(ref);
  }
  return { taken, beside, end: ref };
}

/** The nearest leaf on that side of the missing path (0 left, 1 right), with its existence proof. */
function neighbour(read: NodeSource, path: Digest, steps: Descent, side: 0 | 1): ExistenceProof | undefined {
  const inner = side === 0 ? 1 : 0;
  const turn = steps.beside.findLastIndex((ref, depth) => bitAt(path, depth) !== side && ref.kind !== 'empty');
  if (turn === -1) return undefined;
  const way = Uint8Array.from(path);
  setBit(way, turn, side);
  const beside = [...steps.beside.slice(0, turn), steps.taken[turn] as NodeRef];
  let ref = steps.beside[turn] as NodeRef;
  while (ref.kind === 'inner') {
    const children = loadInner(read, nodeKey(ref.version, beside.length, way));
    const bit = children[inner].kind === 'empty' ? side : inner;
    setBit(way, beside.length, bit);
    beside.push(children[bit === 0 ? 1 : 0]);
    ref = children[bit];
  }
  const leaf = loadLeaf(read, nodeKey(ref.version, beside.length, way));
  return existenceProof(leaf.key, leaf.value, hashes(beside));
}

function setBit(path: Uint8Array, depth: number, bit: 0 | 1): void {
  const mask = 0x80 >> (depth & 7);
  path[depth >> 3] = bit === 1 ? (path[depth >> 3] as number) | mask : (path[depth >> 3] as number) & ~mask;
}
