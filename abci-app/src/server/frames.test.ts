/** Frames and connections: cut, oversized, interleaved, and answers in order. */
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { abci } from '../../gen/abci.js';
import type { Handle } from './connection.ts';
import { FrameReader, frame, MAX_FRAME_BYTES } from './frames.ts';
import { startAbciServer } from './server.ts';

describe('FrameReader', () => {
  test('gives the frames whatever the pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 8 }), fc.integer({ min: 1, max: 64 }), (messages, size) => {
        const bytes = Buffer.concat(messages.map(frame));
        const reader = new FrameReader();
        const got: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += size) got.push(...reader.push(bytes.subarray(at, at + size)));
        expect(got.map((item) => Buffer.from(item).toString('hex'))).toEqual(messages.map((item) => Buffer.from(item).toString('hex')));
        expect(reader.isCut).toBe(false);
      }),
    );
  });
  test('a length beyond the limit is refused before anything is gathered', () => {
    const tooLong = [0x80 | (MAX_FRAME_BYTES & 0x7f), 0x80, 0x80, 0xff, 0x7f];
    expect(() => new FrameReader().push(Uint8Array.from(tooLong))).toThrow(expect.objectContaining({ code: 'FRAME_TOO_LARGE' }));
  });
  test('a length that does not end is refused', () => {
    expect(() => new FrameReader().push(new Uint8Array(11).fill(0x80))).toThrow(expect.objectContaining({ code: 'FRAME_INVALID' }));
  });
  test('a frame that has begun is cut', () => {
    const reader = new FrameReader();
    reader.push(Uint8Array.of(5, 1));
    expect(reader.isCut).toBe(true);
  });
});

describe('connection', () => {
  const closers: Array<() => Promise<unknown>> = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  async function serve(handle: Handle): Promise<{ socket: Socket; failures: Error[]; ended: Promise<void>; received: () => abci.Response[] }> {
    const folder = await mkdtemp(join(tmpdir(), 'pyrsia-abci-'));
    const failures: Error[] = [];
    const server = await startAbciServer(join(folder, 's'), handle, (error) => failures.push(error));
    const socket = connect(join(folder, 's'));
    const pieces: Buffer[] = [];
    socket.on('data', (piece) => pieces.push(piece));
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    closers.push(
      async () => socket.destroy(),
      () => server.stop(),
      () => rm(folder, { recursive: true }),
    );
    const received = (): abci.Response[] => new FrameReader().push(Buffer.concat(pieces)).map((bytes) => abci.Response.decode(bytes) as abci.Response);
    return { socket, failures, ended, received };
  }
  const request = (value: abci.Request.$Properties): Uint8Array => frame(abci.Request.encode(value).finish());
  const echo: Handle = { answer: (asked) => ({ echo: { message: asked.echo?.message ?? '' } }) };

  test('answers come in the order of the requests, also when one waits', async () => {
    const { socket, received } = await serve({
      async answer(asked) {
        if (asked.echo?.message === 'slow') await new Promise((resolve) => setTimeout(resolve, 50));
        return { echo: { message: asked.echo?.message ?? '' } };
      },
    });
    socket.write(Buffer.concat(['slow', 'a', 'b'].map((message) => request({ echo: { message } }))));
    await expect.poll(() => received().map((response) => response.echo?.message)).toEqual(['slow', 'a', 'b']);
  });

  test('a thousand requests in pieces that cut frames anywhere', async () => {
    const { socket, received } = await serve(echo);
    const bytes = Buffer.concat(Array.from({ length: 1000 }, (_, i) => request({ echo: { message: String(i) } })));
    for (let at = 0; at < bytes.length; at += 7) socket.write(bytes.subarray(at, at + 7));
    await expect.poll(() => received().length).toBe(1000);
    expect(received().map((response) => response.echo?.message)).toEqual(Array.from({ length: 1000 }, (_, i) => String(i)));
  });

  test.each([
    ['cut in the middle of a frame', Uint8Array.of(5, 1, 2), 'FRAME_INVALID', true],
    ['an oversized length', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x7f), 'FRAME_TOO_LARGE', false],
    ['bytes that are no request', frame(Uint8Array.of(0xff, 0xff)), 'FRAME_INVALID', false],
    ['an unknown request', frame(Uint8Array.of(0xba, 0x06, 0)), 'FRAME_INVALID', false],
  ])('%s ends the connection, and only that', async (_, bytes, code, end) => {
    const { socket, failures, ended } = await serve(echo);
    socket.write(bytes);
    if (end) socket.end();
    await ended;
    await expect.poll(() => failures.map((failure) => (failure as Error & { code?: string }).code)).toEqual([code]);
  });

  test('a call that throws is answered with an exception, then the connection ends', async () => {
    const { socket, failures, ended, received } = await serve({
      answer() {
        throw new Error('broken');
      },
    });
    socket.write(request({ echo: { message: 'x' } }));
    await ended;
    expect(received()[0]?.exception?.error).toContain('CALL_FAILED');
    expect(failures).toHaveLength(1);
  });
});
