/** What the OpenAPI document says of package URLs against the parser that decides. */
import { parsePackagePurl, parsePurl } from '@pyrsia/ledger';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packageOrVersion, packageVersion, purlPattern } from './schemas.ts';

describe.each([
  ['with a version', 'there', parsePurl, packageVersion],
  ['with or without a version', 'optional', parsePackagePurl, packageOrVersion],
] as const)('%s', (_name, versionIs, parse, schema) => {
  const pattern = new RegExp(purlPattern(versionIs));
  test('what fits the pattern is parsed', () => {
    fc.assert(
      fc.property(fc.stringMatching(pattern), (text) => {
        fc.pre(text.length <= 512);
        parse(text);
        expect(schema.safeParse(text).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
  test.each([
    'pkg:maven/org.apache.maven.shared/file-management@3.1.0',
    'pkg:maven/g/a@1.0%2Bbuild.5',
    'pkg:maven/g/a@1.',
    'pkg:npm/%40scope/name@1.0.0-rc.1%2Bx',
    'pkg:npm/left-pad@1.3.0',
    `pkg:oci/alpine@sha256%3A${'ab'.repeat(32)}`,
    'pkg:pypi/a-b@1%212.0%2Blocal',
  ])('%s fits, and is parsed', (text) => expect([pattern.test(text), isParsed(parse, text)]).toEqual([true, true]));
  test.each(['', 'x', 'pkg:maven/a@1', 'pkg:maven/g/a@1..2', 'pkg:npm/@scope/name@1', 'pkg:gem/a@1', 'pkg:pypi/A@1', 'pkg:maven/g/a@1?x=y'])(
    '%s does not fit, and is not parsed',
    (text) => expect([pattern.test(text), isParsed(parse, text)]).toEqual([false, false]),
  );
});

function isParsed(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
