/**
 * One long-lived stream to one peer, requests pipelined. Answers are matched by id; a peer that answers
 * something else, or not in time, loses the stream and all who wait on it are told.
 */
import type { Stream } from '@libp2p/interface';
import { type BlobAnswer, type BlobRequest, encodeBlobRequest, MAX_BLOB_FRAME_BYTES, parseBlobAnswer } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { encodeFrame, FrameDecoder, FramePool, sendWhole } from './frames.ts';

type Waiting = { resolve(answer: BlobAnswer): void; reject(error: Error): void };

/** Chunks of all sessions together whose places are kept for the next. */
const MAX_FREE_FRAMES = 32;
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
  private readonly timeoutMs: number;
  private readonly onEnd: () => void;
  private readonly onReceived: (bytes: number) => void;
  private readonly ended = new AbortController();
  private silence: NodeJS.Timeout | undefined;
  private nextId = 1;
  /** Requests that were asked for in one turn go out together. */
  private outgoing: Uint8Array[] = [];
  private isWriting = false;

  constructor(stream: Stream, { timeoutMs, onEnd, onReceived }: SessionParts) {
    this.onEnd = onEnd;
    this.onReceived = onReceived;
    this.stream = stream;
    this.timeoutMs = timeoutMs;
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
    const answer = new Promise<BlobAnswer>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.silence ??= this.startSilence();
    this.outgoing.push(encodeFrame(encodeBlobRequest({ ...request, id })));
    if (!this.isWriting) {
      this.isWriting = true;
      queueMicrotask(() => {
        this.write().catch((error: Error) => this.fail(error));
      });
    }
    return answer;
  }

  private async write(): Promise<void> {
    while (this.outgoing.length > 0 && this.isOpen) {
      const frames = Buffer.concat(this.outgoing);
      this.outgoing = [];
      await sendWhole(this.stream, frames, () => this.ended.signal);
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
    clearTimeout(this.silence);
    this.silence = undefined;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(asClientError(error));
    if (this.stream.status === 'open') this.stream.abort(error);
    this.onEnd();
  }

  /** Runs while an answer is owed, and begins anew with each one: a slow peer that delivers is not silent. */
  private startSilence(): NodeJS.Timeout {
    return setTimeout(() => this.fail(new ClientError('PEER_SILENT', { ms: this.timeoutMs })), this.timeoutMs);
  }

  private take(frame: Uint8Array): void {
    const answer = parseBlobAnswer(frame);
    const waiting = this.waiting.get(answer.id);
    if (waiting === undefined) throw new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'an answer that nobody asked for' });
    this.waiting.delete(answer.id);
    if (this.waiting.size > 0) this.silence?.refresh();
    else {
      clearTimeout(this.silence);
      this.silence = undefined;
    }
    this.onReceived(answer.payload.length);
    waiting.resolve(answer);
  }
}

function asClientError(error: Error): ClientError {
  return error instanceof ClientError ? error : new ClientError('ARTIFACT_UNAVAILABLE', { reason: error.message }, { cause: error });
}
