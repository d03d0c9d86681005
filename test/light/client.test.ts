/**
 * The light client over providers that misbehave, stall and contradict each other; whole runs of the reference are in
 * test/vectors and differential.test.ts. Long, as a list: one way to misbehave after the other, over one set-up.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientError, headerHash, type LightBlockProvider, LightClient, type LightClientParts, LightStore, parseTime } from '@pyrsia/client/light';
import { asDigest, parseHex, toHex } from '@pyrsia/ledger';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '../vectors/differences.ts';
import { RecordedProvider } from '../vectors/scenario.ts';

const scenarios: Case[] = JSON.parse(readFileSync(new URL('../vectors/cometbft/light_client_scenarios.json', import.meta.url), 'utf8'));
const named = (name: string): Case => scenarios.find((scenario) => scenario['name'] === name) as Case;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-light-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const signal = new AbortController().signal;

async function open(
  scenario: Case,
  providers: LightBlockProvider[],
  tuning: LightClientParts['tuning'] = {},
): Promise<{ client: LightClient; store: LightStore }> {
  const root = {
    chainId: scenario['chain_id'],
    height: BigInt(scenario['trust_height']),
    hash: asDigest(parseHex(scenario['trust_hash'])),
    trustingPeriodMs: BigInt(scenario['trusting_period_ns']) / 1_000_000n,
  };
  const store = await LightStore.open(folder, root.height);
  // Long waits are cut short: they are for clocks and chains that go on, and these do not.
  const clock = {
    nowNs: () => parseTime(scenario['now']),
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(ms, 1_000))),
  };
  return { client: new LightClient({ root, providers, store, clock, tuning }), store };
}
const providersOf = (scenario: Case): RecordedProvider[] => [
  new RecordedProvider('primary', scenario['primary']),
  ...(scenario['witnesses'] ?? []).map((blocks: unknown[], i: number) => new RecordedProvider(`witness ${i}`, blocks)),
];
/** A provider that fails in its own way, and is the given one otherwise. */
const failing = (provider: RecordedProvider, fail: (height: bigint | undefined) => ClientError | undefined): LightBlockProvider => ({
  name: provider.name,
  reportEvidence: (evidence) => provider.reportEvidence(evidence),
  lightBlock: async (height) => {
    const error = fail(height);
    if (error !== undefined) throw error;
    return provider.lightBlock(height);
  },
});

describe('two histories', () => {
  const attack = named('lunatic-witness-bad-churn1-absent0');
  test('the client stops for good, tells both sides, and keeps the evidence over a restart', async () => {
    const providers = providersOf(attack);
    const { client, store } = await open(attack, providers, { graceMs: Number.POSITIVE_INFINITY });
    await client.start(signal);
    await expect(client.verifyTo(14n, signal)).rejects.toMatchObject({ code: 'ATTACK' });
    await expect(client.verifyTo(2n, signal)).rejects.toMatchObject({ code: 'ATTACK' });
    expect(() => client.assertTrustworthy()).toThrow(/ATTACK/);
    expect(store.at(14n)).toBeUndefined();
    expect(providers.map(({ evidence }) => evidence.length)).toEqual([1, 0, 1]);
    const kept = JSON.parse(await readFile(join(folder, 'attack.json'), 'utf8'));
    expect(kept.against_primary.value.CommonHeight).toBe('1');
    const again = await open(attack, providersOf(attack));
    await expect(again.client.start(signal)).rejects.toMatchObject({ code: 'ATTACK', detail: { evidence: join(folder, 'attack.json') } });
    await expect(again.client.verifyTo(undefined, signal)).rejects.toMatchObject({ code: 'ATTACK' });
  });
  test('a conflict that is proven after another witness has confirmed still stops the client', async () => {
    const [primary, honest, bad] = providersOf(attack) as [RecordedProvider, RecordedProvider, RecordedProvider];
    const slow: LightBlockProvider = {
      name: 'slow',
      reportEvidence: (evidence) => bad.reportEvidence(evidence),
      lightBlock: async (height) => {
        if (height === 14n) await new Promise((resolve) => setTimeout(resolve, 300));
        return bad.lightBlock(height);
      },
    };
    const { client } = await open(attack, [primary, honest, slow], { graceMs: 50 });
    await client.start(signal);
    expect((await client.verifyTo(14n, signal)).header.height).toBe(14n);
    await expect.poll(() => existsSync(join(folder, 'attack.json')), { timeout: 5_000 }).toBe(true);
    await expect(client.verifyTo(13n, signal)).rejects.toMatchObject({ code: 'ATTACK' });
  });
  test('a witness that contradicts the pinned root keeps the client from beginning', async () => {
    const scenario = named('honest-churn1-n10');
    const other = structuredClone(scenario['primary']);
    other[0] = structuredClone(named('honest-churn5-n2')['primary'][0]);
    const { client } = await open(scenario, [...providersOf(scenario), new RecordedProvider('other', other)]);
    await expect(client.start(signal)).rejects.toMatchObject({ code: 'WITNESS_CONFLICT', detail: { witness: 'other' } });
  });
});

