/** Serves blobs to peers: only what is held, and only after it was checked. Requests are hostile. */
import type { Stream } from '@libp2p/interface';
import { type BlobAnswerKind, type BlobRequest, blobAnswerHead, type Digest } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { type ChunkBody, PIECE_BYTES } from '../store/chunk-body.ts';
import { encodeFrame, sendFrame, sendWhole } from './frames.ts';
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

/** A chunk that does not fit in memory for everybody. */
interface LargeChunk {
  readonly sha256: Digest;
  readonly index: number;
  readonly body: ChunkBody;
}
interface SmallAnswer {
  readonly kind: BlobAnswerKind;
  readonly bytes?: Uint8Array;
}
/** What is said to one request. */
type Answer = LargeChunk | SmallAnswer;
const NOTHING = new Uint8Array(0);
const BUSY: SmallAnswer = { kind: 'busy' };

/** Answers requests of one stream, one after the other, until the peer leaves. */
export async function serveBlobs(stream: Stream, given: ServeParts): Promise<void> {
  const left = new AbortController();
  stream.addEventListener('close', () => left.abort(new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'the peer left' })));
  const parts = { ...given, signal: AbortSignal.any([given.signal, left.signal]) };
  const requests = new Requests(stream, parts.signal);
  const small = new SmallAnswers(stream, parts);
  for (let sending: Promise<void> = Promise.resolve(); ; ) {
    const { id, ...wanted } = await requests.next();
    let answer = await answerTo(wanted, parts);
    if ('body' in answer) {
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
        sending = sendChunk(stream, id, answer, slot, parts).finally(() => slot.free());
        sending.catch(() => undefined); // Told when the next answer waits for it, or the stream has ended.
        continue;
      }
      // A word at once where a turn did not come, or would come too late.
      answer = BUSY;
    }
    small.add(id, answer.kind, answer.bytes ?? NOTHING);
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
  /** What the rate counts: chunks, and their hashes, of which a question of 45 bytes brings 256 KiB. What is held is said at once, in 1 KiB at most. */
  private payload = 0;
  private ofArtifacts = 0;
  bytes = 0;

  constructor(stream: Stream, parts: ServeParts) {
    this.stream = stream;
    this.parts = parts;
  }

  add(id: number, kind: BlobAnswerKind, payload: Uint8Array): void {
    const frame = encodeFrame(blobAnswerHead(id, kind), payload);
    this.frames.push(frame);
    this.bytes += frame.length;
    if (kind === 'chunk' || kind === 'hashes') this.payload += payload.length;
    if (kind === 'chunk') this.ofArtifacts += payload.length;
  }

  get isEmpty(): boolean {
    return this.frames.length === 0;
  }

  async flush(): Promise<void> {
    const { frames, payload, ofArtifacts } = this;
    if (frames.length === 0) return;
    this.frames = [];
    this.payload = 0;
    this.ofArtifacts = 0;
    this.bytes = 0;
    const { limit, onSent, signal, line } = this.parts;
    if (payload > 0) await limit.take(payload, signal);
    await sendWhole(this.stream, Buffer.concat(frames), () => writeSignal(signal), line);
    onSent(ofArtifacts);
  }
}

/** Undefined: it did not come in time. */
async function turnOf({ slots, limit, peer }: ServeParts): Promise<Slot | undefined> {
  return limit.waitMs > MAX_WAIT_MS ? undefined : slots.take(peer, MAX_WAIT_MS);
}

/** A chunk that has its turn waits for the rate that the operator has set, then for the peer. */
async function sendChunk(stream: Stream, id: number, { sha256, index, body }: LargeChunk, slot: Slot, parts: ServeParts): Promise<void> {
  const { limit, line, onSent, signal, spreading, peer } = parts;
  await limit.take(body.bytes, signal);
  slot.begin();
  await sendFrame(stream, blobAnswerHead(id, 'chunk'), body, writeSignal(signal, slot.signal), line);
  spreading.sent(peer, sha256, index, performance.now());
  onSent(body.bytes);
}

const writeSignal = (...signals: readonly AbortSignal[]): AbortSignal => AbortSignal.any([...signals, AbortSignal.timeout(WRITE_MS)]);

/** Nothing where nothing is shared. */
async function answerTo({ sha256, want }: Omit<BlobRequest, 'id'>, parts: ServeParts): Promise<Answer> {
  const { store, spreading, peer, limit } = parts;
  if (!(await parts.isShared(sha256))) return { kind: 'notHeld' };
  const answer = await found();
  if (answer === undefined) return { kind: 'notHeld' };
  store.used(sha256);
  return answer;

  async function found(): Promise<Answer | undefined> {
    if (want === 'hashes') {
      if (limit.waitMs > MAX_WAIT_MS) return store.held(sha256) === undefined ? undefined : BUSY;
      const bytes = await store.chunkHashes(sha256);
      return bytes === undefined ? undefined : { kind: 'hashes', bytes };
    }
    if (typeof want === 'number') {
      const chunk = await store.chunkToSend(sha256, want);
      if (chunk === undefined) return undefined;
      if (!(chunk instanceof Uint8Array)) return { sha256, index: want, body: chunk };
      // It takes no slot, but its place in the queue for the rate.
      return limit.waitMs > MAX_WAIT_MS ? BUSY : { kind: 'chunk', bytes: chunk };
    }
    const held = store.held(sha256);
    if (held === undefined) return undefined;
    return { kind: 'held', bytes: (want === 'offered' ? spreading.offered(peer, sha256, held, performance.now()) : held).bytes };
  }
}
