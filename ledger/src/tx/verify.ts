/**
 * Verifying transaction signatures is consensus-critical: one library, one rule, on all nodes.
 * libsecp256k1 (Node binding) verifies; @noble/secp256k1 is the oracle in tests, which pin that both accept
 * exactly the same set. The binding is loaded without its JavaScript fallback: a machine without it must
 * fail to start rather than judge by other rules. See docs/decisions/004-secp256k1.md.
 */
import native from 'secp256k1/bindings.js';

/** True for a compressed point on the curve and a compact low-S signature by it over the 32-byte digest. */
export function verifySignature(signature: Uint8Array, digest: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return native.ecdsaVerify(signature, digest, publicKey);
  } catch {
    // The binding throws where noble returns false: a key that is not a point, r or s out of range.
    return false;
  }
}
