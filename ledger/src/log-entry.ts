/**
 * Entries of the transparency log: the bytes of a leaf. Wire form: `proto/log-entry.proto`.
 * A publication says which bytes, from which source, by whom reproduced, out of how many.
 */
import { artifactCodec, MAX_ARTIFACTS } from './artifact.ts';
import { MAX_BUILD_NODES } from './build.ts';
import type { Digest } from './bytes.ts';
import { enumeration, field, fixedBytes, type Infer, message, oneof, repeated, text, uint32, uint64 } from './codec.ts';
import { MAX_PURL_BYTES } from './purl.ts';
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

export const logEntryCodec = message('LogEntry', {
  /** Block time, ms since 1970. */
  timeMs: field(1, uint64),
  height: field(2, uint64),
  record: oneof({ publication: [3, publicationCodec.asField], refusal: [4, refusalCodec.asField] }),
});
export type LogEntry = Infer<typeof logEntryCodec>;

/** tlog-tiles stores an entry behind a u16 length. */
export const MAX_LOG_ENTRY_BYTES = 65_535;
