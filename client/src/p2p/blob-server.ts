/** Serves blobs to peers: only what is held, and only after it was checked. Requests are hostile. */
import type { Stream } from '@libp2p/interface';
import { lpStream } from '@libp2p/utils';
import { type BlobAnswer, type BlobRequest, encodeBlobAnswer, MAX_REQUEST_FRAME_BYTES, parseBlobRequest } from '@pyrsia/ledger';
import type { BlobStore } from '../store/blob-store.ts';

/** A peer that asked and does not read holds a chunk of memory no longer than this. */
const WRITE_MS = 30_000;

/** Answers requests of one stream, one after the other, until the peer leaves. Output waits for the peer. */
export async function serveBlobs(stream: Stream, store: BlobStore): Promise<void> {
  const frames = lpStream(stream, { maxDataLength: MAX_REQUEST_FRAME_BYTES });
  for (;;) {
    const request = parseBlobRequest((await frames.read()).subarray());
    const answer = encodeBlobAnswer(await answerTo(request, store));
    await frames.write(answer, { signal: AbortSignal.timeout(WRITE_MS) });
  }
}

async function answerTo({ id, sha256, chunk }: BlobRequest, store: BlobStore): Promise<BlobAnswer> {
  const payload = chunk === undefined ? await store.chunkHashes(sha256) : await store.chunk(sha256, chunk);
  if (payload === undefined) return { id, kind: 'notHeld', payload: new Uint8Array(0) };
  return { id, kind: chunk === undefined ? 'hashes' : 'chunk', payload };
}
