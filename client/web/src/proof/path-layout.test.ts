import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutPath } from './path-layout.ts';

test('a leaf that is the whole tree stands alone', () => {
  const { own, siblings, width, height } = layoutPath([]);
  expect([own.length, siblings.length]).toEqual([1, 0]);
  expect(own[0]).toEqual({ x: width / 2, y: height / 2 });
});

test('each step: the two children on one level, on either side of the node above, inside the drawing', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('left' as const, 'right' as const), { maxLength: 64 }), (sides) => {
      const { own, siblings, width, height } = layoutPath(sides);
      expect([own.length, siblings.length]).toEqual([sides.length + 1, sides.length]);
      for (const [i, side] of sides.entries()) {
        const [child, parent, sibling] = [own[i], own[i + 1], siblings[i]] as Array<{ x: number; y: number }>;
        if (child === undefined || parent === undefined || sibling === undefined) throw new Error('missing');
        expect(sibling.y).toBe(child.y);
        expect(parent.y).toBeLessThan(child.y);
        expect((child.x + sibling.x) / 2).toBe(parent.x);
        expect(sibling.x > child.x).toBe(side === 'right');
      }
      for (const { x, y } of [...own, ...siblings]) expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
    }),
  );
});
