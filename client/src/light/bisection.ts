/**
 * Skipping verification (light/client.go verifySkipping at v0.40.0): jump to the target; where trust does not
 * reach, verify a block at 9/16 of the way first. Gives the trace of verified blocks, trusted block first.
 */
import { ClientError } from '../errors.ts';
import type { LightBlockProvider } from './provider.ts';
import type { LightBlock } from './types.ts';
import { type VerifyOptions, verify } from './verifier.ts';

/** log(16/9) of the distance for each jump: 2^63 heights need fewer than this many pivots at once. */
const MAX_DEPTH = 128;

export async function verifySkipping(
  trusted: LightBlock,
  target: LightBlock,
  source: LightBlockProvider,
  options: VerifyOptions,
  signal: AbortSignal,
): Promise<LightBlock[]> {
  const trace = [trusted];
  const ahead = [target];
  let verified = trusted;
  for (let next = ahead.at(-1); next !== undefined; next = ahead.at(-1)) {
    const verdict = verify(verified, next, options);
    if (verdict.verdict === 'success') {
      verified = next;
      trace.push(next);
      ahead.pop();
    } else if (verdict.verdict === 'not_enough_trust') {
      if (ahead.length > MAX_DEPTH) throw new ClientError('HEADER_INVALID', { rpc: source.name, rule: 'bisection_depth' });
      ahead.push(await source.lightBlock(pivot(verified.header.height, next.header.height), signal));
    } else if (verdict.verdict === 'expired') {
      throw new ClientError('TRUST_EXPIRED', { height: verified.header.height });
    } else {
      throw new ClientError('HEADER_INVALID', { rpc: source.name, rule: verdict.rule, height: next.header.height });
    }
  }
  return trace;
}

/** Between the two, at 9/16 of the distance. */
function pivot(from: bigint, to: bigint): bigint {
  return from + ((to - from) * 9n) / 16n;
}
