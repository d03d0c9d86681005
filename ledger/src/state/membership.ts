/**
 * Who the build nodes are. A node has a stable id; its keys may rotate. Ids and consensus keys never serve twice:
 * evidence of an old offence must always lead to the node that committed it.
 */
import { ADDRESS_BYTES, type Address, equalBytes, sha256 } from '../bytes.ts';
import type { BuildNode, NodeIdentity } from '../records.ts';
import type { NodeId } from '../result.ts';
import { afterCommitment } from './build-machine.ts';
import type { BlockContext } from './context.ts';
import type { StateView } from './view.ts';

/** CometBFT's address of an ed25519 key. */
export const validatorAddress = (consensusKey: Uint8Array): Address => sha256(consensusKey).slice(0, ADDRESS_BYTES) as Address;

export function addNode(state: StateView, identity: NodeIdentity): void {
  state.setNode({ ...identity, badReveals: 0, removedAtHeight: undefined });
  state.setAccount({ address: identity.account, role: 'operator', nodeId: identity.nodeId, openBuilds: 0 });
  state.setValidator(validatorAddress(identity.consensusKey), identity.nodeId);
}

/** New keys for a node; the old account can do nothing any more, the old consensus key stays known. */
export function rotateKeys(state: StateView, node: BuildNode, identity: NodeIdentity): void {
  if (!equalBytes(node.account, identity.account)) {
    state.removeAccount(node.account);
    state.setAccount({ address: identity.account, role: 'operator', nodeId: node.nodeId, openBuilds: 0 });
  }
  state.setNode({ ...node, ...identity });
  state.setValidator(validatorAddress(identity.consensusKey), identity.nodeId);
}

/**
 * Takes a node out: of the validators, of every open electorate (both sides of the inequality), with what it committed
 * and revealed there. Decided builds keep it on record.
 */
export function removeNode(state: StateView, node: BuildNode, context: BlockContext): void {
  state.setNode({ ...node, removedAtHeight: context.height });
  state.removeAccount(node.account);
  const isOther = (id: NodeId): boolean => !equalBytes(id, node.nodeId);
  for (const { id } of state.openBuilds()) {
    const build = state.build(id);
    if (build === undefined || build.electorate.every(isOther)) continue;
    const without = {
      ...build,
      electorate: build.electorate.filter(isOther),
      commitments: build.commitments.filter(({ nodeId }) => isOther(nodeId)),
      reveals: build.reveals.filter(({ nodeId }) => isOther(nodeId)),
      badReveals: build.badReveals.filter(isOther),
    };
    if (build.phase === 'committing') afterCommitment(state, without, context);
    else state.setBuild(without);
  }
}

export function identityOf({ nodeId, name, account, consensusKey, peerId, noteKey }: BuildNode): NodeIdentity {
  return { nodeId, name, account, consensusKey, peerId, noteKey };
}
