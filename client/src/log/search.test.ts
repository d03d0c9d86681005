/** Search in a copy of the log on a real disk: every kind of question, pages, what is too frequent to list, stores from before the index. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LogEntry, logEntryCodec, type Publication } from '@pyrsia/ledger';
import fc from 'fast-check';
import { Level } from 'level';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digest, LogOf, nodeOf, publication, revocation } from './log-harness.ts';
import { LogStore, logKey } from './log-store.ts';
import { ReplicaLookups } from './lookups.ts';
import { LogReplica } from './replica.ts';
import type { Wanted } from './search.ts';

let folder: string;
let replica: LogReplica | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-search-'));
});
afterEach(async () => {
  await replica?.close();
  replica = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function holding(entries: readonly LogEntry[]): Promise<LogReplica> {
  replica = await LogReplica.open(folder);
  await replica.follow(new LogOf(entries.map((entry) => logEntryCodec.encode(entry))).view(2n));
  return replica;
}

/** Places of what is found, page by page. */
async function allPages(wanted: Wanted, limit = 50): Promise<number[]> {
  const lookups = new ReplicaLookups(replica as LogReplica, { assertTrustworthy: () => undefined });
  const places: number[] = [];
  for (let before: bigint | undefined; ; ) {
    const { items, next } = await lookups.search(wanted, { before, limit });
    expect(items.length).toBeLessThanOrEqual(limit);
    places.push(...items.map(({ entry }) => Number(entry.index)));
    if (next === undefined) return places;
    before = next;
  }
}

const SOURCE = 'git+https://example.test/lib.git@abc';
const ENTRIES: LogEntry[] = [
  publication('1.0', { source: SOURCE, sourceSha256: digest('first') }),
  publication('1.1', { matchedNodes: [nodeOf('n'), nodeOf('m')] }),
  publication('1.0', { name: 'Library-core' }),
  revocation('1.1', 1n),
  publication('2.0'),
];

describe('what is asked, and where it is', () => {
  const artifact = digest('pkg:maven/org.example/lib@1.1');
  test.each<[string, Wanted, number[]]>([
    ['nothing: all, the newest first', {}, [4, 2, 1, 0]],
    ['part of a name, in any case', { text: 'LIBR' }, [2]],
    ['part of two names', { text: 'example/lib' }, [4, 2, 1, 0]],
    ['a version', { text: 'lib@1' }, [1, 0]],
    ['coordinates of Maven', { text: 'org.example:lib:2' }, [4]],
    ['coordinates without a version', { text: 'org.example:lib' }, [4, 2, 1, 0]],
    ['a whole package URL', { text: 'pkg:maven/org.example/lib@1.1' }, [1]],
    ['what is not there', { text: 'nothing' }, []],
    ['a prefix', { prefix: 'pkg:maven/org.example/lib@' }, [4, 1, 0]],
    ['a prefix in another case', { prefix: 'PKG:' }, []],
    ['an artifact, of a version that was revoked', { artifact }, [1]],
    ['a build node', { node: nodeOf('m') }, [1]],
    ['a build node that matched nothing', { node: nodeOf('x') }, []],
    ['a source by its beginning', { source: 'git+https://example.test/' }, [0]],
    ['a source by its digest', { source: Buffer.from(digest('first')).toString('hex') }, [0]],
    ['two conditions', { text: 'lib', source: 's', node: nodeOf('m') }, [1]],
    ['two conditions of which one fails', { prefix: 'pkg:maven/org.example/lib@2', node: nodeOf('m') }, []],
  ])('%s', async (_name, wanted, places) => {
    await holding(ENTRIES);
    expect(await allPages(wanted)).toEqual(places);
    expect(await allPages(wanted, 1)).toEqual(places);
  });
});

test('what was revoked is found, and said to be', async () => {
  const lookups = new ReplicaLookups(await holding(ENTRIES), { assertTrustworthy: () => undefined });
  const { items } = await lookups.search({ text: 'lib@1.1' }, { before: undefined, limit: 1 });
  expect(items).toMatchObject([{ status: 'revoked' }]);
});

test('pages in any size are the list, also of what is too frequent to be listed', async () => {
  const entries = Array.from({ length: 5_100 }, (_, i) => publication(`1.${i}`, { matchedNodes: i % 3 === 0 ? [nodeOf('m')] : [nodeOf('n')] }));
  await holding(entries);
  const all = entries.map((_, i) => i).reverse();
  expect(await allPages({ prefix: 'pkg:maven/' }, 200)).toEqual(all);
  expect(await allPages({ text: 'lib', node: nodeOf('m') }, 130)).toEqual(all.filter((i) => i % 3 === 0));
  // Two of 5 100, at the beginning: pages may be short or empty, and still lead there.
  expect(await allPages({ text: 'lib', prefix: 'pkg:maven/org.example/', node: nodeOf('x') })).toEqual([]);
}, 60_000);

test('search is a filter over the log, whatever is asked', async () => {
  await holding(ENTRIES);
  const publications = ENTRIES.flatMap(({ record }, i): Array<[number, Publication]> => (record.kind === 'publication' ? [[i, record.value]] : [])).reverse();
  const prefix = fc.constantFrom(undefined, 'pkg:maven/org.example/', 'pkg:maven/org.example/lib', 'pkg:npm/');
  const source = fc.constantFrom(undefined, 's', 'git', 'x');
  await fc.assert(
    fc.asyncProperty(prefix, source, fc.constantFrom(undefined, 'n', 'm'), fc.integer({ min: 1, max: 5 }), async (begin, from, node, limit) => {
      const fits = ({ purl, source: line, matchedNodes }: Publication): boolean =>
        purl.startsWith(begin ?? '') &&
        line.startsWith(from ?? '') &&
        (node === undefined || matchedNodes.some((id) => Buffer.compare(id, nodeOf(node)) === 0));
      const wanted = { prefix: begin, source: from, node: node === undefined ? undefined : nodeOf(node) };
      expect(await allPages(wanted, limit)).toEqual(publications.filter(([, one]) => fits(one)).map(([i]) => i));
    }),
    { numRuns: 60 },
  );
});

test('a store from before the index, or with half of one, is brought up to date when it is opened', async () => {
  await (await holding(ENTRIES)).close();
  const before = await allKeys();
  const db = new Level<Uint8Array, Uint8Array>(folder, { keyEncoding: 'view', valueEncoding: 'view' });
  await db.del(logKey.indexVersion());
  for (const key of before.slice(2)) await db.del(Buffer.from(key, 'hex'));
  await db.close();
  expect((await allKeys()).length).toBeLessThan(before.length);
  replica = await LogReplica.open(folder);
  expect(await allPages({ source: 'git' })).toEqual([0]);
  await replica.close();
  replica = undefined;
  expect(await allKeys()).toEqual(before);
});

/** Of the index, in hex. */
async function allKeys(): Promise<string[]> {
  const store = await LogStore.open(folder);
  const keys = await Promise.all(['k', 'm', 'n', 's', 'd', 'g'].map((prefix) => store.keys(Buffer.from(prefix), { limit: 10_000 })));
  await store.close();
  return keys.flat().map((key) => Buffer.from(key).toString('hex'));
}
