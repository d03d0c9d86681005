/** The replica over sources that lie, stall and fork; a copy on a real disk. What the chain proves is played by `LogOf`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logEntryCodec, parsePurl, utf8 } from '@pyrsia/ledger';
import { hashLeaf, verifyInclusion } from '@pyrsia/ledger/merkle';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EntrySource } from '../chain/proven-state.ts';
import { ClientError } from '../errors.ts';
import { digest, entriesOf, LogOf, publication, revocation } from './log-harness.ts';
import { LogStore, logKey } from './log-store.ts';
import { ReplicaLookups } from './lookups.ts';
import { LogReplica } from './replica.ts';

let folder: string;
let opened: LogReplica[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-replica-'));
  opened = [];
});
afterEach(async () => {
  for (const replica of opened) await replica.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<LogReplica> {
  for (const replica of opened.splice(0)) await replica.close();
  const replica = new LogReplica(await LogStore.open(folder));
  opened.push(replica);
  return replica;
}

const lookupsOf = (replica: LogReplica) => new ReplicaLookups(replica, { assertTrustworthy: () => undefined });

test('follows from nothing and in steps, across restarts; every entry is provable', async () => {
  const all = entriesOf(5_000);
  let replica = await open();
  for (const [i, size] of [0, 1, 255, 256, 257, 4_999, 5_000].entries()) {
    const log = new LogOf(all.slice(0, size));
    await replica.follow(log.view(BigInt(i + 2)));
    expect(replica.head?.checkpoint).toEqual(log.checkpoint);
    if (i % 2 === 0) replica = await open();
    expect(replica.head?.checkpoint).toEqual(log.checkpoint);
  }
  const { root, size } = new LogOf(all).checkpoint;
  for (const index of [0n, 255n, 256n, 4_096n, 4_999n]) {
    const leafHash = hashLeaf(replica.entry(index) as Uint8Array);
    expect(verifyInclusion({ leafHash, index, size, root }, replica.inclusion(index, size))).toBe(true);
  }
  expect(replica.entry(5_000n)).toBeUndefined();
});

test('looks up what is published, revoked and absent, by name, package and artifact', async () => {
  const replica = await open();
  const lookups = lookupsOf(replica);
  await expect(lookups.find(parsePurl('pkg:maven/org.example/lib@1.0'))).rejects.toMatchObject({ code: 'LOG_PENDING' });
  await replica.follow(new LogOf([...entriesOf(3), logEntryCodec.encode(revocation('1.1', 1n))]).view(2n));
  expect(await lookups.find(parsePurl('pkg:maven/org.example/lib@1.0'))).toMatchObject({ status: 'published', entry: { index: 0n } });
  expect(await lookups.find(parsePurl('pkg:maven/org.example/lib@1.1'))).toMatchObject({ status: 'revoked', entry: { index: 1n } });
  expect(await lookups.find(parsePurl('pkg:maven/org.example/lib@9.9'))).toMatchObject({ status: 'absent' });
  expect(await lookups.versions(parsePurl('pkg:maven/org.example/lib@0'))).toEqual(['1.0', '1.2']);
  expect((await lookups.ofArtifact(digest('pkg:maven/org.example/lib@1.2')))?.answer.entry.index).toBe(2n);
  expect(await lookups.ofArtifact(digest('pkg:maven/org.example/lib@1.1'))).toBeUndefined();
});

test('a source that lies about entries is passed over; nothing of it is kept', async () => {
  const log = new LogOf(entriesOf(600));
  const lies: Array<(entries: Uint8Array[]) => Uint8Array[]> = [
    (entries) => entries.map((entry, i) => (i === 7 ? logEntryCodec.encode(publication('6.6.6')) : entry)),
    (entries) => entries.slice(1),
    () => [],
    (entries) => [...entries].reverse(),
  ];
  for (const [i, lie] of lies.entries()) {
    const replica = new LogReplica(await LogStore.open(join(folder, String(i))));
    await replica.follow(log.view(2n, [log.source('liar', lie), log.source('honest')]));
    expect(replica.head?.checkpoint).toEqual(log.checkpoint);
    expect(replica.publication('pkg:maven/org.example/lib@6.6.6')).toBeUndefined();
    await replica.close();
    const alone = new LogReplica(await LogStore.open(join(folder, `alone ${i}`)));
    await expect(alone.follow(log.view(2n, [log.source('liar', lie), log.source('liar too', lie)]))).rejects.toThrow(ClientError);
    expect([alone.size, alone.head, alone.alarm]).toEqual([0n, undefined, undefined]);
    await alone.close();
  }
});

test('a step that was cut off leaves the log at one size, and goes on from there', async () => {
  const log = new LogOf(entriesOf(6_000));
  let replica = await open();
  let asked = 0;
  const dying: EntrySource = {
    ...log.source('dying'),
    entries: async (index) => {
      asked += 1;
      if (asked > 20) throw new ClientError('RPC_UNREACHABLE');
      return log.source('dying').entries(index);
    },
  };
  await expect(replica.follow(log.view(2n, [dying]))).rejects.toMatchObject({ code: 'RPC_UNREACHABLE' });
  expect([replica.size, replica.head]).toEqual([4_096n, undefined]);
  replica = await open();
  const seen: bigint[] = [];
  await replica.follow(log.view(3n), { onStep: (size) => seen.push(size) });
  expect(seen).toEqual([6_000n]);
  expect(replica.head?.checkpoint).toEqual(log.checkpoint);
});

test.each([
  ['the log shrank', 'log_shrank', () => new LogOf(entriesOf(9))],
  ['another root of the same size', 'other_root', () => new LogOf(entriesOf(10, '2'))],
  ['a longer log that does not go on from this one', 'not_consistent', () => new LogOf(entriesOf(20, '2'))],
])('two histories, %s: the alarm keeps both, survives a restart, and nothing is served any more', async (_, reason, forked) => {
  let replica = await open();
  const honest = new LogOf(entriesOf(10));
  await replica.follow(honest.view(2n));
  await expect(replica.follow(forked().view(3n))).rejects.toMatchObject({ code: 'LOG_FORKED', detail: { reason } });
  replica = await open();
  expect(replica.alarm).toMatchObject({ reason, atHeight: 3n });
  const evidence = JSON.stringify(replica.alarm?.evidence);
  for (const { checkpoint } of [honest, forked()]) expect(evidence).toContain(Buffer.from(checkpoint.root).toString('base64'));
  await expect(replica.follow(honest.view(4n))).rejects.toMatchObject({ code: 'LOG_FORKED' });
  await expect(lookupsOf(replica).find(parsePurl('pkg:maven/org.example/lib@1.0'))).rejects.toMatchObject({ code: 'LOG_FORKED' });
});

test('sources that show no proof of another history, whatever they say, raise no alarm', async () => {
  const replica = await open();
  await replica.follow(new LogOf(entriesOf(10)).view(2n));
  const longer = new LogOf(entriesOf(20));
  const liars = [longer.source('liar', () => entriesOf(10, '2')), longer.source('liar too', () => entriesOf(10, '3'))];
  const lied = async (): Promise<never> => {
    throw new ClientError('PROOF_INVALID');
  };
  for (const entry of [async (index: bigint) => longer.entry(index), lied]) {
    await expect(replica.follow({ ...longer.view(3n, liars), entry })).rejects.toMatchObject({
      code: expect.stringMatching(/^(LOG_ENTRIES_WRONG|PROOF_INVALID)$/),
    });
    expect([replica.alarm, replica.size]).toEqual([undefined, 10n]);
  }
  await replica.follow(longer.view(4n));
  expect(replica.head?.checkpoint).toEqual(longer.checkpoint);
});

test('a header that is older than what was followed is no second history', async () => {
  const log = new LogOf(entriesOf(6_000));
  let replica = await open();
  let asked = 0;
  const dying: EntrySource = {
    name: 'dying',
    entries: async (index) => {
      asked += 1;
      if (asked > 20) throw new ClientError('RPC_UNREACHABLE');
      return log.source('dying').entries(index);
    },
  };
  await expect(replica.follow(log.view(9n, [dying]))).rejects.toMatchObject({ code: 'RPC_UNREACHABLE' });
  replica = await open();
  await replica.follow(new LogOf(log.entries.slice(0, 100)).view(5n));
  expect([replica.alarm, replica.size]).toEqual([undefined, 4_096n]);
  await replica.follow(log.view(10n));
  expect(replica.head?.checkpoint).toEqual(log.checkpoint);
});

test('the first entries of a view: as many as asked for, and they go on to all of them', async () => {
  const log = new LogOf(entriesOf(300));
  const replica = await open();
  await replica.follow(log.view(2n), { upTo: 257n });
  expect([replica.size, replica.head]).toEqual([257n, undefined]);
  await replica.follow(log.view(2n));
  expect([replica.size, replica.head?.checkpoint]).toEqual([300n, log.checkpoint]);
});

test('an entry that cannot be read stops the replica, and says what to do; so does a store of another version', async () => {
  const replica = await open();
  await expect(replica.follow(new LogOf([...entriesOf(2), Uint8Array.of(250, 1, 0)]).view(2n))).rejects.toMatchObject({ code: 'LOG_ENTRY_UNKNOWN' });
  await replica.close();
  opened = [];
  const store = await LogStore.open(folder);
  await store.write([{ key: logKey.head(), value: utf8('{}') }]);
  expect(() => new LogReplica(store)).toThrow('LOG_STORE');
  await store.close();
});
