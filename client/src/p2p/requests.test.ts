/** Requests of a hostile peer, on a stream that the test controls. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Stream } from '@libp2p/interface';
import { type BlobRequest, encodeBlobRequest, sha256 } from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import { encodeFrame } from './frames.ts';
import { Requests } from './requests.ts';

class FakeStream extends EventTarget {
  gives(...bytes: Uint8Array[]): void {
    this.givesAs(Buffer.concat(bytes));
  }
  givesAs(data: Uint8Array): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}
const request = (id: number): BlobRequest => ({ id, sha256: sha256(), want: id });
const frame = (id: number): Uint8Array => encodeFrame(encodeBlobRequest(request(id)));

function open(): { stream: FakeStream; requests: Requests; ending: AbortController } {
  const stream = new FakeStream();
  const ending = new AbortController();
  return { stream, ending, requests: new Requests(stream as unknown as Stream, ending.signal) };
}

test('what is asked comes in order, in whatever pieces', async () => {
  const { stream, requests } = open();
  const next = requests.next();
  const bytes = Buffer.concat([frame(1), frame(2)]);
  stream.gives(bytes.subarray(0, 50));
  expect(await next).toEqual(request(1));
  expect(requests.isEmpty).toBe(true);
  stream.gives(bytes.subarray(50));
  expect(await requests.next()).toEqual(request(2));
});

test('many that come at once are given one after the other; more than anybody needs end it', async () => {
  const { stream, requests } = open();
  stream.gives(...Array.from({ length: 5_000 }, (_, i) => frame(i)));
  for (let i = 0; i < 5_000; i += 1) expect((await requests.next()).id).toBe(i);
  expect(requests.isEmpty).toBe(true);
  for (let i = 0; i < 30; i += 1) stream.gives(...Array.from({ length: 300 }, () => frame(i)));
  await expect(requests.next()).rejects.toThrow('FRAME_INVALID');
});

test('a frame that is no request after many that are: those are given first, and nothing hangs', async () => {
  const { stream, requests } = open();
  stream.gives(...Array.from({ length: 256 }, (_, i) => frame(i)));
  for (let i = 0; i < 256; i += 1) expect((await requests.next()).id).toBe(i);
  const next = requests.next();
  stream.gives(encodeFrame(Uint8Array.of(9)), frame(1));
  await expect(next).rejects.toThrow('MALFORMED');
});

test.each<[string, (opened: ReturnType<typeof open>) => void, string]>([
  ['a frame that is no request', ({ stream }) => stream.gives(encodeFrame(Uint8Array.of(1, 2, 3))), 'MALFORMED'],
  ['a frame that is too long', ({ stream }) => stream.gives(Uint8Array.of(0xff, 0x7f)), 'FRAME_INVALID'],
  ['the end of the stream', ({ stream }) => void stream.dispatchEvent(new Event('close')), 'ARTIFACT_UNAVAILABLE'],
  ['the end of asking', ({ stream }) => void stream.dispatchEvent(new Event('remoteCloseWrite')), 'ARTIFACT_UNAVAILABLE'],
  ['the end of the node', ({ ending }) => ending.abort(new Error('STOPPED')), 'STOPPED'],
])('%s ends it, after what was asked before', async (_, end, code) => {
  const opened = open();
  opened.stream.gives(frame(1));
  end(opened);
  expect((await opened.requests.next()).id).toBe(1);
  await expect(opened.requests.next()).rejects.toThrow(code);
});

test('bytes that come one by one, each in a large piece of something else, do not keep that in memory', async () => {
  const { stream, requests } = open();
  const pieces: Array<WeakRef<ArrayBuffer>> = [];
  for (let sent = 0; sent < 20; sent += 1) {
    for (const byte of frame(sent)) {
      const piece = new Uint8Array(64 * 1024);
      piece[100] = byte;
      pieces.push(new WeakRef(piece.buffer));
      stream.givesAs(piece.subarray(100, 101));
    }
  }
  // What a weak reference was made for stays for the turn.
  await new Promise((resolve) => setTimeout(resolve));
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  expect(pieces.filter((piece) => piece.deref() !== undefined).length).toBeLessThan(20);
  for (let id = 0; id < 20; id += 1) expect(await requests.next()).toEqual(request(id));
});
