/** What several peers that fetch the same are told to ask for. */
import { Bitfield, type Digest, sha256 } from '@pyrsia/ledger';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { Spreading } from './spreading.ts';

const CHUNKS = 40;
const artifact: Digest = sha256();
const limit: { bytesPerSecond: number | undefined } = { bytesPerSecond: 1_000_000 };
let spreading: Spreading;
beforeEach(() => {
  spreading = new Spreading(limit);
  limit.bytesPerSecond = 1_000_000;
});

function all(): Bitfield {
  const held = new Bitfield(CHUNKS);
  for (let index = 0; index < CHUNKS; index += 1) held.set(index);
  return held;
}
const chunksOf = (bits: Bitfield): number[] => Array.from({ length: bits.size }, (_, i) => i).filter((i) => bits.has(i));
const ask = (peer: string, nowMs: number, held = all()): number[] => chunksOf(spreading.offered(peer, artifact, held, nowMs));

test('alone, or without a limit, or of a few chunks, all that is held is offered', () => {
  expect(ask('a', 0)).toHaveLength(CHUNKS);
  limit.bytesPerSecond = undefined;
  expect(ask('b', 1)).toHaveLength(CHUNKS);
  limit.bytesPerSecond = 1;
  expect(ask('b', 10_000)).toHaveLength(CHUNKS);
  const few = new Bitfield(3);
  few.set(1);
  expect(ask('c', 10_001, few)).toEqual([1]);
});

test('peers that fetch at once are told to ask for chunks that nobody else is to ask for', () => {
  ask('a', 0);
  const [b, c] = [ask('b', 1), ask('c', 2)];
  expect(b).toHaveLength(4);
  expect(c).toHaveLength(4);
  expect(b.filter((index) => c.includes(index))).toEqual([]);
  // What it has been told to ask for stays so; when that went, there is more.
  expect(ask('b', 3)).toEqual(b);
  for (const index of b) spreading.sent('b', artifact, index, 4);
  expect(ask('b', 5)).toHaveLength(8);
});

test('a chunk is hidden for a moment, and then for nobody', () => {
  ask('a', 0);
  const b = ask('b', 1);
  expect(ask('a', 100).filter((index) => b.includes(index))).toEqual([]);
  expect(ask('a', 4_100)).toEqual(expect.arrayContaining(b));
});

test('only what is held is offered, and the whole is offered to somebody or to all in the end', () =>
  fc.assert(
    fc.property(fc.array(fc.record({ peer: fc.constantFrom('a', 'b', 'c'), waitMs: fc.nat(3_000), send: fc.boolean() }), { maxLength: 60 }), (steps) => {
      const one = new Spreading(limit);
      const held = all();
      held.set(7, false);
      let nowMs = 0;
      for (const { peer, waitMs, send } of steps) {
        nowMs += waitMs;
        const offered = chunksOf(one.offered(peer, artifact, held, nowMs));
        expect(offered).not.toContain(7);
        if (send) for (const index of offered) one.sent(peer, artifact, index, nowMs);
      }
      // Each peer comes back every second; nothing that is held stays hidden from any.
      const seen = new Set<number>();
      for (let i = 0; i < 60; i += 1) {
        nowMs += 250;
        for (const peer of ['a', 'b']) {
          const offered = chunksOf(one.offered(peer, artifact, held, nowMs));
          if (peer === 'a') for (const index of offered) seen.add(index);
          for (const index of offered) one.sent(peer, artifact, index, nowMs);
        }
      }
      expect(seen.size).toBe(CHUNKS - 1);
    }),
  ));

test('those who come when the others have gone are spread anew', () => {
  for (let nowMs = 0; nowMs < 40_000; nowMs += 250)
    for (const peer of ['a', 'b']) for (const index of ask(peer, nowMs)) spreading.sent(peer, artifact, index, nowMs);
  expect(ask('a', 40_000)).toHaveLength(CHUNKS);
  ask('c', 3_600_000);
  expect(ask('d', 3_600_001)).toHaveLength(4);
});

test('many artifacts are not remembered without end', () => {
  ask('a', 0);
  for (let i = 0; i < 1_000; i += 1) spreading.offered('a', sha256(Uint8Array.of(i & 0xff, i >> 8)), all(), i);
  // Forgotten: whoever asks now is alone again.
  expect(ask('b', 2_000)).toHaveLength(CHUNKS);
});
