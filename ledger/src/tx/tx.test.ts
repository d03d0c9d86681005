/** Transactions and their signatures: what is accepted, what is not, and that both libraries agree. */
import * as noble from '@noble/secp256k1';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHex, sha256, toHex, utf8 } from '../bytes.ts';
import { abciCode, refused, TX_CODES, txCodeOf } from '../codes.ts';
import { CHAIN_ID, REQUESTER, testRecipe } from '../state/ledger-harness.ts';
import { generateSecretKey, publicKeyOf, signTx } from './sign.ts';
import { encodeSignedTx, parseTx, type TxBody, txBodyCodec, txSignBytes } from './tx.ts';
import { verifySignature } from './verify.ts';

const body: TxBody = { chainId: CHAIN_ID, nonce: new Uint8Array(16), expiresAtHeight: 5n, action: { kind: 'requestBuild', value: { recipe: testRecipe() } } };
const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

function holds(bytes: Uint8Array): boolean {
  const { signature, signBytes, publicKey } = parseTx(bytes);
  return verifySignature(signature, signBytes, publicKey);
}
function nobleHolds(signature: Uint8Array, digest: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return noble.verify(signature, digest, publicKey, { prehash: false, lowS: true });
  } catch {
    return false;
  }
}
const highS = (signature: Uint8Array): Uint8Array => {
  const s = BigInt(`0x${toHex(signature.slice(32))}`);
  return Uint8Array.from([...signature.slice(0, 32), ...parseHex((N - s).toString(16).padStart(64, '0'))]);
};

test('what is signed verifies, and signing is deterministic', () => {
  const tx = signTx(body, REQUESTER);
  expect(holds(tx)).toBe(true);
  expect(toHex(signTx(body, REQUESTER))).toBe(toHex(tx));
  expect(toHex(parseTx(tx).hash)).toBe(toHex(sha256(tx)));
});

test('any flipped bit is refused, as bytes or as signature', () => {
  const tx = signTx(body, REQUESTER);
  for (let bit = 0; bit < tx.length * 8; bit += 1) {
    const bad = Uint8Array.from(tx);
    bad[bit >> 3] = (bad[bit >> 3] as number) ^ (1 << (bit & 7));
    let accepted = false;
    try {
      accepted = holds(bad);
    } catch (error) {
      expect(error).toMatchObject({ name: 'LedgerError' });
    }
    expect(accepted, `bit ${bit}`).toBe(false);
  }
});

describe('both libraries accept exactly the same set', () => {
  const digest = txSignBytes(utf8('body'));
  const secret = generateSecretKey();
  const publicKey = publicKeyOf(secret);
  const signature = noble.sign(digest, secret, { prehash: false });
  const p = parseHex('fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f');
  const order = parseHex(N.toString(16));
  test.each([
    ['good', signature, digest, publicKey, true],
    ['high S', highS(signature), digest, publicKey, false],
    ['r = 0', Uint8Array.from([...new Uint8Array(32), ...signature.slice(32)]), digest, publicKey, false],
    ['s = 0', Uint8Array.from([...signature.slice(0, 32), ...new Uint8Array(32)]), digest, publicKey, false],
    ['r = order', Uint8Array.from([...order, ...signature.slice(32)]), digest, publicKey, false],
    ['s = order', Uint8Array.from([...signature.slice(0, 32), ...order]), digest, publicKey, false],
    ['other digest', signature, sha256(), publicKey, false],
    ['other key', signature, digest, publicKeyOf(generateSecretKey()), false],
    ['key: x = p', signature, digest, Uint8Array.from([2, ...p]), false],
    ['key: x not on the curve', signature, digest, Uint8Array.from([2, ...new Uint8Array(31), 5]), false],
    ['key: wrong prefix', signature, digest, Uint8Array.from([4, ...publicKey.slice(1)]), false],
    ['key: other parity', signature, digest, Uint8Array.from([publicKey[0] === 2 ? 3 : 2, ...publicKey.slice(1)]), false],
    ['key: all zero', signature, digest, new Uint8Array(33), false],
  ])('%s', (_, sig, message, key, expected) => {
    expect(verifySignature(sig, message, key)).toBe(expected);
    expect(nobleHolds(sig, message, key)).toBe(expected);
  });

  test('on random keys, messages and changes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat({ max: 63 }), fc.nat({ max: 255 }), (message, where, value) => {
        const sig = Uint8Array.from(noble.sign(message, secret, { prehash: false }));
        sig[where] = value;
        expect(verifySignature(sig, message, publicKey)).toBe(nobleHolds(sig, message, publicKey));
      }),
      { numRuns: 100 },
    );
  });
});

test.each([
  ['nonce too short', () => txBodyCodec.encode({ ...body, nonce: new Uint8Array(15) })],
  ['signature too short', () => encodeSignedTx(txBodyCodec.encode(body), new Uint8Array(33), new Uint8Array(63))],
])('cannot even be encoded: %s', (_, make) => expect(make).toThrow(RangeError));

test('codes: each number once, and back', () => {
  const numbers = Object.values(TX_CODES).map((code) => code.abci);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(abciCode(refused('NO_SOURCE_MAPPING'))).toBe(12);
  expect(txCodeOf(12)).toBe('NO_SOURCE_MAPPING');
  expect(txCodeOf(999)).toBeUndefined();
});
