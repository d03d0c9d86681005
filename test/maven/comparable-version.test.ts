/** Our order of versions beside Maven's own, in one JVM: pairs made of what makes versions differ, and of real ones. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { compareVersions } from '@pyrsia/client/maven';
import { expect, test } from 'vitest';

const VERSIONS = 4_000;
const MAX_PIECES = 8;
const SHORT = ['1', '2', '0', '00', '01', '10', '1234567890123', '99999999999999999999', '.', '-', '.', '-', '_', '+'];
const WORDS = [
  'a',
  'b',
  'm',
  'alpha',
  'beta',
  'milestone',
  'rc',
  'cr',
  'snapshot',
  'SNAPSHOT',
  'sp',
  'ga',
  'final',
  'Final',
  'release',
  'foo',
  'x',
  'Z',
  'jre',
];
const PIECES = [...SHORT, ...WORDS];

function madeUp(): string[] {
  const bytes = createHash('shake256', { outputLength: VERSIONS * (MAX_PIECES + 1) })
    .update('versions')
    .digest();
  return Array.from({ length: VERSIONS }, (_, i) => {
    const own = bytes.subarray(i * (MAX_PIECES + 1), (i + 1) * (MAX_PIECES + 1));
    const count = (own[0] as number) % MAX_PIECES;
    return `1${Array.from(own.subarray(1, 1 + count), (byte) => PIECES[byte % PIECES.length]).join('')}`;
  });
}

test('thousands of pairs are ordered as Maven orders them', () => {
  const output = execFileSync('java', ['-cp', '/usr/share/maven/lib/*', 'org.apache.maven.artifact.versioning.ComparableVersion', ...madeUp()], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const pairs = [...output.matchAll(/^ {3}(\S+) (<|==|>) (\S+)$/gm)];
  expect(pairs.length).toBe(VERSIONS - 1);
  const different = pairs.filter(([, a, order, b]) => {
    const found = compareVersions(a as string, b as string);
    return order !== (found < 0 ? '<' : found > 0 ? '>' : '==');
  });
  expect(different.map(([line]) => line.trim())).toEqual([]);
}, 60_000);
