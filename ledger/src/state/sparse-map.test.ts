/** The authenticated map: against a plain map and a naive recursive root, by property. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareBytes, type Digest, equalBytes, sha256, toHex, utf8 } from '../bytes.ts';
import {
  bitAt,
  commitmentProofCodec,
  EMPTY_SUBTREE,
  innerNodeHash,
  leafNodeHash,
  pathOfKey,
  rootClaimedBy,
  verifyAbsence,
  verifyExistence,
} from '../merkle/ics23.ts';
import { EMPTY_REF, type NodeRef } from './map-nodes.ts';
import { proveKey, readValue, updateMap } from './sparse-map.ts';

/** The definition of the root, straight from the words of the format. */
function naiveRoot(entries: ReadonlyArray<readonly [string, string]>): Digest {
  const at = (items: ReadonlyArray<{ path: Digest; value: Uint8Array }>, depth: number): Digest => {
    if (items.length === 0) return EMPTY_SUBTREE;
    if (items.length === 1) return leafNodeHash((items[0] as { path: Digest }).path, (items[0] as { value: Uint8Array }).value);
    const side = (bit: 0 | 1) => items.filter(({ path }) => bitAt(path, depth) === bit);
    return innerNodeHash(at(side(0), depth + 1), at(side(1), depth + 1));
  };
  return at(
    entries.map(([key, value]) => ({ path: pathOfKey(utf8(key)), value: utf8(value) })),
    0,
  );
}

/** The map with its nodes in memory; applies updates as the store does, and retires nodes at once when asked. */
class Harness {
  /** True: every update and read begins with a root that holds nothing, as after a restart. */
  forgets = false;
  readonly nodes = new Map<string, Uint8Array>();
  root: NodeRef = EMPTY_REF;
  private version = 0n;
  private readonly prune: boolean;
  constructor(prune = true) {
    this.prune = prune;
  }
  readonly read = (key: Uint8Array) => this.nodes.get(toHex(key));
  /** By how many bytes its records grew. */
  update(changes: ReadonlyArray<readonly [string, string | undefined]>): number {
    this.version += 1n;
    const bytes = changes.map(([key, value]) => [utf8(key), value === undefined ? undefined : utf8(value)] as const);
    const update = updateMap(this.read, this.root, this.version, bytes);
    for (const [key, record] of update.written) this.nodes.set(toHex(key), record);
    if (this.prune) for (const key of update.retired) this.nodes.delete(toHex(key));
    this.root = this.forgets ? update.root.bare() : update.root;
    return update.written.reduce((sum, [, record]) => sum + record.length, -update.retiredBytes);
  }
}

const keyArbitrary = fc.integer({ min: 0, max: 40 }).map((n) => `key${n}`);
const changesArbitrary = fc.array(fc.tuple(keyArbitrary, fc.option(fc.string({ minLength: 1 }), { nil: undefined })), { maxLength: 12 });
const blocksArbitrary = fc.array(
  changesArbitrary.map((changes) => [...new Map(changes)]),
  { minLength: 1, maxLength: 12 },
);

test('after any sequence of blocks: root as defined, values as in a plain map, no node too many', () => {
  fc.assert(
    fc.property(blocksArbitrary, fc.array(fc.boolean(), { minLength: 1 }), (blocks, forgets) => {
      const map = new Harness();
      let bytes = 0;
      const plain = new Map<string, string>();
      for (const [i, changes] of blocks.entries()) {
        map.forgets = forgets[i % forgets.length] === true;
        bytes += map.update(changes);
        for (const [key, value] of changes) value === undefined ? plain.delete(key) : plain.set(key, value);
        expect(toHex(map.root.hash)).toBe(toHex(naiveRoot([...plain])));
      }
      for (let n = 0; n <= 40; n += 1) {
        const value = readValue(map.read, map.root, utf8(`key${n}`));
        expect(value === undefined ? undefined : Buffer.from(value).toString()).toBe(plain.get(`key${n}`));
      }
      expect(map.nodes.size).toBeLessThanOrEqual(Math.max(0, plain.size * 40));
      expect(countReachable(map)).toBe(map.nodes.size);
      expect([...map.nodes.values()].reduce((sum, record) => sum + record.length, 0)).toBe(bytes);
      const again = map.root.bare();
      for (let n = 0; n <= 40; n += 1) expect(readValue(map.read, again, utf8(`key${n}`))).toEqual(readValue(map.read, map.root, utf8(`key${n}`)));
    }),
    { numRuns: 200 },
  );
});

