/** FinalizeBlock: executes the decided block and stages it. Writes nothing; may be called again after a crash. */
import { executeBlock } from '@pyrsia/ledger/state';
import type { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';
import { AbciAppError } from '../errors.ts';
import { blockTimeMs, fromBigint, toBigint } from '../int64.ts';
import { asTxResult } from './check-tx.ts';
import { offencesOf } from './misbehaviour.ts';

export function finalizeBlock(app: Application, request: abci.RequestFinalizeBlock.$Properties): abci.ResponseFinalizeBlock.$Properties {
  const { committed } = app;
  const height = toBigint(request.height);
  if (height !== committed.height + 1n) throw new AbciAppError('CALL_ORDER', { what: 'FinalizeBlock', height, committed: committed.height });
  const txs = (request.txs ?? []).map((bytes) => app.verifier.verify(bytes));
  const executed = executeBlock(app.reader, committed, {
    height,
    timeMs: blockTimeMs(request.time),
    misbehaviour: offencesOf(request.misbehavior),
    txs: txs.map((verified) => (verified.ok ? verified.tx : undefined)),
  });
  app.stage(executed);
  const validatorUpdates = executed.validatorUpdates.map(({ consensusKey, power }) => ({
    pubKey: { ed25519: consensusKey },
    power: fromBigint(BigInt(power)),
  }));
  return { txResults: executed.verdicts.map(asTxResult), validatorUpdates, appHash: executed.committed.appHash };
}
