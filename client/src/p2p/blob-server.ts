/** Serves blobs to peers: only what is held, and only after it was checked. Requests are hostile. */
import type { Stream } from '@libp2p/interface';
import { type BlobAnswerKind, type BlobRequest, blobAnswerHead, type Digest } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import type { BlobStore, ChunkBody } from '../store/blob-store.ts';
import { encodeFrame, PIECE_BYTES, sendFrame, sendWhole } from './frames.ts';
import type { Outbox } from './line-of.ts';
import type { RateLimit } from './rate-limit.ts';
import { Requests } from './requests.ts';
import type { SendSlots, Slot } from './send-slots.ts';
import type { Spreading } from './spreading.ts';

/** A peer that asked and does not read loses its stream after this. */
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
export async function serveBlobs(stream: Stream, given: ServeParts): Promise<void> {
  const left = new AbortController();
  stream.addEventListener('close', () => left.abort(new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'the peer left' })));
  const parts = { ...given, signal: AbortSignal.any([given.signal, left.signal]) };
  const requests = new Requests(stream, parts.signal);
  const small = new SmallAnswers(stream, parts);
  for (let sending: Promise<void> = Promise.resolve(); ; ) {
    const { id, ...wanted } = await requests.next();
    const { kind, bytes = NOTHING, file } = await answerTo(wanted, parts);
    if (file !== undefined) {
      // What was asked before is not to wait for the turn of this.
      if (!small.isEmpty) {
        await sending;
        await small.flush();
      }
      const slot = await turnOf(parts);
      if (slot !== undefined) {
        // The chunk before is on its way while this one waits for its turn; not longer than that.
        await sending.catch((error: unknown) => {
          slot.free();
          throw error;
        });
        sending = sendChunk(stream, { id, file, sha256: wanted.sha256, index: wanted.want as number }, slot, parts).finally(() => slot.free());
        sending.catch(() => undefined); // Told when the next answer waits for it, or the stream has ended.
        continue;
      }
    }
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

  get isEmpty(): boolean {
    return this.frames.length === 0;
  }

  async flush(): Promise<void> {
    const { frames, payload } = this;
    if (frames.length === 0) return;
    this.frames = [];
    this.payload = 0;
    this.bytes = 0;
    const { limit, onSent, signal, line } = this.parts;
    if (payload > 0) await limit.take(payload, signal);
    await sendWhole(this.stream, Buffer.concat(frames), () => writeSignal(signal), line);
    onSent(payload);
  }
}

/** Undefined: it did not come in time. */
async function turnOf({ slots, limit, peer }: ServeParts): Promise<Slot | undefined> {
  return limit.waitMs > MAX_WAIT_MS ? undefined : slots.take(peer, MAX_WAIT_MS);
}

interface Chunk {
  readonly id: number;
  readonly sha256: Digest;
  readonly index: number;
  readonly file: ChunkBody;
}

/** A chunk that has its turn waits for the rate that the operator has set, then for the peer. */
async function sendChunk(stream: Stream, { id, sha256, index, file }: Chunk, slot: Slot, parts: ServeParts): Promise<void> {
  const { limit, line, onSent, signal, spreading, peer } = parts;
  await limit.take(file.bytes, signal);
  slot.begin();
  await sendFrame(stream, blobAnswerHead(id, 'chunk'), writeSignal(AbortSignal.any([signal, slot.signal])), file, line);
  spreading.sent(peer, sha256, index, performance.now());
  onSent(file.bytes);
}

const writeSignal = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(WRITE_MS)]);

/** Nothing where nothing is shared. */
async function answerTo({ sha256, want }: Omit<BlobRequest, 'id'>, parts: ServeParts): Promise<Answer> {
  const { store, spreading, peer, limit } = parts;
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
      const chunk = await store.chunkToSend(sha256, want);
      if (chunk === undefined) return undefined;
      // It takes no slot, but its place in the queue for the rate.
      if (chunk instanceof Uint8Array && limit.waitMs > MAX_WAIT_MS) return { kind: 'busy' };
      return chunk instanceof Uint8Array ? { kind: 'chunk', bytes: chunk } : { kind: 'chunk', file: chunk };
    }
    const held = await store.held(sha256);
    if (held === undefined) return undefined;
    return { kind: 'held', bytes: (want === 'offered' ? spreading.offered(peer, sha256, held, performance.now()) : held).bytes };
  }
}
