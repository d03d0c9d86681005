/**
 * The grammar of ABCI 2.0 (spec/abci, "CometBFT's expected behaviour", at v0.40.0) as a generator: every legal order of
 * calls, with crashes anywhere, recovery and state sync, comes to the same app hashes; calls in an illegal order end in
 * an error with a code, and a node that starts again after them has lost nothing.
 */
import { sha256 } from '@pyrsia/ledger';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { abci } from '../../gen/abci.js';
import { fromBigint, toBigint } from '../int64.ts';
import { Driver, initChain, request } from './calls-harness.ts';

const { ACCEPT, REJECT } = abci.ResponseOfferSnapshot.Result;
const HEIGHTS = 8;
const PINS = { pins: { everyHeights: 2n, keep: 4 } };
/** What each height decides; some blocks are empty. */
const blocks: ReadonlyArray<readonly Uint8Array[]> = Array.from({ length: HEIGHTS }, (_, i) =>
  i % 3 === 2 ? [] : [request(`g${i}a`), ...(i % 2 === 0 ? [request(`g${i}b`)] : [])],
);
const blockAt = (height: bigint): Uint8Array[] => [...(blocks[Number(height) - 1] ?? [])];
const timeOf = (height: bigint) => ({ seconds: fromBigint(1000n + height), nanos: 5 });

/** The plain run: no rounds, no crash. */
let reference: Driver;
const appHashes = new Map<bigint, string>();
const hex = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('hex');

beforeAll(async () => {
  reference = new Driver(PINS);
  await reference.call(initChain());
  for (let height = 1n; height <= BigInt(HEIGHTS); height += 1n) {
    appHashes.set(height, hex((await reference.finalize(height, blockAt(height))).finalizeBlock?.appHash));
    await reference.call({ commit: {} });
  }
  await reference.planned(2);
});

const CRASH = 'crash';
/** Calls that other connections make at any time. */
const anytime = fc.constantFrom('checkTx', 'recheck', 'query', 'listSnapshots', 'loadSnapshotChunk', 'info', 'echo', 'flush');
/** One round of a height: as proposer or not, with proposals of others that are seen again and again. */
const round = fc.array(fc.oneof(fc.constantFrom('prepareProposal', 'processProposal', 'processOther', 'extendVote', 'verifyVote'), anytime), { maxLength: 4 });
const height = fc.record({
  rounds: fc.array(round, { maxLength: 3 }),
  between: fc.array(anytime, { maxLength: 2 }),
  crash: fc.constantFrom('never', 'never', 'never', 'before', 'finalized', 'committed'),
});
const start = fc.oneof(
  fc.constant('handshake' as const),
  fc.record({ attempts: fc.array(fc.constantFrom('partial', 'wrong', 'crash', 'crash at the end'), { maxLength: 2 }) }),
);

/** Plays CometBFT: knows what was decided, and brings a node that starts again to where the chain is. */
class Simulated {
  readonly node = new Driver(PINS);
  /** Height that CometBFT has stored. */
  stored = 0n;

  async start(how: 'handshake' | { attempts: readonly string[] }): Promise<void> {
    if (how === 'handshake') return this.recover();
    for (const attempt of how.attempts) {
      const snapshot = await this.offer(attempt === 'wrong' ? sha256() : undefined);
      if (attempt !== 'wrong') await this.chunk(snapshot, 0);
      // Restored, but CometBFT stops before it takes note: it knows of nothing, and begins anew.
      if (attempt === 'crash at the end') for (let i = 1; i < (snapshot.chunks as number); i += 1) await this.chunk(snapshot, i);
      if (attempt.startsWith('crash')) this.node.crash();
    }
    const snapshot = await this.offer();
    for (let i = 0; i < (snapshot.chunks as number); i += 1) await this.chunk(snapshot, i);
    const { info } = await this.node.call({ info: {} });
    this.stored = toBigint(info?.lastBlockHeight);
    expect(hex(info?.lastBlockAppHash)).toBe(appHashes.get(this.stored));
  }

