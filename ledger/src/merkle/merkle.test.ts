/** The log trees: against merkletreejs (pre-hashed leaves, 0x01 concatenator) and by property. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { MerkleTree } from 'merkletreejs';
import { describe, expect, test } from 'vitest';
import { asDigest, type Digest, sha256, toHex, u64be, utf8 } from '../bytes.ts';
import { encodeCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { appendToFrontier, EMPTY_FRONTIER, encodeFrontier, type Frontier, frontierRoot, parseFrontier } from './frontier.ts';
import { consistencyProof, inclusionProof } from './proofs.ts';
import { EMPTY_ROOT, hashLeaf, inclusionOfLeafHashes, prefixRoot, rootOfLeafHashes, verifyConsistency, verifyInclusion } from './rfc6962.ts';
import { simpleMapProof, simpleMapRoot, verifySimpleMap } from './simple-map.ts';
import { extendTile, nodeReaderFromTiles, tileIndexPath, tileWidth } from './tiles.ts';

const leaves = (count: number): Digest[] => Array.from({ length: count }, (_, i) => hashLeaf(u64be(BigInt(i))));

/** An independent RFC 6962 tree, by merkletreejs. */
function oracleRoot(items: readonly Digest[]): string {
  const concatenate = (pair: Buffer[]): Buffer => Buffer.concat([Buffer.of(1), ...pair]);
  const hash = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
  return new MerkleTree(
    items.map((item) => Buffer.from(item)),
    hash,
    { concatenator: concatenate },
  )
    .getHexRoot()
    .slice(2);
}

/** A log built leaf by leaf: frontier and tiles. */
function grow(items: readonly Digest[]): { frontier: Frontier; roots: Digest[]; read: ReturnType<typeof nodeReaderFromTiles> } {
  const tiles = new Map<string, Uint8Array>();
  let frontier = EMPTY_FRONTIER;
  const roots = [frontierRoot(frontier)];
  for (const item of items) {
    const step = appendToFrontier(frontier, item);
    frontier = step.frontier;
    roots.push(frontierRoot(frontier));
    for (const node of step.finished) {
      if (node.level % 8 !== 0) continue;
      const key = `${node.level / 8}/${node.index / 256n}`;
      tiles.set(key, extendTile(tiles.get(key), Number(node.index % 256n), [node.hash]));
    }
  }
  return { frontier, roots, read: nodeReaderFromTiles((level, index) => tiles.get(`${level}/${index}`)) };
}

test('roots equal those of merkletreejs at every size from 1 to 130', () => {
  const all = leaves(130);
  const { roots } = grow(all);
  expect(toHex(roots[0] as Digest)).toBe(toHex(EMPTY_ROOT));
  for (let size = 1; size <= 130; size += 1) {
    const expected = oracleRoot(all.slice(0, size));
    expect(toHex(rootOfLeafHashes(all.slice(0, size)))).toBe(expected);
    expect(toHex(roots[size] as Digest)).toBe(expected);
  }
});