test('the root does not depend on the order of insertion or on how changes are grouped', () => {
  fc.assert(
    fc.property(fc.uniqueArray(keyArbitrary, { minLength: 1 }), fc.nat(), (keys, seed) => {
      const entries = keys.map((key) => [key, `v${key}`] as const);
      const one = new Harness();
      one.update(entries);
      const many = new Harness();
      for (const entry of [...entries].sort((a, b) => compareBytes(sha256(utf8(a[0] + seed)), sha256(utf8(b[0] + seed))))) many.update([entry]);
      expect(toHex(many.root.hash)).toBe(toHex(one.root.hash));
    }),
  );
});

test('old versions stay readable while their nodes are kept', () => {
  const map = new Harness(false);
  map.update([
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
  ]);
  const before = map.root.bare();
  map.update([
    ['a', 'changed'],
    ['b', undefined],
  ]);
  expect(Buffer.from(readValue(map.read, before, utf8('a')) as Uint8Array).toString()).toBe('1');
  expect(readValue(map.read, map.root, utf8('b'))).toBeUndefined();
});

describe('proofs', () => {
  test('existence and absence are proven, and hold for nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(keyArbitrary, { minLength: 1 }), fc.nat({ max: 60 }), fc.nat(), (keys, probe, where) => {
        const map = new Harness();
        map.update(keys.map((key) => [key, `v${key}`] as const));
        const root = map.root.hash;
        const key = utf8(`key${probe}`);
        const bytes = commitmentProofCodec.encode(proveKey(map.read, map.root, key));
        expect(commitmentProofCodec.encode(proveKey(map.read, map.root.bare(), key))).toEqual(bytes);
        const { proof } = commitmentProofCodec.decode(bytes);
        expect(equalBytes(rootClaimedBy(proof), root)).toBe(true);
        if (proof.kind === 'exist') {
          expect(keys).toContain(`key${probe}`);
          expect(verifyExistence(root, key, utf8(`vkey${probe}`), proof.value)).toBe(true);
          expect(verifyExistence(root, key, utf8('other'), proof.value)).toBe(false);
        } else {
          expect(keys).not.toContain(`key${probe}`);
          expect(verifyAbsence(root, key, proof.value)).toBe(true);
          const present = utf8(keys[where % keys.length] as string);
          expect(verifyAbsence(root, present, { ...proof.value, key: present })).toBe(false);
          if (proof.value.left !== undefined && proof.value.right !== undefined) {
            expect(verifyAbsence(root, key, { ...proof.value, left: undefined })).toBe(false);
            expect(verifyAbsence(root, key, { ...proof.value, right: undefined })).toBe(false);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('any flipped bit of a proof fails', () => {
    const map = new Harness();
    map.update(Array.from({ length: 20 }, (_, i) => [`key${i}`, 'value'] as const));
    for (const name of ['key3', 'missing', 'absent too']) {
      const key = utf8(name);
      const good = commitmentProofCodec.encode(proveKey(map.read, map.root, key));
      const holds = (bytes: Uint8Array): boolean => {
        try {
          const { proof } = commitmentProofCodec.decode(bytes);
          return proof.kind === 'exist' ? verifyExistence(map.root.hash, key, utf8('value'), proof.value) : verifyAbsence(map.root.hash, key, proof.value);
        } catch {
          return false;
        }
      };
      expect(holds(good)).toBe(true);
      for (let bit = 0; bit < good.length * 8; bit += 1) {
        const bad = Uint8Array.from(good);
        bad[bit >> 3] = (bad[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(holds(bad), `${name}: bit ${bit}`).toBe(false);
      }
    }
  });
});

function countReachable(map: Harness): number {
  const leaf = map.root.kind === 'leaf' ? 1 : 0;
  if (map.root.kind !== 'inner') return leaf;
  // Every stored record is a leaf or an inner node of the one live version.
  let inner = 0;
  let leaves = 0;
  for (const record of map.nodes.values()) {
    if (record[0] === 1) inner += 1;
    else leaves += 1;
  }
  expect(leaves).toBeGreaterThan(1);
  return inner + leaves;
}