  private async offer(appHash?: Uint8Array): Promise<abci.Snapshot.$Properties> {
    const snapshot = (await reference.call({ listSnapshots: {} })).listSnapshots?.snapshots?.[0] as abci.Snapshot.$Properties;
    const trusted = Buffer.from(appHashes.get(toBigint(snapshot.height)) as string, 'hex');
    const { offerSnapshot } = await this.node.call({ offerSnapshot: { snapshot, appHash: appHash ?? trusted } });
    expect(offerSnapshot?.result).toBe(appHash === undefined ? ACCEPT : REJECT);
    expect(snapshot.chunks).toBeGreaterThan(1);
    return snapshot;
  }

  private async chunk(snapshot: abci.Snapshot.$Properties, index: number): Promise<void> {
    const loaded = await reference.call({ loadSnapshotChunk: { height: snapshot.height ?? null, format: snapshot.format ?? null, chunk: index } });
    await this.node.call({ applySnapshotChunk: { index, chunk: loaded.loadSnapshotChunk?.chunk ?? null, sender: 'peer' } });
  }

  /** The handshake: Info, InitChain if there is nothing yet, then every block that the application does not have. */
  async recover(): Promise<void> {
    const { info } = await this.node.call({ info: {} });
    const has = toBigint(info?.lastBlockHeight);
    expect(has <= this.stored).toBe(true);
    if (has > 0n) expect(hex(info?.lastBlockAppHash)).toBe(appHashes.get(has));
    if (has === 0n) await this.node.call(initChain());
    for (let replayed = has + 1n; replayed <= this.stored; replayed += 1n) await this.decide(replayed);
  }

  async decide(at: bigint): Promise<void> {
    const { finalizeBlock } = await this.finalize(at);
    expect(hex(finalizeBlock?.appHash)).toBe(appHashes.get(at));
    await this.node.call({ commit: {} });
  }

  finalize(at: bigint) {
    return this.node.finalize(at, blockAt(at));
  }

  async make(call: string): Promise<void> {
    const at = this.stored + 1n;
    const txs = blockAt(at);
    const block = { height: fromBigint(at), time: timeOf(at) };
    const requests: Readonly<Record<string, abci.Request.$Properties>> = {
      prepareProposal: { prepareProposal: { ...block, txs: [...txs, ...blockAt(1n)], maxTxBytes: fromBigint(1_000_000n) } },
      processProposal: { processProposal: { ...block, txs } },
      processOther: { processProposal: { ...block, txs: [request('other'), Uint8Array.of(1)] } },
      extendVote: { extendVote: { height: fromBigint(at) } },
      verifyVote: { verifyVoteExtension: { height: fromBigint(at) } },
      checkTx: { checkTx: { tx: txs[0] ?? request('x') } },
      recheck: { checkTx: { tx: request('x'), type: 1 } },
      query: { query: { path: '/log/checkpoint', prove: true } },
      listSnapshots: { listSnapshots: {} },
      loadSnapshotChunk: { loadSnapshotChunk: { height: fromBigint(2n), format: 1, chunk: 0 } },
      info: { info: {} },
      echo: { echo: { message: 'x' } },
      flush: { flush: {} },
    };
    const answer = await this.node.call(requests[call] as abci.Request.$Properties);
    // What an honest node proposes, every honest node accepts.
    if (answer.prepareProposal != null) {
      const judged = await this.node.call({ processProposal: { ...block, txs: answer.prepareProposal.txs ?? [] } });
      expect(judged.processProposal?.status).toBe(1);
    }
  }
}

