/**
 * The light client: from the pinned trust root to any later header. A header counts as verified only when the
 * primary's block verifies from a trusted one and a witness shows the same header. When a witness shows another
 * one, the client stops and says so; it never picks a side.
 */
import { equalBytes, type TrustRoot, toHex } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { verifySkipping } from './bisection.ts';
import { headerHash } from './encode.ts';
import type { LightBlockProvider } from './provider.ts';
import { GRACE_MS, Round, type Shown, shownAt } from './round.ts';
import type { LightStore } from './store.ts';
import type { Clock, LightBlock } from './types.ts';
import { isExpired, malformedRule, SUCCESS, type VerifyOptions, verifyCommit } from './verifier.ts';

export interface LightClientParts {
  readonly root: TrustRoot;
  /** At least two: any of them may be the primary, the others are then witnesses. */
  readonly providers: readonly LightBlockProvider[];
  readonly store: LightStore;
  readonly clock: Clock;
}

/** CometBFT's defaults. */
const MAX_CLOCK_DRIFT_NS = 10_000_000_000n;
const TRUST_LEVEL = [1n, 3n] as const;
/** Build nodes commit a block within a second of each other; a witness that lags more is passed over. */
const WITNESS_ATTEMPTS = 40;
const WITNESS_PAUSE_MS = 25;
/** A witness that has not answered by then confirms nothing, and holds nothing. */
const WITNESS_MS = 20_000;
/** One primary, from the newest trusted block to its own: a dozen blocks over a slow line. */
const VERIFY_MS = 60_000;

/** A provider that fails or lies is left for the next; these are not a provider's fault alone. */
function isFinal(error: unknown): boolean {
  return error instanceof ClientError && ['ATTACK', 'TRUST_EXPIRED', 'NO_WITNESSES'].includes(error.code);
}

export class LightClient {
  private readonly parts: LightClientParts;
  private attacked: ClientError | undefined;
  private busy: Promise<unknown> = Promise.resolve();

  constructor(parts: LightClientParts) {
    this.parts = parts;
  }

  /** Throws while nothing may be believed: after an attack, or when the newest header is too old to build upon. */
  assertTrustworthy(): void {
    if (this.attacked !== undefined) throw this.attacked;
    const { latest } = this;
    if (latest !== undefined && isExpired(latest.header, this.options())) throw new ClientError('TRUST_EXPIRED', { height: latest.header.height });
  }

  /** Newest verified block. */
  get latest(): LightBlock | undefined {
    return this.parts.store.latest();
  }

  /** Block at a verified height that is still stored. */
  at(height: bigint): LightBlock | undefined {
    return this.parts.store.at(height);
  }

  /** Takes the trust root from the chain, or checks that the stored blocks begin there. */
  async start(signal: AbortSignal): Promise<void> {
    if (this.parts.providers.length < 2) throw new ClientError('NO_WITNESSES', { rpc: this.parts.providers.length });
    const stored = this.parts.store.root();
    if (stored !== undefined) {
      if (!this.isRoot(stored)) throw new ClientError('STORE_INVALID');
      return;
    }
    const { root } = this.parts;
    const block = await this.fromAny((provider) => provider.lightBlock(root.height, signal));
    if (!this.isRoot(block)) {
      throw new ClientError('TRUST_ROOT_MISMATCH', { height: root.height, expected: toHex(root.hash), found: toHex(headerHash(block.header)) });
    }
    await this.parts.store.saveRoot(block);
  }

  /** Verifies and stores the block at `height` (undefined: the newest there is). One at a time. */
  verifyTo(height: bigint | undefined, signal: AbortSignal): Promise<LightBlock> {
    const run = this.busy.then(() => this.verifyNow(height, signal));
    this.busy = run.catch(() => undefined);
    return run;
  }

  private async verifyNow(height: bigint | undefined, signal: AbortSignal): Promise<LightBlock> {
    if (this.attacked !== undefined) throw this.attacked;
    if (height !== undefined) {
      const known = this.parts.store.at(height);
      return known ?? this.fromFirst(height, signal);
    }
    return this.verifyNewest(signal);
  }

  /**
   * From each provider its own newest block, the furthest first, until one verifies: what a provider shows is a claim,
   * and one that does not hold must not keep this node from what slower ones show. At its end a round leaves no
   * question open.
   */
  private async verifyNewest(signal: AbortSignal): Promise<LightBlock> {
    const known = this.latest;
    const ended = new AbortController();
    const round = new Round(this.parts, known?.header.height ?? 0n, AbortSignal.any([signal, ended.signal]));
    try {
      for await (const [primary, block] of round.claims()) {
        try {
          return await this.verifyFrom(primary, block.header.height, round.shown, signal);
        } catch (error) {
          if (isFinal(error) || signal.aborted) throw error;
          round.trouble = error;
        }
      }
      if (known !== undefined && round.hasNothingNew) return known;
      throw round.trouble ?? new ClientError('HEIGHT_PENDING', { height: known?.header.height ?? 0n });
    } finally {
      ended.abort();
    }
  }

