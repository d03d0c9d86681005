/**
 * The frontier of a growing RFC 6962 tree: the roots of its complete subtrees, largest first. It is all
 * that is needed to append in O(log n) and to give the root; its size does not grow with the log.
 */
import { asDigest, concatBytes, type Digest, parseU64be, u64be } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { EMPTY_ROOT, hashChildren } from './rfc6962.ts';

export interface Frontier {
  readonly size: bigint;
  /** One digest for each 1-bit of `size`, from the highest bit to the lowest. */
  readonly subtrees: readonly Digest[];
}

export const EMPTY_FRONTIER: Frontier = { size: 0n, subtrees: [] };

/** A complete subtree that an append finished: `level` 0 is the leaf itself. */
export interface FinishedNode {
  readonly level: number;
  readonly index: bigint;
  readonly hash: Digest;
}

/** Appends one leaf hash; also returns every node that became complete, leaf first. */
export function appendToFrontier(frontier: Frontier, leafHash: Digest): { frontier: Frontier; finished: FinishedNode[] } {
  const subtrees = [...frontier.subtrees];
  const finished: FinishedNode[] = [{ level: 0, index: frontier.size, hash: leafHash }];
  let hash = leafHash;
  let level = 0;
  for (let rest = frontier.size; (rest & 1n) === 1n; rest >>= 1n) {
    hash = hashChildren(subtrees.pop() as Digest, hash);
    level += 1;
    finished.push({ level, index: frontier.size >> BigInt(level), hash });
  }
  subtrees.push(hash);
  return { frontier: { size: frontier.size + 1n, subtrees }, finished };
}

export function frontierRoot(frontier: Frontier): Digest {
  const [smallest, ...larger] = [...frontier.subtrees].reverse();
  if (smallest === undefined) return EMPTY_ROOT;
  return larger.reduce((right, left) => hashChildren(left, right), smallest);
}

/** u64 size ‖ 32 bytes per subtree. */
export function encodeFrontier(frontier: Frontier): Uint8Array {
  return concatBytes(u64be(frontier.size), ...frontier.subtrees);
}

export function parseFrontier(bytes: Uint8Array): Frontier {
  const size = parseU64be(bytes.subarray(0, 8));
  const ones = size.toString(2).replaceAll('0', '').length;
  if (bytes.length !== 8 + 32 * ones) throw new LedgerError('MALFORMED', { what: 'frontier' });
  const subtrees = Array.from({ length: ones }, (_, i) => asDigest(bytes.slice(8 + 32 * i, 40 + 32 * i)));
  return { size, subtrees };
}
