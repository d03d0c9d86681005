/**
 * The light client: from the pinned trust root to any other header (light/client.go at v0.40.0). A header counts as
 * verified only when the primary's block verifies from a trusted one and a witness shows the same. When a witness
 * proves another one, there are two signed histories: the client keeps the evidence, tells both sides, and stops for
 * good; it never picks a side. Long, as one state is behind all of it: who is asked, what is stored, what was attacked.
 */
import { equalBytes, type TrustRoot, toHex } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { verifyBackwards } from './backwards.ts';
import { CheckedProvider } from './checked-provider.ts';
import { type Attack, type Comparison, compareWithWitness, proveAttack } from './detector.ts';
import { headerHash } from './encode.ts';
import { describeEvidence, evidenceToJson } from './evidence.ts';
import { isReplacedFor, verifySequential, verifySkipping } from './forward.ts';
import type { LightBlockProvider } from './provider.ts';
import { Providers } from './providers.ts';
import { Round, type Shown, shownAt } from './round.ts';
import type { LightStore } from './store.ts';
import type { Clock, LightBlock } from './types.ts';
import { isExpired, malformedRule, SUCCESS, type VerifyOptions, verifyCommit } from './verifier.ts';

export interface LightClientParts {
  readonly root: TrustRoot;
  /** At least two; the first is the first primary, the others are witnesses. */
  readonly providers: readonly LightBlockProvider[];
  readonly store: LightStore;
  readonly clock: Clock;
  /** Told which provider gave what does not hold, and why: the operator's to look at. */
  readonly onTrouble?: (provider: string, error: unknown) => void;
  readonly tuning?: Partial<Tuning>;
}

/** CometBFT's defaults, but for the last two: its client waits for all witnesses, whatever they take, and fails at any other priority. */
export interface Tuning {
  readonly mode: 'skipping' | 'sequential';
  /** In [1/3, 1]. */
  readonly trustLevel: VerifyOptions['trustLevel'];
  /** How long other witnesses are waited for once one has confirmed. A conflict that comes later still stops the client. */
  readonly graceMs: number;
  /** What other proposer priorities at one witness mean: nothing while another confirms the block, or the end of the run. */
  readonly priorities: 'confirm_nothing' | 'fail';
}

const MAX_CLOCK_DRIFT_NS = 10_000_000_000n;
/** Others have this long once one witness has confirmed: two calls over a slow line. */
const CONFIRMED_GRACE_MS = 1_000;
const TUNING: Tuning = { mode: 'skipping', trustLevel: [1n, 3n], graceMs: CONFIRMED_GRACE_MS, priorities: 'confirm_nothing' };
/** All witnesses, one that lags included: CometBFT waits for such a one twice the drift and 10 s. */
const WITNESS_MS = 60_000;
/** One primary, from the newest trusted block to its own: a dozen blocks over a slow line. */
const VERIFY_MS = 60_000;
/** For the root, once in the life of a node, the other witnesses have longer. */
const ROOT_GRACE_MS = 3_000;
/** To prove a conflict, or not: both sides may need a dozen blocks. */
const DISPUTE_MS = 120_000;
const REPORT_MS = 10_000;

export class LightClient {
  private readonly parts: LightClientParts;
  private readonly tuning: Tuning;
  private readonly providers: Providers;
  private attacked: ClientError | undefined;
  private busy: Promise<unknown> = Promise.resolve();

  /** Throws `NO_WITNESSES` unless there are two providers, and for a trust level that trusts too few. */
  constructor(parts: LightClientParts) {
    this.parts = parts;
    this.tuning = { ...TUNING, ...parts.tuning };
    const [numerator, denominator] = this.tuning.trustLevel;
    if (numerator * 3n < denominator || numerator > denominator || denominator <= 0n) throw new ClientError('CONFIG_INVALID', { where: 'trust level' });
    const checked = parts.providers.map((provider) => new CheckedProvider(provider, parts.root.chainId));
    this.providers = new Providers(checked, () => parts.clock.nowNs());
  }

  /** What was found out here, or by another client of the same store. */
  private get attack(): ClientError | undefined {
    const { attackFile } = this.parts.store;
    if (attackFile !== undefined) this.attacked ??= new ClientError('ATTACK', { evidence: attackFile.path });
    return this.attacked;
  }

  /** Throws while nothing may be believed: after an attack, or when the header (undefined: the newest) is too old to build upon. */
  assertTrustworthy(of = this.latest): void {
    if (this.attack !== undefined) throw this.attack;
    if (of !== undefined && isExpired(of.header, this.options())) throw new ClientError('TRUST_EXPIRED', { height: of.header.height });
  }

  /** Newest verified block. */
  get latest(): LightBlock | undefined {
    return this.parts.store.latest();
  }

