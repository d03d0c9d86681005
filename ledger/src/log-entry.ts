/**
 * Entries of the transparency log: the bytes of a leaf. Wire form: `proto/log-entry.proto`.
 * A publication says which bytes, from which source, by whom reproduced, out of how many.
 */
import { artifactCodec, MAX_ARTIFACTS } from './artifact.ts';
import { MAX_BUILD_NODES } from './build.ts';
import { ADDRESS_BYTES, type Address, type Digest } from './bytes.ts';
import { enumeration, field, fixedBytes, type Infer, message, oneof, repeated, text, uint32, uint64 } from './codec.ts';
import { MAX_REASON_BYTES } from './proposal.ts';
import { MAX_PURL_BYTES } from './purl.ts';
import { nodeIdentityCodec, paramsCodec, sourceMappingCodec } from './records.ts';
import { failureCodec, NODE_ID_BYTES, type NodeId } from './result.ts';

const publicationCodec = message('Publication', {
  purl: field(1, text(MAX_PURL_BYTES)),
  buildId: field(2, fixedBytes<Digest>(32)),
  attempt: field(3, uint32),
  recipeDigest: field(4, fixedBytes<Digest>(32)),
  /** One line that names the source; its bytes are fixed by `sourceSha256`. */
  source: field(5, text(1024)),
  sourceSha256: field(6, fixedBytes<Digest>(32)),
  /** Pattern of the source mapping that admitted the recipe. */
  mapping: field(7, text(MAX_PURL_BYTES)),
  artifacts: repeated(8, artifactCodec.asField, MAX_ARTIFACTS),
  electorateSize: field(9, uint32),
  /** Build nodes that revealed exactly these artifacts before the verdict, sorted. */
  matchedNodes: repeated(10, fixedBytes<NodeId>(NODE_ID_BYTES), MAX_BUILD_NODES),
});
/** The digest only: the artifacts themselves stand in the build's record, and an entry must stay small. */
const nodeResultCodec = message('NodeResult', {
  nodeId: field(1, fixedBytes<NodeId>(NODE_ID_BYTES)),
  outcome: oneof({ resultDigest: [2, fixedBytes<Digest>(32)], failure: [3, failureCodec.asField] }),
});
const refusalCodec = message('Refusal', {
  purl: field(1, text(MAX_PURL_BYTES)),
  buildId: field(2, fixedBytes<Digest>(32)),
  attempt: field(3, uint32),
  recipeDigest: field(4, fixedBytes<Digest>(32)),
  mapping: field(5, text(MAX_PURL_BYTES)),
  electorateSize: field(6, uint32),
  verdict: field(7, enumeration(['refused', 'expired'])),
  /** What each node revealed, sorted by node id; nodes that stayed silent are missing. */
  results: repeated(8, nodeResultCodec.asField, MAX_BUILD_NODES),
});
export type Publication = Infer<typeof publicationCodec>;
export type Refusal = Infer<typeof refusalCodec>;

/** A publication that no longer holds: never served again, never built again. */
const revocationCodec = message('Revocation', {
  purl: field(1, text(MAX_PURL_BYTES)),
  /** Log index of the publication. */
  publication: field(2, uint64),
  reason: field(3, text(MAX_REASON_BYTES)),
  proposalId: field(4, fixedBytes<Digest>(32)),
});
const nodeChangeCodec = message('NodeChange', {
  change: field(1, enumeration(['added', 'removed', 'keys_rotated'])),
  /** The node as it is from now on; when removed, as it was. */
  node: field(2, nodeIdentityCodec.asField),
  reason: field(3, text(MAX_REASON_BYTES)),
});
const requesterChangeCodec = message('RequesterChange', {
  change: field(1, enumeration(['granted', 'revoked'])),
  address: field(2, fixedBytes<Address>(ADDRESS_BYTES)),
});
const membershipCodec = message('Membership', {
  proposalId: field(1, fixedBytes<Digest>(32)),
  who: oneof({ node: [2, nodeChangeCodec.asField], requester: [3, requesterChangeCodec.asField] }),
});
const sourceChangeCodec = message('SourceChange', {
  proposalId: field(1, fixedBytes<Digest>(32)),
  change: field(2, enumeration(['approved', 'withdrawn'])),
  /** The mapping that holds from now on; when withdrawn, the one that did. */
  mapping: field(3, sourceMappingCodec.asField),
});
const paramsChangeCodec = message('ParamsChange', {
  proposalId: field(1, fixedBytes<Digest>(32)),
  params: field(2, paramsCodec.asField),
});
/** What CometBFT proved against a validator. */
export const MISBEHAVIOUR_KINDS = ['duplicate_vote', 'light_client_attack'] as const;
const misbehaviourCodec = message('Misbehaviour', {
  kind: field(1, enumeration(MISBEHAVIOUR_KINDS)),
  node: field(2, nodeIdentityCodec.asField),
  /** Height and time of the offence, ms since 1970. */
  height: field(3, uint64),
  timeMs: field(4, uint64),
  /** `kept`: it is the last validator. */
  consequence: field(5, enumeration(['removed', 'kept'])),
});
export type Revocation = Infer<typeof revocationCodec>;

export const logEntryCodec = message('LogEntry', {
  /** Block time, ms since 1970. */
  timeMs: field(1, uint64),
  height: field(2, uint64),
  record: oneof({
    publication: [3, publicationCodec.asField],
    refusal: [4, refusalCodec.asField],
    revocation: [5, revocationCodec.asField],
    membership: [6, membershipCodec.asField],
    sourceMapping: [7, sourceChangeCodec.asField],
    params: [8, paramsChangeCodec.asField],
    misbehaviour: [9, misbehaviourCodec.asField],
  }),
});
export type LogEntry = Infer<typeof logEntryCodec>;

/**
 * The largest entry names a source mapping of 64 urls, about 34 KiB. tlog-tiles could hold 64 KiB; with this, a bundle
 * of 256 always fits into one chunk of a snapshot.
 */
export const MAX_LOG_ENTRY_BYTES = 48 * 1024;
