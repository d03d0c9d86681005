import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SendSlots, type Slot } from './send-slots.ts';

const LONG = 60_000;

test('peers take turns, however many requests one has waiting', async () => {
  const slots = new SendSlots(1, 1);
  const first = (await slots.take('greedy', LONG)) as Slot;
  const order: string[] = [];
  const asks = ['greedy', 'greedy', 'greedy', 'modest', 'other'].map(async (peer) => {
    const slot = await slots.take(peer, LONG);
    order.push(peer);
    slot?.free();
  });
  first.free();
  await Promise.all(asks);
  expect(order).toEqual(['greedy', 'modest', 'other', 'greedy', 'greedy']);
});

test('one peer has no more than its share, and others go past it', async () => {
  const slots = new SendSlots(4, 2);
  const held = await Promise.all([slots.take('a', LONG), slots.take('a', LONG)]);
  let third = false;
  const waiting = slots.take('a', LONG).then((slot) => {
    third = true;
    return slot;
  });
  expect(await slots.take('b', LONG)).toBeDefined();
  expect(third).toBe(false);
  held[0]?.free();
  held[0]?.free();
  expect(await waiting).toBeDefined();
});

test('who waited too long is told, and holds nothing up', async () => {
  const slots = new SendSlots(1, 1);
  const held = (await slots.take('a', LONG)) as Slot;
  expect(await slots.take('b', 20)).toBeUndefined();
  const waiting = slots.take('c', LONG);
  held.free();
  expect(await waiting).toBeDefined();
});

test('never more than there are, never more than a share for one, and in the end all free again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.nat({ max: 4 }), { maxLength: 40 }),
      async (total, share, asks) => {
        const slots = new SendSlots(total, share);
        const held = new Map<string, number>();
        let all = 0;
        await Promise.all(
          asks.map(async (who) => {
            const peer = String(who);
            const slot = (await slots.take(peer, LONG)) as Slot;
            all += 1;
            held.set(peer, (held.get(peer) ?? 0) + 1);
            expect(all).toBeLessThanOrEqual(total);
            expect(held.get(peer)).toBeLessThanOrEqual(share);
            await new Promise((resolve) => setImmediate(resolve));
            all -= 1;
            held.set(peer, (held.get(peer) as number) - 1);
            slot.free();
          }),
        );
        const again = await Promise.all(Array.from({ length: total }, (_, i) => slots.take(`fresh ${i}`, 1_000)));
        expect(again.every((slot) => slot !== undefined)).toBe(true);
      },
    ),
  );
});

test('while others wait, who holds a slot for long is told to give it back; while nobody does, not', async () => {
  const slots = new SendSlots(2, 2, 50);
  const [first, second] = (await Promise.all([slots.take('greedy', LONG), slots.take('greedy', LONG)])) as [Slot, Slot];
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect([first.signal.aborted, second.signal.aborted]).toEqual([false, false]);
  // What its holder does not keep itself is not held against it.
  expect(await slots.take('early', 120)).toBeUndefined();
  expect(first.signal.aborted).toBe(false);
  first.begin();
  first.signal.addEventListener('abort', () => first.free());
  expect(await slots.take('modest', 1_000)).toBeDefined();
  expect(first.signal.aborted).toBe(true);
});
