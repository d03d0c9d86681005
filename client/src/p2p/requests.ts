/**
 * What a peer asks over one stream, in order. Requests are hostile: a frame that is none ends it, and a peer that asks
 * faster than it is answered is not read on.
 */
import type { Stream } from '@libp2p/interface';
import { type BlobRequest, MAX_REQUEST_FRAME_BYTES, parseBlobRequest } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { FrameDecoder } from './frames.ts';

/** Requests of one stream that may wait; docs/limits.md. */
const MAX_WAITING = 256;

export class Requests {
  private readonly stream: Stream;
  private readonly waiting: BlobRequest[] = [];
  private readonly decoder = new FrameDecoder(MAX_REQUEST_FRAME_BYTES, (frame) => void this.waiting.push(parseBlobRequest(frame)));
  private wake = Promise.withResolvers<void>();
  private failure: unknown;

  /** `signal` ends it. */
  constructor(stream: Stream, signal: AbortSignal) {
    this.stream = stream;
    stream.addEventListener('message', ({ data }) => {
      try {
        for (const piece of data instanceof Uint8Array ? [data] : data) this.decoder.push(piece);
      } catch (error) {
        this.fail(error);
      }
      if (this.waiting.length >= MAX_WAITING && stream.readStatus === 'readable') stream.pause();
      this.wake.resolve();
    });
    const onEnd = (): void => this.fail(new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'the peer ended the stream' }));
    stream.addEventListener('close', onEnd);
    stream.addEventListener('remoteCloseWrite', onEnd);
    const onAbort = (): void => this.fail(signal.reason);
    signal.addEventListener('abort', onAbort);
    stream.addEventListener('close', () => signal.removeEventListener('abort', onAbort));
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** The next one; rejects with what ended the stream once all that came before it were given. */
  async next(): Promise<BlobRequest> {
    for (;;) {
      const request = this.waiting.shift();
      if (request !== undefined) return request;
      if (this.failure !== undefined) throw this.failure;
      if (this.stream.readStatus === 'paused') this.stream.resume();
      if (!this.isEmpty) continue;
      this.wake = Promise.withResolvers<void>();
      await this.wake.promise;
    }
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    this.wake.resolve();
  }
}
