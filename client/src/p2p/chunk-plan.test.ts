/** Who is asked for what. */
import { Bitfield } from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import { ChunkPlan } from './chunk-plan.ts';

const all = (): boolean => true;
const [a, b, c] = [{ a: 1 }, { b: 1 }, { c: 1 }];
const bitsOf = (size: number, has: (index: number) => boolean): Bitfield => {
  const bits = new Bitfield(size);
  for (let index = 0; index < size; index += 1) bits.set(index, has(index));
  return bits;
};

test('each chunk is owed once, in order from the start on and around; held ones never', () => {
  const held = bitsOf(6, (index) => index === 4);
  const plan = new ChunkPlan(held, 'in_order', 3);
  expect([1, 2, 3, 4, 5].map((_, i) => plan.next(i % 2 === 0 ? a : b, all, 0))).toEqual([3, 5, 0, 1, 2]);
  expect([plan.next(a, all, 0), plan.unasked]).toEqual([undefined, 0]);
  plan.release(b, 5);
  expect([plan.unasked, plan.next(a, (index) => index !== 5, 0), plan.next(a, all, 0)]).toEqual([1, undefined, 5]);
});

test('the rarest first: what fewest of the asked peers have', () => {
  const plan = new ChunkPlan(new Bitfield(4), 'rarest');
  plan.noteHeld(undefined, bitsOf(4, all));
  const part = bitsOf(4, (index) => index !== 2);
  plan.noteHeld(undefined, part);
  expect(plan.next(a, all, 0)).toBe(2);
  plan.noteHeld(part, undefined);
  plan.noteHeld(
    undefined,
    bitsOf(4, (index) => index === 0),
  );
  expect([plan.next(a, all, 0), plan.next(a, all, 0), plan.next(a, all, 0)]).toEqual([1, 3, 0]);
});

test('what is owed for long is asked of one more, later of others, and not of the same', () => {
  const held = new Bitfield(4);
  const plan = new ChunkPlan(held, 'in_order');
  const bring = (index: number, nowMs: number): void => {
    held.set(index);
    plan.brought(index, nowMs);
  };
  expect([plan.next(a, all, 0), plan.next(b, all, 0)]).toEqual([0, 1]);
  bring(0, 100);
  // Two are left that nobody owes: a chunk that takes twice as long as others is waited for.
  expect([plan.next(a, all, 200), plan.next(a, all, 200)]).toEqual([2, 3]);
  bring(2, 300);
  bring(3, 300);
  // Nothing else is left to do: what takes half as long again is asked of another.
  expect(plan.next(b, all, 1_000)).toBeUndefined();
  expect(plan.next(a, (index) => index !== 1, 1_000)).toBeUndefined();
  expect(plan.next(a, all, 1_000)).toBe(1);
  expect(plan.next(c, all, 1_900)).toBeUndefined();
  expect(plan.next(c, all, 2_100)).toBe(1);
  expect(plan.next(a, all, 9_000)).toBeUndefined();
  plan.release(b, 1);
  plan.release(c, 1);
  expect(plan.unasked).toBe(0);
  plan.release(a, 1);
  expect([plan.unasked, plan.next(c, all, 9_000)]).toEqual([1, 1]);
});
