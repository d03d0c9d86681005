/** What becomes of a miss under the policy `request`. Sponsors, chain and clock are played. */
import { parsePurl, requestRecordCodec, type SponsorAnswer, sha256, toHex, utf8 } from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import { type MissParts, MissRequests } from './miss-requests.ts';

const PURL = parsePurl('pkg:maven/org.example/lib@1.0');
const ID = sha256(utf8('build'));
const text = (key: Uint8Array): string => Buffer.from(key).toString('latin1');

/** Each sponsor gives its answers one after the other, the last for ever; `opensAfter` answers, the chain has the build. */
function requestsWith(sponsors: ReadonlyArray<ReadonlyArray<SponsorAnswer | 'silent'>>, opensAfter = Number.POSITIVE_INFINITY, publishedAfter = opensAfter) {
  let asked = 0;
  const recordsAsked: string[] = [];
  let now = 0;
  const ways = sponsors.map((answers) => {
    const left = [...answers];
    return async (): Promise<SponsorAnswer> => {
      asked += 1;
      const answer = (left.length > 1 ? left.shift() : left[0]) ?? 'no_sponsor';
      if (answer === 'silent') throw new Error('silent');
      return answer;
    };
  });
  const parts = {
    publications: {
      request: async () => ({ value: asked >= opensAfter ? requestRecordCodec.encode({ attempts: 1, openBuild: ID }) : undefined }),
      record: async (key: Uint8Array) => {
        recordsAsked.push(text(key));
        return { value: text(key).includes('org.example') ? utf8('mapping') : undefined };
      },
    },
    isPublished: async () => asked >= publishedAfter,
    sponsors: () => ways,
    nowMs: () => now,
    sleep: async () => undefined,
    ended: new AbortController().signal,
    logger: { info: () => undefined, warn: () => undefined },
  } as unknown as MissParts;
  const requests = new MissRequests(parts);
  const settled = async (purl = PURL) => {
    for (let turns = 0; turns < 400; turns += 1) {
      requests.ask(purl);
      await new Promise((resolve) => setImmediate(resolve));
      if (!['asking', 'looking'].includes(requests.ask(purl).state)) break;
    }
    return requests.ask(purl);
  };
  return { requests, settled, asked: () => asked, recordsAsked, later: (ms: number) => (now += ms) };
}

test.each<[string, ReadonlyArray<ReadonlyArray<SponsorAnswer | 'silent'>>, number, object, number]>([
  ['taken at once', [['requested']], 1, { state: 'requested', buildId: toHex(ID) }, 1],
  ['open already', [['requested']], 0, { state: 'requested', buildId: toHex(ID) }, 0],
  ['taken after a while', [['looking', 'looking', 'requested']], 3, { state: 'requested', buildId: toHex(ID) }, 3],
  ['without source, as two say', [['no_source'], ['no_source'], ['requested']], 9, { state: 'declined', reason: 'no_source' }, 2],
  ['without source, as one says', [['no_source'], ['requested']], 2, { state: 'requested', buildId: toHex(ID) }, 2],
  ['without source, as one says and the others are silent', [['silent'], ['no_source'], ['silent']], 9, { state: 'declined', reason: 'no_source' }, 3],
  ['a full one, then another', [['limit'], ['requested']], 2, { state: 'requested', buildId: toHex(ID) }, 2],
  ['silent ones', [['silent'], ['silent']], 9, { state: 'declined', reason: 'no_sponsor' }, 2],
  ['a silent one, then a full one', [['silent'], ['limit']], 9, { state: 'declined', reason: 'limit' }, 2],
  ['nobody', [], 9, { state: 'declined', reason: 'no_sponsor' }, 0],
  ['four that are full: three are asked', [['limit'], ['limit'], ['limit'], ['requested']], 4, { state: 'declined', reason: 'limit' }, 3],
  ['one that says so, and the chain does not', [['requested']], 1_000, { state: 'declined', reason: 'no_sponsor' }, 10],
  ['one that says it is published, and it is not; another', [['published'], ['requested']], 11, { state: 'requested', buildId: toHex(ID) }, 11],
  ['one that looks for ever, then another', [['looking'], ['requested']], 76, { state: 'requested', buildId: toHex(ID) }, 76],
])('%s', async (_, sponsors, opensAfter, build, asks) => {
  const { requests, settled, asked } = requestsWith(sponsors, opensAfter);
  expect(requests.ask(PURL)).toEqual({ state: 'asking' });
  expect(await settled()).toEqual(build);
  expect(asked()).toBe(asks);
});

test('what was declined is asked for again when its time is over, not before', async () => {
  const { settled, asked, later } = requestsWith([['no_source']]);
  await settled();
  later(59 * 60_000);
  await settled();
  expect(asked()).toBe(1);
  later(2 * 60_000);
  await settled();
  expect(asked()).toBe(2);
});

test('many at once, and many in a while, are declined without being asked for', async () => {
  const { requests, settled, asked } = requestsWith([['no_source']]);
  const version = (n: number) => parsePurl(`pkg:maven/org.example/lib@${n}`);
  const states = Array.from({ length: 10 }, (_, n) => requests.ask(version(n)).state);
  expect(states.filter((state) => state === 'declined').length).toBe(2);
  for (let n = 10; n < 80; n += 1) await settled(version(n));
  expect(asked()).toBe(60);
  expect(requests.ask(version(99))).toEqual({ state: 'declined', reason: 'limit' });
});

test('published meanwhile, as the node itself knows by then', async () => {
  const { settled, asked } = requestsWith([['published']], Number.POSITIVE_INFINITY, 3);
  expect(await settled()).toEqual({ state: 'published' });
  expect(asked()).toBe(3);
});

test('what no mapping covers is asked of no sponsor, of the chain once, and takes nothing from what one covers', async () => {
  const { settled, asked, recordsAsked } = requestsWith([['no_source']]);
  for (let n = 0; n < 70; n += 1) expect(await settled(parsePurl(`pkg:maven/com.unknown/lib@${n}`))).toEqual({ state: 'declined', reason: 'no_mapping' });
  expect([asked(), recordsAsked.length]).toEqual([0, 2]);
  expect(await settled()).toEqual({ state: 'declined', reason: 'no_source' });
});

test('whether a mapping covers it is not asked of the chain without end', async () => {
  const { requests, settled, recordsAsked } = requestsWith([['no_source']]);
  for (let n = 0; n < 600; n += 1) await settled(parsePurl(`pkg:maven/com.n${n}/lib@1`));
  expect(recordsAsked.length).toBe(1_200);
  expect(requests.ask(parsePurl('pkg:maven/com.other/lib@1'))).toEqual({ state: 'declined', reason: 'limit' });
});
