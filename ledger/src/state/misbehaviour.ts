/**
 * What CometBFT proved against a validator (design §4.3): the node is removed, with its open commitments, and the log
 * says why. The last node stays, as a chain without validators is no chain. An offence of a node that is gone, or of a
 * key that was rotated out, leads to its node all the same.
 */
import type { Address } from '../bytes.ts';
import type { MISBEHAVIOUR_KINDS } from '../log-entry.ts';
import type { BlockContext } from './context.ts';
import { identityOf, removeNode } from './membership.ts';
import type { StateView } from './view.ts';

export interface Misbehaviour {
  readonly kind: (typeof MISBEHAVIOUR_KINDS)[number];
  /** CometBFT's address of the consensus key. */
  readonly validator: Address;
  readonly height: bigint;
  readonly timeMs: bigint;
}

/** Carried out before the transactions of the block that carries the evidence. */
export function punish(state: StateView, offences: readonly Misbehaviour[], context: BlockContext): void {
  for (const { kind, validator, height, timeMs } of offences) {
    const nodeId = state.validator(validator);
    const node = nodeId === undefined ? undefined : state.currentNode(nodeId);
    if (node === undefined) continue; // Removed already, perhaps by the offence before in this block.
    const isLast = state.nodeIds().length === 1;
    if (!isLast) removeNode(state, node, context);
    const value = { kind, node: identityOf(node), height, timeMs, consequence: isLast ? 'kept' : 'removed' } as const;
    context.log.append({ timeMs: context.timeMs, height: context.height, record: { kind: 'misbehaviour', value } });
  }
}
