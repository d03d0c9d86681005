/**
 * The chain's record of one attempt to reproduce a recipe, from request to verdict.
 * Wire form: `proto/build.proto`; the rules that move it: state/build-machine.ts.
 */
import { ADDRESS_BYTES, type Address, type Digest, taggedDigest, u64be, utf8 } from './bytes.ts';
import { enumeration, field, fixedBytes, type Infer, message, optional, repeated, text, uint32, uint64 } from './codec.ts';
import { MAX_PURL_BYTES } from './purl.ts';
import { recipeCodec } from './recipe.ts';
import { NODE_ID_BYTES, type NodeId, resultCodec, UPSTREAM } from './result.ts';

/** Build nodes of one network. Bounds every electorate, and a build's record to about half a MiB. */
export const MAX_BUILD_NODES = 64;

export const PHASES = ['committing', 'revealing', 'published', 'refused', 'expired'] as const;
export type Phase = (typeof PHASES)[number];

const commitmentRecordCodec = message('CommitmentRecord', {
  nodeId: field(1, fixedBytes<NodeId>(NODE_ID_BYTES)),
  commitment: field(2, fixedBytes<Digest>(32)),
  height: field(3, uint64),
});
const revealRecordCodec = message('RevealRecord', {
  nodeId: field(1, fixedBytes<NodeId>(NODE_ID_BYTES)),
  height: field(2, uint64),
  resultDigest: field(3, fixedBytes<Digest>(32)),
  result: field(4, resultCodec.asField),
  environment: field(5, fixedBytes<Digest>(32)),
  provenanceSha256: field(6, fixedBytes<Digest>(32)),
  upstream: field(7, enumeration(UPSTREAM)),
  /** `late`: after the verdict. On record, never counted. */
  timing: field(8, enumeration(['in_time', 'late'])),
});
export type CommitmentRecord = Infer<typeof commitmentRecordCodec>;
export type RevealRecord = Infer<typeof revealRecordCodec>;

export const buildCodec = message('Build', {
  id: field(1, fixedBytes<Digest>(32)),
  purl: field(2, text(MAX_PURL_BYTES)),
  /** 1 for the first build of this package version. */
  attempt: field(3, uint32),
  recipe: field(4, recipeCodec.asField),
  /** Pattern of the source mapping that admitted the recipe. */
  mapping: field(5, text(MAX_PURL_BYTES)),
  requester: field(6, fixedBytes<Address>(ADDRESS_BYTES)),
  /** Build nodes registered when the build was requested, sorted. */
  electorate: repeated(7, fixedBytes<NodeId>(NODE_ID_BYTES), MAX_BUILD_NODES),
  phase: field(8, enumeration(PHASES)),
  requestedAtHeight: field(9, uint64),
  requestedAtMs: field(10, uint64),
  /** Block time in ms since 1970 by which commitments must be in. */
  commitDeadlineMs: field(11, uint64),
  /** Set once a majority has committed: committing ends then, if not all do before. */
  graceDeadlineMs: field(12, uint64),
  /** Set when revealing begins. */
  revealDeadlineMs: field(13, uint64),
  commitments: repeated(14, commitmentRecordCodec.asField, MAX_BUILD_NODES),
  reveals: repeated(15, revealRecordCodec.asField, MAX_BUILD_NODES),
  /** Index of the log entry of the verdict; absent while the build is open, and for `expired` with no entry. */
  logIndex: optional(16, uint64),
  decidedAtHeight: field(17, uint64),
  /** Nodes that sent a reveal which did not open their commitment, sorted. */
  badReveals: repeated(18, fixedBytes<NodeId>(NODE_ID_BYTES), MAX_BUILD_NODES),
});
export type Build = Infer<typeof buildCodec>;

/** A build is named by what it is: the package version and the attempt. */
export function buildIdOf(purl: string, attempt: number): Digest {
  return taggedDigest('pyrsia/build/v1', u64be(BigInt(attempt)), utf8(purl));
}

export function isOpen(build: Build): boolean {
  return build.phase === 'committing' || build.phase === 'revealing';
}

/** The next moment at which time alone changes an open build: ms since 1970. */
export function dueOf(build: Build): bigint {
  if (build.phase === 'revealing') return build.revealDeadlineMs;
  const { graceDeadlineMs, commitDeadlineMs } = build;
  return graceDeadlineMs !== 0n && graceDeadlineMs < commitDeadlineMs ? graceDeadlineMs : commitDeadlineMs;
}

/** The rule of the network, integers only: more than half of the electorate, silent nodes included. */
export function isAbsoluteMajority(matching: number, electorate: number): boolean {
  return 2 * matching > electorate;
}
