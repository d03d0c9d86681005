/** What one peer is answered over one stream that the test controls; the store is a real one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stream } from '@libp2p/interface';
import {
  type Artifact,
  type BlobAnswer,
  type BlobRequest,
  CHUNK_BYTES,
  type Digest,
  describeArtifact,
  encodeBlobRequest,
  MAX_BLOB_FRAME_BYTES,
  parseBlobAnswer,
  sha256,
} from '@pyrsia/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BlobStore } from '../store/blob-store.ts';
import { type ServeParts, serveBlobs } from './blob-server.ts';
import { encodeFrame, FrameDecoder } from './frames.ts';
import { RateLimit } from './rate-limit.ts';
import { SendSlots } from './send-slots.ts';
import { Spreading } from './spreading.ts';

let folder: string;
let store: BlobStore;
let large: Artifact;
let small: Artifact;
const largeBytes = new Uint8Array(2 * CHUNK_BYTES + 7).fill(5);
const smallBytes = new Uint8Array(4_096).fill(7);

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
async function held(name: string, bytes: Uint8Array): Promise<Artifact> {
  const { artifact } = await describeArtifact(name, whole(bytes));
  await store.put(artifact, whole(bytes));
  return artifact;
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-server-'));
  store = await BlobStore.open(folder);
  large = await held('large.jar', largeBytes);
  small = await held('small.pom', smallBytes);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

class FakeStream extends EventTarget {
  status = 'open';
  writeBufferLength = 0;
  readonly answers: BlobAnswer[] = [];
  private readonly decoder = new FrameDecoder(MAX_BLOB_FRAME_BYTES, (frame) => void this.answers.push(parseBlobAnswer(frame)));
  send(piece: Uint8Array): boolean {
    this.decoder.push(piece);
    return true;
  }
  ask(...requests: BlobRequest[]): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: Buffer.concat(requests.map((one) => encodeFrame(encodeBlobRequest(one)))) }));
  }
  close(): void {
    this.status = 'closed';
    this.dispatchEvent(new Event('close'));
  }
}

function serve(changes: Partial<ServeParts> = {}): { stream: FakeStream; ended: Promise<unknown>; limit: RateLimit; slots: SendSlots } {
  const stream = new FakeStream();
  const limit = changes.limit ?? new RateLimit(undefined);
  const slots = changes.slots ?? new SendSlots(4, 4);
  const ended = serveBlobs(stream as unknown as Stream, {
    store,
    limit,
    slots,
    spreading: new Spreading(limit),
    peer: 'peer',
    line: undefined,
    isShared: async () => true,
    onSent: () => undefined,
    signal: new AbortController().signal,
    ...changes,
  }).catch((error: unknown) => error);
  return { stream, ended, limit, slots };
}
const request = (id: number, { sha256: digest }: { sha256: Digest }, want: BlobRequest['want']): BlobRequest => ({ id, sha256: digest, want });
const sorted = (answers: readonly BlobAnswer[]): string[] => answers.map(({ id, kind, payload }) => `${id} ${kind} ${payload.length}`).sort();

test('all that is asked at once is answered, in whatever order small and large come', async () => {
  const { stream } = serve();
  const asked = [
    request(1, large, 'held'),
    request(2, large, 0),
    request(3, small, 0),
    request(4, large, 2),
    request(5, { sha256: sha256() }, 0),
    request(6, large, 'offered'),
    request(7, large, 3),
    request(8, large, 'hashes'),
    request(9, large, 1),
  ];
  stream.ask(...asked);
  const all = [
    '1 held 1',
    `2 chunk ${CHUNK_BYTES}`,
    '3 chunk 4096',
    '4 chunk 7',
    '5 notHeld 0',
    '6 held 1',
    '7 notHeld 0',
    '8 hashes 96',
    `9 chunk ${CHUNK_BYTES}`,
  ];
  await expect.poll(() => sorted(stream.answers)).toEqual(all);
  const bytesOf = (id: number): Uint8Array => stream.answers.find((answer) => answer.id === id)?.payload as Uint8Array;
  expect(Buffer.compare(bytesOf(3), smallBytes)).toBe(0);
  expect(Buffer.compare(Buffer.concat([bytesOf(2), bytesOf(9), bytesOf(4)]), largeBytes)).toBe(0);
});

test('what is held is said at once; a chunk that would wait too long for the rate is refused, a small one, too, and hashes', async () => {
  const limit = new RateLimit(1_000);
  void limit.take(20_000, new AbortController().signal);
  const { stream } = serve({ limit });
  stream.ask(request(1, large, 'held'), request(2, large, 0), request(3, small, 0), request(4, large, 'hashes'));
  await expect.poll(() => sorted(stream.answers), { timeout: 500 }).toEqual(['1 held 1', '2 busy 0', '3 busy 0', '4 busy 0']);
});

test('hashes take from the rate: a short question is no way around it', async () => {
  const taken: number[] = [];
  class Noted extends RateLimit {
    override take(bytes: number, signal: AbortSignal): Promise<void> {
      taken.push(bytes);
      return super.take(bytes, signal);
    }
  }
  const sent: number[] = [];
  const { stream } = serve({ limit: new Noted(CHUNK_BYTES), onSent: (bytes) => void sent.push(bytes) });
  stream.ask(...Array.from({ length: 100 }, (_, id) => request(id, large, 'hashes')), request(100, small, 0));
  await expect.poll(() => stream.answers.length).toBe(101);
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  expect([sum(taken), sum(sent)]).toEqual([100 * 96 + 4_096, 4_096]);
});

test('nothing is held where nothing is shared', async () => {
  const { stream } = serve({ isShared: async () => false });
  stream.ask(request(1, large, 'held'), request(2, large, 0), request(3, small, 'hashes'));
  await expect.poll(() => sorted(stream.answers)).toEqual(['1 notHeld 0', '2 notHeld 0', '3 notHeld 0']);
});

test('a peer that leaves while it waits for the rate leaves its slot and its place', async () => {
  const limit = new RateLimit(CHUNK_BYTES);
  const slots = new SendSlots(1, 1);
  await limit.take(CHUNK_BYTES, new AbortController().signal);
  const { stream, ended } = serve({ limit, slots });
  stream.ask(request(1, large, 0));
  await expect.poll(() => limit.waitMs).toBeGreaterThan(1_000);
  stream.close();
  expect(await ended).toMatchObject({ code: 'ARTIFACT_UNAVAILABLE' });
  expect(await slots.take('another', 100)).toBeDefined();
  expect(limit.waitMs).toBeLessThan(1_000);
});

test('what was removed is not given, though it was asked for before', async () => {
  const { stream } = serve();
  stream.ask(request(1, small, 0));
  await expect.poll(() => stream.answers.length).toBe(1);
  await store.remove(small.sha256);
  stream.ask(request(2, small, 0));
  await expect.poll(() => sorted(stream.answers)).toEqual(['1 chunk 4096', '2 notHeld 0']);
});
