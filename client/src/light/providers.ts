/**
 * Who is asked: one primary gives blocks, the witnesses are asked for the same ones. A primary that is silent changes
 * places with a witness; a provider that gave something unusable is set aside for a while. The last witness is never
 * set aside: without one nothing can be believed, and saying so is all that is left.
 */
import { ClientError } from '../errors.ts';
import { isSilence } from './forward.ts';
import type { LightBlockProvider } from './provider.ts';
import type { LightBlock } from './types.ts';

/** How long one that lied is not asked. */
const ASIDE_NS = 600n * 1_000_000_000n;

export class Providers {
  private first: LightBlockProvider;
  private others: LightBlockProvider[];
  private aside: Array<{ readonly provider: LightBlockProvider; readonly untilNs: bigint }> = [];
  private readonly nowNs: () => bigint;

  /** Throws `NO_WITNESSES` unless there are two. */
  constructor(providers: readonly LightBlockProvider[], nowNs: () => bigint) {
    const [first, ...others] = providers;
    if (first === undefined || others.length === 0) throw new ClientError('NO_WITNESSES', { rpc: providers.length });
    this.first = first;
    this.others = others;
    this.nowNs = nowNs;
  }

  get primary(): LightBlockProvider {
    return this.first;
  }
  get witnesses(): readonly LightBlockProvider[] {
    return this.others;
  }

  /** Those whose time has passed are asked again. */
  restore(): void {
    const back = this.aside.filter(({ untilNs }) => untilNs <= this.nowNs());
    this.aside = this.aside.filter(({ untilNs }) => untilNs > this.nowNs());
    this.others.push(...back.map(({ provider }) => provider));
  }

  /** Makes a witness the primary, and the primary a witness. */
  promote(provider: LightBlockProvider): void {
    if (provider === this.first || !this.others.includes(provider)) return;
    this.others = this.others.map((other) => (other === provider ? this.first : other));
    this.first = provider;
  }

  /** Throws `NO_WITNESSES`, and sets nobody aside, if no witness would be left. */
  setAside(witnesses: readonly LightBlockProvider[]): void {
    if (witnesses.length === 0) return;
    const left = this.others.filter((other) => !witnesses.includes(other));
    if (left.length === 0) throw new ClientError('NO_WITNESSES', { setAside: witnesses.map(({ name }) => name).join(',') });
    this.others = left;
    this.remember(witnesses);
  }

  /** Sets aside the provider of that name, the primary too, as long as there are two others. True if it was. */
  leave(name: string): boolean {
    const gone = [this.first, ...this.others].find((provider) => provider.name === name);
    const [next, ...left] = [this.first, ...this.others].filter((provider) => provider !== gone);
    if (gone === undefined || next === undefined || left.length === 0) return false;
    this.first = next;
    this.others = left;
    this.remember([gone]);
    return true;
  }

  /** Names of those that are not asked for now. */
  get setAsideNames(): string[] {
    return this.aside.map(({ provider }) => provider.name);
  }

  private remember(providers: readonly LightBlockProvider[]): void {
    this.aside.push(...providers.map((provider) => ({ provider, untilNs: this.nowNs() + ASIDE_NS })));
  }

  /** The block of the primary, or of a witness that takes its place. */
  async fromPrimary(height: bigint | undefined, signal: AbortSignal): Promise<LightBlock> {
    try {
      return await this.first.lightBlock(height, signal);
    } catch (error) {
      if (signal.aborted || !(error instanceof ClientError)) throw error;
      return await this.replacePrimary(height, isSilence(error) ? 'keep' : 'set aside', signal);
    }
  }

  /** Asks all witnesses; the first that gives the block is the new primary. The old one becomes a witness, or is set aside. */
  async replacePrimary(height: bigint | undefined, old: 'keep' | 'set aside', signal: AbortSignal): Promise<LightBlock> {
    const unusable: LightBlockProvider[] = [];
    let last: unknown;
    const enough = new AbortController();
    const limited = AbortSignal.any([signal, enough.signal]);
    let isFound = false;
    const answers = this.others.map(async (witness) => {
      try {
        const block = await witness.lightBlock(height, limited);
        isFound = true;
        return { witness, block };
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        if (!isSilence(error) && !isFound && !limited.aborted) unusable.push(witness);
        last = error;
        throw error;
      }
    });
    const found = await Promise.any(answers).catch((error: AggregateError) => {
      const bug = error.errors.find((one) => !(one instanceof ClientError));
      if (bug !== undefined) throw bug;
      return undefined;
    });
    enough.abort();
    if (found === undefined) {
      if (unusable.length < this.others.length) this.setAside(unusable);
      throw last;
    }
    const gone = this.first;
    const left = this.others.filter((other) => other !== found.witness && !unusable.includes(other));
    if (old === 'keep') left.push(gone);
    if (left.length === 0) throw new ClientError('NO_WITNESSES', { setAside: gone.name });
    this.first = found.witness;
    this.others = left;
    this.remember(old === 'keep' ? unusable : [...unusable, gone]);
    return found.block;
  }
}
