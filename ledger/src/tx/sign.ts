/**
 * Signing transactions: @noble/secp256k1, deterministic (RFC 6979), low-S. Verifying is in verify.ts.
 */
import { createHash, createHmac } from 'node:crypto';
import * as noble from '@noble/secp256k1';
import { encodeSignedTx, type TxBody, txBodyCodec, txSignBytes } from './tx.ts';

noble.hashes.sha256 = (message) => new Uint8Array(createHash('sha256').update(message).digest());
noble.hashes.hmacSha256 = (key, message) => new Uint8Array(createHmac('sha256', key).update(message).digest());

/** 32-byte secret; never logged, never in an error. */
export type SecretKey = Uint8Array & { readonly __brand: 'SecretKey' };

export function publicKeyOf(secret: SecretKey): Uint8Array {
  return noble.getPublicKey(secret, true);
}

export function generateSecretKey(): SecretKey {
  return noble.utils.randomSecretKey() as SecretKey;
}

/** Canonical bytes of the transaction, signed deterministically (RFC 6979). */
export function signTx(body: TxBody, secret: SecretKey): Uint8Array {
  const bytes = txBodyCodec.encode(body);
  const signature = noble.sign(txSignBytes(bytes), secret, { prehash: false, lowS: true });
  return encodeSignedTx(bytes, publicKeyOf(secret), signature);
}