  private async fromFirst(height: bigint, signal: AbortSignal): Promise<LightBlock> {
    let last: unknown;
    for (const primary of this.parts.providers) {
      try {
        return await this.verifyFrom(primary, height, new Map(), signal);
      } catch (error) {
        if (isFinal(error) || signal.aborted) throw error;
        last = error;
      }
    }
    throw last;
  }

  private async verifyFrom(primary: LightBlockProvider, height: bigint, shown: Shown, outer: AbortSignal): Promise<LightBlock> {
    const { store } = this.parts;
    // A primary that drips its answers is left for the next.
    const signal = AbortSignal.any([outer, AbortSignal.timeout(VERIFY_MS)]);
    const stored = store.at(height);
    if (stored !== undefined) return stored;
    const target = shownAt(shown, primary, height) ?? (await primary.lightBlock(height, signal));
    const trusted = store.before(target.header.height + 1n);
    if (trusted === undefined) throw new ClientError('HEIGHT_PENDING', { height: target.header.height });
    const trace = await verifySkipping(trusted, target, primary, this.options(), signal);
    await this.askWitnesses(primary, target, shown, signal);
    await store.save(trace.slice(1));
    return target;
  }

  /** At least one other provider must show this very header; one that shows another signed header is an attack. */
  private async askWitnesses(primary: LightBlockProvider, target: LightBlock, shown: Shown, signal: AbortSignal): Promise<void> {
    const witnesses = this.parts.providers.filter((provider) => provider !== primary);
    // Not longer than this, also for those that nobody waits for any more.
    const limited = AbortSignal.any([signal, AbortSignal.timeout(WITNESS_MS)]);
    const hash = headerHash(target.header);
    let confirmed = 0;
    const first = Promise.withResolvers<void>();
    const asked = Promise.all(
      witnesses.map(async (witness) => {
        const { height } = target.header;
        const other = shownAt(shown, witness, height) ?? (await this.fromWitness(witness, height, () => confirmed > 0, limited));
        if (other === undefined) return;
        if (equalBytes(headerHash(other.header), hash)) {
          confirmed += 1;
          first.resolve();
        } else if (await this.isSupported(other, witness, limited)) this.stopForAttack(target, other, witness);
      }),
    );
    // Once one has confirmed, the others have a moment; a conflict that comes later still stops the client.
    await Promise.race([asked, first.promise.then(() => this.parts.clock.sleep(GRACE_MS))]);
    if (this.attacked !== undefined) throw this.attacked;
    if (confirmed === 0) throw new ClientError('NO_WITNESSES', { height: target.header.height });
  }

  /** A witness a moment behind the primary is asked again, unless another has confirmed meanwhile; one that does not answer usably confirms nothing. */
  private async fromWitness(witness: LightBlockProvider, height: bigint, isConfirmed: () => boolean, signal: AbortSignal): Promise<LightBlock | undefined> {
    for (let attempt = 0; attempt < WITNESS_ATTEMPTS; attempt += 1) {
      try {
        return await witness.lightBlock(height, signal);
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        if (error.code !== 'HEIGHT_PENDING' || signal.aborted || isConfirmed()) return undefined;
      }
      await this.parts.clock.sleep(WITNESS_PAUSE_MS);
      if (isConfirmed()) return undefined;
    }
    return undefined;
  }

  /** True if the witness's block verifies from what this client trusts: then somebody signed two histories. */
  private async isSupported(other: LightBlock, witness: LightBlockProvider, signal: AbortSignal): Promise<boolean> {
    const trusted = this.parts.store.before(other.header.height);
    if (trusted === undefined) return false;
    try {
      await verifySkipping(trusted, other, witness, this.options(), signal);
      return true;
    } catch (error) {
      if (error instanceof ClientError) return false;
      throw error;
    }
  }

  private stopForAttack(mine: LightBlock, other: LightBlock, witness: LightBlockProvider): void {
    this.attacked = new ClientError('ATTACK', {
      height: mine.header.height,
      header: toHex(headerHash(mine.header)),
      otherHeader: toHex(headerHash(other.header)),
      witness: witness.name,
    });
  }

  private options(): VerifyOptions {
    const { root, clock } = this.parts;
    return { nowNs: clock.nowNs(), trustingPeriodNs: root.trustingPeriodMs * 1_000_000n, maxClockDriftNs: MAX_CLOCK_DRIFT_NS, trustLevel: TRUST_LEVEL };
  }

  /** The pinned header, with the validators that it names, who signed it. */
  private isRoot(block: LightBlock): boolean {
    const { root } = this.parts;
    const pinned = block.header.height === root.height && equalBytes(headerHash(block.header), root.hash);
    return pinned && malformedRule(block, root.chainId) === undefined && verifyCommit(block) === SUCCESS;
  }

  private async fromAny<T>(ask: (provider: LightBlockProvider) => Promise<T>): Promise<T> {
    let last: unknown;
    for (const provider of this.parts.providers) {
      try {
        return await ask(provider);
      } catch (error) {
        last = error;
      }
    }
    throw last;
  }
}