  /** Block at a verified height that is still stored. */
  at(height: bigint): LightBlock | undefined {
    return this.parts.store.at(height);
  }

  /** The lowest verified block above a height. */
  above(height: bigint): LightBlock | undefined {
    return this.parts.store.above(height);
  }

  /** Is that block stored, or is there one before it that may still be built upon? Else only a walk back leads there. */
  reachesForward(height: bigint): boolean {
    const { store } = this.parts;
    const before = store.before(height);
    return store.at(height) !== undefined || (before !== undefined && !isExpired(before.header, this.options()));
  }

  /** Providers that gave something unusable, and are not asked for a while. */
  get setAside(): readonly string[] {
    return this.providers.setAsideNames;
  }

  get witnesses(): readonly LightBlockProvider[] {
    return this.providers.witnesses;
  }

  /** Takes the trust root from the chain, or checks that it is of the history that is stored. */
  async start(signal: AbortSignal): Promise<void> {
    if (this.attack !== undefined) throw this.attack;
    const { root, store } = this.parts;
    if (!store.isEmpty) {
      // A root that was pinned anew: what is stored must lead to it.
      const stored = store.at(root.height) ?? (await this.verifyNow(root.height, signal));
      if (!this.isRoot(stored)) throw new ClientError('STORE_INVALID', { height: root.height });
      return;
    }
    const block = await this.providers.fromPrimary(root.height, signal);
    if (!this.isRoot(block)) {
      throw new ClientError('TRUST_ROOT_MISMATCH', { height: root.height, expected: toHex(root.hash), found: toHex(headerHash(block.header)) });
    }
    await this.compareRoot(block, signal);
    await store.save(block);
  }

  /** The pinned header is right whoever contradicts it; but a network where somebody does is not one to begin with. */
  private async compareRoot(block: LightBlock, signal: AbortSignal): Promise<void> {
    const bad: LightBlockProvider[] = [];
    const act = async (witness: LightBlockProvider, comparison: Comparison): Promise<void> => {
      if (comparison.kind === 'bad') bad.push(witness);
      if (comparison.kind === 'conflict') throw new ClientError('WITNESS_CONFLICT', { height: block.header.height, witness: witness.name });
      if (comparison.kind === 'priorities' && this.tuning.priorities === 'fail') throw new ClientError('PRIORITIES_DIVERGE', { witness: witness.name });
    };
    await this.askWitnesses(block, act, { shown: new Map(), graceMs: Math.max(ROOT_GRACE_MS, this.tuning.graceMs), signal });
    if (bad.length < this.providers.witnesses.length) this.providers.setAside(bad);
  }

  /** Verifies and stores the block at `height` (undefined: the newest there is). One at a time. */
  verifyTo(height: bigint | undefined, signal: AbortSignal): Promise<LightBlock> {
    const run = this.busy.then(() => this.verifyNow(height, signal));
    this.busy = run.catch(() => undefined);
    return run;
  }

  /** As `verifyTo`, but a primary whose blocks do not hold is left for the next, as long as there are others. */
  async reach(height: bigint, signal: AbortSignal): Promise<LightBlock> {
    for (;;) {
      try {
        return await this.verifyTo(height, signal);
      } catch (error) {
        if (signal.aborted || isFinal(error) || !this.blame(error)) throw error;
      }
    }
  }

  /** Tells of the provider that the error names, and leaves it, if it lied and there are others. True if it was left. */
  private blame(error: unknown): boolean {
    if (!(error instanceof ClientError) || !isLie(error)) return false;
    const name = String(error.detail['rpc']);
    this.parts.onTrouble?.(name, error);
    return this.providers.leave(name);
  }

  private async verifyNow(height: bigint | undefined, signal: AbortSignal): Promise<LightBlock> {
    if (this.attack !== undefined) throw this.attack;
    this.providers.restore();
    if (height === undefined) return this.verifyNewest(signal);
    const known = this.parts.store.at(height);
    if (known !== undefined) return known;
    return this.verifyBlock(await this.providers.fromPrimary(height, signal), new Map(), signal);
  }

  /**
   * From each provider its own newest block, the furthest first, until one verifies: what a provider shows is a claim,
   * and one that does not hold must not keep this node from what slower ones show. At its end a round leaves no
   * question open.
   */
  private async verifyNewest(signal: AbortSignal): Promise<LightBlock> {
    const known = this.latest;
    const ended = new AbortController();
    const asked = { providers: [this.providers.primary, ...this.providers.witnesses], clock: this.parts.clock };
    const round = new Round(asked, known?.header.height ?? 0n, AbortSignal.any([signal, ended.signal]));
    try {
      for await (const [claimant, block] of round.claims()) {
        this.providers.promote(claimant);
        try {
          return await this.verifyBlock(block, round.shown, AbortSignal.any([signal, AbortSignal.timeout(VERIFY_MS)]));
        } catch (error) {
          if (isFinal(error) || signal.aborted) throw error;
          round.trouble = error;
          this.blame(error);
        }
      }
      if (known !== undefined && round.hasNothingNew) return known;
      throw round.trouble ?? new ClientError('HEIGHT_PENDING', { height: known?.header.height ?? 0n });
    } finally {
      ended.abort();
    }
  }

