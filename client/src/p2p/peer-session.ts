/**
 * One long-lived stream to one peer, requests pipelined. Answers are matched by id; a peer that answers
 * something else, or not in time, loses the stream and all who wait on it are told.
 */
import type { Stream } from '@libp2p/interface';
import { type LengthPrefixedStream, lpStream } from '@libp2p/utils';
import { type BlobAnswer, type BlobRequest, encodeBlobRequest, MAX_BLOB_FRAME_BYTES, parseBlobAnswer } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';

type Waiting = { resolve(answer: BlobAnswer): void; reject(error: Error): void };

export class PeerSession {
  private readonly stream: Stream;
  private readonly frames: LengthPrefixedStream<Stream>;
  private readonly waiting = new Map<number, Waiting>();
  private readonly timeoutMs: number;
  private readonly onEnd: () => void;
  private silence: NodeJS.Timeout | undefined;
  private nextId = 1;
  private writing: Promise<void> = Promise.resolve();

  constructor(stream: Stream, timeoutMs: number, onEnd: () => void) {
    this.onEnd = onEnd;
    this.stream = stream;
    this.timeoutMs = timeoutMs;
    this.frames = lpStream(stream, { maxDataLength: MAX_BLOB_FRAME_BYTES });
    this.readAll().catch((error: Error) => this.fail(error));
  }

  get isOpen(): boolean {
    return this.stream.status === 'open';
  }

  ask(request: Omit<BlobRequest, 'id'>): Promise<BlobAnswer> {
    const id = this.nextId;
    this.nextId = (this.nextId + 1) >>> 0;
    const answer = new Promise<BlobAnswer>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.silence ??= this.startSilence();
    this.writing = this.writing.then(() => this.frames.write(encodeBlobRequest({ ...request, id }))).catch((error: Error) => this.fail(error));
    return answer;
  }

  /** Ends the stream; whoever waits is told. */
  fail(error: Error): void {
    clearTimeout(this.silence);
    this.silence = undefined;
    if (this.isOpen) this.stream.abort(error);
    this.onEnd();
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(asClientError(error));
  }

  /** Runs while an answer is owed, and begins anew with each one: a slow peer that delivers is not silent. */
  private startSilence(): NodeJS.Timeout {
    return setTimeout(() => this.fail(new ClientError('PEER_SILENT', { ms: this.timeoutMs })), this.timeoutMs);
  }

  private async readAll(): Promise<void> {
    for (;;) {
      const answer = parseBlobAnswer((await this.frames.read()).subarray());
      const waiting = this.waiting.get(answer.id);
      if (waiting === undefined) throw new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'an answer that nobody asked for' });
      this.waiting.delete(answer.id);
      clearTimeout(this.silence);
      this.silence = this.waiting.size > 0 ? this.startSilence() : undefined;
      waiting.resolve({ ...answer, payload: Uint8Array.from(answer.payload) });
    }
  }
}

function asClientError(error: Error): ClientError {
  return error instanceof ClientError ? error : new ClientError('ARTIFACT_UNAVAILABLE', { reason: error.message }, { cause: error });
}
