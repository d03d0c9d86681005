/**
 * A part of a file as a stream, in places that are used again: new buffers for each piece would stand in memory by the hundred
 * until they are collected. A place is used again only when the system has taken all that was in it.
 */
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** Larger pieces are not sent faster. */
const PIECE_BYTES = 64 * 1024;
/** Of all streams together, while nothing is in them: 4 MiB. */
const MAX_FREE = 64;

export class Places {
  private readonly free: Buffer[] = [];

  take(): Buffer {
    return this.free.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES);
  }
  giveBack(place: Buffer): void {
    if (this.free.length < MAX_FREE) this.free.push(place);
  }
}

export interface FileStreamParts {
  /** Closed with the stream. */
  readonly file: FileHandle;
  readonly places: Places;
  /** First and last byte. */
  readonly start: number;
  readonly end: number;
  /** Asked before anything from `at` on is read: the end of what may be read then. */
  readonly mayRead: (at: number) => Promise<number>;
  /** What the file is too short for. */
  readonly onShort: () => Error;
  /** Bytes that left this stream and that the system has not taken yet; without it no place is used again. */
  readonly waiting: () => number;
}

export class FileStream extends Readable {
  private readonly parts: FileStreamParts;
  private at: number;
  private until: number;
  private pushed = 0;
  /** In the order in which they were given out, with the number of bytes given out by then. */
  private readonly inUse: Array<{ readonly place: Buffer; readonly pushed: number }> = [];

  constructor(parts: FileStreamParts) {
    super({ highWaterMark: PIECE_BYTES });
    this.parts = parts;
    this.at = parts.start;
    this.until = parts.start;
  }

  override _read(): void {
    this.next().catch((error: unknown) => this.destroy(error as Error));
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.parts.file.close().then(
      () => done(error),
      (cause: Error) => done(error ?? cause),
    );
  }

  private async next(): Promise<void> {
    const { file, end, mayRead, onShort } = this.parts;
    if (this.at > end) {
      this.takeBack();
      this.push(null);
      return;
    }
    if (this.at >= this.until) this.until = Math.min(await mayRead(this.at), end + 1);
    this.takeBack();
    const place = this.parts.places.take();
    const { bytesRead } = await file.read(place, 0, Math.min(PIECE_BYTES, this.until - this.at), this.at);
    if (bytesRead === 0) throw onShort();
    this.at += bytesRead;
    this.pushed += bytesRead;
    this.inUse.push({ place, pushed: this.pushed });
    this.push(place.subarray(0, bytesRead));
  }

  private takeBack(): void {
    const taken = this.pushed - this.readableLength - this.parts.waiting();
    for (let first = this.inUse[0]; first !== undefined && first.pushed <= taken; first = this.inUse[0]) {
      this.inUse.shift();
      this.parts.places.giveBack(first.place);
    }
  }
}
