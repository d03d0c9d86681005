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
  private nextId = 1;
  private writing: Promise<void> = Promise.resolve();

  constructor(stream: Stream, timeoutMs: number) {
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
    const answer = new Promise<BlobAnswer>((resolve, reject) => {
      const timer = setTimeout(() => this.fail(new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'the peer is silent' })), this.timeoutMs);
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(id);
      };
      this.waiting.set(id, {
        resolve: (value) => {
          done();
          resolve(value);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
    });
    this.writing = this.writing.then(() => this.frames.write(encodeBlobRequest({ ...request, id }))).catch((error: Error) => this.fail(error));
    return answer;
  }

  /** Ends the stream; whoever waits is told. */
  fail(error: Error): void {
    if (this.isOpen) this.stream.abort(error);
    for (const waiting of [...this.waiting.values()]) waiting.reject(new ClientError('ARTIFACT_UNAVAILABLE', { reason: error.message }, { cause: error }));
  }

  private async readAll(): Promise<void> {
    for (;;) {
      const answer = parseBlobAnswer((await this.frames.read()).subarray());
      const waiting = this.waiting.get(answer.id);
      if (waiting === undefined) throw new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'an answer that nobody asked for' });
      waiting.resolve({ ...answer, payload: Uint8Array.from(answer.payload) });
    }
  }
}
