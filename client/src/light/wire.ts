/**
 * Protobuf as CometBFT writes it, for the few messages that are hashed, signed or sent (proto/tendermint at v0.40.0).
 * proto3: zero scalars are left out, but some messages are always written.
 */
import { utf8 } from '@pyrsia/ledger';
import protobuf from 'protobufjs/minimal.js';
import { splitTime } from './time.ts';
import type { BlockId, CommitSig, Header, KeyType } from './types.ts';

function long(value: bigint): protobuf.Long {
  const bits = BigInt.asUintN(64, value);
  return new protobuf.util.LongBits(Number(bits & 0xffff_ffffn), Number(bits >> 32n)).toLong(false) as protobuf.Long;
}

/** A protobuf message as Go writes it: fields in the order of their tags, zero scalars left out. */
export class Message {
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
  text(tag: number, value: string): this {
    return this.bytes(tag, utf8(value));
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

export const timestamp = (timeNs: bigint): Uint8Array => {
  const { seconds, nanos } = splitTime(timeNs);
  return new Message().varint(1, seconds).varint(2, BigInt(nanos)).finish();
};
export const blockIdBytes = (id: BlockId): Uint8Array => {
  const parts = new Message().varint(1, BigInt(id.partsTotal)).bytes(2, id.partsHash).finish();
  return new Message().bytes(1, id.hash).always(2, parts).finish();
};

const KEY_TAG: Record<KeyType, number> = { ed25519: 1, secp256k1: 2 };

/** tendermint.crypto.PublicKey */
export const publicKeyBytes = (keyType: KeyType, publicKey: Uint8Array): Uint8Array => new Message().always(KEY_TAG[keyType], publicKey).finish();

/** tendermint.types.CommitSig */
export const commitSigBytes = (signature: CommitSig): Uint8Array =>
  new Message()
    .varint(1, BigInt(signature.flag))
    .bytes(2, signature.validatorAddress)
    .always(3, timestamp(signature.timeNs))
    .bytes(4, signature.signature)
    .finish();

/** tendermint.types.Header */
export function headerBytes(header: Header): Uint8Array {
  return new Message()
    .always(1, new Message().varint(1, header.versionBlock).varint(2, header.versionApp).finish())
    .text(2, header.chainId)
    .varint(3, header.height)
    .always(4, timestamp(header.timeNs))
    .always(5, blockIdBytes(header.lastBlockId))
    .bytes(6, header.lastCommitHash)
    .bytes(7, header.dataHash)
    .bytes(8, header.validatorsHash)
    .bytes(9, header.nextValidatorsHash)
    .bytes(10, header.consensusHash)
    .bytes(11, header.appHash)
    .bytes(12, header.lastResultsHash)
    .bytes(13, header.evidenceHash)
    .bytes(14, header.proposerAddress)
    .finish();
}
