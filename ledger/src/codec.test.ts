/** The strict codec: what it refuses. That it writes what protobufjs writes is tested in test/formats. */
import { expect, test } from 'vitest';
import { enumeration, field, fixedBytes, message, oneof, optional, repeated, text, uint32, uint64, varBytes } from './codec.ts';

const inner = message('Inner', { n: field(1, uint32) });
const sample = message('Sample', {
  name: field(1, text(8)),
  size: field(2, uint64),
  id: field(3, fixedBytes(2)),
  kind: field(4, enumeration(['a', 'b'])),
  items: repeated(5, uint32, 2),
  one: oneof({ left: [6, inner.asField], right: [7, varBytes(4)] }),
  maybe: optional(8, uint64),
});
const value = {
  name: 'n',
  size: 2n ** 63n + 1n,
  id: Uint8Array.of(1, 2),
  kind: 'b',
  items: [1, 300],
  one: { kind: 'left', value: { n: 5 } },
  maybe: 0n,
} as const;
const good = Buffer.from('0a016e1081808080808080808001' + '1a020102' + '2001' + '2801' + '28ac02' + '32020805' + '4000', 'hex');

test('encodes and decodes', () => {
  expect(Buffer.from(sample.encode(value)).toString('hex')).toBe(good.toString('hex'));
  expect(sample.decode(new Uint8Array(good))).toEqual({ ...value, id: Uint8Array.of(1, 2) });
});

const minimal = '1a020102' + '3a00';
test.each([
  ['unknown field', `${minimal}7001`],
  ['field out of order', '3a001a020102'],
  ['scalar given twice', `0a016e0a016e${minimal}`],
  ['default spelled out', `1000${minimal}`],
  ['over-long varint', `10818000${minimal}`],
  ['fixed bytes too short', '1a01013a00'],
  ['fixed bytes missing', '3a00'],
  ['oneof missing', '1a020102'],
  ['oneof twice', '1a02010232003a00'],
  ['unknown enum value', '1a02010220023a00'],
  ['too many items', '1a0201022801280128013a00'],
  ['wrong wire type', '0801'],
  ['length past the end', '0a05'],
  ['length beyond the limit', `0a09${'61'.repeat(9)}${minimal}`],
  ['not utf-8', `0a01ff${minimal}`],
  ['cut in the middle', '1a0201'],
  ['group', `${minimal}0b0c`],
  ['varint of 11 bytes', '10ffffffffffffffffffff01'],
])('refuses: %s', (_, hex) => {
  expect(() => sample.decode(new Uint8Array(Buffer.from(hex, 'hex')))).toThrow(/MALFORMED|TOO_LARGE/);
});
