/**
 * Inclusion and consistency proofs of a log of any size, from its nodes. `NodeReader` gives the hash of
 * a complete subtree; the paths are those of RFC 6962 §2.1.1 and §2.1.2.
 */
import type { Digest } from '../bytes.ts';
import { hashChildren } from './rfc6962.ts';

/** Hash of the complete subtree over leaves [index·2^level, (index+1)·2^level). Throws if it is not stored. */
export type NodeReader = (level: number, index: bigint) => Digest;

const isPowerOfTwo = (n: bigint): boolean => (n & (n - 1n)) === 0n;
const bitLength = (n: bigint): number => n.toString(2).length;
const split = (n: bigint): bigint => 1n << BigInt(bitLength(n - 1n) - 1);

/** Root of leaves [begin, end); `begin` is a multiple of the largest power of two in the range. */
export function rootOfRange(read: NodeReader, begin: bigint, end: bigint): Digest {
  const size = end - begin;
  if (isPowerOfTwo(size)) {
    const level = bitLength(size) - 1;
    return read(level, begin >> BigInt(level));
  }
  const middle = begin + split(size);
  return hashChildren(rootOfRange(read, begin, middle), rootOfRange(read, middle, end));
}

/** Sibling hashes from leaf `index` up to the root of the first `size` leaves. */
export function inclusionProof(read: NodeReader, index: bigint, size: bigint): Digest[] {
  if (index < 0n || index >= size) throw new RangeError('index outside the tree');
  const walk = (begin: bigint, end: bigint): Digest[] => {
    if (end - begin === 1n) return [];
    const middle = begin + split(end - begin);
    return index < middle ? [...walk(begin, middle), rootOfRange(read, middle, end)] : [...walk(middle, end), rootOfRange(read, begin, middle)];
  };
  return walk(0n, size);
}

/** Proof that the tree of `size2` leaves begins with the tree of `size1` leaves. */
export function consistencyProof(read: NodeReader, size1: bigint, size2: bigint): Digest[] {
  if (size1 < 0n || size1 > size2) throw new RangeError('sizes out of order');
  if (size1 === 0n || size1 === size2) return [];
  const walk = (begin: bigint, end: bigint, whole: boolean): Digest[] => {
    if (size1 === end) return whole ? [] : [rootOfRange(read, begin, end)];
    const middle = begin + split(end - begin);
    return size1 <= middle ? [...walk(begin, middle, whole), rootOfRange(read, middle, end)] : [...walk(middle, end, false), rootOfRange(read, begin, middle)];
  };
  return walk(0n, size2, true);
}
