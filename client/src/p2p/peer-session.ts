/**
 * One long-lived stream to one peer, requests pipelined. Answers are matched by id; a peer that answers
 * something else, or not in time, loses the stream and all who wait on it are told.
 */
import type { Stream } from '@libp2p/interface';
import { type BlobAnswer, type BlobRequest, encodeBlobRequest, MAX_BLOB_FRAME_BYTES, parseBlobAnswer } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { encodeFrame, FrameDecoder, FramePool, sendWhole } from './frames.ts';

type Waiting = { readonly isChunk: boolean; resolve(answer: BlobAnswer): void; reject(error: Error): void };

/** Chunks of all sessions together whose places are kept for the next. */
const MAX_FREE_FRAMES = 32;
/** Requests on their way to one peer: more than it takes in would end the stream. */
const MAX_AHEAD = 1_024;
const frames = new FramePool(MAX_BLOB_FRAME_BYTES, MAX_FREE_FRAMES);

export interface SessionParts {
  /** The peer may owe an answer for so long. */
  readonly timeoutMs: number;
  readonly onEnd: () => void;
  /** Told of the bytes of artifacts that came. */
  readonly onReceived: (bytes: number) => void;
}

export class PeerSession {
  private readonly stream: Stream;
  private readonly waiting = new Map<number, Waiting>();
  private readonly onEnd: () => void;
  private readonly onReceived: (bytes: number) => void;
  private readonly ended = new AbortController();
  private readonly silence: Silence;
  /** Peers send chunks in order: one that answers all but some of them is silent, too. */
  private readonly chunkSilence: Silence;
  /** So is one that answers what was asked after a question, and not the question. */
  private readonly questionSilence: Silence;
  private nextId = 1;
  /** Requests that were asked for in one turn go out together. */
  private readonly outgoing: Uint8Array[] = [];
  private isWriting = false;

  constructor(stream: Stream, { timeoutMs, onEnd, onReceived }: SessionParts) {
    this.onEnd = onEnd;
    this.onReceived = onReceived;
    this.stream = stream;
    const onSilence = (): void => this.fail(new ClientError('PEER_SILENT', { ms: timeoutMs }));
    this.silence = new Silence(timeoutMs, onSilence);
    this.chunkSilence = new Silence(timeoutMs, onSilence);
    this.questionSilence = new Silence(timeoutMs, onSilence);
    const decoder = new FrameDecoder(MAX_BLOB_FRAME_BYTES, (frame) => this.take(frame), frames);
    // As much as was asked for comes at most: what nobody asked for ends the session.
    stream.addEventListener('message', ({ data }) => {
      try {
        for (const piece of data instanceof Uint8Array ? [data] : data) decoder.push(piece);
      } catch (error) {
        this.fail(error as Error);
      }
    });
    const onClose = (): void => this.fail(new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'the peer ended the stream' }));
    stream.addEventListener('close', onClose);
    stream.addEventListener('remoteCloseWrite', onClose);
  }

  get isOpen(): boolean {
    return this.stream.status === 'open' && !this.ended.signal.aborted;
  }

  ask(request: Omit<BlobRequest, 'id'>): Promise<BlobAnswer> {
    if (!this.isOpen) return Promise.reject(new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'the stream has ended' }));
    const id = this.nextId;
    this.nextId = (this.nextId + 1) >>> 0;
    const isChunk = typeof request.want === 'number';
    const answer = new Promise<BlobAnswer>((resolve, reject) => this.waiting.set(id, { isChunk, resolve, reject }));
    this.silence.owe(id);
    (isChunk ? this.chunkSilence : this.questionSilence).owe(id);
    this.outgoing.push(encodeFrame(encodeBlobRequest({ ...request, id })));
    this.writeSoon();
    return answer;
  }

  private writeSoon(): void {
    if (this.isWriting) return;
    this.isWriting = true;
    queueMicrotask(() => {
      this.write().catch((error: Error) => this.fail(error));
    });
  }

  private async write(): Promise<void> {
    while (this.isOpen) {
      const room = MAX_AHEAD - (this.waiting.size - this.outgoing.length);
      const requests = this.outgoing.splice(0, Math.max(0, room));
      if (requests.length === 0) break;
      await sendWhole(this.stream, Buffer.concat(requests), () => this.ended.signal);
    }
    this.isWriting = false;
  }

  /** Whoever asked is done with the payload of an answer, and does not look at it any more: its place is used again. */
  release(payload: Uint8Array): void {
    frames.giveBack(payload);
  }

  /** Ends the stream; whoever waits is told. */
  fail(error: Error): void {
    // To abort the stream closes it, which comes back here.
    if (this.ended.signal.aborted) return;
    this.ended.abort();
    this.silence.end();
    this.chunkSilence.end();
    this.questionSilence.end();
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(asClientError(error));
    if (this.stream.status === 'open') this.stream.abort(error);
    this.onEnd();
  }

  private take(frame: Uint8Array): void {
    const answer = parseBlobAnswer(frame);
    const waiting = this.waiting.get(answer.id);
    if (waiting === undefined) throw new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'an answer that nobody asked for' });
    this.waiting.delete(answer.id);
    // Any answer is a sign of life; of chunks, the one that is owed for longest.
    this.silence.paid(answer.id, () => true);
    if (waiting.isChunk) this.chunkSilence.paid(answer.id, (oldest) => answer.id === oldest);
    this.questionSilence.paid(answer.id, (oldest) => answer.id <= oldest);
    if (this.outgoing.length > 0) this.writeSoon();
    this.onReceived(answer.payload.length);
    waiting.resolve(answer);
  }
}

/** Runs while answers are owed, and begins anew when one comes: a slow peer that delivers is not silent. */
class Silence {
  private readonly ms: number;
  private readonly onSilence: () => void;
  /** The one that is owed for longest first. */
  private readonly owed = new Set<number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(ms: number, onSilence: () => void) {
    this.ms = ms;
    this.onSilence = onSilence;
  }

  owe(id: number): void {
    this.owed.add(id);
    this.timer ??= setTimeout(this.onSilence, this.ms);
  }

  /** `isSign`: of life, given the one that is owed for longest. */
  paid(id: number, isSign: (oldest: number) => boolean): void {
    const [oldest] = this.owed;
    if (oldest === undefined) return;
    this.owed.delete(id);
    if (this.owed.size === 0) this.end();
    else if (isSign(oldest)) this.timer?.refresh();
  }

  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

function asClientError(error: Error): ClientError {
  return error instanceof ClientError ? error : new ClientError('ARTIFACT_UNAVAILABLE', { reason: error.message }, { cause: error });
}
