/** Pyrsia's shapes, where a small network does not get to: open, refused and revoked builds, several artifacts, CSV that needs quotes. */
import { asDigest, type Build } from '@pyrsia/ledger';
import { describe, expect, test } from 'vitest';
import type { PublicationAnswer } from '../chain/publications.ts';
import { inspectRequest, oldRecords, oldStatus, oldText } from './pyrsia-shapes.ts';

const digest = (byte: number): ReturnType<typeof asDigest> => asDigest(new Uint8Array(32).fill(byte));
const publication = {
  purl: 'pkg:maven/org.g/a@1.0%2Bb',
  source: 'a, "quoted"',
  sourceSha256: digest(9),
  matchedNodes: [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)],
  artifacts: ['a-1.0+b.jar', 'a-1.0+b.pom'].map((name, i) => ({ name, sha256: digest(i) })),
};
const answer = (status: 'published' | 'revoked') => ({ status, publication, logged: { timeMs: 5_999n }, entry: { index: 7n } }) as unknown as PublicationAnswer;
const build = (phase: Build['phase'], decidedAtHeight: bigint) => ({ phase, decidedAtHeight }) as Build;

describe('where a build stands', () => {
  test.each<[string, Build, PublicationAnswer | undefined, unknown]>([
    ['open', build('committing', 0n), undefined, 'Running'],
    ['refused', build('refused', 3n), undefined, { Failure: 'refused' }],
    ['expired', build('expired', 3n), undefined, { Failure: 'expired' }],
    ['revoked', build('published', 3n), answer('revoked'), { Failure: 'published, and revoked since' }],
    [
      'published',
      build('published', 3n),
      answer('published'),
      { Success: { artifact_urls: ['/maven2/org/g/a/1.0%2Bb/a-1.0%2Bb.jar', '/maven2/org/g/a/1.0%2Bb/a-1.0%2Bb.pom'] } },
    ],
  ])('%s', (_name, of, found, status) => expect(oldStatus(of, found)).toEqual(status));
});

test('a record for each artifact; one more when it was revoked', () => {
  const records = oldRecords(answer('published'), undefined);
  expect(records.map(({ id, timestamp, operation }) => [id, timestamp, operation])).toEqual([
    ['7.0', 5, 'AddArtifact'],
    ['7.1', 5, 'AddArtifact'],
  ]);
  expect(records[0]).toMatchObject({ package_specific_id: 'org.g:a:1.0+b', package_specific_artifact_id: 'org/g/a/1.0+b/a-1.0+b.jar', num_artifacts: 2 });
  const all = oldRecords(answer('revoked'), { index: 8n, timeMs: 9_000n });
  expect(all.map(({ id, operation }) => `${id} ${operation}`)).toEqual(['7.0 AddArtifact', '7.1 AddArtifact', '8.0 RemoveArtifact', '8.1 RemoveArtifact']);
  expect(JSON.parse(oldText(all, { gav: '', latest: true }).text)).toMatchObject([{ id: '8.1', timestamp: 9 }]);
});

test('CSV: the fields that are wanted, in the order of Pyrsia, with quotes where they are needed', () => {
  const request = inspectRequest.parse({ gav: 'g:a:1', output_params: { format: 'CSV', content: { fields: ['SourceId', 'package_specific_id', 'Id'] } } });
  expect(oldText(oldRecords(answer('published'), undefined), request)).toEqual({
    type: 'text/csv',
    text: 'id,package_specific_id,source_id\n7.0,org.g:a:1.0+b,"a, ""quoted"""\n7.1,org.g:a:1.0+b,"a, ""quoted"""\n',
  });
});

test.each([
  {},
  { gav: 5 },
  { gav: 'g', output_params: { format: 'XML' } },
  { gav: 'g', output_params: { content: { fields: ['Nothing'] } } },
  { gav: 'g', output_params: { content: { fields: Array.from({ length: 14 }, () => 'Id') } } },
  { gav: 'g', latest: 'yes' },
])('%j is no question', (request) => expect(inspectRequest.safeParse(request).success).toBe(false));
