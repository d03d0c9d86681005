/**
 * What a peer asks over one stream, in order. Requests are hostile: a frame that is none ends it, and so does a peer that
 * asks for more than anybody needs before it was answered.
 */
import type { Stream } from '@libp2p/interface';
import { type BlobRequest, MAX_REQUEST_FRAME_BYTES, parseBlobRequest } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { FrameDecoder } from './frames.ts';

/** Requests of one stream that may wait: some 6 000; docs/limits.md. */
const MAX_WAITING_BYTES = 256 * 1024;
/** Decoded at a time: a hundred requests, which take more room than their bytes. */
const STEP_BYTES = 4 * 1024;
const NOTHING = new Uint8Array(0);

export class Requests {
  private readonly waiting: BlobRequest[] = [];
  private readonly decoder = new FrameDecoder(MAX_REQUEST_FRAME_BYTES, (frame) => void this.waiting.push(parseBlobRequest(frame)));
  /** What came and is not decoded yet stands in it from `begin` to `end`: copied, since a byte may hold on to all that came with it. */
  private bytes = NOTHING;
  private begin = 0;
  private end = 0;
  private wake = Promise.withResolvers<void>();
  private failure: unknown;

  /** `signal` ends it. */
  constructor(stream: Stream, signal: AbortSignal) {
    stream.addEventListener('message', ({ data }) => {
      for (const piece of data instanceof Uint8Array ? [data] : data) this.put(piece);
      this.wake.resolve();
    });
    const onEnd = (): void => this.fail(new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'the peer ended the stream' }));
    stream.addEventListener('close', onEnd);
    stream.addEventListener('remoteCloseWrite', onEnd);
    const onAbort = (): void => this.fail(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
    stream.addEventListener('close', () => signal.removeEventListener('abort', onAbort));
  }

  get isEmpty(): boolean {
    this.decode();
    return this.waiting.length === 0;
  }

  /** The next one; rejects with what ended the stream once all that came before it were given. */
  async next(): Promise<BlobRequest> {
    for (;;) {
      this.decode();
      const request = this.waiting.shift();
      if (request !== undefined) return request;
      if (this.failure !== undefined) throw this.failure;
      this.wake = Promise.withResolvers<void>();
      await this.wake.promise;
    }
  }

  private put(piece: Uint8Array): void {
    if (this.failure !== undefined) return;
    const waits = this.end - this.begin;
    if (waits + piece.length > MAX_WAITING_BYTES) {
      this.refuse(new ClientError('FRAME_INVALID', { what: 'requests', maxBytes: MAX_WAITING_BYTES }));
      return;
    }
    if (this.end + piece.length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(STEP_BYTES, 2 * (waits + piece.length)));
      larger.set(this.bytes.subarray(this.begin, this.end));
      this.bytes = larger;
      this.begin = 0;
      this.end = waits;
    }
    this.bytes.set(piece, this.end);
    this.end += piece.length;
  }

  /** Until there is one, or no more. */
  private decode(): void {
    while (this.waiting.length === 0 && this.begin < this.end) {
      const step = this.bytes.subarray(this.begin, Math.min(this.end, this.begin + STEP_BYTES));
      this.begin += step.length;
      if (this.begin === this.end) this.clear();
      try {
        this.decoder.push(step);
      } catch (error) {
        this.refuse(error);
      }
    }
  }

  /** Nothing waits; what was large goes. */
  private clear(): void {
    this.begin = 0;
    this.end = 0;
    if (this.bytes.length > STEP_BYTES) this.bytes = NOTHING;
  }

  /** What comes after it cannot be understood, or is too much. */
  private refuse(error: unknown): void {
    this.clear();
    this.fail(error);
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    this.wake.resolve();
  }
}