describe('proofs', () => {
  const COUNT = 600;
  const all = leaves(COUNT);
  const { roots, read } = grow(all);
  const rootAt = (size: number): Digest => roots[size] as Digest;

  test('inclusion: proven then verified, at any index and size; equal to the in-memory proof', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: COUNT }), fc.nat(), (size, seed) => {
        const index = seed % size;
        const proof = inclusionProof(read, BigInt(index), BigInt(size));
        expect(proof.map(toHex)).toEqual(inclusionOfLeafHashes(all.slice(0, size), index).map(toHex));
        const claim = { leafHash: all[index] as Digest, index: BigInt(index), size: BigInt(size), root: rootAt(size) };
        expect(verifyInclusion(claim, proof)).toBe(true);
      }),
    );
  });

  test('inclusion also gives the root of the leaves up to this one', () => {
    for (const size of [1, 2, 3, 7, 8, 9, 255, 256, 257, COUNT]) {
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(read, BigInt(index), BigInt(size));
        const claim = { leafHash: all[index] as Digest, index: BigInt(index), size: BigInt(size) };
        expect(toHex(prefixRoot(claim, proof))).toBe(toHex(rootAt(index + 1)));
      }
    }
  });

  test('inclusion: another leaf, index, root, a longer, shorter or flipped proof is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: COUNT }), fc.nat(), fc.nat(), (size, seed, where) => {
        const index = seed % size;
        const proof = inclusionProof(read, BigInt(index), BigInt(size));
        const claim = { leafHash: all[index] as Digest, index: BigInt(index), size: BigInt(size), root: rootAt(size) };
        const flipped = proof.map((hash, i) => (i === where % proof.length ? flip(hash, where) : hash));
        expect(verifyInclusion(claim, flipped)).toBe(false);
        expect(verifyInclusion(claim, proof.slice(1))).toBe(false);
        expect(verifyInclusion(claim, [...proof, EMPTY_ROOT])).toBe(false);
        expect(verifyInclusion({ ...claim, leafHash: flip(claim.leafHash, where) }, proof)).toBe(false);
        expect(verifyInclusion({ ...claim, root: flip(claim.root, where) }, proof)).toBe(false);
        expect(verifyInclusion({ ...claim, index: claim.size }, proof)).toBe(false);
        expect(verifyInclusion({ ...claim, index: (claim.index + 1n) % claim.size }, proof)).toBe(false);
      }),
    );
  });

  test('consistency: proven then verified between any two sizes, and refused when anything is changed', () => {
    fc.assert(
      fc.property(fc.nat({ max: COUNT }), fc.nat({ max: COUNT }), fc.nat(), (a, b, where) => {
        const [size1, size2] = a < b ? [a, b] : [b, a];
        const proof = consistencyProof(read, BigInt(size1), BigInt(size2));
        const claim = { size1: BigInt(size1), root1: rootAt(size1), size2: BigInt(size2), root2: rootAt(size2) };
        expect(verifyConsistency(claim, proof)).toBe(true);
        expect(verifyConsistency({ ...claim, root1: flip(claim.root1, where) }, proof)).toBe(false);
        if (size1 > 0) expect(verifyConsistency({ ...claim, root2: flip(claim.root2, where) }, proof)).toBe(false);
        expect(verifyConsistency(claim, [...proof, EMPTY_ROOT])).toBe(false);
        const changed = proof.map((hash, i) => (i === where % proof.length ? flip(hash, where) : hash));
        if (proof.length > 0) expect(verifyConsistency(claim, changed)).toBe(false);
      }),
    );
  });

  test('the frontier survives its own encoding', () => {
    const { frontier } = grow(all.slice(0, 345));
    expect(toHex(frontierRoot(parseFrontier(encodeFrontier(frontier))))).toBe(toHex(rootAt(345)));
    expect(() => parseFrontier(encodeFrontier(frontier).slice(0, -1))).toThrow(/MALFORMED/);
  });
});

test.each([
  [0n, '000'],
  [5n, '005'],
  [999n, '999'],
  [1000n, 'x001/000'],
  [1234067n, 'x001/x234/067'],
])('tile path of %s is %s', (index, path) => expect(tileIndexPath(index)).toBe(path));

test.each([
  [0, 272n, 256],
  [0, 273n, 112],
  [0, 274n, 0],
  [1, 0n, 256],
  [1, 1n, 17],
  [2, 0n, 1],
  [3, 0n, 0],
])('in a log of 70 000 entries tile (%s, %s) has %s hashes', (level, index, width) => expect(tileWidth(level, index, 70_000n)).toBe(width));

describe('checkpoint body', () => {
  const body = encodeCheckpoint({ origin: 'log.example', size: 12n, root: sha256(utf8('x')) });
  test('one spelling both ways', () => expect(encodeCheckpoint(parseCheckpoint(body))).toEqual(body));
  test.each([
    ['leading zero', (s: string) => s.replace('\n12\n', '\n012\n')],
    ['negative size', (s: string) => s.replace('\n12\n', '\n-1\n')],
    ['extension line', (s: string) => `${s}more\n`],
    ['no final newline', (s: string) => s.slice(0, -1)],
    ['short root', (s: string) => s.replace(/\n[^\n]+\n$/, '\nAAAA\n')],
    ['unpadded root', (s: string) => s.replace('=\n', '\n')],
    ['origin with a path', (s: string) => s.replace('log.example', 'log.example/x')],
    ['size beyond 63 bits', (s: string) => s.replace('\n12\n', '\n9223372036854775808\n')],
  ])('refuses: %s', (_, change) => {
    const text = change(Buffer.from(body).toString());
    expect(() => parseCheckpoint(utf8(text))).toThrow(expect.objectContaining({ code: 'MALFORMED' }));
  });
});

test('simple map: each value is proven, a changed one is not', () => {
  const map = new Map([
    ['state', utf8('one')],
    ['log', utf8('two')],
    ['more', utf8('three')],
  ]);
  const root = simpleMapRoot(map);
  for (const [key, value] of map) {
    const proof = simpleMapProof(map, key);
    expect(verifySimpleMap({ key, value, root }, proof)).toBe(true);
    expect(verifySimpleMap({ key, value: utf8('other'), root }, proof)).toBe(false);
    expect(verifySimpleMap({ key: 'other', value, root }, proof)).toBe(false);
  }
});

function flip(hash: Digest, where: number): Digest {
  const out = Uint8Array.from(hash);
  out[where % 32] = (out[where % 32] as number) ^ (1 << (where & 7));
  return asDigest(out);
}
