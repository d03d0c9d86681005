/** The order of versions: rows that Maven's own gave (test/maven has it at work), and what holds for any. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareVersions, isSnapshot, sortVersions } from './comparable-version.ts';

test.each([
  ['1', '<', '2'],
  ['1.9', '<', '1.10'],
  ['1', '==', '1.0'],
  ['1', '==', '1.0.0-ga'],
  ['1', '==', '1-final'],
  ['1', '==', '1.release'],
  ['1-alpha', '<', '1-beta'],
  ['1-beta', '<', '1-milestone'],
  ['1-milestone', '<', '1-rc'],
  ['1-cr', '==', '1-rc'],
  ['1-rc', '<', '1-SNAPSHOT'],
  ['1-snapshot', '<', '1'],
  ['1', '<', '1-sp'],
  ['1-sp', '<', '1-foo'],
  ['1-foo', '<', '1-1'],
  ['1-1', '<', '1.1'],
  ['1-a1', '==', '1-alpha-1'],
  ['1-a', '==', '1-A'],
  ['1-m2', '<', '1-m10'],
  ['1.x', '==', '1-x'],
  ['1.rc-b', '<', '1beta'],
  ['1..sp.', '>', '1-10'],
  ['1.99999999999999999999', '>', '1.99999999999'],
  ['2.0.0.RELEASE', '==', '2'],
  ['1.0.0.Final', '<', '1.0.1'],
  ['31.1-android', '<', '31.1-jre'],
  ['20040616', '>', '1.2'],
])('%s %s %s', (a, order, b) => {
  const found = compareVersions(a, b);
  expect(found < 0 ? '<' : found > 0 ? '>' : '==').toBe(order);
});

const version = fc
  .array(fc.constantFrom('1', '2', '0', '10', 'a', 'rc', 'snapshot', 'ga', 'x', '.', '-', '_'), { maxLength: 8 })
  .map((pieces) => `1${pieces.join('')}`);

test('an order is the other way round for the other way round, and the same for the same', () => {
  fc.assert(
    fc.property(version, version, (a, b) => {
      expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
      expect(compareVersions(a, a)).toBe(0);
    }),
  );
});

test('a list does not depend on the order in which it is given', () => {
  const numbers = fc.uniqueArray(
    fc.tuple(fc.nat(20), fc.nat(20)).map((parts) => parts.join('.')),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(numbers, (versions) => {
      expect(sortVersions([...versions].reverse())).toEqual(sortVersions(versions));
    }),
  );
});

test.each([
  ['1-SNAPSHOT', true],
  ['1-20240101.120000-1', false],
  ['1-snapshot', true],
  ['1', false],
])('%s is a snapshot: %s', (text, expected) => expect(isSnapshot(text)).toBe(expected));
