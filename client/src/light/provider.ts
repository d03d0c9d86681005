/** Where light blocks come from. Port of the light client; everything a provider gives is untrusted. */
import type { AttackEvidence } from './evidence.ts';
import type { LightBlock } from './types.ts';

export interface LightBlockProvider {
  readonly name: string;
  /** The light block at `height`, or the newest (undefined). `HEIGHT_PENDING` if it is not there yet. */
  lightBlock(height: bigint | undefined, signal: AbortSignal): Promise<LightBlock>;
  /** Hands in evidence, for the chain to act upon. */
  reportEvidence(evidence: AttackEvidence, signal: AbortSignal): Promise<void>;
}
