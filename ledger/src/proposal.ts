/**
 * Governance: what build nodes can decide by vote, and the chain's record of one such decision.
 * Wire form: `proto/proposal.proto`; rules: docs/formats/governance.md, state/governance.ts.
 */
import { MAX_BUILD_NODES } from './build.ts';
import { ADDRESS_BYTES, type Address, type Digest, taggedDigest, u64be } from './bytes.ts';
import { enumeration, field, fixedBytes, type Infer, message, oneof, optional, repeated, text, uint32, uint64 } from './codec.ts';
import { MAX_PURL_BYTES } from './purl.ts';
import { nodeIdentityCodec, paramsCodec, sourceMappingCodec } from './records.ts';
import { NODE_ID_BYTES, type NodeId } from './result.ts';

/** Proposals open at once, of the whole network; each is looked at in every block. */
export const MAX_OPEN_PROPOSALS = 64;
export const MAX_REASON_BYTES = 500;

const removeBuildNodeCodec = message('RemoveBuildNode', {
  nodeId: field(1, fixedBytes<NodeId>(NODE_ID_BYTES)),
  reason: field(2, text(MAX_REASON_BYTES)),
});
const requesterCodec = message('Requester', { address: field(1, fixedBytes<Address>(ADDRESS_BYTES)) });
const withdrawSourceCodec = message('WithdrawSource', { pattern: field(1, text(MAX_PURL_BYTES)) });
const revokeCodec = message('Revoke', { purl: field(1, text(MAX_PURL_BYTES)), reason: field(2, text(MAX_REASON_BYTES)) });

export const effectCodec = message('Effect', {
  effect: oneof({
    addBuildNode: [1, nodeIdentityCodec.asField],
    removeBuildNode: [2, removeBuildNodeCodec.asField],
    /** All keys of the node as they shall be; those that stay are repeated. */
    rotateKeys: [3, nodeIdentityCodec.asField],
    grantRequester: [4, requesterCodec.asField],
    revokeRequester: [5, requesterCodec.asField],
    /** Approves a new mapping, or replaces the one of the same pattern. */
    approveSource: [6, sourceMappingCodec.asField],
    withdrawSource: [7, withdrawSourceCodec.asField],
    /** All parameters as they shall be. */
    changeParams: [8, paramsCodec.asField],
    revoke: [9, revokeCodec.asField],
  }),
});
export type Effect = Infer<typeof effectCodec>['effect'];

/** `void`: it passed, but could no longer be carried out (another proposal came first). */
export const PROPOSAL_PHASES = ['open', 'passed', 'failed', 'expired', 'void'] as const;

const voteRecordCodec = message('VoteRecord', {
  nodeId: field(1, fixedBytes<NodeId>(NODE_ID_BYTES)),
  choice: field(2, enumeration(['reject', 'approve'])),
  height: field(3, uint64),
});
export const proposalCodec = message('Proposal', {
  id: field(1, fixedBytes<Digest>(32)),
  /** 1 for the first proposal of this very effect. */
  attempt: field(2, uint32),
  proposer: field(3, fixedBytes<NodeId>(NODE_ID_BYTES)),
  effect: field(4, effectCodec.asField),
  phase: field(5, enumeration(PROPOSAL_PHASES)),
  openedAtHeight: field(6, uint64),
  openedAtMs: field(7, uint64),
  /** Block time in ms since 1970; what has not passed by then has expired. */
  deadlineMs: field(8, uint64),
  /** Sorted by node id, the proposer's own among them. */
  votes: repeated(9, voteRecordCodec.asField, MAX_BUILD_NODES),
  decidedAtHeight: field(10, uint64),
  /** Log entry of the effect, once passed. */
  logIndex: optional(11, uint64),
});
export type Proposal = Infer<typeof proposalCodec>;

export const proposalIdsCodec = message('ProposalIds', { ids: repeated(1, fixedBytes<Digest>(32), MAX_OPEN_PROPOSALS) });
/** Those that ended without passing and are listed: 32 bytes each. Older ones are found by their ids. */
export const MAX_ENDED_PROPOSALS = 256;
/** The newest first. */
export const endedProposalsCodec = message('EndedProposals', { ids: repeated(1, fixedBytes<Digest>(32), MAX_ENDED_PROPOSALS) });
/** How often this effect was proposed, and the proposal that is open (empty: none). */
export const effectRecordCodec = message('EffectRecord', {
  attempts: field(1, uint32),
  openProposal: optional(2, fixedBytes<Digest>(32)),
});
export type EffectRecord = Infer<typeof effectRecordCodec>;

/** Names an effect, whoever proposes it. */
export function effectDigest(effect: Effect): Digest {
  return taggedDigest('pyrsia/effect/v1', effectCodec.encode({ effect }));
}

/** A proposal is named by what it would do and the attempt: a retry after a lost answer cannot make a second one. */
export function proposalIdOf(effect: Effect, attempt: number): Digest {
  return taggedDigest('pyrsia/proposal/v1', u64be(BigInt(attempt)), effectDigest(effect));
}
