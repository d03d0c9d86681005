/**
 * The bytes that CometBFT hashes and signs (v0.40.0; the same in 0.38 and 0.39): header hash, validator set
 * hash, commit hash, sign bytes.
 */
import { concatBytes, type Digest, sha256, utf8, uvarint } from '@pyrsia/ledger';
import { hashLeaf, rootOfLeafHashes } from '@pyrsia/ledger/merkle';
import { type BlockId, type Commit, type CommitSig, FLAG, type Header, type Validator } from './types.ts';
import { blockIdBytes, commitSigBytes, Message, publicKeyBytes, timestamp } from './wire.ts';

const PRECOMMIT = 2;
const PROPOSAL = 32;

const wrapped = (value: Uint8Array): Uint8Array => new Message().bytes(1, value).finish();
const merkleRoot = (items: readonly Uint8Array[]): Digest => rootOfLeafHashes(items.map((item) => hashLeaf(item)));

/** Root over the 14 fields of the header, in order; empty if the header names no validators. */
export function headerHash(header: Header): Uint8Array {
  return header.validatorsHash.length === 0 ? new Uint8Array(0) : merkleRoot(headerFields(header));
}

/** Place of the app hash among the fields. */
export const APP_HASH_FIELD = 10;

/** What is hashed of each field. */
export function headerFields(header: Header): Uint8Array[] {
  return [
    new Message().varint(1, header.versionBlock).varint(2, header.versionApp).finish(),
    wrapped(utf8(header.chainId)),
    new Message().varint(1, header.height).finish(),
    timestamp(header.timeNs),
    blockIdBytes(header.lastBlockId),
    wrapped(header.lastCommitHash),
    wrapped(header.dataHash),
    wrapped(header.validatorsHash),
    wrapped(header.nextValidatorsHash),
    wrapped(header.consensusHash),
    wrapped(header.appHash),
    wrapped(header.lastResultsHash),
    wrapped(header.evidenceHash),
    wrapped(header.proposerAddress),
  ];
}

/** Root over SimpleValidator { pub_key, voting_power } in the order given, which must be the canonical one. */
export function validatorSetHash(validators: readonly Validator[]): Digest {
  return merkleRoot(
    validators.map(({ keyType, publicKey, power }) => {
      return new Message().always(1, publicKeyBytes(keyType, publicKey)).varint(2, power).finish();
    }),
  );
}

/** sha256 over the priorities, each as a zig-zag varint; in no header, but providers of one height must agree on it. */
export function proposerPriorityHash(validators: readonly Validator[]): Digest {
  return sha256(...validators.map(({ priority }) => zigzagVarint(priority)));
}

/** int64 as Go's `binary.PutVarint` writes it. */
export function zigzagVarint(value: bigint): Uint8Array {
  return uvarint(value >= 0n ? value << 1n : (-value << 1n) - 1n);
}

export function commitHash(commit: Commit): Digest {
  return merkleRoot(commit.signatures.map(commitSigBytes));
}

const isNil = (id: BlockId): boolean => id.hash.length === 0 && id.partsTotal === 0 && id.partsHash.length === 0;
const delimited = (message: Uint8Array): Uint8Array => concatBytes(uvarint(message.length), message);

export interface CanonicalVote {
  readonly type: number;
  readonly height: bigint;
  readonly round: number;
  readonly blockId: BlockId | undefined;
  readonly timeNs: bigint;
}

export function voteSignBytes(chainId: string, vote: CanonicalVote): Uint8Array {
  const message = new Message().varint(1, BigInt(vote.type)).fixed64(2, vote.height).fixed64(3, BigInt(vote.round));
  if (vote.blockId !== undefined && !isNil(vote.blockId)) message.always(4, blockIdBytes(vote.blockId));
  return delimited(message.always(5, timestamp(vote.timeNs)).bytes(6, utf8(chainId)).finish());
}

/** What validator `index` of the commit signed. */
export function commitSignBytes(chainId: string, commit: Commit, signature: CommitSig): Uint8Array {
  const blockId = signature.flag === FLAG.commit ? commit.blockId : undefined;
  return voteSignBytes(chainId, { type: PRECOMMIT, height: commit.height, round: commit.round, blockId, timeNs: signature.timeNs });
}

export function voteExtensionSignBytes(chainId: string, vote: { extension: Uint8Array; height: bigint; round: number }): Uint8Array {
  return delimited(new Message().bytes(1, vote.extension).fixed64(2, vote.height).fixed64(3, BigInt(vote.round)).bytes(4, utf8(chainId)).finish());
}

export function proposalSignBytes(
  chainId: string,
  proposal: { height: bigint; round: number; polRound: number; blockId: BlockId; timeNs: bigint },
): Uint8Array {
  const message = new Message().varint(1, BigInt(PROPOSAL)).fixed64(2, proposal.height).fixed64(3, BigInt(proposal.round));
  message.varint(4, BigInt(proposal.polRound));
  if (!isNil(proposal.blockId)) message.always(5, blockIdBytes(proposal.blockId));
  return delimited(message.always(6, timestamp(proposal.timeNs)).bytes(7, utf8(chainId)).finish());
}

/** sha256 of HashedParams: nothing else of the consensus parameters is in the header. */
export function consensusHash(maxBytes: bigint, maxGas: bigint): Digest {
  return sha256(new Message().varint(1, maxBytes).varint(2, maxGas).finish());
}

/** Root over the parts of transaction results that the header commits to. */
export function lastResultsHash(results: ReadonlyArray<{ code: bigint; data: Uint8Array; gasWanted: bigint; gasUsed: bigint }>): Digest {
  return merkleRoot(results.map((r) => new Message().varint(1, r.code).bytes(2, r.data).varint(5, r.gasWanted).varint(6, r.gasUsed).finish()));
}
