/** Pages of what is open and what has ended: put together, they are the list, whatever the size of a page. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inParallel, pageOfTwo } from './paging.ts';

test('all pages are the whole list, once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(12),
      fc.nat(12),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom('open', 'ended', undefined),
      async (opened, ended, limit, part) => {
        const open = Array.from({ length: opened }, (_, i) => `open ${i}`);
        const places = Array.from({ length: ended }, (_, i) => i).reverse();
        const parts = {
          open: async () => open,
          ended: async (before: bigint | undefined, most: number) => {
            const rest = places.filter((place) => before === undefined || place < before);
            return { items: rest.slice(0, most).map((place) => `ended ${place}`), next: rest.length > most ? BigInt(rest[most - 1] as number) : undefined };
          },
        };
        const got: string[] = [];
        for (let after: string | undefined; ; ) {
          const { items, next } = await pageOfTwo(parts, { part, limit, after });
          expect(items.length).toBeLessThanOrEqual(limit);
          got.push(...items);
          if (next === null) break;
          after = next;
        }
        expect(got).toEqual([...(part === 'ended' ? [] : open), ...(part === 'open' ? [] : places.map((place) => `ended ${place}`))]);
      },
    ),
  );
});

test('answers are in the order of what was asked, at most eight on their way', async () => {
  let running = 0;
  let most = 0;
  const wanted = Array.from({ length: 30 }, (_, i) => i);
  const got = await inParallel(wanted, async (n) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, n % 3));
    running -= 1;
    return n * 2;
  });
  expect([got, most]).toEqual([wanted.map((n) => n * 2), 8]);
});
