/**
 * Peers over real libp2p on loopback: some hold the file, some lie about it. Whatever a peer sends, only bytes that
 * are the artifact reach the store, a liar is not asked again, and the download ends with the honest peer or with a
 * clear error. Over 300 lines: a table of liars.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys';
import type { Stream } from '@libp2p/interface';
import { tcp } from '@libp2p/tcp';
import { tls } from '@libp2p/tls';
import { lpStream } from '@libp2p/utils';
import { yamux } from '@libp2p/yamux';
import { multiaddr } from '@multiformats/multiaddr';
import {
  type Artifact,
  BLOB_PROTOCOL,
  type BlobAnswer,
  type BlobRequest,
  CHUNK_BYTES,
  describeArtifact,
  encodeBlobAnswer,
  encodeBlobRequest,
  MAX_BLOB_FRAME_BYTES,
  parseBlobRequest,
} from '@pyrsia/ledger';
import { createLibp2p } from 'libp2p';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BlobStore } from '../store/blob-store.ts';
import { PeerNetwork } from './network.ts';
import { PeerSession } from './peer-session.ts';
import { SHARE_ALL } from './share.ts';
import { Sharing } from './sharing.ts';

const data = new Uint8Array(3 * CHUNK_BYTES + 5).map((_, i) => (i * 7) % 253);
async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
let folder: string;
let closers: Array<() => Promise<unknown>>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-p2p-'));
  closers = [];
});
afterEach(async () => {
  await Promise.all(closers.map((close) => close()));
  await rm(folder, { recursive: true, force: true });
});

interface Started {
  readonly network: PeerNetwork;
  readonly store: BlobStore;
  readonly log: string[];
}

async function start(name: string, bootstrap: readonly string[] = [], retryMs: readonly number[] = []): Promise<Started> {
  const keyFile = join(folder, `${name}.key`);
  await writeFile(keyFile, privateKeyToProtobuf(await generateKeyPair('Ed25519')));
  const store = await BlobStore.open(join(folder, name));
  const log: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => log.push(line) });
  const network = await PeerNetwork.start({
    keyFile,
    listen: ['/ip4/127.0.0.1/tcp/0'],
    bootstrap,
    chainId: 'test',
    store,
    sharing: await Sharing.open(join(folder, `${name}.share`), SHARE_ALL),
    logger,
    timeouts: { answerMs: 1_000, findMs: 1_000, retryMs },
  });
  closers.push(() => network.stop());
  return { network, store, log };
}

async function startHonest(): Promise<{ address: string; artifact: Artifact }> {
  const { network, store } = await start('honest');
  const { artifact } = await describeArtifact('x.jar', whole(data));
  await store.put(artifact, whole(data));
  return { address: network.addresses[0] as string, artifact };
}

/** A peer that speaks our protocol and does with each stream what it likes. */
async function startLiar(handle: (stream: Stream) => Promise<void>): Promise<{ address: string; asked: () => number }> {
  let asked = 0;
  const node = await createLibp2p({
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [tls()],
    streamMuxers: [yamux()],
  });
  await node.handle(BLOB_PROTOCOL, async (stream) => {
    asked += 1;
    await handle(stream).catch(() => undefined); // The other side hangs up on us: that is what we are here for.
  });
  closers.push(async () => node.stop());
  return { address: String(node.getMultiaddrs()[0]), asked: () => asked };
}

/** Answers as an honest peer would, changed by the liar. */
const answering =
  (change: (answer: BlobAnswer, want: BlobRequest['want']) => BlobAnswer | undefined) =>
  async (stream: Stream): Promise<void> => {
    const frames = lpStream(stream, { maxDataLength: MAX_BLOB_FRAME_BYTES });
    const { chunks } = await describeArtifact('x.jar', whole(data));
    for (;;) {
      const { id, want } = parseBlobRequest((await frames.read()).subarray());
      const whole = want === 'hashes' ? Uint8Array.from(Buffer.concat(chunks)) : Uint8Array.of(0b1111_0000);
      const payload = typeof want === 'number' ? data.slice(want * CHUNK_BYTES, (want + 1) * CHUNK_BYTES) : whole;
      const answer = change({ id, kind: typeof want === 'number' ? 'chunk' : want === 'hashes' ? 'hashes' : 'held', payload }, want);
      if (answer !== undefined) await frames.write(encodeBlobAnswer(answer));
    }
  };
const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === 3 ? byte ^ 1 : byte));
const raw =
  (bytes: Uint8Array) =>
  async (stream: Stream): Promise<void> => {
    await lpStream(stream).read();
    stream.send(bytes);
  };

