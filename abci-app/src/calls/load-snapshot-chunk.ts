/** LoadSnapshotChunk, for a stranger: no chunk at all (which CometBFT passes on as missing) if it is not here. */
import { SNAPSHOT_FORMAT } from '@pyrsia/ledger/state';
import type { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';
import { toBigint } from '../int64.ts';

export function loadSnapshotChunk(app: Application, request: abci.RequestLoadSnapshotChunk.$Properties): abci.ResponseLoadSnapshotChunk.$Properties {
  if (request.format !== SNAPSHOT_FORMAT) return {};
  const chunk = app.snapshots.chunk(toBigint(request.height), request.chunk ?? 0);
  return chunk === undefined ? {} : { chunk };
}
