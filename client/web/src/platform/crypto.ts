/** The calls of `node:crypto` that the verifier makes, in a browser: sha256, and comparing what is public anyway. */
import { sha256 } from '@noble/hashes/sha2.js';

type Text = 'binary';

export function hash(_algorithm: 'sha256', data: Uint8Array, _as: Text): string {
  return String.fromCharCode(...sha256(data));
}

export function createHash(_algorithm: 'sha256'): ReturnType<typeof sha256.create> {
  return sha256.create();
}

export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((byte, i) => byte === b[i]);
}

const absent = (): never => {
  throw new Error('not in a browser');
};
/** There is no OpenSSL: the exact rule of ed25519 decides each signature (client/src/light/ed25519.ts). */
export const createPublicKey = (): never => absent();
export const verify = (): never => absent();
/** Signing is no part of the page. */
export const createHmac = (): never => absent();
