/** Frames as libp2p's own length prefix has them, in any pieces; lengths that no frame has. */
import type { Stream } from '@libp2p/interface';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameDecoder, FramePool, sendFrame } from './frames.ts';

const MAX = 100_000;
const never = new AbortController().signal;

const PIECE = 64 * 1024;

/** What goes over the wire for these frames, by a stream that takes `perDrain` bytes at each drain, of all that it was given. */
async function wire(frames: readonly Uint8Array[], perDrain = 1_000): Promise<Uint8Array[]> {
  const sent: Uint8Array[] = [];
  let highest = 0;
  const stream = Object.assign(new EventTarget(), {
    status: 'open',
    writeBufferLength: 0,
    send(piece: Uint8Array) {
      sent.push(Uint8Array.from(piece));
      stream.writeBufferLength += piece.length;
      highest = Math.max(highest, stream.writeBufferLength);
      if (stream.writeBufferLength === piece.length) setImmediate(drain);
      return false;
    },
  });
  const drain = (): void => {
    stream.dispatchEvent(new Event('drain'));
    stream.writeBufferLength = Math.max(0, stream.writeBufferLength - perDrain);
    if (stream.writeBufferLength > 0) setImmediate(drain);
  };
  for (const frame of frames) {
    const body = frame.subarray(3);
    await sendFrame(stream as unknown as Stream, frame.subarray(0, 3), { bytes: body.length, pieces: inPieces(body) }, never);
  }
  expect(highest).toBeLessThanOrEqual(6 * PIECE);
  return sent;
}

function* inPieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
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

test('of a large frame no more than a few pieces wait, however little each drain takes', async () => {
  expect(Buffer.concat(await wire([new Uint8Array(2_000_000)], 16 * 1024))).toHaveLength(2_000_003);
});

test('a body that is shorter than was said, and a stream that ends, end the sending', async () => {
  const stream = Object.assign(new EventTarget(), { status: 'open', writeBufferLength: 0, send: () => true });
  const send = (bytes: number): Promise<void> => sendFrame(stream as unknown as Stream, Uint8Array.of(1), { bytes, pieces: [new Uint8Array(10)] }, never);
  await expect(send(11)).rejects.toThrow('STORE_CHANGED');
  await expect(send(9)).rejects.toThrow('STORE_CHANGED');
  stream.writeBufferLength = 10 * PIECE;
  setImmediate(() => stream.dispatchEvent(new Event('close')));
  await expect(send(10)).rejects.toThrow('ARTIFACT_UNAVAILABLE');
});

test('the place of a frame is used again once it was given back, for large frames alone', () => {
  const pool = new FramePool(2 * PIECE, 1);
  const [first, second] = [pool.take(PIECE), pool.take(PIECE)];
  expect(first.buffer).not.toBe(second.buffer);
  pool.giveBack(first.subarray(5));
  pool.giveBack(second);
  expect(pool.take(2 * PIECE).buffer).toBe(first.buffer);
  expect(pool.take(PIECE).buffer).not.toBe(second.buffer);
  const small = pool.take(100);
  pool.giveBack(small);
  expect(pool.take(100).buffer).not.toBe(small.buffer);
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
