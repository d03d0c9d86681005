/**
 * Transactions. Wire form: `proto/tx.proto`; rules: docs/formats/transactions.md.
 *
 * SignedTx { body, public_key: 33 B compressed secp256k1, signature: 64 B compact, low-S } over
 * sha256("pyrsia/tx/v1" ‖ 0x00 ‖ body). All of it is attacker-controlled until `parseTx` and
 * `verifyTxSignature` have passed.
 */
import { ADDRESS_BYTES, type Address, type Digest, sha256, taggedDigest } from '../bytes.ts';
import { enumeration, field, fixedBytes, type Infer, message, oneof, text, uint64, varBytes } from '../codec.ts';
import { effectCodec } from '../proposal.ts';
import { recipeCodec } from '../recipe.ts';
import { NODE_ID_BYTES, type NodeId, resultCodec, SALT_BYTES, UPSTREAM } from '../result.ts';

/** A transaction holds at most one recipe or one artifact set; both are far smaller. */
export const MAX_TX_BYTES = 64 * 1024;
export const NONCE_BYTES = 16;

const requestBuildCodec = message('RequestBuild', { recipe: field(1, recipeCodec.asField) });
const commitResultCodec = message('CommitResult', {
  buildId: field(1, fixedBytes<Digest>(32)),
  nodeId: field(2, fixedBytes<NodeId>(NODE_ID_BYTES)),
  commitment: field(3, fixedBytes<Digest>(32)),
});
const revealResultCodec = message('RevealResult', {
  buildId: field(1, fixedBytes<Digest>(32)),
  nodeId: field(2, fixedBytes<NodeId>(NODE_ID_BYTES)),
  salt: field(3, fixedBytes(SALT_BYTES)),
  result: field(4, resultCodec.asField),
  /** sha256 over the toolchain and sandbox description of this build. */
  environment: field(5, fixedBytes<Digest>(32)),
  provenanceSha256: field(6, fixedBytes<Digest>(32)),
  upstream: field(7, enumeration(UPSTREAM)),
});

const proposeCodec = message('Propose', {
  /** The proposer, whose yes is counted. */
  nodeId: field(1, fixedBytes<NodeId>(NODE_ID_BYTES)),
  effect: field(2, effectCodec.asField),
});
const voteCodec = message('Vote', {
  nodeId: field(1, fixedBytes<NodeId>(NODE_ID_BYTES)),
  proposalId: field(2, fixedBytes<Digest>(32)),
  choice: field(3, enumeration(['reject', 'approve'])),
});

export const txBodyCodec = message('TxBody', {
  chainId: field(1, text(50)),
  nonce: field(2, fixedBytes(NONCE_BYTES)),
  expiresAtHeight: field(3, uint64),
  action: oneof({
    requestBuild: [4, requestBuildCodec.asField],
    commitResult: [5, commitResultCodec.asField],
    revealResult: [6, revealResultCodec.asField],
    propose: [7, proposeCodec.asField],
    vote: [8, voteCodec.asField],
  }),
});
export type TxBody = Infer<typeof txBodyCodec>;
export type Action = TxBody['action'];
export type RequestBuild = Infer<typeof requestBuildCodec>;
export type CommitResult = Infer<typeof commitResultCodec>;
export type Propose = Infer<typeof proposeCodec>;
export type Vote = Infer<typeof voteCodec>;
export type RevealResult = Infer<typeof revealResultCodec>;

const signedTxCodec = message('SignedTx', {
  body: field(1, varBytes(MAX_TX_BYTES)),
  publicKey: field(2, fixedBytes(33)),
  signature: field(3, fixedBytes(64)),
});

export interface ParsedTx {
  /** sha256 of the whole transaction: CometBFT's own transaction hash. */
  readonly hash: Digest;
  readonly body: TxBody;
  readonly signBytes: Digest;
  readonly publicKey: Uint8Array;
  readonly signature: Uint8Array;
  readonly sender: Address;
}

/** Untrusted bytes → transaction with well-formed body; the signature is not checked here. */
export function parseTx(bytes: Uint8Array): ParsedTx {
  const { body, publicKey, signature } = signedTxCodec.decode(bytes);
  return {
    hash: sha256(bytes),
    body: txBodyCodec.decode(body),
    signBytes: txSignBytes(body),
    publicKey,
    signature,
    sender: addressOf(publicKey),
  };
}

export function encodeSignedTx(body: Uint8Array, publicKey: Uint8Array, signature: Uint8Array): Uint8Array {
  return signedTxCodec.encode({ body, publicKey, signature });
}

/** The 32 bytes that are signed as an ECDSA message digest. */
export function txSignBytes(body: Uint8Array): Digest {
  return taggedDigest('pyrsia/tx/v1', body);
}

/** First 20 bytes of sha256(compressed public key). */
export function addressOf(publicKey: Uint8Array): Address {
  return sha256(publicKey).slice(0, ADDRESS_BYTES) as Address;
}
