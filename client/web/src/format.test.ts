import { expect, test } from 'vitest';
import { formatAge, formatBytes, formatCount, formatTime, mavenPath, purlParts, shortHex } from './format.ts';

test.each([
  ['0', '0 B'],
  ['999', '999 B'],
  ['4487', '4.5 KB'],
  ['999999', '1000 KB'],
  ['5000000', '5.0 MB'],
  ['8589934592', '8.6 GB'],
  ['x', '–'],
  [undefined, '–'],
])('bytes %s: %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  [-5, '0 s'],
  [999, '0 s'],
  [59_000, '59 s'],
  [60_000, '1 min'],
  [7_200_000, '2 h'],
  [90_000_000, '1 d'],
  [Number.NaN, 'unknown'],
])('age %d: %s', (ms, text) => expect(formatAge(ms)).toBe(text));

test('times, counts, digests', () => {
  expect(formatTime('2026-11-28T03:51:28.006Z')).toBe('2026-11-28 03:51:28 UTC');
  expect([formatTime('soon'), formatTime(undefined)]).toEqual(['–', '–']);
  expect([formatCount('1234567'), formatCount('999'), formatCount(undefined)]).toEqual(['1\u202f234\u202f567', '999', '–']);
  expect([shortHex('0123456789', 4), shortHex('0123456', 4)]).toEqual(['0123…6789', '0123456']);
});

test.each([
  ['pkg:maven/org.example/thing@1.0%2B1', { type: 'maven', namespace: 'org.example', name: 'thing', version: '1.0+1' }],
  ['pkg:npm/%40scope/name@2', { type: 'npm', namespace: '@scope', name: 'name', version: '2' }],
  ['pkg:maven/a/b', { type: 'maven', namespace: 'a', name: 'b', version: '' }],
  ['no package', { type: '', namespace: '', name: 'no package', version: '' }],
  ['pkg:maven/a/b@%', { type: 'maven', namespace: 'a', name: 'b', version: '%' }],
])('parts of %s', (purl, parts) => expect(purlParts(purl)).toEqual(parts));

test('where the Maven front has a file', () => {
  expect(mavenPath('pkg:maven/org.example/thing@1.0', 'thing-1.0.jar')).toBe('/maven2/org/example/thing/1.0/thing-1.0.jar');
  expect(mavenPath('pkg:maven/g/a@1%2B2', '../a?#')).toBe('/maven2/g/a/1%2B2/..%2Fa%3F%23');
  expect([mavenPath('pkg:npm/a@1', 'a'), mavenPath('pkg:maven/a/b', 'c')]).toEqual([undefined, undefined]);
});