const LIARS: Array<[string, (stream: Stream) => Promise<void>, { banned: boolean }]> = [
  ['wrong bytes in a chunk', answering((answer, chunk) => (chunk === 2 ? { ...answer, payload: flipped(answer.payload) } : answer)), { banned: true }],
  ['another chunk than was asked', answering((answer, chunk) => (chunk === 1 ? { ...answer, payload: data.slice(0, CHUNK_BYTES) } : answer)), { banned: true }],
  ['wrong hashes', answering((answer, want) => (want === 'hashes' ? { ...answer, payload: flipped(answer.payload) } : answer)), { banned: true }],
  [
    'that it holds chunks that are not there',
    answering((answer) => (answer.kind === 'held' ? { ...answer, payload: Uint8Array.of(0xff) } : answer)),
    { banned: true },
  ],
  ['an answer to a question of its own', answering((answer) => ({ ...answer, id: answer.id + 1 })), { banned: false }],
  ['that it has nothing', answering((answer) => ({ ...answer, kind: 'notHeld', payload: new Uint8Array(0) })), { banned: false }],
  ['a frame that is no frame', raw(Uint8Array.of(3, 0xff, 0xff, 0xff)), { banned: false }],
  ['a frame of 4 GiB', raw(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3)), { banned: false }],
  ['lists, and never a chunk', answering((answer) => (answer.kind === 'chunk' ? undefined : answer)), { banned: false }],
  ['nothing at all', async (stream) => void (await lpStream(stream).read()), { banned: false }],
  [
    'the bytes of another artifact',
    answering((answer, want) => (typeof want === 'number' ? { ...answer, payload: new Uint8Array(answer.payload.length) } : answer)),
    { banned: true },
  ],
  ['a chunk that is too long', answering((answer, want) => (want === 3 ? { ...answer, payload: new Uint8Array(CHUNK_BYTES) } : answer)), { banned: true }],
  ['a chunk that is cut', answering((answer, want) => (want === 0 ? { ...answer, payload: answer.payload.slice(1) } : answer)), { banned: true }],
  [
    'answers that never end',
    async (stream) => {
      await lpStream(stream).read();
      const frame = encodeBlobAnswer({ id: 1, kind: 'chunk', payload: new Uint8Array(CHUNK_BYTES) });
      while (stream.status === 'open') {
        await lpStream(stream).write(frame);
        if (stream.writableNeedsDrain) await stream.onDrain();
      }
    },
    { banned: false },
  ],
  [
    'one byte at a time',
    async (stream) => {
      await lpStream(stream).read();
      stream.send(Uint8Array.of(0x90, 0x80, 0x40));
      for (; stream.status === 'open'; await new Promise((resolve) => setTimeout(resolve, 100))) stream.send(Uint8Array.of(0));
    },
    { banned: false },
  ],
  [
    'half of an answer, and closes its side',
    async (stream) => {
      await lpStream(stream).read();
      stream.send(Uint8Array.of(0x90, 0x80, 0x40, 1, 2, 3));
      await stream.close();
    },
    { banned: false },
  ],
  ['a reset', async (stream) => stream.abort(new Error('no')), { banned: false }],
];

test.each(LIARS)(
  'a peer that sends %s wastes only its own time',
  async (_, handle, { banned }) => {
    const liar = await startLiar(handle);
    const user = await start('user', [liar.address]);
    const { artifact, address } = await startHonest();
    // Alone with the liar: a clear error, soon, and nothing is kept.
    await expect(user.network.fetch(artifact)).rejects.toMatchObject({ code: 'ARTIFACT_UNAVAILABLE' });
    expect(liar.asked()).toBeGreaterThan(0);
    expect(await user.store.list()).toEqual([]);
    expect(await readdir(join(folder, 'user/tmp'))).toEqual([]);
    expect(user.log.some((line) => line.includes('wrong bytes'))).toBe(banned);
    // With an honest peer beside it: the artifact.
    await user.network.dial(address);
    const asked = liar.asked();
    expect(Buffer.compare(await readFile(await user.network.fetch(artifact)), data)).toBe(0);
    if (banned) expect(liar.asked()).toBe(asked);
  },
  15_000,
);

test('a peer that was silent is passed over the next time', async () => {
  const silent = await startLiar(async (stream) => void (await lpStream(stream).read()));
  const { artifact, address } = await startHonest();
  const user = await start('user', [silent.address]);
  await expect(user.network.fetch(artifact)).rejects.toMatchObject({ code: 'ARTIFACT_UNAVAILABLE' });
  const asked = silent.asked();
  await user.network.dial(address);
  expect(Buffer.compare(await readFile(await user.network.fetch(artifact)), data)).toBe(0);
  expect(silent.asked()).toBe(asked);
}, 30_000);

test('what a peer does not hold yet is asked for again', async () => {
  const { network, store } = await start('late');
  const user = await start('user', [network.addresses[0] as string], [50, 2_000]);
  const { artifact } = await describeArtifact('x.jar', whole(data));
  const fetching = user.network.fetch(artifact);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await store.put(artifact, whole(data));
  expect(Buffer.compare(await readFile(await fetching), data)).toBe(0);
}, 30_000);

