/** Who may build, by the log: what holds when, and entries that cannot be. */
import { type LogEntry, type NodeId, sha256, toHex, utf8 } from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import { Registry } from './registry.ts';

const idOf = (name: string) => sha256(utf8(name)).slice(0, 16) as NodeId;
const addressOf = (name: string) => sha256(utf8(name)).slice(0, 20) as never;
const none = sha256();
const node = (name: string, account = name) => ({ nodeId: idOf(name), name, account: addressOf(account), consensusKey: none, peerId: 'p', noteKey: none });
const change = (height: bigint, change: 'added' | 'removed' | 'keys_rotated', who: ReturnType<typeof node>): LogEntry => ({
  timeMs: 1n,
  height,
  record: { kind: 'membership', value: { proposalId: none, who: { kind: 'node', value: { change, node: who, reason: '' } } } },
});
const requester = (height: bigint, change: 'granted' | 'revoked', name: string): LogEntry => ({
  timeMs: 1n,
  height,
  record: { kind: 'membership', value: { proposalId: none, who: { kind: 'requester', value: { change, address: addressOf(name) } } } },
});
const offence = (height: bigint, name: string, consequence: 'removed' | 'kept'): LogEntry => ({
  timeMs: 1n,
  height,
  record: { kind: 'misbehaviour', value: { kind: 'duplicate_vote', node: node(name), height: 1n, timeMs: 1n, consequence } },
});
const registry = () => new Registry({ buildNodes: [node('a'), node('b')], requesters: [addressOf('r')] });
const names = (sets: readonly ReadonlySet<string>[]) => sets.map((ids) => ['a', 'b', 'c', 'd'].filter((name) => ids.has(toHex(idOf(name)))).join(''));

test('the electorate: all build nodes of the block of the request, without those that were removed before the verdict', () => {
  const of = registry();
  expect(of.apply(0n, change(10n, 'added', node('c')))).toEqual([]);
  expect(of.apply(1n, change(10n, 'added', node('d')))).toEqual([]);
  expect(of.apply(5n, offence(30n, 'b', 'removed'))).toEqual([]);
  expect(of.apply(6n, offence(31n, 'a', 'kept'))).toEqual([]);
  expect(names(of.electorates(9n, 5n))).toEqual(['ab']);
  // Within the block of a change, what held at any time in it.
  expect(names(of.electorates(10n, 5n))).toEqual(['ab', 'abc', 'abcd']);
  expect(names(of.electorates(11n, 5n))).toEqual(['abcd']);
  expect(names(of.electorates(11n, 6n))).toEqual(['acd']);
  expect(names(of.electorates(30n, 7n))).toEqual(['acd', 'acd']);
});

test('accounts of nodes as keys rotate; who may ask for builds', () => {
  const of = registry();
  of.apply(0n, change(10n, 'keys_rotated', node('a', 'a2')));
  const accounts = (height: bigint) => ['a', 'a2'].filter((name) => of.isAccountOf(idOf('a'), addressOf(name), height));
  expect([accounts(9n), accounts(10n), accounts(11n)]).toEqual([['a'], ['a', 'a2'], ['a2']]);
  of.apply(1n, requester(12n, 'revoked', 'r'));
  of.apply(2n, requester(14n, 'granted', 's'));
  const may = (height: bigint) => ['a', 'a2', 'r', 's', 'x'].filter((name) => of.mayRequest(addressOf(name), height));
  expect([may(9n), may(12n), may(13n), may(15n)]).toEqual([['a', 'r'], ['a2', 'r'], ['a2'], ['a2', 's']]);
});

test.each<[string, LogEntry, RegExp]>([
  ['a node that is one already', change(9n, 'added', node('a')), /added twice/],
  ['keys for nobody', change(9n, 'keys_rotated', node('x')), /no build node/],
  ['out with nobody', change(9n, 'removed', node('x')), /no build node/],
  ['an offence of nobody', offence(9n, 'x', 'removed'), /no build node/],
  ['a requester twice', requester(9n, 'granted', 'r'), /was one/],
  ['no requester any more, who was none', requester(9n, 'revoked', 'x'), /was none/],
])('%s cannot be, and changes nothing', (_, entry, says) => {
  const of = registry();
  expect(of.apply(0n, entry).join()).toMatch(says);
  expect(names(of.electorates(10n, 1n))).toEqual(['ab']);
});

test('an id that was removed never comes back', () => {
  const of = registry();
  expect(of.apply(0n, change(5n, 'removed', node('b')))).toEqual([]);
  expect(of.apply(1n, change(6n, 'added', node('b'))).join()).toMatch(/added twice/);
});
