/**
 * RFC 6962 §2.1 Merkle trees over sha256, as also used by C2SP tlog-tiles and CometBFT:
 * empty root = sha256(""), leaf = sha256(0x00 ‖ data), node = sha256(0x01 ‖ left ‖ right),
 * split at the largest power of two smaller than n. Pure: no storage, no clock.
 *
 * In every `verify*` the proof and the claimed position come from an attacker; the root does not.
 */
import { type Digest, equalBytes, sha256 } from '../bytes.ts';

/** Stands before the data of a leaf. */
export const LEAF_PREFIX = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const EMPTY_ROOT: Digest = sha256();

/** Hash of a leaf whose data is the concatenation of `parts`. */
export function hashLeaf(...parts: readonly Uint8Array[]): Digest {
  return sha256(LEAF_PREFIX, ...parts);
}

export function hashChildren(left: Uint8Array, right: Uint8Array): Digest {
  return sha256(NODE, left, right);
}

/** Largest power of two smaller than n, for n > 1. */
export function splitPoint(n: number): number {
  return 2 ** (31 - Math.clz32(n - 1));
}

/** Root of a tree that fits in memory, from its leaf hashes. */
export function rootOfLeafHashes(leaves: readonly Digest[]): Digest {
  const only = leaves[0];
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  const split = splitPoint(leaves.length);
  return hashChildren(rootOfLeafHashes(leaves.slice(0, split)), rootOfLeafHashes(leaves.slice(split)));
}

/** Inclusion proof in a tree that fits in memory: sibling hashes from the leaf upwards. */
export function inclusionOfLeafHashes(leaves: readonly Digest[], index: number): Digest[] {
  if (leaves.length <= 1) return [];
  const split = splitPoint(leaves.length);
  return index < split
    ? [...inclusionOfLeafHashes(leaves.slice(0, split), index), rootOfLeafHashes(leaves.slice(split))]
    : [...inclusionOfLeafHashes(leaves.slice(split), index - split), rootOfLeafHashes(leaves.slice(0, split))];
}

/** True if `leafHash` is leaf `index` of the tree of `size` leaves with `root` (RFC 9162 §2.1.3.2). */
export function verifyInclusion(
  claim: { readonly leafHash: Digest; readonly index: bigint; readonly size: bigint; readonly root: Digest },
  proof: readonly Digest[],
): boolean {
  if (claim.index < 0n || claim.index >= claim.size) return false;
  let node = claim.index;
  let last = claim.size - 1n;
  let hash = claim.leafHash;
  for (const sibling of proof) {
    if (last === 0n) return false;
    if ((node & 1n) === 1n || node === last) {
      hash = hashChildren(sibling, hash);
      while ((node & 1n) === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = hashChildren(hash, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && equalBytes(hash, claim.root);
}

/**
 * Root of the first `index + 1` leaves, from an inclusion proof that holds: the siblings on its left are the tree that
 * ended with this leaf. Nobody can make a proof that holds and gives another one.
 */
export function prefixRoot(claim: { readonly leafHash: Digest; readonly index: bigint; readonly size: bigint }, proof: readonly Digest[]): Digest {
  let node = claim.index;
  let last = claim.size - 1n;
  let hash = claim.leafHash;
  for (const sibling of proof) {
    if ((node & 1n) === 1n || node === last) {
      hash = hashChildren(sibling, hash);
      while ((node & 1n) === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    }
    node >>= 1n;
    last >>= 1n;
  }
  return hash;
}

/** True if the tree (size2, root2) begins with the tree (size1, root1) (RFC 9162 §2.1.4.2). */
export function verifyConsistency(
  claim: { readonly size1: bigint; readonly root1: Digest; readonly size2: bigint; readonly root2: Digest },
  proof: readonly Digest[],
): boolean {
  const { size1, root1, size2, root2 } = claim;
  if (size1 < 0n || size1 > size2) return false;
  if (size1 === size2) return proof.length === 0 && equalBytes(root1, root2);
  if (size1 === 0n) return proof.length === 0 && equalBytes(root1, EMPTY_ROOT);
  const path = (size1 & (size1 - 1n)) === 0n ? [root1, ...proof] : [...proof];
  const first = path.shift();
  if (first === undefined) return false;
  let node = size1 - 1n;
  let last = size2 - 1n;
  while ((node & 1n) === 1n) {
    node >>= 1n;
    last >>= 1n;
  }
  let hash1 = first;
  let hash2 = first;
  for (const sibling of path) {
    if (last === 0n) return false;
    if ((node & 1n) === 1n || node === last) {
      hash1 = hashChildren(sibling, hash1);
      hash2 = hashChildren(sibling, hash2);
      while ((node & 1n) === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      hash2 = hashChildren(hash2, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && equalBytes(hash1, root1) && equalBytes(hash2, root2);
}
