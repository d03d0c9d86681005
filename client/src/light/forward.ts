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

export type Forward = (
  trusted: LightBlock,
  target: LightBlock,
  source: LightBlockProvider,
  options: VerifyOptions,
  signal: AbortSignal,
) => Promise<LightBlock[]>;

/**
 * Skipping: jump to the target; where trust does not reach, verify a block at 9/16 of the way first. After each step
 * the target is tried again, then the blocks that are at hand, the furthest first.
 */
export const verifySkipping: Forward = async (trusted, target, source, options, signal) => {
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
      if (depth > MAX_DEPTH) throw new ClientError('HEADER_INVALID', { rpc: source.name, rule: 'bisection_depth', height: next.header.height });
    } else {
      throw refusal(verdict, verified, next, source);
    }
  }
};

/** Sequential: every block in between, each from the one before it. */
export const verifySequential: Forward = async (trusted, target, source, options, signal) => {
  const trace = [trusted];
  let verified = trusted;
  for (let height = trusted.header.height + 1n; height <= target.header.height; height += 1n) {
    const next = height === target.header.height ? target : await source.lightBlock(height, signal);
    const verdict = verify(verified, next, options);
    if (verdict.verdict !== 'success') throw refusal(verdict, verified, next, source);
    verified = next;
    trace.push(next);
  }
  return trace;
};

async function pivotBetween(verified: LightBlock, next: LightBlock, source: LightBlockProvider, signal: AbortSignal): Promise<LightBlock> {
  const from = verified.header.height;
  const height = from + ((next.header.height - from) * 9n) / 16n;
  try {
    return await source.lightBlock(height, signal);
  } catch (cause) {
    if (signal.aborted || !isSilence(cause)) throw cause;
    throw new ClientError('NOT_ENOUGH_TRUST', { rpc: source.name, from, to: next.header.height }, { cause });
  }
}

function refusal(
  verdict: Exclude<ReturnType<typeof verify>, { verdict: 'success' }>,
  verified: LightBlock,
  next: LightBlock,
  source: LightBlockProvider,
): ClientError {
  if (verdict.verdict === 'expired') return new ClientError('TRUST_EXPIRED', { height: verified.header.height });
  const rule = verdict.verdict === 'invalid' ? verdict.rule : 'next_validators_hash';
  return new ClientError('HEADER_INVALID', { rpc: source.name, rule, height: next.header.height });
}

/** Not there, or no answer: what an honest provider may do, too. */
export function isSilence(error: unknown): boolean {
  return error instanceof ClientError && ['RPC_UNREACHABLE', 'HEIGHT_PENDING'].includes(error.code);
}
