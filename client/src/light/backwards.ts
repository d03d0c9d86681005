/**
 * From a trusted header back to an earlier one, along the hashes that each header has of the one before it. No
 * signature is needed, so nothing is bound to the validators of those heights but by the headers themselves.
 */
import { equalBytes } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { headerHash } from './encode.ts';
import type { LightBlock } from './types.ts';
import { malformedRule } from './verifier.ts';

export type BackwardsRule = 'chain_id' | 'height_not_earlier' | 'time_not_earlier' | 'previous_hash' | ReturnType<typeof malformedRule>;

/** The rule that `earlier` breaks as the block just before the trusted one, or undefined. */
export function backwardsRule(earlier: LightBlock, trusted: LightBlock): BackwardsRule {
  if (earlier.header.height !== trusted.header.height - 1n) return 'height_not_earlier';
  const malformed = malformedRule(earlier, trusted.header.chainId);
  if (malformed !== undefined) return malformed;
  if (earlier.header.timeNs >= trusted.header.timeNs) return 'time_not_earlier';
  return equalBytes(headerHash(earlier.header), trusted.header.lastBlockId.hash) ? undefined : 'previous_hash';
}

/** Walks from `trusted` down to `height`; `fetch` gives the blocks. `broken`: why it ended above, at the last block that held. */
export async function verifyBackwards(
  trusted: LightBlock,
  height: bigint,
  fetch: (height: bigint) => Promise<LightBlock>,
): Promise<{ block: LightBlock; broken: undefined } | { block: LightBlock; broken: ClientError }> {
  let block = trusted;
  while (block.header.height > height) {
    const earlier = await fetch(block.header.height - 1n);
    const rule = backwardsRule(earlier, block);
    if (rule !== undefined) return { block, broken: new ClientError('HEADER_INVALID', { rule, height: earlier.header.height }) };
    block = earlier;
  }
  return { block, broken: undefined };
}
