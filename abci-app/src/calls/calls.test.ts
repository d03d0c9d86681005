/** The ABCI calls together, without CometBFT: start, blocks, crash and replay, proposals, queries. */
import { stateKey, utf8 } from '@pyrsia/ledger';
import { describe, expect, test } from 'vitest';
import { abci } from '../../gen/abci.js';
import { fromBigint, toBigint } from '../int64.ts';
import { badlySigned, CHAIN, Driver, initChain, key, request } from './calls-harness.ts';

test('start, block, restart: Info says what is on disk', async () => {
  const node = new Driver();
  expect(toBigint((await node.call({ info: {} })).info?.lastBlockHeight)).toBe(0n);
  const { initChain: started } = await node.call(initChain());
  const { finalizeBlock } = await node.finalize(1n, [request(), badlySigned()]);
  expect(finalizeBlock?.txResults?.map((result) => result.code)).toEqual([0, 1]);
  expect(finalizeBlock?.appHash).not.toEqual(started?.appHash);
  await node.call({ commit: {} });
  node.crash();
  const { info } = await node.call({ info: {} });
  expect(toBigint(info?.lastBlockHeight)).toBe(1n);
  expect(Buffer.from(info?.lastBlockAppHash as Uint8Array)).toEqual(Buffer.from(finalizeBlock?.appHash as Uint8Array));
});

describe('crash and replay give the same app hash', () => {
  test.each([
    ['before the first commit', 0],
    ['between FinalizeBlock and Commit', 1],
    ['after Commit', 2],
  ])('%s', async (_, where) => {
    const node = new Driver();
    await node.call(initChain());
    if (where > 0) {
      await node.finalize(1n);
      await node.call({ commit: {} });
    }
    const first = (await node.finalize(where === 0 ? 1n : 2n, [request()])).finalizeBlock?.appHash;
    if (where === 2) await node.call({ commit: {} });
    node.crash();
    const height = toBigint((await node.call({ info: {} })).info?.lastBlockHeight);
    expect(height).toBe(BigInt(where));
    if (where === 2) return;
    if (height === 0n) await node.call(initChain());
    const again = (await node.finalize(height + 1n, [request()])).finalizeBlock?.appHash;
    expect(Buffer.from(again as Uint8Array)).toEqual(Buffer.from(first as Uint8Array));
  });
});

describe('proposals', () => {
  test('an honest proposal is accepted; one with a badly signed or undecodable transaction is not', async () => {
    const node = new Driver();
    await node.call(initChain());
    const offered = [request('a'), badlySigned(), Uint8Array.of(1, 2, 3), request('b'), request('a'), request('c', 'other-chain')];
    const { prepareProposal } = await node.call({
      prepareProposal: { maxTxBytes: fromBigint(1_000_000n), txs: offered, height: fromBigint(1n), time: { seconds: fromBigint(1001n), nanos: 0 } },
    });
    expect(prepareProposal?.txs?.length).toBe(2);
    const judge = async (txs: Uint8Array[]) => (await node.call({ processProposal: { txs, height: fromBigint(1n) } })).processProposal?.status;
    const { ACCEPT, REJECT } = abci.ResponseProcessProposal.ProposalStatus;
    expect(await judge([...(prepareProposal?.txs ?? [])])).toBe(ACCEPT);
    expect(await judge([request('a'), badlySigned()])).toBe(REJECT);
    expect(await judge([Uint8Array.of(1)])).toBe(REJECT);
  });
  test('what does not fit is left out', async () => {
    const node = new Driver();
    await node.call(initChain());
    const [a, b] = [request('a'), request('b')];
    const room = fromBigint(BigInt(a.length + 3));
    const { prepareProposal } = await node.call({
      prepareProposal: { maxTxBytes: room, txs: [a, b], height: fromBigint(1n), time: { seconds: fromBigint(1001n), nanos: 0 } },
    });
    expect(prepareProposal?.txs?.length).toBe(1);
  });
});

test('CheckTx sees the transactions before it, until the next commit', async () => {
  const node = new Driver();
  await node.call(initChain());
  const check = async (tx: Uint8Array) => (await node.call({ checkTx: { tx } })).checkTx;
  expect((await check(request()))?.code).toBe(0);
  const second = await check(request());
  expect(second?.log).toContain('TX_REPLAYED');
  expect((await check(request('a', CHAIN, 51n)))?.log).toContain('BUILD_ALREADY_OPEN');
  expect((await check(badlySigned()))?.log).toContain('TX_BAD_SIGNATURE');
  expect((await check(new Uint8Array(70_000)))?.log).toContain('TX_TOO_LARGE');
  expect((await check(Uint8Array.of(9)))?.log).toContain('TX_MALFORMED');
  await node.finalize(1n);
  await node.call({ commit: {} });
  expect((await check(request()))?.code).toBe(0);
});

test('queries: proven values, absence, wrong paths and arguments', async () => {
  const node = new Driver();
  await node.call(initChain());
  const query = async (path: string, data: Uint8Array, height = 0n) =>
    (await node.call({ query: { path, data, prove: true, height: fromBigint(height) } })).query;
  expect((await query('/state', stateKey.params()))?.code).toBe(3);
  await node.finalize(1n);
  await node.call({ commit: {} });
  const found = await query('/state', stateKey.params());
  expect(found?.value?.length).toBeGreaterThan(0);
  expect(found?.proofOps?.ops?.map((op) => op.type)).toEqual(['ics23:smt', 'simple:v']);
  expect((await query('/state', utf8('nothing')))?.value?.length).toBe(0);
  expect((await query('/log/checkpoint', new Uint8Array(0)))?.value?.length).toBeGreaterThan(0);
  expect((await query('/nowhere', new Uint8Array(0)))?.code).toBe(1);
  expect((await query('/log/entry', Uint8Array.of(1)))?.code).toBe(2);
  expect((await query('/log/entry', new Uint8Array(8)))?.code).toBe(3);
  expect((await query('/state', new Uint8Array(5000)))?.code).toBe(2);
  for (const height of [99n, -1n, 2n ** 63n - 1n]) expect((await query('/state', stateKey.params(), height))?.code, String(height)).toBe(3);
});

describe('calls that cannot be answered stop the node', () => {
  test.each([
    ['validators that are not the build nodes', initChain({ validators: [] }), 'VALIDATORS_MISMATCH'],
    ['a validator with power 2', initChain({ validators: [{ pubKey: { ed25519: key }, power: fromBigint(2n) }] }), 'VALIDATORS_MISMATCH'],
    ['a genesis that is not ours', initChain({ appStateBytes: utf8('{}') }), 'GENESIS_INVALID'],
    ['Commit before FinalizeBlock', { commit: {} }, 'CALL_ORDER'],
    ['FinalizeBlock before InitChain', { finalizeBlock: { height: fromBigint(1n) } }, 'CALL_ORDER'],
    ['the application-side mempool', { reapTxs: {} }, 'CALL_ORDER'],
  ] as Array<[string, abci.Request.$Properties, string]>)('%s', async (_, value, code) => {
    await expect(new Driver().call(value)).rejects.toMatchObject({ code });
  });
});
