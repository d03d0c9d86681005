/**
 * The bytes that CometBFT hashes and signs (v0.40.0; the same in 0.38 and 0.39): header hash, validator set
 * hash, commit hash, sign bytes. proto3: zero scalars are left out, but some messages are always written.
 */
import { concatBytes, type Digest, sha256, utf8, uvarint } from '@pyrsia/ledger';
import { hashLeaf, rootOfLeafHashes } from '@pyrsia/ledger/merkle';
import protobuf from 'protobufjs/minimal.js';
import { splitTime } from './time.ts';
import { type BlockId, type Commit, type CommitSig, FLAG, type Header, type KeyType, type Validator } from './types.ts';

const PRECOMMIT = 2;
const PROPOSAL = 32;

function long(value: bigint): protobuf.Long {
  const bits = BigInt.asUintN(64, value);
  return new protobuf.util.LongBits(Number(bits & 0xffff_ffffn), Number(bits >> 32n)).toLong(false) as protobuf.Long;
}

class Message {
  private readonly writer = protobuf.Writer.create();
  varint(tag: number, value: bigint): this {
    if (value !== 0n) this.writer.uint32(tag << 3).int64(long(value));
    return this;
  }
  fixed64(tag: number, value: bigint): this {
    if (value !== 0n) this.writer.uint32((tag << 3) | 1).sfixed64(long(value));
    return this;
  }
  bytes(tag: number, value: Uint8Array): this {
    if (value.length > 0) this.always(tag, value);
    return this;
  }
  /** Written even when empty. */
  always(tag: number, value: Uint8Array): this {
    this.writer.uint32((tag << 3) | 2).bytes(value);
    return this;
  }
  finish(): Uint8Array {
    return this.writer.finish();
  }
}

const timestamp = (timeNs: bigint): Uint8Array => {
  const { seconds, nanos } = splitTime(timeNs);
  return new Message().varint(1, seconds).varint(2, BigInt(nanos)).finish();
};
const blockIdBytes = (id: BlockId): Uint8Array => {
  const parts = new Message().varint(1, BigInt(id.partsTotal)).bytes(2, id.partsHash).finish();
  return new Message().bytes(1, id.hash).always(2, parts).finish();
};
const wrapped = (value: Uint8Array): Uint8Array => new Message().bytes(1, value).finish();
const merkleRoot = (items: readonly Uint8Array[]): Digest => rootOfLeafHashes(items.map((item) => hashLeaf(item)));

/** Root over the 14 fields of the header, in order; empty if the header names no validators. */
export function headerHash(header: Header): Uint8Array {
  if (header.validatorsHash.length === 0) return new Uint8Array(0);
  return merkleRoot([
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
  ]);
}

const KEY_TAG: Record<KeyType, number> = { ed25519: 1, secp256k1: 2 };

/** Root over SimpleValidator { pub_key, voting_power } in the order given, which must be the canonical one. */
export function validatorSetHash(validators: readonly Validator[]): Digest {
  return merkleRoot(
    validators.map(({ keyType, publicKey, power }) => {
      const key = new Message().always(KEY_TAG[keyType], publicKey).finish();
      return new Message().always(1, key).varint(2, power).finish();
    }),
  );
}

export function commitHash(commit: Commit): Digest {
  return merkleRoot(
    commit.signatures.map((signature) =>
      new Message()
        .varint(1, BigInt(signature.flag))
        .bytes(2, signature.validatorAddress)
        .always(3, timestamp(signature.timeNs))
        .bytes(4, signature.signature)
        .finish(),
    ),
  );
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
