/** Agreement from the log alone, against the electorates that the chain would have had. */
import { type LogEntry, logEntryCodec, type NodeIdentity, toHex } from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import { Agreements } from './agreement.ts';
import { digest, nodeOf, publication } from './log-harness.ts';
import type { LogReplica } from './replica.ts';

const nodes = (names: string) => [...names].map(nodeOf);
const identity = (name: string): NodeIdentity => ({
  ...{ nodeId: nodeOf(name), name, account: digest(name).slice(0, 20) as never, consensusKey: digest(name), peerId: name, noteKey: digest(name) },
});
const entry = (record: LogEntry['record']): LogEntry => ({ timeMs: 1n, height: 1n, record });
const change = (name: string, what: 'added' | 'removed' | 'keys_rotated'): LogEntry =>
  entry({ kind: 'membership', value: { proposalId: digest('p'), who: { kind: 'node', value: { change: what, node: identity(name), reason: '' } } } });
const punished = (name: string): LogEntry =>
  entry({ kind: 'misbehaviour', value: { kind: 'duplicate_vote', node: identity(name), height: 1n, timeMs: 1n, consequence: 'removed' } });
let versions = 0;
const published = (matched: string, electorateSize: number): LogEntry => publication(`1.${versions++}`, { matchedNodes: nodes(matched), electorateSize });

function logOf(entries: readonly LogEntry[]): Pick<LogReplica, 'entry' | 'index'> {
  const governance = entries.flatMap(({ record }, i) => (record.kind === 'publication' || record.kind === 'refusal' ? [] : [BigInt(i)])).reverse();
  const index = { governance: async (before: bigint) => governance.filter((place) => place < before) };
  return { entry: (place) => logEntryCodec.encode(entries[Number(place)] as LogEntry), index: index as never };
}

async function rates(entries: readonly LogEntry[], now: string): Promise<Record<string, string>> {
  const counts = await new Agreements(logOf(entries)).of(nodes(now), BigInt(entries.length));
  return Object.fromEntries([...now].map((name) => [name, `${counts.get(toHex(nodeOf(name)))?.agreed ?? 0}/${counts.get(toHex(nodeOf(name)))?.builds ?? 0}`]));
}

test.each<[string, LogEntry[], string, Record<string, string>]>([
  ['an empty log', [], 'ab', { a: '0/0', b: '0/0' }],
  ['all of the genesis', [published('ab', 3), published('abc', 3)], 'abc', { a: '2/2', b: '2/2', c: '1/2' }],
  [
    'one that joined is in electorates that began later only',
    [change('d', 'added'), published('ab', 3), published('abd', 4)],
    'abcd',
    { a: '2/2', b: '2/2', c: '0/2', d: '1/1' },
  ],
  [
    'of two that joined, the first is in',
    [change('d', 'added'), change('e', 'added'), published('abd', 4)],
    'abcde',
    { a: '1/1', b: '1/1', c: '0/1', d: '1/1', e: '0/0' },
  ],
  [
    'one that was removed leaves, and shows that it was there',
    [published('abx', 4), change('x', 'removed'), published('ab', 3)],
    'abc',
    { a: '2/2', b: '2/2', c: '0/2' },
  ],
  ['one that was punished as well', [punished('x'), published('ab', 3)], 'abc', { a: '1/1', b: '1/1', c: '0/1' }],
  ['new keys change nothing', [change('a', 'keys_rotated'), published('ab', 3)], 'abc', { a: '1/1', b: '1/1', c: '0/1' }],
])('%s', async (_name, entries, now, expected) => {
  expect(await rates(entries, now)).toEqual(expected);
});

test('goes on from where it was, and begins anew when it shows who was there from the beginning', async () => {
  const entries = [published('ab', 3), published('abc', 3), change('d', 'added'), published('abcd', 4)];
  const agreements = new Agreements(logOf(entries));
  const ask = async (now: string, size: bigint, name: string) => (await agreements.of(nodes(now), size)).get(toHex(nodeOf(name)));
  expect(await ask('abc', 1n, 'c')).toEqual({ builds: 1, agreed: 0 });
  // The state was ahead of the copy of the log: it has d already, which is taken for one of the genesis until its entry is there.
  expect(await ask('abcd', 2n, 'd')).toEqual({ builds: 2, agreed: 0 });
  expect(await ask('abcd', 4n, 'd')).toEqual({ builds: 1, agreed: 1 });
  expect(await ask('abcd', 4n, 'c')).toEqual({ builds: 3, agreed: 2 });
});
