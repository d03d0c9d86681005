/**
 * Frames of the ABCI socket: unsigned varint length ‖ protobuf message (abci/client/socket_client.go at
 * v0.40.0). Bytes arrive in any pieces. The length is checked before anything is gathered.
 */
import { AbciAppError } from '../errors.ts';

/** A FinalizeBlock holds at most a block (block.max_bytes is 4 MiB); InitChain holds the genesis app state. */
export const MAX_FRAME_BYTES = 64 * 1024 * 1024;
/** ceil(64 / 7) */
const MAX_VARINT_BYTES = 10;

export class FrameReader {
  private pieces: Uint8Array[] = [];
  private buffered = 0;

  /** Takes a piece; gives every frame that is now whole. `FRAME_INVALID` or `FRAME_TOO_LARGE` end the connection. */
  push(piece: Uint8Array): Uint8Array[] {
    this.pieces.push(piece);
    this.buffered += piece.length;
    const frames: Uint8Array[] = [];
    for (;;) {
      const header = this.readHeader();
      if (header === undefined || this.buffered < header.headerBytes + header.frameBytes) return frames;
      const whole = this.joined();
      const end = header.headerBytes + header.frameBytes;
      frames.push(whole.subarray(header.headerBytes, end));
      this.pieces = end === whole.length ? [] : [whole.subarray(end)];
      this.buffered = whole.length - end;
    }
  }

  /** True if a frame has begun and not ended. */
  get isCut(): boolean {
    return this.buffered > 0;
  }

  private readHeader(): { headerBytes: number; frameBytes: number } | undefined {
    let frameBytes = 0;
    let position = 0;
    for (const piece of this.pieces) {
      for (const byte of piece.subarray(0, MAX_VARINT_BYTES)) {
        frameBytes += (byte & 0x7f) * 2 ** (7 * position);
        position += 1;
        if (frameBytes > MAX_FRAME_BYTES) throw new AbciAppError('FRAME_TOO_LARGE', { maxBytes: MAX_FRAME_BYTES });
        if ((byte & 0x80) === 0) return { headerBytes: position, frameBytes };
        if (position === MAX_VARINT_BYTES) throw new AbciAppError('FRAME_INVALID', { what: 'length' });
      }
    }
    return undefined;
  }

  /** One copy per whole frame, not one per piece. */
  private joined(): Uint8Array {
    const first = this.pieces[0];
    return this.pieces.length === 1 && first !== undefined ? first : Buffer.concat(this.pieces);
  }
}

/** A message with its length before it. */
export function frame(message: Uint8Array): Uint8Array {
  const header: number[] = [];
  let rest = message.length;
  while (rest >= 0x80) {
    header.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  header.push(rest);
  return Buffer.concat([Uint8Array.from(header), message]);
}
