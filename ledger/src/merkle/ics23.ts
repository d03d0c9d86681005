/**
 * Existence and absence proofs of the authenticated state map, in ICS-23 form (its `smt` spec).
 *
 * The map is a sparse Merkle tree: path of a key = sha256(key), most significant bit first;
 * leaf = sha256(0x00 ‖ path ‖ sha256(value)) and stands at the smallest depth at which it is alone;
 * node = sha256(0x01 ‖ left ‖ right); an empty subtree = 32 zero bytes.
 * Absence is shown by the two neighbours of the missing path (one, at an edge).
 *
 * Everything in a proof comes from an attacker; the root does not. Stricter than ICS-23 asks: every step
 * must be on the side that the bit of the path says, so a proof shows the position of a key too.
 */
import { asDigest, compareBytes, concatBytes, DIGEST_BYTES, type Digest, equalBytes, sha256 } from '../bytes.ts';
import { enumeration, field, type Infer, message, oneof, optional, repeated, varBytes } from '../codec.ts';
import { hashChildren, hashLeaf } from './rfc6962.ts';

export const EMPTY_SUBTREE: Digest = asDigest(new Uint8Array(DIGEST_BYTES));
/** A path has 256 bits, so no proof has more steps. */
const MAX_DEPTH = 256;
const MAX_KEY_BYTES = 1024;
export const MAX_VALUE_BYTES = 4 * 1024 * 1024;

const hashOp = enumeration(['NO_HASH', 'SHA256']);
const lengthOp = enumeration(['NO_PREFIX']);

const leafOpCodec = message('LeafOp', {
  hash: field(1, hashOp),
  prehashKey: field(2, hashOp),
  prehashValue: field(3, hashOp),
  length: field(4, lengthOp),
  prefix: field(5, varBytes(1)),
});
const innerOpCodec = message('InnerOp', {
  hash: field(1, hashOp),
  prefix: field(2, varBytes(33)),
  suffix: field(3, varBytes(32)),
});
const existenceCodec = message('ExistenceProof', {
  key: field(1, varBytes(MAX_KEY_BYTES)),
  value: field(2, varBytes(MAX_VALUE_BYTES)),
  leaf: field(3, leafOpCodec.asField),
  path: repeated(4, innerOpCodec.asField, MAX_DEPTH),
});
const nonExistenceCodec = message('NonExistenceProof', {
  key: field(1, varBytes(MAX_KEY_BYTES)),
  left: optional(2, existenceCodec.asField),
  right: optional(3, existenceCodec.asField),
});
export const commitmentProofCodec = message('CommitmentProof', {
  proof: oneof({ exist: [1, existenceCodec.asField], nonexist: [2, nonExistenceCodec.asField] }),
});
export type ExistenceProof = Infer<typeof existenceCodec>;
export type CommitmentProof = Infer<typeof commitmentProofCodec>;
type InnerOp = Infer<typeof innerOpCodec>;

const LEAF_OP: Infer<typeof leafOpCodec> = { hash: 'SHA256', prehashKey: 'SHA256', prehashValue: 'SHA256', length: 'NO_PREFIX', prefix: Uint8Array.of(0) };
const NODE_PREFIX = Uint8Array.of(1);

export const pathOfKey = (key: Uint8Array): Digest => sha256(key);
export const bitAt = (path: Uint8Array, depth: number): 0 | 1 => (((path[depth >> 3] as number) >> (7 - (depth & 7))) & 1) as 0 | 1;
export const leafNodeHash = (path: Digest, value: Uint8Array): Digest => hashLeaf(path, sha256(value));
export const innerNodeHash = hashChildren;

/** `siblings[d]` is the hash beside the path at depth d + 1, from the root downwards. */
export function existenceProof(key: Uint8Array, value: Uint8Array, siblings: readonly Digest[]): ExistenceProof {
  const path = pathOfKey(key);
  const steps = siblings.map((sibling, depth) => innerOp(bitAt(path, depth), sibling)).reverse();
  return { key, value, leaf: LEAF_OP, path: steps };
}

function innerOp(bit: 0 | 1, sibling: Digest): InnerOp {
  return bit === 0
    ? { hash: 'SHA256', prefix: NODE_PREFIX, suffix: sibling }
    : { hash: 'SHA256', prefix: concatBytes(NODE_PREFIX, sibling), suffix: new Uint8Array(0) };
}

