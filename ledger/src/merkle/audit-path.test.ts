/** Paths that are shown lead to a root exactly when the proofs hold. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Digest, equalBytes, sha256, utf8 } from '../bytes.ts';
import { inclusionPath, logPaths, statePaths } from './audit-path.ts';
import { encodeCheckpoint } from './checkpoint.ts';
import { bitAt, commitmentProofCodec, existenceProof, innerNodeHash, leafNodeHash, pathOfKey } from './ics23.ts';
import { assertLogProof, assertStateProof, logLeafOp, simpleValueOp, smtOp } from './proof-ops.ts';
import { hashLeaf, inclusionOfLeafHashes, rootOfLeafHashes, verifyInclusion } from './rfc6962.ts';
import { simpleMapProof, simpleMapRoot } from './simple-map.ts';

const leavesOf = (size: number): Digest[] => Array.from({ length: size }, (_, i) => hashLeaf(utf8(`entry ${i}`)));

test('of a log of any size: the path ends at the root, as the proof holds; after any changed hash neither does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, at, flip) => {
      const leaves = leavesOf(size);
      const index = at % size;
      const root = rootOfLeafHashes(leaves);
      const claim = { leafHash: leaves[index] as Digest, index: BigInt(index), size: BigInt(size) };
      const proof = inclusionOfLeafHashes(leaves, index);
      const path = inclusionPath(claim, proof);
      expect(path.steps).toHaveLength(proof.length);
      expect(equalBytes(path.root, root)).toBe(verifyInclusion({ ...claim, root }, proof));
      expect(equalBytes(path.root, root)).toBe(true);
      if (proof.length === 0) return;
      const wrong = proof.map((hash, i) => (i === flip % proof.length ? sha256(hash) : hash));
      expect(equalBytes(inclusionPath(claim, wrong).root, root)).toBe(false);
    }),
  );
});

test('of a proof with more hashes than the tree has levels, only so many are walked', () => {
  const [leafHash] = leavesOf(1) as [Digest];
  expect(inclusionPath({ leafHash, index: 0n, size: 1n }, [leafHash]).steps).toEqual([]);
});

test('of ops that hold: from entry and record to one app hash', () => {
  const entry = utf8('entry 2');
  const leaves = leavesOf(5);
  const checkpoint = { origin: 'log.test', size: 5n, root: rootOfLeafHashes(leaves) };
  const [key, value] = [utf8('key'), utf8('value')];
  const siblings = [sha256(utf8('a')), sha256(utf8('b'))];
  const keyPath = pathOfKey(key);
  const stateRoot = siblings.reduceRight(
    (hash, sibling, depth) => (bitAt(keyPath, depth) === 0 ? innerNodeHash(hash, sibling) : innerNodeHash(sibling, hash)),
    leafNodeHash(keyPath, value),
  );
  const map = new Map([
    ['log', encodeCheckpoint(checkpoint)],
    ['state', stateRoot],
  ]);
  const appHash = simpleMapRoot(map);
  const ops = { ops: [...logLeafOp(checkpoint, 2n, leaves[2] as Digest, inclusionOfLeafHashes(leaves, 2)), simpleValueOp('log', simpleMapProof(map, 'log'))] };
  assertLogProof(appHash, 2n, entry, ops);
  const paths = logPaths(2n, entry, ops);
  expect([paths.log.root, paths.app.root]).toEqual([checkpoint.root, appHash]);
  const commitment = commitmentProofCodec.encode({ proof: { kind: 'exist', value: existenceProof(key, value, siblings) } });
  const stateOps = { ops: [smtOp(key, commitment), simpleValueOp('state', simpleMapProof(map, 'state'))] };
  assertStateProof(appHash, key, value, stateOps);
  const shown = statePaths(key, value, stateOps);
  expect([shown.state.steps.length, shown.state.root, shown.app.root]).toEqual([2, stateRoot, appHash]);
  expect(equalBytes(statePaths(key, utf8('other'), stateOps).state.root, stateRoot)).toBe(false);
});
