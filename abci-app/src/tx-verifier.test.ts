/** The cache of verified transactions is bounded, and only holds what holds. */
import { type Action, generateSecretKey, sha256, signTx, u64be } from '@pyrsia/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignaturePool, TxVerifier, type Verified } from './tx-verifier.ts';
import { VerifyPool } from './verify-pool.ts';

const secret = generateSecretKey();
function signed(i: number): Uint8Array {
  const digest = sha256(u64be(BigInt(i)));
  const action: Action = { kind: 'commitResult', value: { buildId: digest, nodeId: digest.slice(0, 16) as never, commitment: digest } };
  return signTx({ chainId: 'c', nonce: digest.slice(0, 16), expiresAtHeight: 1n, action }, secret);
}

test('what is no transaction, or wrongly signed, is not kept', () => {
  const verifier = new TxVerifier();
  for (let i = 0; i < 1_000; i += 1) expect(verifier.verify(u64be(BigInt(i)))).toEqual({ ok: false, code: 'TX_MALFORMED' });
  const bad = signed(1);
  bad[bad.length - 1] = (bad[bad.length - 1] as number) ^ 1;
  expect(verifier.verify(bad)).toEqual({ ok: false, code: 'TX_BAD_SIGNATURE' });
  expect(verifier.size).toBe(0);
});

test('small transactions fill the cache by their number, too', () => {
  const verifier = new TxVerifier();
  const first = signed(0);
  const kept = verifier.verify(first);
  expect(verifier.verify(first)).toBe(kept);
  const mostKept = Math.floor((8 * 1024 * 1024) / 512);
  for (let i = 1; verifier.size === i && i <= mostKept; i += 1) verifier.verify(signed(i));
  expect(verifier.size).toBeLessThan(mostKept);
  expect(verifier.verify(first)).not.toBe(kept);
}, 120_000);

describe('with a pool of threads', () => {
  let pool: VerifyPool;
  beforeAll(() => {
    pool = new VerifyPool((error) => {
      throw error;
    });
  });
  afterAll(() => pool.stop());

  test('the verdicts are those without one, whatever the order, and each transaction is verified once', async () => {
    const txs = Array.from({ length: 60 }, (_, i) => {
      const tx = signed(i);
      if (i % 3 === 1) tx[tx.length - 1] = (tx[tx.length - 1] as number) ^ 1;
      return i % 7 === 2 ? tx.subarray(1) : tx;
    });
    let asked = 0;
    const counting: SignaturePool = {
      verify(...item) {
        asked += 1;
        return pool.verify(...item);
      },
    };
    const [aside, plain] = [new TxVerifier(counting), new TxVerifier()];
    for (const tx of txs) aside.begin(tx);
    // Some are done before their turn.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const verdicts = await Promise.all(txs.map((tx) => aside.verifyAside(tx)));
    const codeOf = (verified: Verified): string => (verified.ok ? 'ok' : verified.code);
    expect(verdicts.map(codeOf)).toEqual(txs.map((tx) => codeOf(plain.verify(tx))));
    expect(asked).toBe(verdicts.filter((verified) => verified.ok || verified.code !== 'TX_MALFORMED').length);
    expect(aside.size).toBe(plain.size);
    expect(new Set(verdicts.map(codeOf))).toEqual(new Set(['ok', 'TX_BAD_SIGNATURE', 'TX_MALFORMED']));
  });
});