describe('ways through the chain', () => {
  const long = named('honest-churn2-n30');
  test('sequential asks for every block, once', async () => {
    const providers = providersOf(long);
    const { client } = await open(long, providers, { mode: 'sequential' });
    await client.start(signal);
    const block = await client.verifyTo(30n, signal);
    expect(toHex(headerHash(block.header)).toUpperCase()).toBe(long['verified_hash']);
    expect(providers[0]?.fetched).toEqual([1, 30, ...Array.from({ length: 28 }, (_, i) => i + 2)]);
  });
  test('backwards goes along the hashes, and refuses a header that is not of this history', async () => {
    const later = { ...long, trust_height: 20, trust_hash: toHex(headerHash((await new RecordedProvider('p', long['primary']).lightBlock(20n)).header)) };
    const { client } = await open(later, providersOf(later));
    await client.start(signal);
    const block = await client.verifyTo(12n, signal);
    expect(toHex(headerHash(block.header))).toBe(toHex(headerHash((await new RecordedProvider('p', long['primary']).lightBlock(12n)).header)));
    const forged = structuredClone(long['primary']);
    forged[4].signed_header.header.app_hash = '00'.repeat(32);
    const lying = await open(later, [new RecordedProvider('liar', forged), new RecordedProvider('liar too', forged)]);
    await expect(lying.client.verifyTo(5n, signal)).rejects.toMatchObject({ code: 'RPC_ANSWER_INVALID' });
    const replaced = await open(later, [new RecordedProvider('liar', forged), ...providersOf(later), ...providersOf(later)]);
    expect((await replaced.client.verifyTo(5n, signal)).header.height).toBe(5n);
    expect(replaced.client.setAside).toEqual(['liar']);
    const expired = await open({ ...later, trusting_period_ns: '1000000000' }, providersOf(later));
    await expect(expired.client.verifyTo(2n, signal)).rejects.toMatchObject({ code: 'TRUST_EXPIRED' });
  });
  test('a primary that gives a bad block on the way is replaced by one with the same target', async () => {
    const forged = structuredClone(long['primary']);
    // Enough votes for who knows its validators, too few for the block itself.
    const { signatures } = forged[16].signed_header.commit;
    for (let i = Math.ceil(signatures.length / 2); i < signatures.length; i += 1)
      signatures[i] = { block_id_flag: 1, validator_address: '', timestamp: '0001-01-01T00:00:00Z', signature: null };
    const { client } = await open(long, [new RecordedProvider('liar', forged), ...providersOf(long), ...providersOf(long)]);
    await client.start(signal);
    expect(toHex(headerHash((await client.verifyTo(30n, signal)).header)).toUpperCase()).toBe(long['verified_hash']);
    expect(client.setAside).toEqual(['liar']);
  });
  test('a primary that gives rubbish on the way is left by whoever wants to get there', async () => {
    const forged = structuredClone(long['primary']);
    forged[16].signed_header.header.app_hash = '00'.repeat(32);
    const { client } = await open(long, [new RecordedProvider('liar', forged), ...providersOf(long), ...providersOf(long)]);
    await client.start(signal);
    await expect(client.verifyTo(30n, signal)).rejects.toMatchObject({ code: 'HEADER_INVALID', detail: { rule: 'provider' } });
    expect((await client.reach(30n, signal)).header.height).toBe(30n);
    expect(client.setAside).toEqual(['liar']);
  });
  test('a silent primary changes places with a witness; one that sends rubbish is set aside', async () => {
    const [primary, witness] = providersOf(long) as [RecordedProvider, RecordedProvider];
    const silent = failing(primary, (height) => (height === 30n ? new ClientError('RPC_UNREACHABLE') : undefined));
    const kept = await open(long, [silent, witness]);
    await kept.client.start(signal);
    expect((await kept.client.verifyTo(30n, signal).catch((error: ClientError) => error.code)) as unknown).toBe('NOT_CONFIRMED');
    expect(kept.client.witnesses.map(({ name }) => name)).toEqual(['primary']);
    await rm(folder, { recursive: true });
    const flooding = failing(primary, (height) => (height === 30n ? new ClientError('RPC_ANSWER_TOO_LARGE') : undefined));
    const others = providersOf(long);
    const dropped = await open(long, [flooding, ...others]);
    await dropped.client.start(signal);
    expect((await dropped.client.verifyTo(30n, signal)).header.height).toBe(30n);
    expect(dropped.client.witnesses).toHaveLength(1);
  });
  test('a witness far behind confirms nothing; one that lags a moment does', async () => {
    const far = await open(long, [new RecordedProvider('primary', long['primary']), new RecordedProvider('behind', long['primary'].slice(0, 10))]);
    await far.client.start(signal);
    await expect(far.client.verifyTo(30n, signal)).rejects.toMatchObject({ code: 'NOT_CONFIRMED' });
    let asked = 0;
    const lagging = failing(new RecordedProvider('lagging', long['primary']), (height) => {
      if (height !== 30n) return undefined;
      asked += 1;
      return asked < 5 ? new ClientError('HEIGHT_PENDING') : undefined;
    });
    const near = await open(long, [new RecordedProvider('primary', long['primary']), lagging]);
    expect((await near.client.verifyTo(30n, signal)).header.height).toBe(30n);
  });
});

