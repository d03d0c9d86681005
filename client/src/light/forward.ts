/**
 * From a trusted block forwards to a later one, with blocks of one source in between (light/client.go at v0.40.0). Both
 * ways give the trace: the trusted block, the verified ones, the target.
 */
import { ClientError } from '../errors.ts';
import type { LightBlockProvider } from './provider.ts';
import type { LightBlock } from './types.ts';
import { type VerifyOptions, verify } from './verifier.ts';

/** log(16/9) of the distance for each jump: 2^63 heights need fewer than this many pivots at once. */
const MAX_DEPTH = 128;
/** Validators of the pivots at hand: about 100 MB. A claim of a far height with large sets holds no more. */
const MAX_AHEAD_VALIDATORS = 80_000;

export interface ForwardParts {
  /** Skipping asks this one alone. */
  readonly source: LightBlockProvider;
  readonly options: VerifyOptions;
  readonly signal: AbortSignal;
}

/**
 * Skipping: jump to the target; where trust does not reach, verify a block at 9/16 of the way first. After each step
 * the target is tried again, then the blocks that are at hand, the furthest first.
 */
export async function verifySkipping(trusted: LightBlock, target: LightBlock, { source, options, signal }: ForwardParts): Promise<LightBlock[]> {
  const trace = [trusted];
  let ahead = [target];
  let verified = trusted;
  for (let depth = 0; ; ) {
    const next = ahead[depth] as LightBlock;
    const verdict = verify(verified, next, options);
    if (verdict.verdict === 'success') {
      trace.push(next);
      if (depth === 0) return trace;
      verified = next;
      ahead = ahead.slice(0, depth);
      depth = 0;
    } else if (verdict.verdict === 'not_enough_trust') {
      if (depth === ahead.length - 1) ahead.push(await pivotBetween(verified, next, source, signal));
      depth += 1;
      const isTooMuch = depth > MAX_DEPTH || ahead.reduce((sum, { validators }) => sum + validators.length, 0) > MAX_AHEAD_VALIDATORS;
      if (isTooMuch) throw new ClientError('HEADER_INVALID', { rpc: source.name, rule: 'bisection_depth', height: next.header.height });
    } else {
      throw refusal(verdict, verified, next, source.name);
    }
  }
}

export interface SequentialParts extends Pick<ForwardParts, 'options'> {
  /** Of the primary; one that is silent is replaced. */
  readonly fetch: (height: bigint) => Promise<LightBlock>;
  /** Another primary, or throws what made this one unusable. */
  readonly replace: (error: ClientError) => Promise<void>;
  /** Of the primary. */
  readonly name: () => string;
}

/** Sequential: every block in between, each from the one before it. What is verified stays so when the primary is replaced. */
export async function verifySequential(trusted: LightBlock, target: LightBlock, { fetch, replace, name, options }: SequentialParts): Promise<LightBlock[]> {
  const trace = [trusted];
  let verified = trusted;
  while (verified.header.height < target.header.height) {
    const height = verified.header.height + 1n;
    const next = height === target.header.height ? target : await fetch(height);
    const verdict = verify(verified, next, options);
    if (verdict.verdict === 'success') {
      verified = next;
      trace.push(next);
      continue;
    }
    const error = refusal(verdict, verified, next, name());
    if (!isReplacedFor(error, target)) throw error;
    await replace(error);
  }
  return trace;
}

/** What these rules find does not make the primary unusable: CometBFT's client only says so (light/verifier.go, no ErrInvalidHeader). */
const OF_NO_HEADER: readonly unknown[] = ['next_validators_hash', 'trusted_signature_wrong', 'double_vote', 'provider'];

/** Is it about a block on the way, and such that another primary is to show its own? */
export function isReplacedFor(error: unknown, target: LightBlock): error is ClientError {
  if (!(error instanceof ClientError) || error.code !== 'HEADER_INVALID') return false;
  return error.detail['height'] !== target.header.height && !OF_NO_HEADER.includes(error.detail['rule']);
}

async function pivotBetween(verified: LightBlock, next: LightBlock, source: LightBlockProvider, signal: AbortSignal): Promise<LightBlock> {
  const from = verified.header.height;
  const height = from + ((next.header.height - from) * 9n) / 16n;
  try {
    return await source.lightBlock(height, signal);
  } catch (cause) {
    if (signal.aborted || !(cause instanceof ClientError)) throw cause;
    if (isSilence(cause)) throw new ClientError('NOT_ENOUGH_TRUST', { rpc: source.name, from, to: next.header.height }, { cause });
    throw new ClientError('HEADER_INVALID', { rpc: source.name, rule: 'provider', height }, { cause });
  }
}

function refusal(verdict: Exclude<ReturnType<typeof verify>, { verdict: 'success' }>, verified: LightBlock, next: LightBlock, rpc: string): ClientError {
  if (verdict.verdict === 'expired') return new ClientError('TRUST_EXPIRED', { height: verified.header.height });
  const rule = verdict.verdict === 'invalid' ? verdict.rule : 'next_validators_hash';
  return new ClientError('HEADER_INVALID', { rpc, rule, height: next.header.height });
}

/** Not there, or no answer: what an honest provider may do, too. */
export function isSilence(error: unknown): boolean {
  return error instanceof ClientError && ['RPC_UNREACHABLE', 'HEIGHT_PENDING', 'HEIGHT_MISSING'].includes(error.code);
}
