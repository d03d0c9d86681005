/**
 * A whole run of the light client: blocks of a primary and of witnesses, and what CometBFT's own client made of them:
 * how it ended, which heights it asked the primary for, which evidence it sent to whom.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asDigest, parseHex, toHex } from '@pyrsia/ledger';
import {
  type AttackEvidence,
  encodeEvidence,
  evidenceHash,
  evidenceToJson,
  formatTime,
  headerHash,
  type LightBlock,
  type LightBlockProvider,
  LightClient,
  ClientError,
  LightStore,
  parseLightBlock,
  parseTime,
} from '@pyrsia/client/light';
import { type Case, differences } from './differences.ts';

/** Answers from a recorded chain, and notes what it was asked for and told. */
export class RecordedProvider implements LightBlockProvider {
  readonly name: string;
  readonly fetched: number[] = [];
  readonly evidence: AttackEvidence[] = [];
  /** As they came: what cannot even be read is refused when it is asked for. */
  private readonly blocks: ReadonlyMap<number, unknown>;
  private readonly newest: number;

  constructor(name: string, blocks: readonly unknown[]) {
    this.name = name;
    this.blocks = new Map((blocks as Case[]).map((block) => [Number(block['signed_header'].header.height), block]));
    this.newest = Math.max(0, ...this.blocks.keys());
  }

  async lightBlock(height: bigint | undefined): Promise<LightBlock> {
    const wanted = height === undefined ? this.newest : Number(height);
    this.fetched.push(Number(height ?? 0n));
    if (wanted > this.newest) throw new ClientError('HEIGHT_PENDING', { height: wanted });
    const block = this.blocks.get(wanted);
    if (block === undefined) throw new ClientError('HEIGHT_MISSING', { height: wanted });
    return parseLightBlock(block);
  }

  async reportEvidence(evidence: AttackEvidence): Promise<void> {
    this.evidence.push(evidence);
  }
}

/** The names that the vectors have for an outcome. */
const OUTCOMES: Readonly<Record<string, string>> = {
  ATTACK: 'ATTACK',
  NO_WITNESSES: 'NO_WITNESSES',
  TRUST_EXPIRED: 'EXPIRED',
  HEADER_INVALID: 'INVALID',
  NOT_ENOUGH_TRUST: 'NOT_ENOUGH_TRUST',
};
const NAMED = ['OK', ...Object.values(OUTCOMES)];

interface Outcome {
  readonly result: string;
  readonly hash: string | undefined;
}

async function outcomeOf(run: () => Promise<LightBlock | undefined>): Promise<Outcome> {
  try {
    const block = await run();
    return { result: 'OK', hash: block === undefined ? undefined : toHex(headerHash(block.header)).toUpperCase() };
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    return { result: OUTCOMES[error.code] ?? error.code, hash: undefined };
  }
}

/** The same outcome; where the vectors have a name for a failure that is not known here, any failure is the same. */
const sameOutcome = (got: string, expected: string): boolean => (NAMED.includes(expected) ? got === expected : got !== 'OK');

export async function checkScenario(scenario: Case): Promise<string[]> {
  const primary = new RecordedProvider('primary', scenario['primary']);
  const witnesses = (scenario['witnesses'] ?? []).map((blocks: unknown[], i: number) => new RecordedProvider(`witness ${i}`, blocks)) as RecordedProvider[];
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-scenario-'));
  const { signal } = new AbortController();
  const found: string[] = [];
  const expectOutcome = (what: string, { result }: Outcome, expected: string): void => {
    if (!sameOutcome(result, expected)) found.push(`${what}: got ${result}, expected ${expected}`);
  };
  try {
    let client: LightClient | undefined;
    const init = await outcomeOf(async () => {
      client = await startClient(scenario, [primary, ...witnesses], folder, signal);
      return undefined;
    });
    expectOutcome('init', init, scenario['init']);
    const started = client;
    if (started === undefined || scenario['result'] === undefined) return found;
    primary.fetched.length = 0;
    const outcome = await outcomeOf(() => started.verifyTo(BigInt(scenario['target']), signal));
    expectOutcome('result', outcome, scenario['result']);
    return [
      ...found,
      ...differences({
        ...(scenario['verified_hash'] === undefined ? {} : { 'verified hash': [outcome.hash, scenario['verified_hash']] as const }),
        'heights fetched from the primary': [primary.fetched, scenario['primary_fetched'] ?? primary.fetched],
        'witnesses left': [started.witnesses.length, scenario['witnesses_left'] ?? started.witnesses.length],
        'evidence to the primary': [primary.evidence.map(evidenceView), scenario['evidence_to_primary'] ?? []],
        'evidence to the witnesses': evidenceByChain(scenario, witnesses),
      }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * What witnesses were told, and should have been. Of witnesses that have the same blocks, CometBFT's client hears one
 * first by chance: they count as one.
 */
function evidenceByChain(scenario: Case, witnesses: readonly RecordedProvider[]): readonly [got: unknown, expected: unknown] {
  const got = witnesses.map(({ evidence }) => evidence.map(evidenceView));
  const expected: Case[][] = scenario['evidence_to_witnesses'] ?? witnesses.map(() => []);
  const chains: string[] = (scenario['witnesses'] ?? []).map((blocks: unknown) => JSON.stringify(blocks));
  const byChain = (told: readonly Case[][]) => [...new Set(chains)].map((chain) => told.filter((_, i) => chains[i] === chain).flat());
  return [byChain(got), byChain(expected)];
}

async function startClient(scenario: Case, providers: readonly RecordedProvider[], folder: string, signal: AbortSignal): Promise<LightClient> {
  const root = {
    chainId: scenario['chain_id'],
    height: BigInt(scenario['trust_height']),
    hash: asDigest(parseHex(scenario['trust_hash'])),
    trustingPeriodMs: BigInt(scenario['trusting_period_ns']) / 1_000_000n,
  };
  const client = new LightClient({
    root,
    providers,
    store: await LightStore.open(folder, root.height),
    // Waiting takes no time here: nothing would change meanwhile.
    clock: { nowNs: () => parseTime(scenario['now']), sleep: async () => undefined },
    tuning: { trustLevel: [BigInt(scenario['trust_level'][0]), BigInt(scenario['trust_level'][1])], graceMs: Number.POSITIVE_INFINITY, priorities: 'fail' },
  });
  await client.start(signal);
  return client;
}

/** As the vectors show evidence. */
function evidenceView(evidence: AttackEvidence): Case {
  return {
    byzantine_validators: evidence.byzantine.map(({ address }) => toHex(address).toUpperCase()),
    common_height: Number(evidence.commonHeight),
    conflicting_hash: toHex(headerHash(evidence.conflicting.header)).toUpperCase(),
    conflicting_height: Number(evidence.conflicting.header.height),
    evidence_hash: toHex(evidenceHash(evidence)),
    evidence_json: evidenceToJson(evidence),
    proto: toHex(encodeEvidence(evidence)),
    timestamp: formatTime(evidence.timeNs),
    total_voting_power: evidence.totalPower.toString(),
  };
}
