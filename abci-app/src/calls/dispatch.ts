/** From request to call: one file per ABCI call, one line per call here. */
import { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';
import { AbciAppError } from '../errors.ts';
import type { Handle } from '../server/connection.ts';
import { applySnapshotChunk } from './apply-snapshot-chunk.ts';
import { checkTx } from './check-tx.ts';
import { commit } from './commit.ts';
import { finalizeBlock } from './finalize-block.ts';
import { info } from './info.ts';
import { initChain } from './init-chain.ts';
import { listSnapshots } from './list-snapshots.ts';
import { loadSnapshotChunk } from './load-snapshot-chunk.ts';
import { offerSnapshot } from './offer-snapshot.ts';
import { prepareProposal } from './prepare-proposal.ts';
import { processProposal } from './process-proposal.ts';
import { query } from './query.ts';

type Call = (app: Application, request: abci.Request) => abci.Response.$Properties | Promise<abci.Response.$Properties>;

const CALLS: Record<NonNullable<abci.Request['value']>, Call> = {
  echo: (_, request) => ({ echo: { message: request.echo?.message ?? '' } }),
  flush: () => ({ flush: {} }),
  info: (app) => ({ info: info(app) }),
  initChain: (app, request) => ({ initChain: initChain(app, request.initChain ?? {}) }),
  query: (app, request) => ({ query: query(app, request.query ?? {}) }),
  checkTx: (app, request) => {
    const answer = checkTx(app, request.checkTx ?? {});
    return answer instanceof Promise ? answer.then((checked) => ({ checkTx: checked })) : { checkTx: answer };
  },
  commit: async (app) => ({ commit: await commit(app) }),
  listSnapshots: (app) => ({ listSnapshots: listSnapshots(app) }),
  offerSnapshot: async (app, request) => ({ offerSnapshot: await offerSnapshot(app, request.offerSnapshot ?? {}) }),
  loadSnapshotChunk: (app, request) => ({ loadSnapshotChunk: loadSnapshotChunk(app, request.loadSnapshotChunk ?? {}) }),
  applySnapshotChunk: async (app, request) => ({ applySnapshotChunk: await applySnapshotChunk(app, request.applySnapshotChunk ?? {}) }),
  prepareProposal: (app, request) => ({ prepareProposal: prepareProposal(app, request.prepareProposal ?? {}) }),
  processProposal: (app, request) => ({ processProposal: processProposal(app, request.processProposal ?? {}) }),
  // Vote extensions are off in genesis: an empty one is the only right answer.
  extendVote: () => ({ extendVote: { voteExtension: new Uint8Array(0) } }),
  verifyVoteExtension: (_, request) => ({ verifyVoteExtension: { status: isEmpty(request) ? VERIFY.ACCEPT : VERIFY.REJECT } }),
  finalizeBlock: (app, request) => ({ finalizeBlock: finalizeBlock(app, request.finalizeBlock ?? {}) }),
  // The application-side mempool is off (mempool.type = flood): CometBFT never makes these two.
  insertTx: () => notOffered('insertTx'),
  reapTxs: () => notOffered('reapTxs'),
};

const VERIFY = abci.ResponseVerifyVoteExtension.VerifyStatus;
const isEmpty = (request: abci.Request): boolean => (request.verifyVoteExtension?.voteExtension?.length ?? 0) === 0;

function notOffered(call: string): never {
  throw new AbciAppError('CALL_ORDER', { what: `${call} needs mempool.type = app, which this application does not offer` });
}

export function dispatcher(app: Application): Handle {
  return {
    answer(request) {
      if (request.value === undefined) throw new AbciAppError('FRAME_INVALID', { what: 'empty request' });
      return CALLS[request.value](app, request);
    },
    arrived(request) {
      if (request.checkTx?.tx != null) app.verifier.begin(request.checkTx.tx);
    },
  };
}
