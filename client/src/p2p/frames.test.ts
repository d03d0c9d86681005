/** Frames as libp2p's own length prefix has them, in any pieces; lengths that no frame has. */
import type { Stream } from '@libp2p/interface';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameDecoder, sendFrame } from './frames.ts';

const MAX = 100_000;
const never = new AbortController().signal;

const PIECE = 64 * 1024;

/** What goes over the wire for these frames, by a stream that takes `perDrain` bytes at each drain, of all that it was given. */
async function wire(frames: readonly Uint8Array[], perDrain = 1_000): Promise<Uint8Array[]> {
  const sent: Uint8Array[] = [];
  let highest = 0;
  const stream = {
    writeBufferLength: 0,
    send(piece: Uint8Array) {
      sent.push(Uint8Array.from(piece));
      this.writeBufferLength += piece.length;
      highest = Math.max(highest, this.writeBufferLength);
      return false;
    },
    async onDrain() {
      this.writeBufferLength = Math.max(0, this.writeBufferLength - perDrain);
    },
  };
  for (const frame of frames) await sendFrame(stream as unknown as Stream, [frame.subarray(0, 3), frame.subarray(3)], never);
  expect(highest).toBeLessThanOrEqual(17 * PIECE);
  return sent;
}

test('whatever the pieces, the frames come out as they went in', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), fc.integer({ min: 1, max: 50 }), async (frames, piece) => {
      const bytes = Buffer.concat(await wire(frames));
      const got: Uint8Array[] = [];
      const decoder = new FrameDecoder(MAX, (frame) => got.push(frame));
      for (let at = 0; at < bytes.length; at += piece) decoder.push(bytes.subarray(at, at + piece));
      expect(got.map((frame) => [...frame])).toEqual(frames.map((frame) => [...frame]));
    }),
  ));

test('a large frame goes in pieces of 64 KiB, and no more than a few wait, however little each drain takes', async () => {
  const pieces = await wire([new Uint8Array(2_000_000)], 16 * 1024);
  expect(Math.max(...pieces.map(({ length }) => length))).toBe(PIECE);
});

test.each([
  ['one byte too many', [...lengthBytes(MAX + 1)]],
  ['4 GiB', [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ['a length without end', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80]],
])('%s is no frame', (_, bytes) => {
  expect(() => new FrameDecoder(MAX, () => undefined).push(Uint8Array.from(bytes))).toThrow('FRAME_INVALID');
});

function* lengthBytes(length: number): Generator<number> {
  for (let rest = length; ; rest >>= 7) {
    if (rest < 128) return yield rest;
    yield (rest & 0x7f) | 0x80;
  }
}