  private async verifyBlock(target: LightBlock, shown: Shown, signal: AbortSignal): Promise<LightBlock> {
    const { store } = this.parts;
    const { height } = target.header;
    const known = store.at(height);
    if (known !== undefined) return known;
    const first = store.first();
    if (first === undefined) throw new ClientError('STORE_INVALID');
    if (height < first.header.height) return this.backwards(first, target, signal);
    const before = store.before(height) as LightBlock;
    const above = store.above(height);
    // What is older than the trusting period can still be reached from a later block that is not.
    if (above !== undefined && isExpired(before.header, this.options())) return this.backwards(above, target, signal);
    const { trace, block } = await this.forward(before, target, signal);
    await this.detectDivergence(trace, shown, signal);
    await store.save(block, trace.slice(1, -1));
    return block;
  }

  /** A primary whose target does not hold is believed nothing; one that gives a bad block on the way there is replaced. */
  private async forward(trusted: LightBlock, target: LightBlock, outer: AbortSignal): Promise<{ trace: readonly LightBlock[]; block: LightBlock }> {
    const signal = AbortSignal.any([outer, AbortSignal.timeout(VERIFY_MS)]);
    if (this.tuning.mode === 'sequential') {
      const fetch = (height: bigint): Promise<LightBlock> => this.providers.fromPrimary(height, signal);
      const replace = async (error: ClientError): Promise<void> => void (await this.replacement(target, error, signal));
      return {
        trace: await verifySequential(trusted, target, { fetch, replace, name: () => this.providers.primary.name, options: this.options() }),
        block: target,
      };
    }
    for (let block = target; ; ) {
      try {
        return { trace: await verifySkipping(trusted, block, { source: this.providers.primary, options: this.options(), signal }), block };
      } catch (error) {
        if (!isReplacedFor(error, block)) throw error;
        block = await this.replacement(block, error, signal);
      }
    }
  }

  /** The same block, from a new primary; else the error that made the old one unusable. */
  private async replacement(block: LightBlock, error: ClientError, signal: AbortSignal): Promise<LightBlock> {
    let other: LightBlock;
    try {
      other = await this.providers.replacePrimary(block.header.height, 'set aside', signal);
    } catch (cause) {
      if (cause instanceof ClientError && !signal.aborted) throw error;
      throw cause;
    }
    if (!equalBytes(headerHash(other.header), headerHash(block.header))) throw error;
    return other;
  }

  /** To a header before a trusted one, along the hashes of the headers between. */
  private async backwards(from: LightBlock, target: LightBlock, signal: AbortSignal): Promise<LightBlock> {
    if (isExpired(from.header, this.options())) throw new ClientError('TRUST_EXPIRED', { height: from.header.height });
    const { height } = target.header;
    const fetch = async (wanted: bigint): Promise<LightBlock> => this.providers.fromPrimary(wanted, signal);
    for (let reached = await verifyBackwards(from, height, fetch); ; reached = await verifyBackwards(reached.block, height, fetch)) {
      if (reached.broken === undefined) {
        await this.parts.store.save(reached.block);
        return reached.block;
      }
      await this.replacement(target, reached.broken, signal);
    }
  }

