/**
 * A provider as the client uses it: each call ends in time, whatever the other side does, and each block is well-formed
 * by itself. As with CometBFT's provider over HTTP, one that is not was never given (light/provider/http).
 */
import { ClientError } from '../errors.ts';
import type { AttackEvidence } from './evidence.ts';
import type { LightBlockProvider } from './provider.ts';
import type { LightBlock } from './types.ts';
import { malformedRule } from './verifier.ts';

/** A block is a commit and its validators, a page of a hundred a call. */
const BLOCK_MS = 20_000;

export class CheckedProvider implements LightBlockProvider {
  private readonly inner: LightBlockProvider;
  private readonly chainId: string;

  constructor(inner: LightBlockProvider, chainId: string) {
    this.inner = inner;
    this.chainId = chainId;
  }

  get name(): string {
    return this.inner.name;
  }

  /** `RPC_UNREACHABLE` when it takes too long, `RPC_ANSWER_INVALID` when the block breaks a rule or is another one. */
  async lightBlock(height: bigint | undefined, signal: AbortSignal): Promise<LightBlock> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(BLOCK_MS)]);
    const block = await this.inTime(this.inner.lightBlock(height, limited), limited);
    const rule = malformedRule(block, this.chainId) ?? (height !== undefined && block.header.height !== height ? 'height' : undefined);
    if (rule !== undefined) throw new ClientError('RPC_ANSWER_INVALID', { rpc: this.name, rule, height: block.header.height });
    return block;
  }

  reportEvidence(evidence: AttackEvidence, signal: AbortSignal): Promise<void> {
    return this.inner.reportEvidence(evidence, signal);
  }

  private async inTime<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
    const late = Promise.withResolvers<never>();
    const onAbort = (): void => late.reject(new ClientError('RPC_UNREACHABLE', { rpc: this.name, reason: 'no answer in time' }));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([answer, late.promise]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }
}
