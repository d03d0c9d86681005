/**
 * The authenticated state map: a versioned sparse Merkle tree (see merkle/ics23.ts for its hashes, map-nodes.ts for its
 * nodes). Reads go through a `NodeSource`; an update is pure: it returns the new root and the node records to write and
 * to retire, and touches nothing.
 */
import { compareBytes, type Digest, equalBytes } from '../bytes.ts';
import { bitAt, type CommitmentProof, type ExistenceProof, existenceProof, pathOfKey } from '../merkle/ics23.ts';
import { EMPTY_REF, INNER_RECORD_BYTES, type Leaf, leafRecordBytes, type NodeRef, type NodeSource, type NodeWrite, NodeWriter, nodeKey } from './map-nodes.ts';

interface Change {
  readonly path: Digest;
  readonly leaf: Leaf | undefined;
}
export interface MapUpdate {
  readonly root: NodeRef;
  readonly written: readonly NodeWrite[];
  /** Keys of nodes that this version no longer uses. */
  readonly retired: readonly Uint8Array[];
  /** Bytes of the records of those. */
  readonly retiredBytes: number;
}

/** Value under `key`, or undefined. The root holds what was read on the way. */
export function readValue(read: NodeSource, root: NodeRef, key: Uint8Array): Uint8Array | undefined {
  const path = pathOfKey(key);
  let ref = root;
  let depth = 0;
  for (; ref.kind === 'inner'; depth += 1) ref = ref.heldChildren(read, depth, path)[bitAt(path, depth)];
  const leaf = ref.kind === 'leaf' ? ref.heldLeaf(read, depth, path) : undefined;
  return leaf !== undefined && compareBytes(leaf.key, key) === 0 ? leaf.value : undefined;
}

/** The map of the new version: `changes` maps keys to new values, undefined removes. */
export function updateMap(read: NodeSource, root: NodeRef, version: bigint, changes: Iterable<readonly [Uint8Array, Uint8Array | undefined]>): MapUpdate {
  const sorted = [...changes]
    .map(([key, value]): Change => {
      const path = pathOfKey(key);
      return { path, leaf: value === undefined ? undefined : { path, key, value } };
    })
    .sort((a, b) => compareBytes(a.path, b.path));
  const update = new Update(read, version);
  const newRoot = update.apply(root, 0, sorted);
  return { root: newRoot, written: update.writer.written, retired: update.retired, retiredBytes: update.retiredBytes };
}

class Update {
  readonly writer: NodeWriter;
  readonly retired: Uint8Array[] = [];
  retiredBytes = 0;
  private readonly read: NodeSource;

  constructor(read: NodeSource, version: bigint) {
    this.read = read;
    this.writer = new NodeWriter(version);
  }

  apply(ref: NodeRef, depth: number, changes: readonly Change[]): NodeRef {
    const first = changes[0];
    if (first === undefined) return ref;
    if (ref.kind === 'empty') return this.writer.subtree(depth, leavesOf(changes));
    if (ref.kind === 'leaf') {
      const old = ref.leaf(this.read, depth, first.path);
      this.retire(ref, depth, first.path, leafRecordBytes(old));
      const replaced = changes.some((change) => equalBytes(change.path, old.path));
      const leaves = leavesOf(changes);
      return this.writer.subtree(depth, replaced ? leaves : [...leaves, old].sort((a, b) => compareBytes(a.path, b.path)));
    }
    const [left, right] = ref.children(this.read, depth, first.path);
    this.retire(ref, depth, first.path, INNER_RECORD_BYTES);
    const middle = changes.findIndex((change) => bitAt(change.path, depth) === 1);
    const split = middle === -1 ? changes.length : middle;
    const newLeft = this.apply(left, depth + 1, changes.slice(0, split));
    const newRight = this.apply(right, depth + 1, changes.slice(split));
    return this.join(depth, first.path, newLeft, newRight);
  }

  /** An inner node, or what stands in its place: nothing, or a single leaf that moves up. */
  private join(depth: number, path: Digest, left: NodeRef, right: NodeRef): NodeRef {
    if (left.kind === 'empty' && right.kind === 'empty') return EMPTY_REF;
    if (left.kind === 'leaf' && right.kind === 'empty') return this.hoist(depth, path, left, 0);
    if (right.kind === 'leaf' && left.kind === 'empty') return this.hoist(depth, path, right, 1);
    return this.writer.inner(depth, path, left, right);
  }

  private hoist(depth: number, path: Digest, ref: NodeRef, bit: 0 | 1): NodeRef {
    const below = Uint8Array.from(path);
    setBit(below, depth, bit);
    const leaf = ref.leaf(this.read, depth + 1, below);
    if (!this.writer.take(ref)) this.retire(ref, depth + 1, below, leafRecordBytes(leaf));
    return this.writer.leaf(depth, leaf);
  }

  private retire(ref: NodeRef, depth: number, path: Uint8Array, bytes: number): void {
    this.retired.push(nodeKey(ref.version, depth, path));
    this.retiredBytes += bytes;
  }
}

const leavesOf = (changes: readonly Change[]): Leaf[] => changes.flatMap((change) => (change.leaf === undefined ? [] : [change.leaf]));

/** Proof that `key` has the value that `readValue` gives, or that it is absent. The map must not be empty. */
export function proveKey(read: NodeSource, root: NodeRef, key: Uint8Array): CommitmentProof {
  const path = pathOfKey(key);
  const steps = descend(read, root, path);
  const landed = steps.end.kind === 'leaf' ? steps.end.leaf(read, steps.taken.length, path) : undefined;
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
    const children = ref.children(read, taken.length, path);
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
    const children = ref.children(read, beside.length, way);
    const bit = children[inner].kind === 'empty' ? side : inner;
    setBit(way, beside.length, bit);
    beside.push(children[bit === 0 ? 1 : 0]);
    ref = children[bit];
  }
  const leaf = ref.leaf(read, beside.length, way);
  return existenceProof(leaf.key, leaf.value, hashes(beside));
}

function setBit(path: Uint8Array, depth: number, bit: 0 | 1): void {
  const mask = 0x80 >> (depth & 7);
  path[depth >> 3] = bit === 1 ? (path[depth >> 3] as number) | mask : (path[depth >> 3] as number) & ~mask;
}
