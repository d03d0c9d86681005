/**
 * Proofs taken apart, for those who show them: each step with its side and the hash that it gives. Nothing is decided
 * here; `verifyInclusion`, `assertStateProof` and `assertLogProof` do that, and a test holds the two together.
 */
import { DIGEST_BYTES, type Digest, equalBytes } from '../bytes.ts';
import { commitmentProofCodec, EMPTY_SUBTREE, type ExistenceProof, leafNodeHash, pathOfKey } from './ics23.ts';
import { merkleProofCodec, type ProofOp, type ProofOps, valueOpCodec } from './proof-ops.ts';
import { hashChildren, hashLeaf } from './rfc6962.ts';
import { simpleLeafHash } from './simple-map.ts';

/** Two hashes side by side make the one above them. */
export interface PathStep {
  readonly sibling: Uint8Array;
  /** Where the sibling stands. */
  readonly side: 'left' | 'right';
  readonly hash: Digest;
  /** A subtree of the state map that has nothing in it. */
  readonly isEmpty: boolean;
}
export interface AuditPath {
  readonly leaf: Digest;
  /** From the leaf upwards. */
  readonly steps: readonly PathStep[];
  /** What the steps lead to. */
  readonly root: Digest;
}

/** The steps of an inclusion proof (RFC 9162 §2.1.3.2); as far as the position in the tree allows. */
export function inclusionPath(claim: { readonly leafHash: Digest; readonly index: bigint; readonly size: bigint }, siblings: readonly Digest[]): AuditPath {
  let node = claim.index;
  let last = claim.size - 1n;
  const sides: PathStep['side'][] = [];
  for (const _ of siblings) {
    if (last <= 0n) break;
    const isLeft = (node & 1n) === 1n || node === last;
    sides.push(isLeft ? 'left' : 'right');
    while (isLeft && (node & 1n) === 0n && node !== 0n) {
      node >>= 1n;
      last >>= 1n;
    }
    node >>= 1n;
    last >>= 1n;
  }
  return pathOf(
    claim.leafHash,
    sides.map((side, i) => ({ side, sibling: siblings[i] as Digest })),
  );
}

function pathOf(leaf: Digest, sides: ReadonlyArray<Pick<PathStep, 'side' | 'sibling'>>): AuditPath {
  let root = leaf;
  const steps = sides.map(({ side, sibling }) => {
    root = side === 'left' ? hashChildren(sibling, root) : hashChildren(root, sibling);
    return { side, sibling, hash: root, isEmpty: equalBytes(sibling, EMPTY_SUBTREE) };
  });
  return { leaf, steps, root };
}

/** From a log entry to the root of the log, and from the checkpoint that has that root to an app hash. */
export function logPaths(index: bigint, entry: Uint8Array, { ops }: ProofOps): { log: AuditPath; checkpoint: Uint8Array; app: AuditPath } {
  const [leaf, body, simple] = ops;
  const { size, aunts } = merkleProofCodec.decode(dataOf(leaf));
  const checkpoint = dataOf(body);
  return { log: inclusionPath({ leafHash: hashLeaf(entry), index, size }, aunts), checkpoint, app: simplePath('log', checkpoint, simple) };
}

/** From a value under a key, or a neighbour of where it would be, to the root of the state, and from there to an app hash. */
export function statePaths(key: Uint8Array, value: Uint8Array | undefined, { ops }: ProofOps): { state: AuditPath; app: AuditPath } {
  const [smt, simple] = ops;
  const { proof } = commitmentProofCodec.decode(dataOf(smt));
  const shown = proof.kind === 'exist' ? proof.value : (proof.value.left ?? proof.value.right);
  const leaf = leafNodeHash(pathOfKey(value === undefined ? (shown?.key ?? key) : key), value ?? shown?.value ?? new Uint8Array(0));
  const state = pathOf(leaf, stepsOf(shown));
  return { state, app: simplePath('state', state.root, simple) };
}

function stepsOf(proof: ExistenceProof | undefined): Array<Pick<PathStep, 'side' | 'sibling'>> {
  return (proof?.path ?? []).map(({ prefix, suffix }) =>
    suffix.length === DIGEST_BYTES ? { side: 'right', sibling: suffix } : { side: 'left', sibling: prefix.subarray(1) },
  );
}

function simplePath(key: string, value: Uint8Array, op: ProofOp | undefined): AuditPath {
  const { index, size, aunts } = valueOpCodec.decode(dataOf(op)).proof;
  return inclusionPath({ leafHash: simpleLeafHash(key, value), index, size }, aunts);
}

const dataOf = (op: ProofOp | undefined): Uint8Array => op?.data ?? new Uint8Array(0);
