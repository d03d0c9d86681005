/**
 * Divergence (light/detector.go at v0.40.0): every witness is asked for the block that was verified from the primary.
 * One that shows another one must prove it from the last block that both have; then somebody signed two histories, and
 * there is evidence against whichever of the two lied.
 */
import { equalBytes } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { headerHash, proposerPriorityHash } from './encode.ts';
import { type AttackEvidence, attackEvidence } from './evidence.ts';
import { isSilence, verifySkipping } from './forward.ts';
import type { LightBlockProvider } from './provider.ts';
import type { Clock, LightBlock } from './types.ts';
import type { VerifyOptions } from './verifier.ts';

/** How far an honest witness may be behind, beyond the drift of two clocks. */
const MAX_BLOCK_LAG_MS = 10_000;

export type Comparison =
  | { readonly kind: 'same' }
  /** Of the target's height, or its newest, which is not earlier than the target. */
  | { readonly kind: 'conflict'; readonly block: LightBlock }
  /** The same header with other proposer priorities: no signature covers them, so they accuse nobody, and confirm nothing. */
  | { readonly kind: 'priorities' }
  /** Nothing was learnt: no answer, or too far behind. */
  | { readonly kind: 'silent' }
  /** What it gave is not usable. */
  | { readonly kind: 'bad' };

export interface ComparisonParts {
  readonly clock: Clock;
  readonly maxClockDriftNs: bigint;
  /** Block of that height that the witness has shown already. */
  readonly shown: (witness: LightBlockProvider, height: bigint) => LightBlock | undefined;
  readonly signal: AbortSignal;
}

export async function compareWithWitness(target: LightBlock, witness: LightBlockProvider, parts: ComparisonParts): Promise<Comparison> {
  const { height } = target.header;
  const asked = await answerOf(() => parts.shown(witness, height) ?? witness.lightBlock(height, parts.signal));
  if (asked.block !== undefined) return compared(target, asked.block);
  if (asked.error?.code !== 'HEIGHT_PENDING') return { kind: asked.error === undefined || isSilence(asked.error) ? 'silent' : 'bad' };
  // Behind, or the primary shows a block of the future. An honest chain has a later block after this time.
  const newest = await answerOf(() => newestOrTarget(witness, target, parts.signal));
  if (newest.block !== undefined) return compared(target, newest.block);
  if (newest.error !== undefined || parts.signal.aborted) return { kind: 'silent' };
  await parts.clock.sleep(Number((2n * parts.maxClockDriftNs) / 1_000_000n) + MAX_BLOCK_LAG_MS, parts.signal);
  const later = await answerOf(() => newestOrTarget(witness, target, parts.signal));
  if (later.block !== undefined) return compared(target, later.block);
  return { kind: later.error === undefined || parts.signal.aborted ? 'silent' : 'bad' };
}

function compared(target: LightBlock, other: LightBlock): Comparison {
  if (!equalBytes(headerHash(other.header), headerHash(target.header))) return { kind: 'conflict', block: other };
  const samePriorities = equalBytes(proposerPriorityHash(other.validators), proposerPriorityHash(target.validators));
  return { kind: samePriorities ? 'same' : 'priorities' };
}

async function answerOf(ask: () => LightBlock | undefined | Promise<LightBlock | undefined>): Promise<{ block?: LightBlock | undefined; error?: ClientError }> {
  try {
    return { block: await ask() };
  } catch (error) {
    if (error instanceof ClientError) return { error };
    throw error;
  }
}

/** Its block of the target's height, or its newest if that is not earlier in time; undefined if it lags. */
async function newestOrTarget(witness: LightBlockProvider, target: LightBlock, signal: AbortSignal): Promise<LightBlock | undefined> {
  const newest = await witness.lightBlock(undefined, signal);
  if (newest.header.height === target.header.height) return newest;
  if (newest.header.height > target.header.height) return witness.lightBlock(target.header.height, signal);
  return newest.header.timeNs < target.header.timeNs ? undefined : newest;
}

export interface Attack {
  readonly againstPrimary: AttackEvidence;
  /** undefined: the primary did not show its side. */
  readonly againstWitness: AttackEvidence | undefined;
}
export interface Dispute {
  readonly primary: LightBlockProvider;
  readonly witness: LightBlockProvider;
  /** Verified blocks of the primary, the last of which the witness contradicts. */
  readonly trace: readonly LightBlock[];
  readonly conflicting: LightBlock;
}

/** Both histories, if the witness can prove its own; undefined if it cannot. */
export async function proveAttack({ primary, witness, trace, conflicting }: Dispute, options: VerifyOptions, signal: AbortSignal): Promise<Attack | undefined> {
  const ofWitness = await divergence(trace, conflicting, witness, options, signal);
  if (ofWitness === undefined) return undefined;
  const againstPrimary = against(ofWitness);
  // What the witness has proven stands, whatever the primary does or does not do now.
  const ofPrimary = await findDivergence(ofWitness.trace, ofWitness.divergent, primary, options, signal).catch((error: unknown) => {
    if (error instanceof ClientError) return undefined;
    throw error;
  });
  return { againstPrimary, againstWitness: ofPrimary === undefined ? undefined : against(ofPrimary) };
}

/** Where a source leaves a trace: its own verified blocks from the last common one on, and the block of the trace that they contradict. */
interface Divergence {
  readonly trace: readonly LightBlock[];
  readonly divergent: LightBlock;
}

function against({ trace, divergent }: Divergence): AttackEvidence {
  return attackEvidence(divergent, trace.at(-1) as LightBlock, trace[0] as LightBlock);
}

async function divergence(
  trace: readonly LightBlock[],
  target: LightBlock,
  source: LightBlockProvider,
  options: VerifyOptions,
  signal: AbortSignal,
): Promise<Divergence | undefined> {
  try {
    return await findDivergence(trace, target, source, options, signal);
  } catch (error) {
    // The source cannot prove its side.
    if (error instanceof ClientError && !signal.aborted) return undefined;
    throw error;
  }
}

async function findDivergence(
  trace: readonly LightBlock[],
  target: LightBlock,
  source: LightBlockProvider,
  options: VerifyOptions,
  signal: AbortSignal,
): Promise<Divergence | undefined> {
  const [common, ...later] = trace;
  if (common === undefined || target.header.height < common.header.height) return undefined;
  const at = async (height: bigint): Promise<LightBlock> => (height === target.header.height ? target : source.lightBlock(height, signal));
  let verified = await at(common.header.height);
  if (!equalBytes(headerHash(verified.header), headerHash(common.header))) return undefined;
  let verifiedTrace: readonly LightBlock[] = [verified];
  for (const block of later) {
    if (block.header.height > target.header.height) {
      // The trace went on to a block that is not later in time than this one: time ran backwards.
      if (block.header.timeNs > target.header.timeNs) return undefined;
      if (verified.header.height !== target.header.height) verifiedTrace = await verifySkipping(verified, target, { source, options, signal });
      return { trace: verifiedTrace, divergent: block };
    }
    const own = await at(block.header.height);
    verifiedTrace = await verifySkipping(verified, own, { source, options, signal });
    if (!equalBytes(headerHash(own.header), headerHash(block.header))) return { trace: verifiedTrace, divergent: block };
    verified = own;
  }
  return undefined;
}
