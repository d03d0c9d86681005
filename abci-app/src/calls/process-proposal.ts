/**
 * ProcessProposal: refuses a block that holds bytes that are no transaction, or one that is wrongly signed;
 * an honest proposer never makes one. A transaction that the rules refuse is no reason: it gets its code in
 * FinalizeBlock.
 */
import { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';

const { ProposalStatus } = abci.ResponseProcessProposal;

export function processProposal(app: Application, request: abci.RequestProcessProposal.$Properties): abci.ResponseProcessProposal.$Properties {
  const sound = (request.txs ?? []).every((bytes) => app.verifier.verify(bytes).ok);
  return { status: sound ? ProposalStatus.ACCEPT : ProposalStatus.REJECT };
}
