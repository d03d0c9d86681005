/** Serves blobs to peers: only what is held, and only after it was checked. Requests are hostile. */
import type { Stream } from '@libp2p/interface';
import { lpStream } from '@libp2p/utils';
import { type BlobAnswer, type BlobRequest, blobAnswerParts, type Digest, MAX_REQUEST_FRAME_BYTES, parseBlobRequest } from '@pyrsia/ledger';
import type { BlobStore } from '../store/blob-store.ts';
import { sendFrame } from './frames.ts';
import type { Outbox } from './line-of.ts';
import type { RateLimit } from './rate-limit.ts';
import type { SendSlots, Slot } from './send-slots.ts';

/** A peer that asked and does not read loses its stream after this: what it was to get is in memory. */
const WRITE_MS = 30_000;
/** Peers wait 20 s for an answer. */
const MAX_WAIT_MS = 8_000;
const NOTHING = new Uint8Array(0);

/**
 * Answers requests of one stream, one after the other, until the peer leaves. Each chunk waits for its turn among all
 * peers, then for the rate that the operator has set, then for the peer.
 */
export async function serveBlobs(stream: Stream, parts: ServeParts): Promise<void> {
  const { slots, peer, signal } = parts;
  const frames = lpStream(stream, { maxDataLength: MAX_REQUEST_FRAME_BYTES });
  for (let sending: Promise<void> = Promise.resolve(); ; ) {
    const request = parseBlobRequest((await frames.read({ signal })).subarray());
    // Lists are small, and without them nobody can begin.
    const slot = typeof request.want === 'number' ? await slots.take(peer, MAX_WAIT_MS) : NO_SLOT;
    try {
      // The next chunk comes from the disk while the one before is on its way; not more than that.
      const [answer] = await Promise.all([answerNow(request, parts, slot !== undefined), sending]);
      sending = send(stream, answer, { ...parts, signal: slot === undefined ? signal : AbortSignal.any([signal, slot.signal]) }).finally(() => slot?.free());
    } catch (error) {
      slot?.free();
      throw error;
    }
    sending.catch(() => undefined); // Told when the next answer waits for it, or the stream has ended.
  }
}
const NO_SLOT: Slot = { free: () => undefined, signal: new AbortController().signal };

async function send(stream: Stream, answer: BlobAnswer, { limit, line, onSent, signal }: ServeParts): Promise<void> {
  await limit.take(answer.payload.length, signal);
  await sendFrame(stream, blobAnswerParts(answer), AbortSignal.any([signal, AbortSignal.timeout(WRITE_MS)]), line);
  onSent(answer.payload.length);
}

/** Nothing where nothing is shared; and a word at once where a turn did not come, or would come too late. */
async function answerNow(request: BlobRequest, { store, limit, isShared }: ServeParts, hasTurn: boolean): Promise<BlobAnswer> {
  const { id, sha256, want } = request;
  if (!(await isShared(sha256))) return { id, kind: 'notHeld', payload: NOTHING };
  if (!hasTurn || (typeof want === 'number' && limit.waitMs > MAX_WAIT_MS)) return { id, kind: 'busy', payload: NOTHING };
  return answerTo(request, store);
}

export interface ServeParts {
  readonly store: BlobStore;
  readonly limit: RateLimit;
  readonly slots: SendSlots;
  readonly peer: string;
  /** Under the stream; undefined: not known. */
  readonly line: Outbox | undefined;
  /** Whether the operator lets others have it. */
  readonly isShared: (sha256: Digest) => Promise<boolean>;
  /** Told of the bytes of artifacts that went out. */
  readonly onSent: (bytes: number) => void;
  readonly signal: AbortSignal;
}

async function answerTo({ id, sha256, want }: BlobRequest, store: BlobStore): Promise<BlobAnswer> {
  const payload = await payloadOf(sha256, want, store);
  if (payload === undefined) return { id, kind: 'notHeld', payload: NOTHING };
  void store.used(sha256);
  return { id, kind: typeof want === 'number' ? 'chunk' : want, payload };
}

async function payloadOf(sha256: Digest, want: BlobRequest['want'], store: BlobStore): Promise<Uint8Array | undefined> {
  if (typeof want === 'number') return store.chunk(sha256, want);
  return want === 'hashes' ? store.chunkHashes(sha256) : (await store.held(sha256))?.bytes;
}