test('every legal order of calls, with crashes and state sync, gives the same app hashes', async () => {
  await fc.assert(
    fc.asyncProperty(start, fc.array(height, { minLength: HEIGHTS, maxLength: HEIGHTS }), async (how, heights) => {
      const chain = new Simulated();
      await chain.start(how);
      for (const step of heights.slice(Number(chain.stored))) {
        for (const call of step.rounds.flat()) await chain.make(call);
        if (step.crash === 'before') {
          chain.node.crash();
          await chain.recover();
        }
        // CometBFT has the block before the application hears of it.
        const at = chain.stored + 1n;
        if (step.crash === 'finalized') {
          await chain.finalize(at);
          chain.node.crash();
          chain.stored = at;
          await chain.recover();
          continue;
        }
        expect(hex((await chain.finalize(at)).finalizeBlock?.appHash)).toBe(appHashes.get(at));
        for (const call of step.between.filter((call) => call !== 'query')) await chain.make(call);
        await chain.node.call({ commit: {} });
        chain.stored = at;
        if (step.crash === 'committed') {
          chain.node.crash();
          await chain.recover();
        }
      }
      const { info } = await chain.node.call({ info: {} });
      expect(hex(info?.lastBlockAppHash)).toBe(appHashes.get(BigInt(HEIGHTS)));
    }),
    { numRuns: 150 },
  );
}, 120_000);

/** Any call at any time, with arguments that are right or wrong. */
const anyCall = fc.oneof(
  fc.constant<abci.Request.$Properties>({ commit: {} }),
  fc.constant<abci.Request.$Properties>(initChain()),
  fc.constant<abci.Request.$Properties>(initChain({ validators: [] })),
  fc
    .bigInt({ min: -1n, max: 9n })
    .map((at): abci.Request.$Properties => ({ finalizeBlock: { height: fromBigint(at), time: timeOf(at), txs: [request('x')] } })),
  fc.constant<abci.Request.$Properties>({ prepareProposal: { height: fromBigint(1n), maxTxBytes: fromBigint(10n) } }),
  fc.constant<abci.Request.$Properties>({ processProposal: { txs: [Uint8Array.of(1)] } }),
  fc.constant<abci.Request.$Properties>({ checkTx: { tx: request('x') } }),
  fc.constant<abci.Request.$Properties>({ query: { path: '/state', data: Uint8Array.of(1) } }),
  fc.constant<abci.Request.$Properties>({ applySnapshotChunk: { index: 0, chunk: Uint8Array.of(1), sender: 's' } }),
  fc.constant<abci.Request.$Properties>({ offerSnapshot: { snapshot: { height: fromBigint(2n), format: 1 }, appHash: new Uint8Array(32) } }),
  fc.constant<abci.Request.$Properties>({ reapTxs: {} }),
  fc.constant<typeof CRASH>(CRASH),
);
const CODES = ['CALL_ORDER', 'VALIDATORS_MISMATCH', 'GENESIS_INVALID', 'FRAME_INVALID'];

test('calls in any order end well or with a code, and the node goes on from what was committed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(3), fc.array(anyCall, { maxLength: 12 }), async (committed, calls) => {
      const chain = new Simulated();
      await chain.start('handshake');
      for (let at = 1n; at <= BigInt(committed); at += 1n) {
        await chain.decide(at);
        chain.stored = at;
      }
      const before = chain.node.kv.entries();
      for (const call of calls) {
        if (call === CRASH) chain.node.crash();
        else {
          try {
            await chain.node.call(call);
          } catch (error) {
            expect(CODES).toContain((error as { code?: string }).code);
          }
        }
      }
      chain.node.crash();
      const { info } = await chain.node.call({ info: {} });
      // Another block than the reference's, finalized at the right height and then committed, was a legal order.
      if (toBigint(info?.lastBlockHeight) !== chain.stored) return;
      expect(chain.node.kv.entries()).toEqual(before);
      await chain.recover();
      for (let at = chain.stored + 1n; at <= BigInt(HEIGHTS); at += 1n) await chain.decide(at);
    }),
    { numRuns: 300 },
  );
}, 120_000);