describe('providers and stores that misbehave', () => {
  const scenario = named('honest-churn1-n10');
  test('a chain without the pinned header is refused', async () => {
    const { client } = await open({ ...scenario, trust_hash: 'AB'.repeat(32) }, providersOf(scenario));
    await expect(client.start(signal)).rejects.toMatchObject({ code: 'TRUST_ROOT_MISMATCH' });
  });
  test('the pinned header with validators of a stranger is refused, from the chain and from the store', async () => {
    const forged = structuredClone(scenario['primary']);
    forged[0].validator_set = structuredClone(named('honest-churn5-n2')['primary'][1].validator_set);
    const { client } = await open(scenario, [new RecordedProvider('forger', forged), ...providersOf(scenario).slice(1)]);
    // The forger is left; with one witness for each block there is none any more.
    await expect(client.start(signal)).rejects.toMatchObject({ code: 'NO_WITNESSES' });
    await writeFile(join(folder, '1.json'), JSON.stringify(forged[0]));
    const stored = await open(scenario, providersOf(scenario));
    await expect(stored.client.start(signal)).rejects.toMatchObject({ code: 'STORE_INVALID' });
  });
  test('a primary that hides what is new does not hold the client back', async () => {
    const stale = new RecordedProvider('stale', scenario['primary'].slice(0, 4));
    const { client } = await open(scenario, [stale, ...providersOf(scenario)]);
    await client.start(signal);
    expect((await client.verifyTo(undefined, signal)).header.height).toBe(10n);
  });
  test('one that shows a height that does not exist keeps the client from nothing', async () => {
    const far = structuredClone(scenario['primary'].at(-1));
    far.signed_header.header.height = far.signed_header.commit.height = String(2n ** 62n);
    const { client } = await open(scenario, [new RecordedProvider('liar', [...scenario['primary'], far]), ...providersOf(scenario)]);
    await client.start(signal);
    for (let round = 0; round < 2; round += 1) expect((await client.verifyTo(undefined, signal)).header.height).toBe(10n);
  });
  test('a stale one that answers at once does not hide what a slow one knows', async () => {
    const stale = new RecordedProvider('stale', scenario['primary'].slice(0, 4));
    const slow = providersOf(scenario).map((provider) => ({
      name: provider.name,
      reportEvidence: async () => undefined,
      lightBlock: async (height: bigint | undefined) => {
        await new Promise((resolve) => setTimeout(resolve, 600));
        return provider.lightBlock(height);
      },
    }));
    const { client } = await open(scenario, [stale, ...slow]);
    await client.start(signal);
    await client.verifyTo(4n, signal);
    expect((await client.verifyTo(undefined, signal)).header.height).toBe(10n);
  });
  test('one that lies at once keeps the client from nothing that slow ones show', async () => {
    const far = structuredClone(scenario['primary'].at(-1));
    far.signed_header.header.height = far.signed_header.commit.height = String(2n ** 62n);
    const slow = providersOf(scenario).map((provider) => ({
      name: provider.name,
      reportEvidence: async () => undefined,
      lightBlock: async (height: bigint | undefined) => {
        await new Promise((resolve) => setTimeout(resolve, 600));
        return provider.lightBlock(height);
      },
    }));
    const { client } = await open(scenario, [new RecordedProvider('liar', [...scenario['primary'], far]), ...slow]);
    await client.start(signal);
    expect((await client.verifyTo(undefined, signal)).header.height).toBe(10n);
  });
  test('a round leaves no question open', async () => {
    let open_ = 0;
    const hanging: LightBlockProvider = {
      name: 'hanging',
      reportEvidence: async () => undefined,
      lightBlock: (_, questionSignal) => {
        open_ += 1;
        return new Promise((_resolve, reject) => {
          questionSignal.addEventListener('abort', () => {
            open_ -= 1;
            reject(new ClientError('RPC_UNREACHABLE'));
          });
        });
      },
    };
    const { client } = await open(scenario, [...providersOf(scenario), hanging]);
    await client.start(signal);
    await client.verifyTo(10n, signal);
    const before = open_;
    for (let i = 0; i < 3; i += 1) await client.verifyTo(undefined, signal);
    expect(open_).toBe(before);
  }, 30_000);
  test('nothing new is no trouble', async () => {
    const { client } = await open(scenario, providersOf(scenario));
    await client.start(signal);
    await client.verifyTo(10n, signal);
    expect((await client.verifyTo(undefined, signal)).header.height).toBe(10n);
  });
  test('an expired root says so', async () => {
    const { client } = await open({ ...scenario, trusting_period_ns: '1000000000' }, providersOf(scenario));
    await client.start(signal);
    await expect(client.verifyTo(10n, signal)).rejects.toMatchObject({ code: 'TRUST_EXPIRED' });
  });
  test('a primary that lies is left for the next', async () => {
    const lying = structuredClone(scenario['primary']);
    lying[9].signed_header.header.app_hash = '00'.repeat(32);
    const witnesses = [...scenario['witnesses'], ...scenario['witnesses']].map((blocks: unknown[], i: number) => new RecordedProvider(`w${i}`, blocks));
    const { client } = await open(scenario, [new RecordedProvider('liar', lying), ...witnesses]);
    await client.start(signal);
    const block = await client.verifyTo(undefined, signal);
    expect(toHex(headerHash(block.header)).toUpperCase()).toBe(scenario['verified_hash']);
  });
  test('a restart goes on from the stored blocks; a store of another root is refused', async () => {
    const first = await open(scenario, providersOf(scenario));
    await first.client.start(signal);
    await first.client.verifyTo(6n, signal);
    const again = await open(scenario, providersOf(scenario));
    await again.client.start(signal);
    expect(again.client.latest?.header.height).toBe(6n);
    const other = await open({ ...scenario, trust_hash: 'AB'.repeat(32) }, providersOf(scenario));
    await expect(other.client.start(signal)).rejects.toMatchObject({ code: 'STORE_INVALID' });
  });
  test('a block on the way that no witness was asked for is no answer: asked for by itself, it is compared', async () => {
    const long = named('honest-churn2-n30');
    const [primary, witness] = providersOf(long) as [RecordedProvider, RecordedProvider];
    const { client, store } = await open(long, [primary, witness]);
    await client.start(signal);
    await client.verifyTo(30n, signal);
    const [pivot] = primary.fetched.filter((height) => height !== 1 && height !== 30) as [number];
    expect(store.upTo(30n).map(({ header }) => Number(header.height))).toContain(pivot);
    expect(client.at(BigInt(pivot))).toBeUndefined();
    witness.fetched.length = 0;
    await client.verifyTo(BigInt(pivot), signal);
    expect(witness.fetched).toEqual([pivot]);
  });
  test('a root that is pinned anew is of the stored history, or refused', async () => {
    const first = await open(scenario, providersOf(scenario));
    await first.client.start(signal);
    await first.client.verifyTo(8n, signal);
    const hash = toHex(headerHash((await new RecordedProvider('p', scenario['primary']).lightBlock(5n)).header));
    const later = await open({ ...scenario, trust_height: 5, trust_hash: hash }, providersOf(scenario));
    await later.client.start(signal);
    expect(later.client.latest?.header.height).toBe(8n);
    const other = await open({ ...scenario, trust_height: 6, trust_hash: 'AB'.repeat(32) }, providersOf(scenario));
    await expect(other.client.start(signal)).rejects.toMatchObject({ code: 'STORE_INVALID' });
  });
  test('one that changes proposer priorities keeps the client from nothing', async () => {
    const changed = structuredClone(scenario['primary']);
    for (const block of changed.slice(1)) block.validator_set.validators[0].proposer_priority += '7';
    const slow = [0, 1, 2].map((i) => {
      const provider = new RecordedProvider(`honest ${i}`, scenario['primary']);
      return {
        name: provider.name,
        reportEvidence: async () => undefined,
        lightBlock: async (height: bigint | undefined) => {
          await new Promise((resolve) => setTimeout(resolve, 50));
          return provider.lightBlock(height);
        },
      };
    });
    const { client } = await open(scenario, [new RecordedProvider('liar', changed), ...slow]);
    await client.start(signal);
    expect((await client.verifyTo(undefined, signal)).header.height).toBe(10n);
    // Nobody can tell which of two changed them: none is set aside.
    expect(client.setAside).toEqual([]);
  });
  test('what claims do not hold is told', async () => {
    const lying = structuredClone(scenario['primary']);
    lying[9].signed_header.commit.signatures[0].signature = Buffer.alloc(64, 1).toString('base64');
    const told: string[] = [];
    const providers = [new RecordedProvider('liar', lying), ...providersOf(scenario), ...providersOf(scenario)];
    const { store } = await open(scenario, providers);
    const root = { chainId: scenario['chain_id'], height: 1n, hash: asDigest(parseHex(scenario['trust_hash'])), trustingPeriodMs: 10n ** 10n };
    const clock = { nowNs: () => parseTime(scenario['now']), sleep: async () => undefined };
    const client = new LightClient({ root, providers, store, clock, onTrouble: (provider) => told.push(provider) });
    await client.start(signal);
    expect((await client.verifyTo(undefined, signal)).header.height).toBe(10n);
    expect(told).toEqual(['liar']);
  });
  test('a trust level below a third or above all is refused', async () => {
    for (const trustLevel of [
      [1n, 4n],
      [4n, 3n],
      [0n, 0n],
    ] as const)
      await expect(open(scenario, providersOf(scenario), { trustLevel })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
