/** ApplySnapshotChunk: a chunk that is not the one of the manifest is asked for again, from others: its sender lied. */
import { abci } from '../../gen/abci.js';
import type { Application } from '../application.ts';

const { Result } = abci.ResponseApplySnapshotChunk;

export async function applySnapshotChunk(
  app: Application,
  request: abci.RequestApplySnapshotChunk.$Properties,
): Promise<abci.ResponseApplySnapshotChunk.$Properties> {
  const index = request.index ?? 0;
  const verdict = await app.applySnapshotChunk(index, Uint8Array.from(request.chunk ?? []));
  switch (verdict) {
    case 'applied':
    case 'done':
      return { result: Result.ACCEPT };
    case 'wrong':
      return { result: Result.RETRY, refetchChunks: [index], rejectSenders: [request.sender ?? ''] };
    case undefined:
      // No snapshot was accepted: CometBFT must offer one first.
      return { result: Result.REJECT_SNAPSHOT };
  }
}
