/** What CometBFT proved against validators, as the ledger takes it. Evidence was verified by CometBFT and is part of the block. */
import { ADDRESS_BYTES, type Address } from '@pyrsia/ledger';
import type { Misbehaviour } from '@pyrsia/ledger/state';
import { abci } from '../../gen/abci.js';
import { AbciAppError } from '../errors.ts';
import { blockTimeMs, toBigint } from '../int64.ts';

const { DUPLICATE_VOTE, LIGHT_CLIENT_ATTACK } = abci.MisbehaviorType;

export function offencesOf(evidence: abci.Misbehavior.$Properties[] | null | undefined): Misbehaviour[] {
  return (evidence ?? []).map(({ type, validator, height, time }) => {
    const address = Uint8Array.from(validator?.address ?? []);
    if (address.length !== ADDRESS_BYTES) throw new AbciAppError('FRAME_INVALID', { what: 'address of a validator' });
    if (type !== DUPLICATE_VOTE && type !== LIGHT_CLIENT_ATTACK) throw new AbciAppError('FRAME_INVALID', { what: `misbehaviour of type ${type ?? 0}` });
    const kind = type === DUPLICATE_VOTE ? 'duplicate_vote' : 'light_client_attack';
    return { kind, validator: address as Address, height: toBigint(height), timeMs: blockTimeMs(time) };
  });
}
