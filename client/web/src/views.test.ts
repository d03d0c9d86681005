/** The pure parts of the pages: quorum, agreement, results of build nodes, timeline, the tail. */
import { expect, test } from 'vitest';
import type { Build } from './api.ts';
import { nodeResults } from './build-results.tsx';
import { mergeEntries } from './live.ts';
import { rateOf } from './pages/nodes.tsx';
import { momentsOf } from './pages/publication.tsx';
import { quorumOf } from './quorum-bar.tsx';

test.each([
  ['2', '3', { share: 0.666, isQuorum: false }],
  ['3', '4', { share: 0.75, isQuorum: true }],
  ['9007199254740993', '9007199254740993', { share: 1, isQuorum: true }],
  ['0', '0', undefined],
  ['x', '3', undefined],
  [undefined, undefined, undefined],
])('%s of %s signed', (signed, total, quorum) => expect(quorumOf(signed, total)).toEqual(quorum));

test.each([
  [{ agreement_rate: 0.975 }, 97.5],
  [{ agreement_rate: null, builds: 3, agreed: 2 }, 66.7],
  [{ agreement_rate: null, builds: 0, agreed: 0 }, undefined],
  [{}, undefined],
])('agreement of %j: %s', (node, rate) => expect(rateOf(node)).toBe(rate));

const build: Build = {
  build_id: '0',
  purl: 'pkg:maven/g/a@1',
  electorate: ['a', 'b', 'c', 'd', 'e'],
  committed: ['a', 'b', 'c', 'd'],
  requested_at_height: '9',
  reveals: [
    { node_id: 'a', result_digest: '1', height: '11' },
    { node_id: 'b', result_digest: '2', height: '11' },
    { node_id: 'c', result_digest: '1', height: '13', late: true },
    { node_id: 'd', failure: 'build_failed', result_digest: '3', height: '11' },
  ],
};

test('each build node: matched, differs, late, failed, nothing', () => {
  expect(nodeResults(build, ['a']).map(({ nodeId, outcome: [, says] }) => [nodeId, says])).toEqual([
    ['a', 'matched'],
    ['b', 'differs'],
    ['c', 'same, too late to count'],
    ['d', 'failed: build failed'],
    ['e', 'no result'],
  ]);
  expect(nodeResults({ ...build, reveals: [] }, undefined).map(({ outcome: [, says] }) => says)).toEqual([...Array(4).fill('committed'), 'no result']);
  expect(nodeResults(undefined, ['a']).map(({ outcome: [, says] }) => says)).toEqual(['matched']);
});

test('the timeline is in order of heights, as far as they are known', () => {
  expect(momentsOf({ purl: 'x', height: '12', log_index: '4', verified_at_height: '100' }, build).map(({ height }) => height)).toEqual([
    '9',
    '11',
    '12',
    '13',
    '100',
  ]);
  expect(momentsOf({ purl: 'x' }, undefined)).toEqual([]);
});

test('the tail: newest first, each once, what is no entry left out', () => {
  const entry = (log_index: string) => ({ log_index });
  expect(mergeEntries([entry('9'), entry('8')], [entry('10'), entry('9'), entry('x'), null as never, 5 as never]).map(({ log_index }) => log_index)).toEqual([
    '10',
    '9',
    '8',
  ]);
  expect(
    mergeEntries(
      [],
      Array.from({ length: 99 }, (_, i) => entry(String(i))),
    ),
  ).toHaveLength(30);
});
