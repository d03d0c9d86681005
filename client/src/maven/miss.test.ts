/** Each miss under each policy: status, and what Maven shows. */
import { parsePackagePurl, parsePurl } from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import { answerTo, type BuildState, DECLINED, type Miss } from './miss.ts';

const purl = parsePurl('pkg:maven/org.example/lib@1.0');
const MISSES: Record<string, Miss> = {
  absent: { kind: 'absent', purl },
  revoked: { kind: 'revoked', purl },
  file: { kind: 'file', purl, file: 'lib-1.0-sources.jar' },
  nothing: { kind: 'nothing', isMetadata: false },
  'metadata of nothing': { kind: 'nothing', isMetadata: true },
  package: { kind: 'package', purl: parsePackagePurl('pkg:maven/org.example/lib') },
};

test.each([
  ['absent', 403, 403, 404],
  ['revoked', 403, 403, 410],
  ['file', 403, 403, 404],
  ['nothing', 403, 403, 404],
  ['metadata of nothing', 404, 404, 404],
  ['package', 404, 404, 404],
])('%s: strict %i, request %i, open %i', (name, ...statuses) => {
  const found = (['strict', 'request', 'open'] as const).map((policy) => answerTo(MISSES[name] as Miss, policy, undefined, 'http://n').status);
  expect(found).toEqual(statuses);
});

test.each<[string, BuildState, RegExp, object]>([
  ['asking', { state: 'asking' }, /being asked for, see http:\/\/n\/api\/v1\/requests\/pkg:maven\/org\.example\/lib@1\.0$/, {}],
  ['looking', { state: 'looking' }, /being asked for/, {}],
  ['requested', { state: 'requested', buildId: 'ab' }, /requested, see http:\/\/n\/api\/v1\/builds\/ab$/, { build_id: 'ab' }],
  ['published', { state: 'published' }, /try again$/, {}],
  ['declined', { state: 'declined', reason: 'no_source' }, /no build is requested: the registry has no source/, { reason: 'no_source' }],
])('request, %s', (_, build, phrase, members) => {
  const answer = answerTo(MISSES['absent'] as Miss, 'request', build, 'http://n');
  expect(answer).toMatchObject({
    status: 403,
    code: 'NOT_PUBLISHED',
    members: { purl: 'pkg:maven/org.example/lib@1.0', build: { state: build.state, ...members } },
  });
  expect(answer.phrase).toMatch(phrase);
});

test('every phrase fits in a line of HTTP', () => {
  const builds: BuildState[] = Object.keys(DECLINED).map((reason) => ({ state: 'declined', reason: reason as keyof typeof DECLINED }));
  for (const miss of Object.values(MISSES))
    for (const build of [undefined, ...builds]) expect(answerTo(miss, 'request', build, 'http://n').phrase).toMatch(/^[\x20-\x7e]{1,300}$/);
});
