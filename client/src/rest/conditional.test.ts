/** Conditions and ranges, as RFC 9110 has them. */
import { expect, test } from 'vitest';
import { isNotModified, rangeOf } from './conditional.ts';

const ETAG = '"abc"';

test.each([
  ['"abc"', true],
  ['W/"abc"', true],
  ['*', true],
  ['"x", "abc"', true],
  ['"x" , W/"abc" ,"y"', true],
  ['', false],
  ['"ab"', false],
  ['abc', false],
  ['"abc', false],
  ['"x","y"', false],
])('If-None-Match: %s', (header, expected) => expect(isNotModified(header, ETAG)).toBe(expected));

const part = (start: number, end: number) => ({ kind: 'part', start, end });
const WHOLE = { kind: 'whole' };
const NOT = { kind: 'unsatisfiable' };
test.each([
  ['bytes=0-0', '', part(0, 0)],
  ['bytes=0-9', '', part(0, 9)],
  ['bytes=2-', '', part(2, 9)],
  ['bytes=5-100', '', part(5, 9)],
  ['bytes=-3', '', part(7, 9)],
  ['bytes=-100', '', part(0, 9)],
  ['bytes= 1-2 ', '', part(1, 2)],
  ['bytes=1-2', ETAG, part(1, 2)],
  ['bytes=1-2', 'W/"abc"', WHOLE],
  ['bytes=1-2', '"other"', WHOLE],
  ['bytes=1-2', 'Sat, 28 Nov 2026 00:00:00 GMT', WHOLE],
  ['bytes=10-', '', NOT],
  ['bytes=10-20', '', NOT],
  ['bytes=-0', '', NOT],
  ['bytes=20-', '"other"', WHOLE],
  ['', '', WHOLE],
  ['bytes=-', '', WHOLE],
  ['bytes=5-2', '', WHOLE],
  ['bytes=0-1,3-4', '', WHOLE],
  ['bytes=a-b', '', WHOLE],
  ['bytes=1-2-3', '', WHOLE],
  ['lines=1-2', '', WHOLE],
  ['bytes 1-2', '', WHOLE],
  ['bytes=99999999999999999999999-', '', WHOLE],
])('Range: %s, If-Range: %s', (header, ifRange, expected) => expect(rangeOf(header, ifRange, { size: 10, etag: ETAG })).toEqual(expected));

test('of nothing, no part', () => expect(rangeOf('bytes=0-', '', { size: 0, etag: ETAG })).toEqual(NOT));
