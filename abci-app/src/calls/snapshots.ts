/**
 * State sync. This version takes no snapshots: a new node replays the chain, which no node prunes. Offers
 * from others are refused in the way that CometBFT expects.
 */
import { abci } from '../../gen/abci.js';

export const listSnapshots = (): abci.ResponseListSnapshots.$Properties => ({ snapshots: [] });
export const offerSnapshot = (): abci.ResponseOfferSnapshot.$Properties => ({ result: abci.ResponseOfferSnapshot.Result.REJECT_FORMAT });
export const loadSnapshotChunk = (): abci.ResponseLoadSnapshotChunk.$Properties => ({ chunk: new Uint8Array(0) });
export const applySnapshotChunk = (): abci.ResponseApplySnapshotChunk.$Properties => ({ result: abci.ResponseApplySnapshotChunk.Result.ABORT });
