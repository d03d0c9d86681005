/** Serves blobs to peers: only what is held, and only after it was checked. Requests are hostile. */
import type { Stream } from '@libp2p/interface';
import { type BlobAnswerKind, type BlobRequest, blobAnswerHead, type Digest } from '@pyrsia/ledger';
import type { BlobStore, ChunkBody } from '../store/blob-store.ts';
import { encodeFrame, PIECE_BYTES, sendFrame, sendWhole } from './frames.ts';
import type { Outbox } from './line-of.ts';
import type { RateLimit } from './rate-limit.ts';
import { Requests } from './requests.ts';
import type { SendSlots, Slot } from './send-slots.ts';
import type { Spreading } from './spreading.ts';

/** A peer that asked and does not read loses its stream after this: what it was to get is in memory. */
const WRITE_MS = 30_000;
/** Peers wait 20 s for an answer. */
const MAX_WAIT_MS = 8_000;

export interface ServeParts {
  readonly store: BlobStore;
  readonly limit: RateLimit;
  readonly slots: SendSlots;
  readonly spreading: Spreading;
  readonly peer: string;
  /** Under the stream; undefined: not known. */
  readonly line: Outbox | undefined;
  /** Whether the operator lets others have it. */
  readonly isShared: (sha256: Digest) => Promise<boolean>;
  /** Told of the bytes of artifacts that went out. */
  readonly onSent: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** What is said to one request; `file`: more than fits in memory for everybody. */
interface Answer {
  readonly kind: BlobAnswerKind;
  readonly bytes?: Uint8Array;
  readonly file?: ChunkBody;
}
const NOTHING = new Uint8Array(0);

/** Answers requests of one stream, one after the other, until the peer leaves. */
export async function serveBlobs(stream: Stream, parts: ServeParts): Promise<void> {
  const requests = new Requests(stream, parts.signal);
  const small = new SmallAnswers(stream, parts);
  for (let sending: Promise<void> = Promise.resolve(); ; ) {
    const { id, ...wanted } = await requests.next();
    const { kind, bytes = NOTHING, file } = await answerTo(wanted, parts);
    const slot = file === undefined ? undefined : await turnOf(parts).catch(closing(file));
    // The chunk before is on its way while this one is looked for and waits for its turn; not longer than that.
    if (file !== undefined && slot !== undefined) {
      await sending.catch(closing(file, slot));
      sending = sendChunk(stream, id, file, slot, parts)
        .then(() => parts.spreading.sent(parts.peer, wanted.sha256, wanted.want as number, performance.now()))
        .finally(closing(file, slot));
      sending.catch(() => undefined); // Told when the next answer waits for it, or the stream has ended.
      continue;
    }
    await file?.close();
    // A word at once where a turn did not come, or would come too late.
    small.add(id, file === undefined ? kind : 'busy', bytes);
    if (!requests.isEmpty && small.bytes < PIECE_BYTES) continue;
    await sending;
    await small.flush();
  }
}

/** Answers that fit in memory go out together, as many as the peer asked for at once. */
class SmallAnswers {
  private readonly stream: Stream;
  private readonly parts: ServeParts;
  private frames: Uint8Array[] = [];
  private payload = 0;
  bytes = 0;

  constructor(stream: Stream, parts: ServeParts) {
    this.stream = stream;
    this.parts = parts;
  }

  add(id: number, kind: BlobAnswerKind, payload: Uint8Array): void {
    const frame = encodeFrame(blobAnswerHead(id, kind), payload);
    this.frames.push(frame);
    this.bytes += frame.length;
    if (kind === 'chunk') this.payload += payload.length;
  }

  async flush(): Promise<void> {
    const { frames, payload } = this;
    if (frames.length === 0) return;
    this.frames = [];
    this.payload = 0;
    this.bytes = 0;
    const { limit, onSent, signal, line } = this.parts;
    await limit.take(payload, signal);
    await sendWhole(this.stream, Buffer.concat(frames), () => writeSignal(signal), line);
    onSent(payload);
  }
}

/** Undefined: it did not come in time. */
async function turnOf({ slots, limit, peer }: ServeParts): Promise<Slot | undefined> {
  return limit.waitMs > MAX_WAIT_MS ? undefined : slots.take(peer, MAX_WAIT_MS);
}

/** A chunk that has its turn waits for the rate that the operator has set, then for the peer. */
async function sendChunk(stream: Stream, id: number, file: ChunkBody, slot: Slot, { limit, line, onSent, signal }: ServeParts): Promise<void> {
  const ending = AbortSignal.any([signal, slot.signal]);
  await limit.take(file.bytes, ending);
  await sendFrame(stream, blobAnswerHead(id, 'chunk'), writeSignal(ending), file, line);
  onSent(file.bytes);
}

/** Closes what is open, for good or because of the error that it passes on. */
function closing(file: ChunkBody, slot?: Slot): (error?: unknown) => Promise<never> {
  return async (error) => {
    slot?.free();
    await file.close();
    if (error !== undefined) throw error;
    return undefined as never;
  };
}

const writeSignal = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(WRITE_MS)]);

/** Nothing where nothing is shared. */
async function answerTo({ sha256, want }: Omit<BlobRequest, 'id'>, parts: ServeParts): Promise<Answer> {
  const { store, spreading, peer } = parts;
  if (!(await parts.isShared(sha256))) return { kind: 'notHeld' };
  const answer = await found();
  if (answer === undefined) return { kind: 'notHeld' };
  void store.used(sha256);
  return answer;

  async function found(): Promise<Answer | undefined> {
    if (want === 'hashes') {
      const bytes = await store.chunkHashes(sha256);
      return bytes === undefined ? undefined : { kind: 'hashes', bytes };
    }
    if (typeof want === 'number') {
      const chunk = await store.openChunk(sha256, want);
      if (chunk === undefined) return undefined;
      return chunk instanceof Uint8Array ? { kind: 'chunk', bytes: chunk } : { kind: 'chunk', file: chunk };
    }
    const held = await store.held(sha256);
    if (held === undefined) return undefined;
    return { kind: 'held', bytes: (want === 'offered' ? spreading.offered(peer, sha256, held, performance.now()) : held).bytes };
  }
}