  /**
   * Throws unless a witness shows the last block of the trace, and none proves another. Conflicts are looked into one
   * after the other, and no further once one is proven.
   */
  private async detectDivergence(trace: readonly LightBlock[], shown: Shown, signal: AbortSignal): Promise<void> {
    const target = trace.at(-1) as LightBlock;
    const { height } = target.header;
    const { primary } = this.providers;
    const toSetAside: LightBlockProvider[] = [];
    const doubting: LightBlockProvider[] = [];
    let disputes: Promise<void> = Promise.resolve();
    const dispute = async (witness: LightBlockProvider, conflicting: LightBlock): Promise<void> => {
      if (this.attacked !== undefined) return;
      // A time of its own: who has used up that of the comparison must not hide what the next can prove.
      const attack = await proveAttack({ primary, witness, trace, conflicting }, this.options(), AbortSignal.timeout(DISPUTE_MS));
      if (attack !== undefined) await this.stopForAttack(attack, primary, witness);
      else toSetAside.push(witness);
    };
    const act = async (witness: LightBlockProvider, comparison: Comparison): Promise<void> => {
      if (comparison.kind === 'bad') toSetAside.push(witness);
      if (comparison.kind === 'priorities') doubting.push(witness);
      if (comparison.kind !== 'conflict') return;
      const mine = disputes.then(() => dispute(witness, comparison.block));
      disputes = mine.catch(() => undefined); // Told to who waits for this one.
      await mine;
    };
    const { confirmed } = await this.askWitnesses(target, act, { shown, graceMs: this.tuning.graceMs, signal });
    if (this.attacked !== undefined) throw this.attacked;
    const diverges = doubting.length > 0 && (this.tuning.priorities === 'fail' || !confirmed);
    if (diverges) throw new ClientError('PRIORITIES_DIVERGE', { height, primary: primary.name, witness: doubting.map(({ name }) => name).join(',') });
    for (const witness of toSetAside) this.parts.onTrouble?.(witness.name, new ClientError('RPC_ANSWER_INVALID', { what: 'as a witness', height }));
    this.providers.setAside(toSetAside);
    if (!confirmed) throw new ClientError('NOT_CONFIRMED', { height });
  }

  /** Compares with all witnesses at once. Once one has confirmed, the others have a moment. */
  private async askWitnesses(
    target: LightBlock,
    act: (witness: LightBlockProvider, comparison: Comparison) => Promise<void>,
    { shown, graceMs, signal }: { shown: Shown; graceMs: number; signal: AbortSignal },
  ): Promise<{ confirmed: boolean }> {
    // Not longer than this, also for those that nobody waits for any more.
    const limited = AbortSignal.any([signal, AbortSignal.timeout(WITNESS_MS)]);
    const { clock } = this.parts;
    let confirmed = false;
    const first = Promise.withResolvers<void>();
    const asked = this.providers.witnesses.map(async (witness) => {
      const comparison = await compareWithWitness(target, witness, {
        clock,
        maxClockDriftNs: MAX_CLOCK_DRIFT_NS,
        shown: (provider, height) => shownAt(shown, provider, height),
        signal: limited,
      });
      if (comparison.kind === 'same') {
        confirmed = true;
        first.resolve();
      } else await act(witness, comparison);
    });
    const all = Promise.all(asked);
    if (graceMs === Number.POSITIVE_INFINITY) await all;
    else await Promise.race([all, first.promise.then(() => clock.sleep(graceMs))]);
    // A conflict that is proven after the race is over stops the client by itself.
    all.catch((error: unknown) => this.parts.onTrouble?.('witnesses', error));
    return { confirmed };
  }

  private async stopForAttack(attack: Attack, primary: LightBlockProvider, witness: LightBlockProvider): Promise<void> {
    const { againstPrimary, againstWitness } = attack;
    const { store } = this.parts;
    // First of all: a restart must not forget it.
    this.attacked = new ClientError('ATTACK', { primary: primary.name, witness: witness.name, ...describeEvidence(againstPrimary) });
    const kept = store.saveAttack({
      primary: primary.name,
      witness: witness.name,
      against_primary: evidenceToJson(againstPrimary),
      against_witness: againstWitness === undefined ? null : evidenceToJson(againstWitness),
    });
    const signal = AbortSignal.timeout(REPORT_MS);
    // Best effort: one of the two lied, and may not answer. Told also if the disk does not take the evidence.
    await Promise.allSettled([
      kept,
      witness.reportEvidence(againstPrimary, signal),
      ...(againstWitness === undefined ? [] : [primary.reportEvidence(againstWitness, signal)]),
    ]);
    await kept;
  }

  private options(): VerifyOptions {
    const { root, clock } = this.parts;
    const { trustLevel } = this.tuning;
    return { nowNs: clock.nowNs(), trustingPeriodNs: root.trustingPeriodMs * 1_000_000n, maxClockDriftNs: MAX_CLOCK_DRIFT_NS, trustLevel };
  }

  /** The pinned header, with the validators that it names, who signed it. */
  private isRoot(block: LightBlock): boolean {
    const { root } = this.parts;
    const pinned = block.header.height === root.height && equalBytes(headerHash(block.header), root.hash);
    return pinned && malformedRule(block, root.chainId) === undefined && verifyCommit(block) === SUCCESS;
  }
}

/** What no honest provider gives. */
const isLie = ({ code }: ClientError): boolean => code === 'HEADER_INVALID' || code === 'RPC_ANSWER_INVALID';

/** A provider that fails or lies is left for the next; these are not a provider's fault alone. */
function isFinal(error: unknown): boolean {
  return error instanceof ClientError && ['ATTACK', 'TRUST_EXPIRED', 'NO_WITNESSES', 'NOT_CONFIRMED'].includes(error.code);
}
