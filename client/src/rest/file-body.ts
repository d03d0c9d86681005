/**
 * A file, or a part of it, as the body of an answer. What is read stands in places that are used again once their bytes have
 * left this process: a new one for each piece is memory that waits for the collector, 100 MB and more of it when 32 clients
 * take large files.
 */
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { ClientError } from '../errors.ts';

/** Pieces of 256 KiB are not sent faster. */
const PIECE_BYTES = 64 * 1024;
/** 8 MiB. */
const MAX_SPARE = 128;
/** Places that no body has. */
const spare: Buffer[] = [];

/** Where the body goes, and nowhere else. */
export interface Destination {
  /** What it has taken and not yet given to the system. */
  readonly writableLength: number;
  /** Nothing of it is read any more: all was given to the system, or its connection is closed. */
  once(event: 'close', listener: () => void): unknown;
}
interface Lent {
  readonly place: Buffer;
  readonly length: number;
}

export class FileBody extends Readable {
  private readonly file: FileHandle;
  private readonly to: Destination;
  private at: number;
  private readonly end: number;
  /** What was pushed and may still be read by somebody, the oldest first. */
  private readonly lent: Lent[] = [];
  private reading: Promise<unknown> = Promise.resolve();

  /** Of the bytes from `start` to `end`, both of them included; the file is closed with the body. */
  constructor(file: FileHandle, { start, end }: { start: number; end: number }, to: Destination) {
    super({ highWaterMark: PIECE_BYTES });
    this.file = file;
    this.to = to;
    this.at = start;
    this.end = end + 1;
  }

  override _read(): void {
    const length = Math.min(PIECE_BYTES, this.end - this.at);
    if (length === 0) {
      this.push(null);
      return;
    }
    this.takeBack();
    const place = spare.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES);
    this.reading = this.file.read(place, 0, length, this.at).then(
      ({ bytesRead }) => {
        if (this.destroyed) return;
        // The client was told another length.
        if (bytesRead === 0) return this.destroy(new ClientError('STORE_CHANGED', {}));
        this.at += bytesRead;
        this.lent.push({ place, length: bytesRead });
        this.push(place.subarray(0, bytesRead));
        if (this.at === this.end) this.push(null);
      },
      (error: Error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.to.once('close', () => {
      for (const { place } of this.lent.splice(0)) keep(place);
    });
    void this.reading
      .then(() => this.file.close())
      .then(
        () => done(error),
        (failed: Error) => done(error ?? failed),
      );
  }

  /** Pieces leave in the order in which they came: whatever still waits is the end of them, and perhaps of other bytes too. */
  private takeBack(): void {
    const waiting = this.readableLength + this.to.writableLength;
    let behind = this.lent.reduce((sum, { length }) => sum + length, 0);
    for (let first = this.lent[0]; first !== undefined; first = this.lent[0]) {
      behind -= first.length;
      if (behind < waiting) return;
      keep(first.place);
      this.lent.shift();
    }
  }
}

function keep(place: Buffer): void {
  if (spare.length < MAX_SPARE) spare.push(place);
}
