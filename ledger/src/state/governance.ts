/**
 * Proposals and votes: open → passed | failed | expired | void. A proposal passes at an absolute majority of the build
 * nodes of that moment; it fails as soon as it cannot pass any more. Decided at the end of a block, in the order of
 * their ids, so that the order of votes within a block does not matter.
 */
import { isAbsoluteMajority } from '../build.ts';
import { compareBytes, equalBytes } from '../bytes.ts';
import { ACCEPTED, refused, type TxVerdict } from '../codes.ts';
import { effectDigest, MAX_OPEN_PROPOSALS, type Proposal, proposalIdOf } from '../proposal.ts';
import type { Account } from '../records.ts';
import type { NodeId } from '../result.ts';
import type { Propose, Vote } from '../tx/tx.ts';
import type { BlockContext } from './context.ts';
import { carryOut, refusalOf } from './effects.ts';
import type { StateView } from './view.ts';

/** Of one build node, so that none can fill the list. */
export const MAX_OPEN_PROPOSALS_PER_NODE = 8;

/** The sender is the operator of that node, which is one of the network now. */
export function speaksFor(account: Account, nodeId: NodeId): boolean {
  return account.role === 'operator' && account.nodeId !== undefined && equalBytes(account.nodeId, nodeId);
}

export function propose(state: StateView, account: Account, { nodeId, effect: { effect } }: Propose, context: BlockContext): TxVerdict {
  if (!speaksFor(account, nodeId)) return refused('ACCOUNT_NOT_ALLOWED');
  const digest = effectDigest(effect);
  const record = state.effect(digest);
  if (record.openProposal !== undefined) return refused('PROPOSAL_ALREADY_OPEN');
  const refusal = refusalOf(state, effect);
  if (refusal !== undefined) return refused(refusal);
  const open = state.openProposalIds();
  const own = open.filter((id) => equalBytes(state.proposal(id)?.proposer ?? new Uint8Array(0), nodeId));
  if (open.length >= MAX_OPEN_PROPOSALS || own.length >= MAX_OPEN_PROPOSALS_PER_NODE) return refused('TOO_MANY_PROPOSALS');
  const attempt = record.attempts + 1;
  const id = proposalIdOf(effect, attempt);
  state.setProposal({
    id,
    attempt,
    proposer: nodeId,
    effect: { effect },
    phase: 'open',
    openedAtHeight: context.height,
    openedAtMs: context.timeMs,
    deadlineMs: context.timeMs + context.params.voteWindowMs,
    votes: [{ nodeId, choice: 'approve', height: context.height }],
    decidedAtHeight: 0n,
    logIndex: undefined,
  });
  state.setOpenProposalIds([...open, id]);
  state.setEffect(digest, { attempts: attempt, openProposal: id });
  return ACCEPTED;
}

export function vote(state: StateView, account: Account, { nodeId, proposalId, choice }: Vote, context: BlockContext): TxVerdict {
  if (!speaksFor(account, nodeId)) return refused('ACCOUNT_NOT_ALLOWED');
  const proposal = state.proposal(proposalId);
  if (proposal === undefined) return refused('PROPOSAL_UNKNOWN');
  if (proposal.votes.some((known) => equalBytes(known.nodeId, nodeId))) return refused('ALREADY_VOTED');
  if (proposal.phase !== 'open') return refused('PROPOSAL_DECIDED');
  // A record holds one vote for each node the network can have; votes of removed nodes make room.
  const votes = proposal.votes.filter((known) => state.currentNode(known.nodeId) !== undefined);
  state.setProposal({ ...proposal, votes: [...votes, { nodeId, choice, height: context.height }].sort((a, b) => compareBytes(a.nodeId, b.nodeId)) });
  return ACCEPTED;
}

/** At the start of a block: what has not passed by its deadline never will. */
export function expireProposals(state: StateView, context: BlockContext): void {
  for (const proposal of openProposals(state)) {
    if (context.timeMs >= proposal.deadlineMs) close(state, { ...proposal, phase: 'expired', decidedAtHeight: context.height });
  }
}

/** At the end of a block. An effect may change who counts for the next one. */
export function decideProposals(state: StateView, context: BlockContext): void {
  for (const proposal of openProposals(state)) {
    const nodes = state.nodeIds();
    const choiceOf = (id: NodeId) => proposal.votes.find((known) => equalBytes(known.nodeId, id))?.choice;
    const approvals = nodes.filter((id) => choiceOf(id) === 'approve').length;
    const rejections = nodes.filter((id) => choiceOf(id) === 'reject').length;
    const decided = { ...proposal, decidedAtHeight: context.height };
    if (isAbsoluteMajority(approvals, nodes.length)) {
      if (refusalOf(state, proposal.effect.effect) === undefined) {
        const logIndex = carryOut(state, proposal.effect.effect, proposal.id, context);
        close(state, { ...decided, phase: 'passed', logIndex });
      } else close(state, { ...decided, phase: 'void' });
    } else if (!isAbsoluteMajority(nodes.length - rejections, nodes.length)) {
      close(state, { ...decided, phase: 'failed' });
    }
  }
}

function openProposals(state: StateView): Proposal[] {
  return state.openProposalIds().flatMap((id) => state.proposal(id) ?? []);
}

function close(state: StateView, proposal: Proposal): void {
  state.setProposal(proposal);
  state.setOpenProposalIds(state.openProposalIds().filter((id) => !equalBytes(id, proposal.id)));
  // What passed is found through the log.
  if (proposal.phase !== 'passed') state.addEndedProposal(proposal.id);
  state.setEffect(effectDigest(proposal.effect.effect), { attempts: proposal.attempt, openProposal: undefined });
}
