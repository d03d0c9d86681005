/**
 * Frames behind an unsigned varint length, as @libp2p/utils' lpStream has them, for payloads of a MiB: each frame is put
 * together in one buffer as its pieces come, and sent in pieces that a TLS record likes.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Stream } from '@libp2p/interface';
import { ClientError } from '../errors.ts';
import type { Outbox } from './line-of.ts';

/** Pieces of this size are sent fastest (measured: 1 MiB at once is a third slower). */
const PIECE_BYTES = 64 * 1024;
/** A varint of a length below 2^35. */
const MAX_LENGTH_BYTES = 5;

export class FrameDecoder {
  private readonly maxBytes: number;
  private readonly onFrame: (frame: Uint8Array) => void;
  private frame: Uint8Array | undefined;
  private filled = 0;
  private length = 0;
  private lengthBytes = 0;

  constructor(maxBytes: number, onFrame: (frame: Uint8Array) => void) {
    this.maxBytes = maxBytes;
    this.onFrame = onFrame;
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
        this.frame = new Uint8Array(this.length);
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

/** What may wait in a stream, and in the line under it, before the next piece is sent. */
const MAX_IN_STREAM = 1024 * 1024;
const MAX_IN_LINE = 4 * 1024 * 1024;

/** Waits for the other side to read, and for the line under the stream, if that is known. */
export async function sendFrame(stream: Stream, parts: readonly Uint8Array[], signal: AbortSignal, line?: Outbox): Promise<void> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const [first, ...rest] = parts;
  const head = Buffer.concat([lengthOf(length), first ?? new Uint8Array(0)]);
  for (const part of [head, ...rest]) {
    for (let at = 0; at < part.length; at += PIECE_BYTES) {
      stream.send(part.subarray(at, at + PIECE_BYTES));
      await untilSent(stream, MAX_IN_STREAM, signal);
      if (line !== undefined) await untilSent(line, MAX_IN_LINE, signal);
    }
  }
}

/** That a stream drains says that something went, not that all did: what waits is looked at. */
async function untilSent(outbox: Outbox, maxBytes: number, signal: AbortSignal): Promise<void> {
  while (outbox.writeBufferLength > maxBytes) {
    signal.throwIfAborted();
    await outbox.onDrain({ signal });
    // A drain is told before what waits goes on.
    if (outbox.writeBufferLength > maxBytes) await nextTurn();
  }
}

function lengthOf(length: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = length; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.of(...bytes, rest);
    bytes.push((rest % 128) | 0x80);
  }
}
