/** CheckTx and recheck: the same rules as in a block, on a view that begins anew at each commit. */
import { ACCEPTED, abciCode, changesState, refused, TX_CODES, type TxVerdict } from '@pyrsia/ledger';
import { applyTx } from '@pyrsia/ledger/state';
import type { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';
import type { Verified } from '../tx-verifier.ts';

export const CODESPACE = 'pyrsia';

export function checkTx(
  app: Application,
  request: abci.RequestCheckTx.$Properties,
): abci.ResponseCheckTx.$Properties | Promise<abci.ResponseCheckTx.$Properties> {
  const verified = app.verifier.verifyAside(request.tx ?? new Uint8Array(0));
  return verified instanceof Promise ? verified.then((outcome) => judged(app, outcome)) : judged(app, verified);
}

function judged(app: Application, verified: Verified): abci.ResponseCheckTx.$Properties {
  const verdict = judge(app, verified);
  return asTxResult(changesState(verdict) ? ACCEPTED : verdict);
}

function judge(app: Application, verified: Verified): TxVerdict {
  if (!verified.ok) return refused(verified.code);
  const { state, context } = app.checkView();
  const trial = state.fork();
  const verdict = applyTx(trial, verified.tx, context);
  if (changesState(verdict)) state.adopt(trial);
  return verdict;
}

/** A verdict as CometBFT carries it: the code name first, so that callers need no table. */
export function asTxResult(verdict: TxVerdict): { code: number; log: string; codespace: string } {
  const log = verdict.accepted ? '' : `${verdict.code}: ${TX_CODES[verdict.code].says}`;
  return { code: abciCode(verdict), log, codespace: verdict.accepted ? '' : CODESPACE };
}
