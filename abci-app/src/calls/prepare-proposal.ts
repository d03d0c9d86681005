/**
 * PrepareProposal: the transactions of the mempool that hold one after the other on the committed state, as
 * many as fit. Works on a view that is thrown away; may be called in many rounds.
 */
import { changesState } from '@pyrsia/ledger';
import { applyTx, beginBlock, openBlock } from '@pyrsia/ledger/state';
import type { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';
import { blockTimeMs, toBigint } from '../int64.ts';
import { offencesOf } from './misbehaviour.ts';

export function prepareProposal(app: Application, request: abci.RequestPrepareProposal.$Properties): abci.ResponsePrepareProposal.$Properties {
  const at = { height: toBigint(request.height), timeMs: blockTimeMs(request.time) };
  const { state, context } = openBlock(app.reader, app.committed, at);
  beginBlock(state, offencesOf(request.misbehavior), context);
  let room = toBigint(request.maxTxBytes);
  const txs: Uint8Array[] = [];
  for (const bytes of request.txs ?? []) {
    const size = BigInt(protoSize(bytes.length));
    const verified = app.verifier.verify(bytes);
    if (size > room || !verified.ok) continue;
    const trial = state.fork();
    if (!changesState(applyTx(trial, verified.tx, context))) continue;
    state.adopt(trial);
    room -= size;
    txs.push(bytes);
  }
  return { txs };
}

/** What a transaction takes in the block: tag, varint length, bytes. */
function protoSize(length: number): number {
  let header = 2;
  for (let rest = length >>> 7; rest > 0; rest >>>= 7) header += 1;
  return header + length;
}
