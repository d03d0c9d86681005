/** What a peer owes, on a stream that the test controls. */
import type { Stream } from '@libp2p/interface';
import { encodeBlobAnswer, parseBlobRequest, sha256 } from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import { encodeFrame, FrameDecoder } from './frames.ts';
import { PeerSession } from './peer-session.ts';

const TIMEOUT_MS = 200;

/** A peer that answers chunks after a moment, and no other question. */
class ChunksOnly extends EventTarget {
  status = 'open';
  writeBufferLength = 0;
  private readonly decoder = new FrameDecoder(64, (frame) => {
    const { id, want } = parseBlobRequest(frame);
    const data = encodeFrame(encodeBlobAnswer({ id, kind: 'chunk', payload: Uint8Array.of(1) }));
    if (typeof want === 'number') setTimeout(() => this.dispatchEvent(Object.assign(new Event('message'), { data })), TIMEOUT_MS / 4);
  });
  send(piece: Uint8Array): boolean {
    this.decoder.push(piece);
    return true;
  }
  abort(): void {
    this.status = 'aborted';
  }
}

test('a question that is never answered ends the session, whatever is answered that was asked later', async () => {
  const session = new PeerSession(new ChunksOnly() as unknown as Stream, { timeoutMs: TIMEOUT_MS, onEnd: () => undefined, onReceived: () => undefined });
  const chunk = (): Promise<unknown> => session.ask({ sha256: sha256(), want: 0 });
  // What was asked before is a sign of life.
  await Promise.all([chunk(), chunk()]);
  let told: unknown;
  session.ask({ sha256: sha256(), want: 'held' }).catch((error: unknown) => {
    told = error;
  });
  const until = performance.now() + 10 * TIMEOUT_MS;
  while (told === undefined && performance.now() < until) await chunk().catch(() => undefined);
  expect(told).toMatchObject({ code: 'PEER_SILENT' });
});
