/** ListSnapshots: those that can be served now, newest first. CometBFT advertises at most ten. */
import type { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';
import { fromBigint } from '../int64.ts';

export function listSnapshots(app: Application): abci.ResponseListSnapshots.$Properties {
  return { snapshots: app.snapshots.list().map((offer) => ({ ...offer, height: fromBigint(offer.height) })) };
}
