/**
 * What an ABCI query returns as proof: CometBFT ProofOps (tendermint/crypto/proof.proto at v0.40.0) from a
 * value up to the app hash, leaf first.
 *
 *   state value  `ics23:smt` (key, CommitmentProof)  → state root → `simple:v` "state" → app hash
 *   log entry    `rfc6962:leaf` (u64 index, proof)   → log root   → `simple:v` "log"   → app hash
 *   consistency  `checkpoint` (body)                 → log root   → `simple:v` "log"   → app hash
 *
 * The value under `simple:v` "log" is the checkpoint body, so size and origin are authenticated with the root.
 */
import { asDigest, DIGEST_BYTES, type Digest, equalBytes, parseU64be, parseUtf8, u64be, utf8 } from '../bytes.ts';
import { field, fixedBytes, type Infer, message, repeated, uint64, varBytes } from '../codec.ts';
import { LedgerError } from '../errors.ts';
import { type Checkpoint, encodeCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { commitmentProofCodec, MAX_VALUE_BYTES, rootClaimedBy, verifyAbsence, verifyExistence } from './ics23.ts';
import { hashLeaf, prefixRoot, verifyConsistency, verifyInclusion } from './rfc6962.ts';
import { type SimpleMapProof, verifySimpleMap } from './simple-map.ts';

/** Sizes of proofs are bounded by the depth of the trees: 100 aunts is CometBFT's own limit. */
const MAX_AUNTS = 100;
/** RFC 9162: one hash for each level on either side. */
const MAX_CONSISTENCY_HASHES = 130;
const MAX_OPS = 4;

export const merkleProofCodec = message('Proof', {
  size: field(1, uint64),
  index: field(2, uint64),
  leafHash: field(3, fixedBytes<Digest>(32)),
  aunts: repeated(4, fixedBytes<Digest>(32), MAX_AUNTS),
});
export const valueOpCodec = message('ValueOp', { key: field(1, varBytes(64)), proof: field(2, merkleProofCodec.asField) });
const proofOpCodec = message('ProofOp', {
  type: field(1, varBytes(32)),
  key: field(2, varBytes(1024)),
  data: field(3, varBytes(MAX_VALUE_BYTES * 3)),
});
export const proofOpsCodec = message('ProofOps', { ops: repeated(1, proofOpCodec.asField, MAX_OPS) });
export type ProofOp = Infer<typeof proofOpCodec>;
export type ProofOps = Infer<typeof proofOpsCodec>;

export const ROOTS = { state: 'state', log: 'log' } as const;
const OP = { smt: 'ics23:smt', leaf: 'rfc6962:leaf', checkpoint: 'checkpoint', simple: 'simple:v' } as const;

export function simpleValueOp(key: string, proof: SimpleMapProof): ProofOp {
  return { type: utf8(OP.simple), key: utf8(key), data: valueOpCodec.encode({ key: utf8(key), proof: { ...proof, aunts: [...proof.aunts] } }) };
}

export function smtOp(key: Uint8Array, commitmentProof: Uint8Array): ProofOp {
  return { type: utf8(OP.smt), key, data: commitmentProof };
}

export function logLeafOp(checkpoint: Checkpoint, index: bigint, leafHash: Digest, siblings: readonly Digest[]): ProofOp[] {
  const proof = { size: checkpoint.size, index, leafHash, aunts: [...siblings] };
  return [{ type: utf8(OP.leaf), key: u64be(index), data: merkleProofCodec.encode(proof) }, checkpointOp(encodeCheckpoint(checkpoint))];
}

/** Carries the checkpoint body, which the op after it proves. */
export function checkpointOp(body: Uint8Array): ProofOp {
  return { type: utf8(OP.checkpoint), key: new Uint8Array(0), data: body };
}

/** Untrusted ops → nothing if they prove `value` (undefined: absence) under `key` in the state of `appHash`; else `PROOF_INVALID`. */
export function assertStateProof(appHash: Digest, key: Uint8Array, value: Uint8Array | undefined, proof: ProofOps): void {
  const [smt, simple, ...more] = proof.ops;
  if (smt === undefined || simple === undefined || more.length > 0) throw invalid('number of ops');
  if (!isOp(smt, OP.smt) || !equalBytes(smt.key, key)) throw invalid('state op');
  const { proof: commitment } = commitmentProofCodec.decode(smt.data);
  const candidate = rootClaimedBy(commitment);
  const holds =
    value === undefined
      ? commitment.kind === 'nonexist' && verifyAbsence(candidate, key, commitment.value)
      : commitment.kind === 'exist' && verifyExistence(candidate, key, value, commitment.value);
  if (!holds) throw invalid('state');
  assertSimple(appHash, ROOTS.state, candidate, simple);
}

/** Untrusted ops → the checkpoint, if `entry` is leaf `index` of the log of `appHash`; else `PROOF_INVALID`. */
export function assertLogProof(appHash: Digest, index: bigint, entry: Uint8Array, proof: ProofOps): Checkpoint {
  const [leaf, body, simple, ...more] = proof.ops;
  if (leaf === undefined || body === undefined || simple === undefined || more.length > 0) throw invalid('number of ops');
  if (!isOp(leaf, OP.leaf) || !isOp(body, OP.checkpoint) || parseU64be(leaf.key) !== index) throw invalid('log op');
  const checkpoint = parseCheckpoint(body.data);
  const inclusion = merkleProofCodec.decode(leaf.data);
  const claim = { leafHash: hashLeaf(entry), index, size: checkpoint.size, root: checkpoint.root };
  const agrees = inclusion.index === index && inclusion.size === checkpoint.size && equalBytes(inclusion.leafHash, claim.leafHash);
  if (!agrees || !verifyInclusion(claim, inclusion.aunts)) throw invalid('inclusion');
  assertSimple(appHash, ROOTS.log, body.data, simple);
  return checkpoint;
}

/** Root of the log as it was when `entry` was its last, from ops that `assertLogProof` has accepted. */
export function prefixRootOf(index: bigint, entry: Uint8Array, { ops }: ProofOps): Digest {
  const { size, aunts } = merkleProofCodec.decode(ops[0]?.data ?? new Uint8Array(0));
  return prefixRoot({ leafHash: hashLeaf(entry), index, size }, aunts);
}

/** Untrusted answer → the checkpoint of `appHash`, if its log begins with the log of `old`; else `PROOF_INVALID`. */
export function assertConsistencyProof(appHash: Digest, old: Pick<Checkpoint, 'size' | 'root'>, hashes: Uint8Array, proof: ProofOps): Checkpoint {
  const [body, simple, ...more] = proof.ops;
  if (body === undefined || simple === undefined || more.length > 0 || !isOp(body, OP.checkpoint)) throw invalid('number of ops');
  if (hashes.length % DIGEST_BYTES !== 0 || hashes.length > MAX_CONSISTENCY_HASHES * DIGEST_BYTES) throw invalid('length of the proof');
  const checkpoint = parseCheckpoint(body.data);
  const claim = { size1: old.size, root1: old.root, size2: checkpoint.size, root2: checkpoint.root };
  const path = Array.from({ length: hashes.length / DIGEST_BYTES }, (_, i) => asDigest(hashes.slice(DIGEST_BYTES * i, DIGEST_BYTES * (i + 1))));
  if (!verifyConsistency(claim, path)) throw invalid('consistency');
  assertSimple(appHash, ROOTS.log, body.data, simple);
  return checkpoint;
}

/** Untrusted ops → the checkpoint of `appHash`. */
export function assertCheckpointProof(appHash: Digest, body: Uint8Array, proof: ProofOps): Checkpoint {
  const [simple, ...more] = proof.ops;
  if (simple === undefined || more.length > 0) throw invalid('number of ops');
  assertSimple(appHash, ROOTS.log, body, simple);
  return parseCheckpoint(body);
}

function assertSimple(appHash: Digest, key: string, value: Uint8Array, op: ProofOp): void {
  if (!isOp(op, OP.simple) || parseUtf8(op.key) !== key) throw invalid('map op');
  const { key: keyBytes, proof } = valueOpCodec.decode(op.data);
  if (parseUtf8(keyBytes) !== key || !verifySimpleMap({ key, value, root: appHash }, proof)) throw invalid('app hash');
}

const isOp = (op: ProofOp, type: string): boolean => equalBytes(op.type, utf8(type));
const invalid = (where: string): LedgerError => new LedgerError('PROOF_INVALID', { where });
