/**
 * Results and commitments of build nodes. Wire form: `proto/tx.proto`.
 *
 * Result digest: of an artifact set, sha256 of its canonical bytes; of a failure, a tagged digest of its
 * code. Only equal artifact-set digests count together; failures never publish.
 * Commitment = sha256("pyrsia/commit/v1" ‖ 0x00 ‖ build id ‖ node id ‖ salt ‖ result digest): it names the
 * node, so a copied commitment cannot be opened by the copier.
 */
import { artifactSetCodec, artifactSetDigest, assertArtifactSet } from './artifact.ts';
import { type Digest, taggedDigest, utf8 } from './bytes.ts';
import { enumeration, field, type Infer, message, oneof } from './codec.ts';
import { LedgerError } from './errors.ts';

/** Why a build node has no artifacts. Index 0 is never used on the wire, so that a missing code cannot look like a reason. */
export const FAILURES = [
  'unspecified',
  'source_unavailable',
  'source_mismatch',
  'source_not_accepted',
  'toolchain_missing',
  'build_failed',
  'build_timeout',
  'memory_exceeded',
  'disk_exceeded',
  'output_missing',
  'output_invalid',
  'dependency_unavailable',
  'sandbox_unavailable',
  'internal_error',
  'processes_exceeded',
] as const;
export type FailureCode = (typeof FAILURES)[number];

export const failureCodec = message('Failure', { code: field(1, enumeration(FAILURES)) });
export const resultCodec = message('Result', {
  outcome: oneof({ artifacts: [1, artifactSetCodec.asField], failure: [2, failureCodec.asField] }),
});
export type Result = Infer<typeof resultCodec>;

/** What a build node saw at the upstream registry for the same files: evidence beside the result, not part of it. */
export const UPSTREAM = ['unchecked', 'identical', 'different', 'absent'] as const;
export type Upstream = (typeof UPSTREAM)[number];

export const SALT_BYTES = 32;
export const NODE_ID_BYTES = 16;
/** Stable id of a build node, given when it is added; keys hang on it and may rotate. */
export type NodeId = Uint8Array & { readonly __brand: 'NodeId' };

/** Throws `MALFORMED` unless the result could be somebody's honest result. */
export function assertResult(result: Result): void {
  const { outcome } = result;
  if (outcome.kind === 'artifacts') assertArtifactSet(outcome.value);
  else if (outcome.value.code === 'unspecified') throw new LedgerError('MALFORMED', { what: 'failure without a reason' });
}

export function resultDigest(result: Result): Digest {
  return result.outcome.kind === 'artifacts' ? artifactSetDigest(result.outcome.value) : taggedDigest('pyrsia/failure/v1', utf8(result.outcome.value.code));
}

export function commitmentDigest(opening: { buildId: Digest; nodeId: NodeId; salt: Uint8Array; resultDigest: Digest }): Digest {
  return taggedDigest('pyrsia/commit/v1', opening.buildId, opening.nodeId, opening.salt, opening.resultDigest);
}
