import { expect, test } from 'vitest';
import { LeastRecent } from './least-recent.ts';

test('what was asked for longest ago goes first', () => {
  const cache = new LeastRecent<string>(2);
  cache.set('a', '1');
  cache.set('b', '2');
  cache.get('a');
  cache.set('c', '3');
  expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.weight]).toEqual(['1', undefined, '3', 2]);
});

test('weights are counted, also of what is replaced and taken out', () => {
  const cache = new LeastRecent<Buffer>(10, (bytes) => bytes.length);
  cache.set('a', Buffer.alloc(6));
  cache.set('a', Buffer.alloc(2));
  expect(cache.weight).toBe(2);
  cache.set('b', Buffer.alloc(8));
  expect(cache.weight).toBe(10);
  cache.delete('a');
  cache.delete('a');
  expect(cache.weight).toBe(8);
});

test('what is heavier than the bound is not kept, and drives nothing out', () => {
  const cache = new LeastRecent<Buffer>(10, (bytes) => bytes.length);
  cache.set('a', Buffer.alloc(6));
  cache.set('big', Buffer.alloc(11));
  expect([cache.get('a')?.length, cache.get('big'), cache.weight]).toEqual([6, undefined, 6]);
});