/** True if the map with `root` has `value` under `key`. */
export function verifyExistence(root: Digest, key: Uint8Array, value: Uint8Array, proof: ExistenceProof): boolean {
  return equalBytes(proof.key, key) && equalBytes(proof.value, value) && leadsTo(root, proof);
}

/** True if the map with `root` has nothing under `key`. */
export function verifyAbsence(root: Digest, key: Uint8Array, proof: Infer<typeof nonExistenceCodec>): boolean {
  const { left, right } = proof;
  if (!equalBytes(proof.key, key) || (left === undefined && right === undefined)) return false;
  const path = pathOfKey(key);
  if (left !== undefined && (compareBytes(pathOfKey(left.key), path) >= 0 || !leadsTo(root, left))) return false;
  if (right !== undefined && (compareBytes(pathOfKey(right.key), path) <= 0 || !leadsTo(root, right))) return false;
  if (left === undefined) return right !== undefined && isOutermost('left', right.path);
  if (right === undefined) return isOutermost('right', left.path);
  return areNeighbours(left.path, right.path);
}

/** The root that a proof claims, which its reader must then find in something it trusts. */
export function rootClaimedBy(commitment: CommitmentProof['proof']): Digest {
  const existence = commitment.kind === 'exist' ? commitment.value : (commitment.value.left ?? commitment.value.right);
  return (existence === undefined ? undefined : rootOf(existence)) ?? EMPTY_SUBTREE;
}

function leadsTo(root: Digest, proof: ExistenceProof): boolean {
  const computed = rootOf(proof);
  return computed !== undefined && equalBytes(computed, root);
}

/** Recomputes the root, with every step on the side that the key's path says; undefined if a step is not of this tree. */
function rootOf(proof: ExistenceProof): Digest | undefined {
  if (!equalBytes(leafOpCodec.encode(proof.leaf), leafOpCodec.encode(LEAF_OP))) return undefined;
  const path = pathOfKey(proof.key);
  let hash = leafNodeHash(path, proof.value);
  for (const [i, step] of proof.path.entries()) {
    const sibling = siblingOf(step);
    if (sibling === undefined || sideOf(step) !== bitAt(path, proof.path.length - 1 - i)) return undefined;
    hash = sideOf(step) === 0 ? hashChildren(hash, sibling) : hashChildren(sibling, hash);
  }
  return hash;
}

/** 0 if the path went to the left child in this step. */
const sideOf = (step: InnerOp): 0 | 1 => (step.suffix.length === DIGEST_BYTES ? 0 : 1);

function siblingOf(step: InnerOp): Uint8Array | undefined {
  if (step.hash !== 'SHA256' || step.prefix[0] !== 1) return undefined;
  if (step.prefix.length === 1 && step.suffix.length === DIGEST_BYTES) return step.suffix;
  if (step.prefix.length === 1 + DIGEST_BYTES && step.suffix.length === 0) return step.prefix.subarray(1);
  return undefined;
}

/** True if nothing stands further to that side: each step goes there, or has an empty subtree there. */
function isOutermost(side: 'left' | 'right', path: readonly InnerOp[]): boolean {
  const outer = side === 'left' ? 0 : 1;
  return path.every((step) => sideOf(step) === outer || equalBytes(siblingOf(step) ?? NODE_PREFIX, EMPTY_SUBTREE));
}

/** True if no leaf can stand between the two. */
function areNeighbours(left: readonly InnerOp[], right: readonly InnerOp[]): boolean {
  let common = 0;
  const fromTop = (path: readonly InnerOp[], depth: number): InnerOp | undefined => path[path.length - 1 - depth];
  for (;;) {
    const a = fromTop(left, common);
    const b = fromTop(right, common);
    if (a === undefined || b === undefined) return false;
    if (sideOf(a) !== sideOf(b)) {
      const below = (path: readonly InnerOp[]): readonly InnerOp[] => path.slice(0, path.length - 1 - common);
      return sideOf(a) === 0 && isOutermost('right', below(left)) && isOutermost('left', below(right));
    }
    common += 1;
  }
}
