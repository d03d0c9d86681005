/**
 * Frames behind an unsigned varint length, as @libp2p/utils' lpStream has them, for payloads of a MiB: each frame is put
 * together in one buffer as its pieces come, and sent in pieces that a TLS record likes.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Stream } from '@libp2p/interface';
import { ClientError } from '../errors.ts';
import { PIECE_BYTES } from '../store/chunk-body.ts';
import type { Outbox } from './line-of.ts';

/** A varint of a length below 2^35. */
const MAX_LENGTH_BYTES = 5;

/**
 * Places for large frames, used again when whoever had a frame gives its place back: a new MiB for each chunk would have the
 * collector run all the time. What is not given back is collected like anything else.
 */
export class FramePool {
  private readonly frameBytes: number;
  private readonly maxFree: number;
  private readonly free: ArrayBuffer[] = [];

  constructor(frameBytes: number, maxFree: number) {
    this.frameBytes = frameBytes;
    this.maxFree = maxFree;
  }

  /** Bytes of an earlier frame may stand in it. */
  take(length: number): Uint8Array {
    if (length < PIECE_BYTES || length > this.frameBytes) return new Uint8Array(length);
    return new Uint8Array(this.free.pop() ?? new ArrayBuffer(this.frameBytes), 0, length);
  }

  /** Any part of a frame; nobody looks at it, or gives it back, any more. */
  giveBack({ buffer }: Uint8Array): void {
    if (buffer instanceof ArrayBuffer && buffer.byteLength === this.frameBytes && this.free.length < this.maxFree) this.free.push(buffer);
  }
}

export class FrameDecoder {
  private readonly maxBytes: number;
  private readonly onFrame: (frame: Uint8Array) => void;
  private readonly pool: Pick<FramePool, 'take'>;
  private frame: Uint8Array | undefined;
  private filled = 0;
  private length = 0;
  private lengthBytes = 0;

  /** `onFrame` may keep the frame. */
  constructor(maxBytes: number, onFrame: (frame: Uint8Array) => void, pool: Pick<FramePool, 'take'> = NEW_EACH) {
    this.maxBytes = maxBytes;
    this.onFrame = onFrame;
    this.pool = pool;
  }

  /** Throws `FRAME_INVALID` for a length that no frame has. */
  push(piece: Uint8Array): void {
    let at = 0;
    while (at < piece.length) {
      if (this.frame === undefined) {
        at = this.readLength(piece, at);
        continue;
      }
      const part = piece.subarray(at, at + this.frame.length - this.filled);
      this.frame.set(part, this.filled);
      this.filled += part.length;
      at += part.length;
      this.giveIfWhole();
    }
  }

  private readLength(piece: Uint8Array, begin: number): number {
    let at = begin;
    while (at < piece.length) {
      const byte = piece[at] as number;
      at += 1;
      this.length += (byte & 0x7f) * 2 ** (7 * this.lengthBytes);
      this.lengthBytes += 1;
      if (this.length > this.maxBytes || this.lengthBytes > MAX_LENGTH_BYTES) throw new ClientError('FRAME_INVALID', { maxBytes: this.maxBytes });
      if (byte < 0x80) {
        this.frame = this.pool.take(this.length);
        this.giveIfWhole();
        break;
      }
    }
    return at;
  }

  private giveIfWhole(): void {
    const { frame } = this;
    if (frame === undefined || this.filled < frame.length) return;
    this.frame = undefined;
    this.filled = 0;
    this.length = 0;
    this.lengthBytes = 0;
    this.onFrame(frame);
  }
}

const NEW_EACH: Pick<FramePool, 'take'> = { take: (length) => new Uint8Array(length) };

/** What may wait in a stream, and in the line under it, before the next piece is sent. */
const MAX_IN_STREAM = 128 * 1024;
const MAX_IN_LINE = 512 * 1024;

/** A frame that is in memory. */
export function encodeFrame(...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([lengthOf(length), ...parts]);
}

/** Sends frames that are in memory; waits as `sendFrame` does, but only where there is something to wait for. */
export async function sendWhole(stream: Stream, frames: Uint8Array, signal: () => AbortSignal, line?: Outbox): Promise<void> {
  for (let at = 0; at < frames.length; at += PIECE_BYTES) stream.send(frames.subarray(at, at + PIECE_BYTES));
  const waits = stream.writeBufferLength > MAX_IN_STREAM || (line?.writeBufferLength ?? 0) > MAX_IN_LINE;
  if (!waits) return;
  const until = signal();
  await untilSent(stream, MAX_IN_STREAM, until);
  if (line !== undefined) await untilSent(line, MAX_IN_LINE, until);
}

/** What a frame holds after its first bytes, in the pieces in which it is sent. */
export interface FrameBody {
  readonly bytes: number;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Ends when next to nothing of the frame waits here: the other side reads, and the line under the stream, if that is known, takes it. */
export async function sendFrame(stream: Stream, head: Uint8Array, body: FrameBody, signal: AbortSignal, line?: Outbox): Promise<void> {
  stream.send(Buffer.concat([lengthOf(head.length + body.bytes), head]));
  let sent = 0;
  for await (const piece of body.pieces) {
    sent += piece.length;
    if (sent > body.bytes) break;
    stream.send(piece);
    await untilSent(stream, MAX_IN_STREAM, signal);
    if (line !== undefined) await untilSent(line, MAX_IN_LINE, signal);
  }
  // The other side would take what comes next for the rest of this frame.
  if (sent !== body.bytes) throw new ClientError('STORE_CHANGED', { bytes: sent, expected: body.bytes });
  await untilSent(stream, PIECE_BYTES, signal);
}

/** That a stream drains says that something went, not that all did: what waits is looked at. */
async function untilSent(outbox: Outbox, maxBytes: number, signal: AbortSignal): Promise<void> {
  while (outbox.writeBufferLength > maxBytes) {
    await drained(outbox, signal);
    // A drain is told before what waits goes on.
    await nextTurn();
  }
}

/** The next drain. libp2p's own `onDrain` keeps the promise of the first one, and ends at once ever after. */
function drained(outbox: Outbox, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      outbox.removeEventListener('drain', onDrain);
      outbox.removeEventListener('close', onClose);
      signal.removeEventListener('abort', onAbort);
      act();
    };
    const onDrain = (): void => settle(resolve);
    const onClose = (): void => settle(() => reject(new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'the stream ended' })));
    const onAbort = (): void => settle(() => reject(signal.reason));
    outbox.addEventListener('drain', onDrain);
    outbox.addEventListener('close', onClose);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    else if (outbox.status !== 'open') onClose();
  });
}

function lengthOf(length: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = length; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.of(...bytes, rest);
    bytes.push((rest % 128) | 0x80);
  }
}
