/** The ledger's Merkle code against CometBFT's own trees and proofs (origin: test/vectors/README.md). */
import { readFileSync } from 'node:fs';
import { asDigest, parseBase64, parseHex, sha256, toHex } from '@pyrsia/ledger';
import { hashLeaf, inclusionOfLeafHashes, rootOfLeafHashes, verifyInclusion } from '@pyrsia/ledger/merkle';
import { expect, test } from 'vitest';

// biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are.
type Case = { readonly [key: string]: any };
const load = (name: string): Case[] => JSON.parse(readFileSync(new URL(`../../../test/vectors/cometbft/${name}.json`, import.meta.url), 'utf8'));
const base64 = (text: string) => asDigest(parseBase64(text));

test('roots and every inclusion proof of every tree', () => {
  const trees = load('merkle');
  expect(trees.length).toBeGreaterThan(10);
  for (const { items, proofs, root } of trees) {
    const leaves = items.map((item: string) => hashLeaf(parseHex(item)));
    expect(toHex(rootOfLeafHashes(leaves))).toBe(root);
    for (const [index, proof] of proofs.entries()) {
      expect(inclusionOfLeafHashes(leaves, index).map(toHex)).toEqual(proof.aunts.map((aunt: string) => toHex(base64(aunt))));
    }
  }
});

test('mutated proofs: valid exactly when CometBFT says so', () => {
  const cases = load('merkle_proof_verify');
  expect(cases.length).toBeGreaterThan(20);
  for (const { leaf, proof, root, valid, mutation } of cases) {
    const leafHash = hashLeaf(parseHex(leaf));
    const claim = { leafHash, index: BigInt(proof.index), size: BigInt(proof.total), root: asDigest(parseHex(root)) };
    const holds = toHex(leafHash) === toHex(parseBase64(proof.leaf_hash)) && verifyInclusion(claim, proof.aunts.map(base64));
    // Stricter than CometBFT is allowed, more lenient never is.
    if (!valid) expect(holds, mutation).toBe(false);
    else if (mutation === 'none') expect(holds).toBe(true);
  }
});

test('transaction proofs lead to the data hash', () => {
  const cases = load('tx_proof');
  expect(cases.length).toBeGreaterThan(3);
  for (const { data_hash: dataHash, index, proof, txs } of cases) {
    const leaves = txs.map((tx: string) => hashLeaf(sha256(parseBase64(tx))));
    expect(toHex(rootOfLeafHashes(leaves))).toBe(dataHash);
    const claim = { leafHash: leaves[index], index: BigInt(index), size: BigInt(txs.length), root: asDigest(parseHex(proof.root_hash)) };
    expect(verifyInclusion(claim, proof.proof.aunts.map(base64))).toBe(true);
  }
});
