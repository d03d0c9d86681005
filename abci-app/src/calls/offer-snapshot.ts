/** OfferSnapshot: what strangers advertise, judged against the app hash that CometBFT's light client verified. */
import { asDigest } from '@pyrsia/ledger';
import { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';
import { AbciAppError } from '../errors.ts';
import { toBigint } from '../int64.ts';

const { Result } = abci.ResponseOfferSnapshot;
const ANSWERS = {
  accepted: Result.ACCEPT,
  unknown_format: Result.REJECT_FORMAT,
  // Nobody who follows the format sends it: nothing more is wanted from there.
  malformed: Result.REJECT_SENDER,
  // Of another state: perhaps a liar, perhaps a node of another version. Others may have the right one.
  wrong: Result.REJECT,
  // A node with a state of its own has nothing to restore: the sync ends.
  occupied: Result.ABORT,
} as const;

export async function offerSnapshot(app: Application, request: abci.RequestOfferSnapshot.$Properties): Promise<abci.ResponseOfferSnapshot.$Properties> {
  const { snapshot } = request;
  if (snapshot == null || request.appHash?.length !== 32) throw new AbciAppError('FRAME_INVALID', { what: 'offer of a snapshot' });
  const offer = {
    height: toBigint(snapshot.height),
    format: snapshot.format ?? 0,
    chunks: snapshot.chunks ?? 0,
    hash: Uint8Array.from(snapshot.hash ?? []),
    metadata: Uint8Array.from(snapshot.metadata ?? []),
  };
  return { result: ANSWERS[await app.offerSnapshot(offer, asDigest(Uint8Array.from(request.appHash)))] };
}
