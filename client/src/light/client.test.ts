/** The light client over recorded whole-client scenarios of CometBFT's own client, and over providers that misbehave. */

import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asDigest, parseHex, toHex } from '@pyrsia/ledger';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClientError } from '../errors.ts';
import { LightClient } from './client.ts';
import { headerHash } from './encode.ts';
import { parseLightBlock } from './json.ts';
import type { LightBlockProvider } from './provider.ts';
import { LightStore } from './store.ts';
import { parseTime } from './time.ts';
import type { LightBlock } from './types.ts';

// biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are; each parser checks its part.
type Scenario = { readonly [key: string]: any };
const scenarios: Scenario[] = JSON.parse(readFileSync(new URL('../../../test/vectors/cometbft/light_client_scenarios.json', import.meta.url), 'utf8'));
const named = (name: string): Scenario => scenarios.find((scenario) => scenario['name'] === name) as Scenario;

class Recorded implements LightBlockProvider {
  readonly name: string;
  readonly fetched: bigint[] = [];
  private readonly blocks: Map<bigint, LightBlock>;
  constructor(name: string, blocks: unknown[]) {
    this.name = name;
    this.blocks = new Map(blocks.map((block) => parseLightBlock(block)).map((block) => [block.header.height, block]));
  }
  async lightBlock(height: bigint | undefined): Promise<LightBlock> {
    const wanted = height ?? [...this.blocks.keys()].at(-1) ?? 0n;
    this.fetched.push(wanted);
    const block = this.blocks.get(wanted);
    if (block === undefined) throw new ClientError('HEIGHT_PENDING', { height: wanted });
    return block;
  }
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-light-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const signal = new AbortController().signal;

async function open(scenario: Scenario, providers: LightBlockProvider[]): Promise<{ client: LightClient; store: LightStore }> {
  const store = await LightStore.open(folder);
  const root = {
    chainId: scenario['chain_id'],
    height: BigInt(scenario['trust_height']),
    hash: asDigest(parseHex(scenario['trust_hash'])),
    trustingPeriodMs: BigInt(scenario['trusting_period_ns']) / 1_000_000n,
  };
  const clock = { nowNs: () => parseTime(scenario['now']), sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)) };
  return { client: new LightClient({ root, providers, store, clock }), store };
}
const providersOf = (scenario: Scenario): Recorded[] => [
  new Recorded('primary', scenario['primary']),
  ...(scenario['witnesses'] ?? []).map((blocks: unknown[], i: number) => new Recorded(`witness ${i}`, blocks)),
];

test.each(scenarios.filter((scenario) => scenario['result'] === 'OK').map((scenario) => [scenario['name'], scenario] as const))(
  '%s: verified, by the heights that the reference fetches',
  async (_, scenario) => {
    const providers = providersOf(scenario);
    const { client } = await open(scenario, providers);
    await client.start(signal);
    const primary = providers[0] as Recorded;
    primary.fetched.length = 0;
    const block = await client.verifyTo(BigInt(scenario['target']), signal);
    expect(toHex(headerHash(block.header)).toUpperCase()).toBe(scenario['verified_hash']);
    expect(primary.fetched.map(Number)).toEqual(scenario['primary_fetched']);
  },
);

test.each(scenarios.filter((scenario) => scenario['result'] === 'ATTACK').map((scenario) => [scenario['name'], scenario] as const))(
  '%s: an attack, and the client stays stopped',
  async (_, scenario) => {
    const { client, store } = await open(scenario, providersOf(scenario));
    await client.start(signal);
    await expect(client.verifyTo(BigInt(scenario['target']), signal)).rejects.toMatchObject({ code: 'ATTACK' });
    await expect(client.verifyTo(2n, signal)).rejects.toMatchObject({ code: 'ATTACK' });
    expect(store.at(BigInt(scenario['target']))).toBeUndefined();
  },
);

test('a witness with an unsupported fork confirms nothing', async () => {
  const scenario = named('only-witness-unsupported-fork');
  const { client } = await open(scenario, providersOf(scenario));
  await client.start(signal);
  await expect(client.verifyTo(BigInt(scenario['target']), signal)).rejects.toMatchObject({ code: 'NO_WITNESSES' });
});

test('without a witness it does not start', async () => {
  const scenario = named('no-witness');
  const { client } = await open(scenario, providersOf(scenario).slice(0, 1));
  await expect(client.start(signal)).rejects.toMatchObject({ code: 'NO_WITNESSES' });
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
    const { client } = await open(scenario, [new Recorded('forger', forged), ...providersOf(scenario).slice(1)]);
    await expect(client.start(signal)).rejects.toMatchObject({ code: 'TRUST_ROOT_MISMATCH' });
    await writeFile(join(folder, '1.json'), JSON.stringify(forged[0]));
    const stored = await open(scenario, providersOf(scenario));
    await expect(stored.client.start(signal)).rejects.toMatchObject({ code: 'STORE_INVALID' });
  });
  test('a primary that hides what is new does not hold the client back', async () => {
    const stale = new Recorded('stale', scenario['primary'].slice(0, 4));
    const { client } = await open(scenario, [stale, ...providersOf(scenario)]);
    await client.start(signal);
    expect((await client.verifyTo(undefined, signal)).header.height).toBe(10n);
  });
  test('one that shows a height that does not exist keeps the client from nothing', async () => {
    const far = structuredClone(scenario['primary'].at(-1));
    far.signed_header.header.height = far.signed_header.commit.height = String(2n ** 62n);
    const { client } = await open(scenario, [new Recorded('liar', [...scenario['primary'], far]), ...providersOf(scenario)]);
    await client.start(signal);
    for (let round = 0; round < 2; round += 1) expect((await client.verifyTo(undefined, signal)).header.height).toBe(10n);
  });
  test('a stale one that answers at once does not hide what a slow one knows', async () => {
    const stale = new Recorded('stale', scenario['primary'].slice(0, 4));
    const slow = providersOf(scenario).map((provider) => ({
      name: provider.name,
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
      lightBlock: async (height: bigint | undefined) => {
        await new Promise((resolve) => setTimeout(resolve, 600));
        return provider.lightBlock(height);
      },
    }));
    const { client } = await open(scenario, [new Recorded('liar', [...scenario['primary'], far]), ...slow]);
    await client.start(signal);
    expect((await client.verifyTo(undefined, signal)).header.height).toBe(10n);
  });
  test('a round leaves no question open', async () => {
    let open_ = 0;
    const hanging: LightBlockProvider = {
      name: 'hanging',
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
    const witnesses = [...scenario['witnesses'], ...scenario['witnesses']].map((blocks: unknown[], i: number) => new Recorded(`w${i}`, blocks));
    const { client } = await open(scenario, [new Recorded('liar', lying), ...witnesses]);
    await client.start(signal);
    const block = await client.verifyTo(10n, signal);
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
});
