/** The desk of a sponsor: what it asks the chain for, once, and what it declines. Clock and chain are played. */
import {
  type Action,
  type Build,
  buildIdOf,
  encodeBuildQuestion,
  type LogEntry,
  logEntryCodec,
  parsePurl,
  type Recipe,
  requestRecordCodec,
  sha256,
  type TxCode,
  utf8,
} from '@pyrsia/ledger';
import { describe, expect, test } from 'vitest';
import { type DeskParts, SponsorDesk } from './sponsor-desk.ts';

const PURL = parsePurl('pkg:maven/org.example/lib@1.0');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface World {
  status: 'absent' | 'published' | 'revoked';
  attempts: number;
  isOpen: boolean;
  endedMs: number | undefined;
  isMapped: boolean;
  source: 'found' | 'no_source' | 'no_answer';
  code: TxCode;
  nowMs: number;
  perHour: number;
}

function deskIn(change: Partial<World> = {}) {
  const world: World = {
    ...{ status: 'absent', attempts: 0, isOpen: false, endedMs: undefined, isMapped: true, source: 'found', code: 'OK', nowMs: 100 * DAY_MS, perHour: 2 },
    ...change,
  };
  const requested: string[] = [];
  const looked: string[] = [];
  const record = (value: Uint8Array | undefined) => ({ value });
  const refusal: () => LogEntry = () => ({
    timeMs: BigInt(world.endedMs ?? 0),
    height: 1n,
    record: {
      kind: 'refusal',
      value: {
        purl: 'pkg:maven/org.example/lib@1.0',
        buildId: sha256(utf8('b')),
        attempt: 1,
        recipeDigest: sha256(utf8('r')),
        mapping: 'm',
        verdict: 'refused',
        electorateSize: 4,
        results: [],
      },
    },
  });
  const parts = {
    lookups: { find: async () => ({ status: world.status }), history: async () => ({ versions: [], changedMs: 0n }) },
    publications: {
      request: async () =>
        record(
          world.attempts === 0 && !world.isOpen
            ? undefined
            : requestRecordCodec.encode({ attempts: world.attempts, openBuild: world.isOpen ? buildIdOf('x', 1) : new Uint8Array(0) }),
        ),
      build: async () => ({ logIndex: world.endedMs === undefined ? undefined : 0n }) as Build,
      record: async () => record(world.isMapped ? utf8('mapping') : undefined),
    },
    replica: { entry: () => (world.endedMs === undefined ? undefined : logEntryCodec.encode(refusal())) },
    sponsor: {
      send: async (action: Action) => {
        if (action.kind !== 'requestBuild') throw new Error('it asks for builds alone');
        requested.push(action.value.recipe.purl);
        return world.code;
      },
    },
    sources: {
      resolve: async (drafts: readonly Recipe[]) => {
        looked.push(drafts[0]?.purl ?? '');
        return world.source === 'found' ? (drafts[0] as Recipe) : world.source;
      },
    },
    perHour: world.perHour,
    nowMs: () => world.nowMs,
    ended: new AbortController().signal,
    logger: { info: () => undefined, warn: () => undefined },
  } as unknown as DeskParts;
  const desk = new SponsorDesk(parts);
  /** First it is looked into, then the answer is there. */
  const answerTo = async (purl = PURL, peer?: string) => {
    const first = desk.answer(purl, peer);
    await new Promise((resolve) => setImmediate(resolve));
    return [first, desk.answer(purl, peer)];
  };
  return { desk, world, requested, looked, answerTo };
}

test.each<[string, Partial<World>, string, number]>([
  ['a version that is not there', {}, 'requested', 1],
  ['one that is published', { status: 'published' }, 'published', 0],
  ['one that is revoked', { status: 'revoked' }, 'refused', 0],
  ['one whose build is open', { isOpen: true, attempts: 1 }, 'requested', 0],
  ['one without mapping', { isMapped: false }, 'no_mapping', 0],
  ['one without source', { source: 'no_source' }, 'no_source', 0],
  ['a silent builder', { source: 'no_answer' }, 'no_sponsor', 0],
  ['a node that sponsors no more', { perHour: 0 }, 'limit', 0],
  ['one that failed an hour ago', { attempts: 1, endedMs: 100 * DAY_MS - HOUR_MS }, 'failed', 0],
  ['one that failed the day before', { attempts: 1, endedMs: 98 * DAY_MS }, 'requested', 1],
  ['one that failed twice, the second time the day before', { attempts: 2, endedMs: 98.5 * DAY_MS }, 'failed', 0],
  ['one that failed three times', { attempts: 3, endedMs: 0 }, 'failed', 0],
  ['one whose end is not known', { attempts: 1 }, 'failed', 0],
  ['a chain that has no mapping for the recipe', { code: 'NO_SOURCE_MAPPING' }, 'no_mapping', 1],
  ['a chain that was asked meanwhile', { code: 'BUILD_ALREADY_OPEN' }, 'requested', 1],
  ['a full chain', { code: 'TOO_MANY_OPEN_BUILDS' }, 'limit', 1],
  ['an account that may not', { code: 'ACCOUNT_UNKNOWN' }, 'refused', 1],
])('%s', async (_, change, answer, requests) => {
  const { answerTo, requested } = deskIn(change);
  expect(await answerTo()).toEqual(['looking', answer]);
  expect(requested.length).toBe(requests);
});

describe('limits', () => {
  const version = (n: number) => parsePurl(`pkg:maven/org.example/lib@${n}`);
  test('what was answered is not looked into again for a while', async () => {
    const { answerTo, desk, looked, world } = deskIn({ source: 'no_source' });
    await answerTo();
    world.source = 'found';
    expect(desk.answer(PURL)).toBe('no_source');
    world.nowMs += HOUR_MS + 1;
    expect(await answerTo()).toEqual(['looking', 'requested']);
    expect(looked.length).toBe(2);
  });
  test('so many builds an hour, for all together', async () => {
    const { answerTo, requested, world } = deskIn();
    for (const [n, answer] of [
      [1, 'requested'],
      [2, 'requested'],
      [3, 'limit'],
    ] as const)
      expect((await answerTo(version(n), `peer-${n}`))[1]).toBe(answer);
    world.nowMs += HOUR_MS + 1;
    expect((await answerTo(version(4)))[1]).toBe('requested');
    expect(requested.length).toBe(3);
  });
  test('a peer that wishes for more than anybody needs', async () => {
    const { answerTo, desk } = deskIn({ isMapped: false });
    for (let n = 0; n < 30; n += 1) await answerTo(version(n), 'greedy');
    expect(desk.answer(version(30), 'greedy')).toBe('limit');
    expect(desk.answer(version(30), 'other')).toBe('looking');
  });
  test('a few are looked into at a time, and one only once', () => {
    const { desk } = deskIn();
    for (let n = 0; n < 4; n += 1) expect(desk.answer(version(n))).toBe('looking');
    expect(desk.answer(version(0))).toBe('looking');
    expect(desk.answer(version(4))).toBe('limit');
  });
});

test.each([
  ['no purl', utf8('lib')],
  ['a package', utf8('pkg:maven/org.example/lib')],
  ['no text', Uint8Array.of(255)],
  ['nothing', new Uint8Array(0)],
])('a question of %s is none', (_, bytes) => expect(() => deskIn().desk.answerPeer(bytes, 'p')).toThrow());

test('a question of another ecosystem is declined', () => {
  expect(deskIn().desk.answerPeer(encodeBuildQuestion(parsePurl('pkg:npm/left-pad@1.0.0')), 'p')).toBe('no_recipe');
});