test('who asks while a download ends that nobody wants any more begins a new one', async () => {
  const hanging = await startLiar(answering((answer, want) => (want === 2 ? undefined : answer)));
  const user = await start('user', [hanging.address]);
  const { artifact, address } = await startHonest();
  const leaving = new AbortController();
  await user.network.read(artifact, leaving.signal);
  await user.network.dial(address);
  leaving.abort();
  expect(Buffer.compare(await readFile(await user.network.fetch(artifact)), data)).toBe(0);
}, 15_000);

test('many liars and one honest peer', async () => {
  const liars = await Promise.all(LIARS.map(([, handle]) => startLiar(handle)));
  const { artifact, address } = await startHonest();
  const user = await start('user', [...liars.map((liar) => liar.address), address]);
  const [one, two] = await Promise.all([user.network.fetch(artifact), user.network.fetch(artifact)]);
  expect(Buffer.compare(await readFile(one), data)).toBe(0);
  expect(two).toBe(one);
}, 30_000);

test('what is small is answered before a chunk that was asked for later, and not held up by it', async () => {
  const { network, store } = await start('server');
  const [small, large] = await Promise.all([Uint8Array.of(1, 2, 3), data].map(async (bytes) => (await describeArtifact('x', whole(bytes))).artifact));
  await store.put(small as Artifact, whole(Uint8Array.of(1, 2, 3)));
  await store.put(large as Artifact, whole(data));
  const stranger = await createLibp2p({ transports: [tcp()], connectionEncrypters: [tls()], streamMuxers: [yamux()] });
  closers.push(async () => stranger.stop());
  const stream = await stranger.dialProtocol(multiaddr(network.addresses[0] as string), BLOB_PROTOCOL);
  const session = new PeerSession(stream, { timeoutMs: 3_000, onEnd: () => undefined, onReceived: () => undefined });
  const lengths: number[] = [];
  const ask = async (of: Artifact | undefined): Promise<unknown> =>
    lengths.push((await session.ask({ sha256: (of as Artifact).sha256, want: 0 })).payload.length);
  await Promise.all([ask(small), ask(large)]);
  expect(lengths).toEqual([3, CHUNK_BYTES]);
});

test('a hostile client gets no more than answers: garbage and floods close its stream, the server goes on', async () => {
  const { artifact, address } = await startHonest();
  const hostile = await createLibp2p({ transports: [tcp()], connectionEncrypters: [tls()], streamMuxers: [yamux()] });
  closers.push(async () => hostile.stop());
  for (const bytes of [Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f), Uint8Array.of(2, 9, 9), new Uint8Array(100_000)]) {
    const stream = await hostile.dialProtocol(multiaddr(address), BLOB_PROTOCOL);
    stream.send(bytes);
    await new Promise<void>((resolve) => stream.addEventListener('close', () => resolve(), { once: true }));
    expect(stream.status).not.toBe('open');
  }
  const user = await start('user', [address]);
  expect(Buffer.compare(await readFile(await user.network.fetch(artifact)), data)).toBe(0);
}, 30_000);

test('a peer that opens a thousand streams and never reads holds no one else up', async () => {
  const { artifact, address } = await startHonest();
  const hostile = await createLibp2p({ transports: [tcp()], connectionEncrypters: [tls()], streamMuxers: [yamux()] });
  closers.push(async () => hostile.stop());
  const connection = await hostile.dial(multiaddr(address));
  const streams = await Promise.allSettled(
    Array.from({ length: 1_000 }, async () => {
      const stream = await connection.newStream(BLOB_PROTOCOL, { maxOutboundStreams: 1_000, signal: AbortSignal.timeout(10_000) });
      stream.pause();
      for (let id = 1; id <= 50; id += 1) stream.send(frameOf(encodeBlobRequest({ id, sha256: artifact.sha256, want: 0 })));
    }),
  );
  // As many as one peer may have.
  expect(streams.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(1_000);
  const user = await start('user', [address]);
  expect(Buffer.compare(await readFile(await user.network.fetch(artifact)), data)).toBe(0);
}, 60_000);

test('providers in the DHT that are nowhere, and peers that have nothing, hold up no download', async () => {
  const { artifact, address } = await startHonest();
  const user = await start('user', [address]);
  // Records of peers that nobody can reach, told to the honest node's DHT by one who is there.
  const liar = await start('liar', [address]);
  await expect.poll(() => liar.network.peers.length).toBeGreaterThan(0);
  liar.network.announce(artifact.sha256);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await liar.network.stop();
  expect(Buffer.compare(await readFile(await user.network.fetch(artifact)), data)).toBe(0);
}, 30_000);

const frameOf = (bytes: Uint8Array): Uint8Array => Uint8Array.of(bytes.length, ...bytes);
