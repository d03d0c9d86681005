/** Frames as libp2p's own length prefix has them, in any pieces; lengths that no frame has. */
import type { Stream } from '@libp2p/interface';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameDecoder, sendFrame } from './frames.ts';

const MAX = 100_000;
const never = new AbortController().signal;

/** What goes over the wire for these frames. */
async function wire(frames: readonly Uint8Array[], full = 7): Promise<Uint8Array[]> {
  const sent: Uint8Array[] = [];
  let drains = 0;
  const stream = {
    send(piece: Uint8Array) {
      sent.push(Uint8Array.from(piece));
      return sent.length % full !== 0;
    },
    async onDrain() {
      drains += 1;
    },
  } as unknown as Stream;
  for (const frame of frames) await sendFrame(stream, [frame.subarray(0, 3), frame.subarray(3)], never);
  expect(drains).toBe(Math.floor(sent.length / full));
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

test('a large frame goes in pieces of 64 KiB', async () => {
  const pieces = await wire([new Uint8Array(200_000)]);
  expect(Math.max(...pieces.map(({ length }) => length))).toBe(64 * 1024);
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
