/**
 * One round of asking all providers for their newest block. Gives what they claim, the furthest first, as the answers
 * come: once one shows something new, the others have a moment; while nobody does, or while no claim holds, all are
 * waited for a while. Nothing here is verified.
 */
import type { LightBlockProvider } from './provider.ts';
import type { Clock, LightBlock } from './types.ts';

/** How long others are waited for when one has answered. */
const GRACE_MS = 250;
/** How long others are waited for when none has shown anything new that holds: two calls over a slow line. */
const PATIENCE_MS = 3_000;

/** What providers have shown as their newest: it need not be asked for again. */
export type Shown = ReadonlyMap<LightBlockProvider, LightBlock>;

export function shownAt(shown: Shown, provider: LightBlockProvider, height: bigint): LightBlock | undefined {
  const block = shown.get(provider);
  return block?.header.height === height ? block : undefined;
}

export class Round {
  readonly shown = new Map<LightBlockProvider, LightBlock>();
  /** Why the last provider failed, or its claim did. */
  trouble: unknown;
  private readonly known: bigint;
  private readonly clock: Clock;
  private readonly tried = new Set<LightBlockProvider>();
  private readonly all: Promise<unknown>;
  private readonly someAhead = Promise.withResolvers<void>();
  private readonly someAnswered = Promise.withResolvers<void>();

  constructor(parts: { providers: readonly LightBlockProvider[]; clock: Clock }, known: bigint, signal: AbortSignal) {
    this.known = known;
    this.clock = parts.clock;
    this.all = Promise.all(parts.providers.map((provider) => this.ask(provider, signal)));
  }

  /** Some provider has answered, and what it has is known. */
  get hasNothingNew(): boolean {
    return [...this.shown.values()].some((block) => block.header.height <= this.known);
  }

  /** Claims of something new, until every provider has answered or the time is up. */
  async *claims(): AsyncGenerator<readonly [LightBlockProvider, LightBlock]> {
    const patience = this.someAnswered.promise.then(() => this.clock.sleep(PATIENCE_MS));
    await Promise.race([this.all, patience, this.someAhead.promise.then(() => this.clock.sleep(GRACE_MS))]);
    yield* this.untried();
    await Promise.race([this.all, patience]);
    yield* this.untried();
  }

  private *untried(): Generator<readonly [LightBlockProvider, LightBlock]> {
    for (;;) {
      const ahead = [...this.shown].filter(([provider, block]) => block.header.height > this.known && !this.tried.has(provider));
      const next = ahead.sort(([, a], [, b]) => Number(b.header.height - a.header.height))[0];
      if (next === undefined) return;
      this.tried.add(next[0]);
      yield next;
    }
  }

  private async ask(provider: LightBlockProvider, signal: AbortSignal): Promise<void> {
    try {
      const block = await provider.lightBlock(undefined, signal);
      this.shown.set(provider, block);
      this.someAnswered.resolve();
      if (block.header.height > this.known) this.someAhead.resolve();
    } catch (error) {
      this.trouble = error;
    }
  }
}
