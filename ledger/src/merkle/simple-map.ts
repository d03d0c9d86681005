/**
 * CometBFT's simple Merkle map (crypto/merkle/proof_value.go at v0.40.0), which makes the app hash:
 * leaf = sha256(0x00 ‖ uvarint(len key) ‖ key ‖ uvarint(32) ‖ sha256(value)), leaves sorted by key.
 * A `simple:v` proof op proves one value against the app hash.
 */
import { compareText, concatBytes, type Digest, equalBytes, sha256, utf8, uvarint } from '../bytes.ts';
import { hashLeaf, inclusionOfLeafHashes, rootOfLeafHashes, verifyInclusion } from './rfc6962.ts';

export type SimpleMap = ReadonlyMap<string, Uint8Array>;

export interface SimpleMapProof {
  readonly size: bigint;
  readonly index: bigint;
  readonly leafHash: Digest;
  readonly aunts: readonly Digest[];
}

export function simpleLeafHash(key: string, value: Uint8Array): Digest {
  const keyBytes = utf8(key);
  return hashLeaf(concatBytes(uvarint(keyBytes.length), keyBytes, uvarint(32), sha256(value)));
}

function sortedLeaves(map: SimpleMap): { keys: string[]; leaves: Digest[] } {
  const keys = [...map.keys()].sort(compareText);
  return { keys, leaves: keys.map((key) => simpleLeafHash(key, map.get(key) as Uint8Array)) };
}

export function simpleMapRoot(map: SimpleMap): Digest {
  return rootOfLeafHashes(sortedLeaves(map).leaves);
}

export function simpleMapProof(map: SimpleMap, key: string): SimpleMapProof {
  const { keys, leaves } = sortedLeaves(map);
  const index = keys.indexOf(key);
  if (index < 0) throw new RangeError(`no key ${key}`);
  return { size: BigInt(leaves.length), index: BigInt(index), leafHash: leaves[index] as Digest, aunts: inclusionOfLeafHashes(leaves, index) };
}

/** True if the map with `root` has `value` under `key`. */
export function verifySimpleMap(claim: { key: string; value: Uint8Array; root: Digest }, proof: SimpleMapProof): boolean {
  const leafHash = simpleLeafHash(claim.key, claim.value);
  return equalBytes(leafHash, proof.leafHash) && verifyInclusion({ leafHash, index: proof.index, size: proof.size, root: claim.root }, proof.aunts);
}
