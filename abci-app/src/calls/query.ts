/**
 * Query: answers with proof, at a committed height (0: the newest). All of the request is hostile. Paths:
 * ledger/src/query.ts.
 */
import { LedgerError, MAX_QUERY_BYTES, parseU64be, QUERY, QUERY_CODES } from '@pyrsia/ledger';
import type { ProofOps } from '@pyrsia/ledger/merkle';
import { type Answer, answerCheckpoint, answerConsistency, answerLogEntries, answerLogEntry, answerState, type Committed } from '@pyrsia/ledger/state';
import type { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';
import { fromBigint, toBigint } from '../int64.ts';
import { CODESPACE } from './check-tx.ts';

export function query(app: Application, request: abci.RequestQuery.$Properties): abci.ResponseQuery.$Properties {
  const data = Uint8Array.from(request.data ?? []);
  if (data.length > MAX_QUERY_BYTES) return failure('ARGUMENT_INVALID', 'the argument is too long');
  try {
    const committed = committedFor(app, toBigint(request.height));
    const answer = answerFor(app, committed, request.path ?? '', data);
    if (answer === undefined) return failure('PATH_UNKNOWN', `paths are ${Object.values(QUERY).join(' ')}`);
    return {
      code: QUERY_CODES.OK,
      key: data,
      value: answer.value ?? new Uint8Array(0),
      height: fromBigint(committed.height),
      ...(request.prove === true ? { proofOps: asProofOps(answer.proof) } : {}),
    };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    if (error.code === 'HEIGHT_UNAVAILABLE') return failure('HEIGHT_UNAVAILABLE', error.message);
    if (error.code === 'MALFORMED') return failure('ARGUMENT_INVALID', error.message);
    throw error;
  }
}

function committedFor(app: Application, height: bigint): Committed {
  const head = app.store.head;
  if (head === undefined) throw new LedgerError('HEIGHT_UNAVAILABLE', { height, newest: 0n });
  return height === 0n ? head : app.store.committedAt(height);
}

function answerFor(app: Application, committed: Committed, path: string, data: Uint8Array): Answer | undefined {
  switch (path) {
    case QUERY.state:
      return answerState(app.store, committed, data);
    case QUERY.logEntry:
      return answerLogEntry(app.store, committed, parseU64be(data));
    case QUERY.checkpoint:
      return answerCheckpoint(committed);
    case QUERY.entries:
      return answerLogEntries(app.store, committed, parseU64be(data));
    case QUERY.consistency:
      return answerConsistency(app.store, committed, parseU64be(data));
    default:
      return undefined;
  }
}

function asProofOps(proof: ProofOps): abci.ProofOps.$Properties {
  return { ops: proof.ops.map(({ type, key, data }) => ({ type: Buffer.from(type).toString('utf8'), key, data })) };
}

function failure(code: keyof typeof QUERY_CODES, log: string): abci.ResponseQuery.$Properties {
  return { code: QUERY_CODES[code], log: `${code}: ${log}`, codespace: CODESPACE };
}
