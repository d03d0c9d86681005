/**
 * The log in pieces that each prove themselves: chunk i holds the entries after those of the chunks before it, as one
 * entry bundle after the other. All but the last are complete subtrees of 2^k ≥ 256 leaves. The roots of all chunks give the
 * root of the log; the entries of a chunk give its root.
 */
import type { Digest } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { BUNDLE_ENTRIES, parseBundle } from './entry-bundle.ts';
import { EMPTY_ROOT, hashChildren, hashLeaf, rootOfLeafHashes } from './rfc6962.ts';

export interface LogChunk {
  readonly leaves: number;
  readonly root: Digest;
}

/** Of one chunk, where its entries are small: 16 bundles. A power of two. */
export const MAX_CHUNK_LEAVES = 16 * BUNDLE_ENTRIES;
/** Of one chunk, where entries are as large as can be: a bundle of them still passes CometBFT's limit of 16 MB. */
export const MIN_CHUNK_LEAVES = BUNDLE_ENTRIES;

const isPowerOfTwo = (n: number): boolean => n > 0 && (n & (n - 1)) === 0;

/** The smallest power of two that is not less. */
const powerOfTwoFrom = (n: number): number => 2 ** Math.ceil(Math.log2(n));

/** Leaves of all chunks; `MALFORMED` unless the cut is one that this format makes. */
export function leavesOfLogChunks(chunks: readonly LogChunk[]): bigint {
  let total = 0n;
  for (const [i, { leaves }] of chunks.entries()) {
    const isLast = i === chunks.length - 1;
    const mayStandHere = isLast || (isPowerOfTwo(leaves) && leaves >= MIN_CHUNK_LEAVES);
    if (leaves < 1 || leaves > MAX_CHUNK_LEAVES || !mayStandHere || total % BigInt(powerOfTwoFrom(leaves)) !== 0n)
      throw new LedgerError('MALFORMED', { what: 'cut of the log' });
    total += BigInt(leaves);
  }
  return total;
}

/** Of each chunk, the index of its first entry. */
export function firstLeavesOf(chunks: readonly LogChunk[]): bigint[] {
  let next = 0n;
  return chunks.map(({ leaves }) => {
    const first = next;
    next += BigInt(leaves);
    return first;
  });
}

/** Root of the log that the roots of its chunks give. The caller has checked the cut. */
export function rootOfLogChunks(chunks: readonly LogChunk[]): Digest {
  /** Complete subtrees, larger ones first, each with its leaves. */
  const subtrees: LogChunk[] = [];
  for (const chunk of chunks) {
    let top = chunk;
    for (let last = subtrees.at(-1); last !== undefined && last.leaves === top.leaves && isPowerOfTwo(top.leaves); last = subtrees.at(-1)) {
      subtrees.pop();
      top = { leaves: 2 * top.leaves, root: hashChildren(last.root, top.root) };
    }
    subtrees.push(top);
  }
  return (
    subtrees.map(({ root }) => root).reduceRight<Digest | undefined>((right, left) => (right === undefined ? left : hashChildren(left, right)), undefined) ??
    EMPTY_ROOT
  );
}

/** Untrusted bytes → the entries of that chunk and their leaf hashes; undefined if they are not the ones. */
export function openLogChunk(bytes: Uint8Array, chunk: LogChunk): { entries: Uint8Array[]; leafHashes: Digest[] } | undefined {
  const entries = parseBundle(bytes, chunk.leaves);
  if (entries.length !== chunk.leaves) return undefined;
  const leafHashes = entries.map((entry) => hashLeaf(entry));
  return Buffer.compare(rootOfLeafHashes(leafHashes), chunk.root) === 0 ? { entries, leafHashes } : undefined;
}
