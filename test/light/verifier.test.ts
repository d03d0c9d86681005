/** Properties of the verifier: no changed byte is ever a success; ed25519 as ZIP-215 has it. */
import { createPublicKey, verify as verifyNatively } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type LightBlock, parseLightBlock, parseTime, verify, verifyEd25519, verifyWholeCommit, withVotesThatHold } from '@pyrsia/client/light';
import { parseHex, utf8 } from '@pyrsia/ledger';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from '../vectors/differences.ts';

const scenarios: Case[] = JSON.parse(readFileSync(new URL('../vectors/cometbft/light_client_scenarios.json', import.meta.url), 'utf8'));
const scenario = scenarios.find(({ name }: Case) => name === 'honest-churn1-n10') as Case;
const blocks: LightBlock[] = scenario['primary'].map(parseLightBlock);
const options = { nowNs: parseTime(scenario['now']), trustingPeriodNs: 10n ** 15n, maxClockDriftNs: 10n ** 10n, trustLevel: [1n, 3n] as const };
const holds = (trusted: LightBlock, block: LightBlock): boolean =>
  verify(trusted, block, options).verdict === 'success' && verifyWholeCommit(block).verdict === 'success';

type Leaf = Uint8Array | bigint | number | string;
const isLeaf = (value: unknown): value is Leaf => value instanceof Uint8Array || typeof value !== 'object';
/** Paths to every value of a block that means anything: priorities stand in no hash. */
function leaves(value: unknown, path: readonly string[] = []): string[][] {
  if (isLeaf(value)) return path.at(-1) === 'priority' ? [] : [[...path]];
  return Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}
function changed<T>(value: T, [key, ...more]: readonly string[], how: (leaf: Leaf) => Leaf): T {
  if (key === undefined) return how(value as Leaf) as T;
  const inner = changed((value as Record<string, unknown>)[key], more, how);
  return (Array.isArray(value) ? value.map((item, i) => (String(i) === key ? inner : item)) : { ...value, [key]: inner }) as T;
}
const otherLeaf =
  (seed: number) =>
  (leaf: Leaf): Leaf => {
    if (leaf instanceof Uint8Array)
      return leaf.length === 0 ? Uint8Array.of(1) : leaf.map((byte, i) => (i === seed % leaf.length ? byte ^ (1 << (seed % 8)) : byte));
    if (typeof leaf === 'bigint') return leaf + BigInt(1 + (seed % 3));
    return typeof leaf === 'number' ? leaf + 1 : `${leaf}x`;
  };

describe('a block with anything in it changed never verifies', () => {
  test.each([
    ['adjacent', 1, 2],
    ['by a jump', 0, 2],
  ])('%s', (_, from, to) => {
    const [trusted, block] = [blocks[from] as LightBlock, blocks[to] as LightBlock];
    expect(holds(trusted, block)).toBe(true);
    const paths = leaves(block);
    expect(paths.length).toBeGreaterThan(50);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.nat(), (path, seed) => {
        expect(holds(trusted, changed(block, path, otherLeaf(seed))), path.join('.')).toBe(false);
      }),
      { numRuns: 600 },
    );
  });
  test('validators and votes in another order, missing or twice', () => {
    const [trusted, block] = [blocks[0] as LightBlock, blocks[2] as LightBlock];
    const { commit, validators } = block;
    const withVotes = (signatures: typeof commit.signatures): LightBlock => ({ ...block, commit: { ...commit, signatures } });
    for (const other of [
      { ...block, validators: [...validators].reverse() },
      { ...block, validators: validators.slice(1) },
      { ...block, validators: [...validators, ...validators.slice(0, 1)] },
      withVotes([...commit.signatures].reverse()),
      withVotes(commit.signatures.slice(1)),
      withVotes([...commit.signatures, ...commit.signatures.slice(0, 1)]),
      withVotes(commit.signatures.map((_, i) => commit.signatures[i === 0 ? 1 : i] as (typeof commit.signatures)[number])),
      { ...block, validators: [], commit: { ...commit, signatures: [] } },
    ])
      expect(holds(trusted, other)).toBe(false);
  });
});

test('votes that a provider changed past the majority are left out of what is given away', () => {
  const [trusted, block] = [blocks[0] as LightBlock, blocks[1] as LightBlock];
  const last = block.commit.signatures.length - 1;
  const poisoned = changed(block, ['commit', 'signatures', String(last), 'signature'], otherLeaf(3));
  expect(verify(trusted, poisoned, options).verdict).toBe('success');
  expect(verifyWholeCommit(poisoned).verdict).toBe('invalid');
  const given = withVotesThatHold(poisoned);
  expect([verify(trusted, given, options).verdict, verifyWholeCommit(given).verdict]).toEqual(['success', 'success']);
  expect(withVotesThatHold(block)).toEqual(block);
});

describe('ed25519 by ZIP-215', () => {
  const message = utf8('any message');
  const key = (point: string): Uint8Array => parseHex(point);
  const native = (publicKey: Uint8Array, signature: Uint8Array): boolean => {
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
    return verifyNatively(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature);
  };
  // Points of small order, from the curve's equation: any of them signs anything with S = 0, since 8 · point = 0.
  const IDENTITY = '0100000000000000000000000000000000000000000000000000000000000000';
  const IDENTITY_NOT_CANONICAL = 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f';
  const ORDER_2 = 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f';
  const ORDER_4 = '0000000000000000000000000000000000000000000000000000000000000000';
  const ORDER_8 = 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa';
  const small = [IDENTITY, IDENTITY_NOT_CANONICAL, ORDER_2, ORDER_4, ORDER_8];
  const pairs = small.flatMap((a) => small.map((r): [string, string] => [a, r]));
  test.each(pairs)('A = %s, R = %s, S = 0 holds', (a, r) => {
    const signature = new Uint8Array([...key(r), ...new Uint8Array(32)]);
    expect(verifyEd25519(key(a), message, signature)).toBe(true);
  });
  test('some of these are refused natively: the exact rule decides', () => {
    expect(pairs.some(([a, r]) => !native(key(a), new Uint8Array([...key(r), ...new Uint8Array(32)])))).toBe(true);
  });
  test('S at the order of the group or beyond, points off the curve, other lengths: refused', () => {
    const order = parseHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
    expect(verifyEd25519(key(IDENTITY), message, new Uint8Array([...key(IDENTITY), ...order]))).toBe(false);
    const offCurve = '0200000000000000000000000000000000000000000000000000000000000000';
    expect(verifyEd25519(key(offCurve), message, new Uint8Array([...key(IDENTITY), ...new Uint8Array(32)]))).toBe(false);
    expect(verifyEd25519(key(IDENTITY).slice(1), message, new Uint8Array(64))).toBe(false);
    expect(verifyEd25519(key(IDENTITY), message, new Uint8Array(63))).toBe(false);
  });
});
