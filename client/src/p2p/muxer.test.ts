import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageStream, StreamMuxerFactory } from '@libp2p/interface';
import { noise } from '@libp2p/noise';
import { tcp } from '@libp2p/tcp';
import { tls } from '@libp2p/tls';
import { multiaddrConnectionPair } from '@libp2p/utils';
import { yamux } from '@libp2p/yamux';
import { createLibp2p, type Libp2p, type Libp2pOptions } from 'libp2p';
import { afterEach, expect, test } from 'vitest';
import { muxer } from './muxer.ts';
import { nativeTls } from './native-tls.ts';

const PROTOCOL = '/test/1';
const WORD_BYTES = 12;
type Encrypter = NonNullable<Libp2pOptions['connectionEncrypters']>[number];
const nodes: Libp2p[] = [];
afterEach(async () => {
  await Promise.all(nodes.splice(0).map((node) => node.stop()));
});

async function started(encrypter: Encrypter, listen: string[] = []): Promise<Libp2p> {
  const node = await createLibp2p({
    addresses: { listen },
    connectionManager: { inboundConnectionThreshold: 1_000 },
    transports: [tcp()],
    connectionEncrypters: [encrypter],
    streamMuxers: [muxer()],
  });
  nodes.push(node);
  return node;
}

test('what is sent on a connection that is closing is dropped, with no error of the process', async () => {
  const [connection] = multiaddrConnectionPair();
  const opening = muxer()().createStreamMuxer(connection).createStream();
  // The first word of the stream is said in a microtask, after this.
  const closing = connection.close();
  const stream = await opening;
  await closing;
  await sleep(10);
  expect(stream.status).not.toBe('open');
});

// Aborted from within OpenSSL, a TLS socket would end the process.
test.each<[string, Encrypter]>([
  ['our TLS', nativeTls()],
  ['TLS', tls()],
  ['noise', noise()],
])('a connection that ends while a stream is opened over %s ends the stream, not the process', async (_, encrypter) => {
  const [listener, dialer] = await Promise.all([started(encrypter, ['/ip4/127.0.0.1/tcp/0']), started(encrypter)]);
  await listener.handle(PROTOCOL, () => undefined);
  for (let i = 0; i < 20; i += 1) {
    const connection = await dialer.dial(listener.getMultiaddrs());
    const opening = connection.newStream(PROTOCOL);
    opening.catch(() => undefined); // Told below.
    for (let turn = 0; turn < i; turn += 1) await undefined;
    connection.abort(new Error('gone'));
    await expect(opening).rejects.toThrow();
  }
});

test('more streams than a peer needs are refused, and the connection holds', async () => {
  const [listener, dialer] = await Promise.all([started(nativeTls(), ['/ip4/127.0.0.1/tcp/0']), started(nativeTls())]);
  await listener.handle(PROTOCOL, () => undefined, { maxInboundStreams: 1_000 });
  const connection = await dialer.dial(listener.getMultiaddrs());
  const opened = await Promise.allSettled(Array.from({ length: 200 }, () => connection.newStream(PROTOCOL, { maxOutboundStreams: 1_000 })));
  const held = opened.filter(({ status }) => status === 'fulfilled');
  expect(held.length).toBeGreaterThan(50);
  expect(held.length).toBeLessThanOrEqual(64);
  expect(connection.status).toBe('open');
});

/** The line under a new connection, on which the test says what it likes, and that connection as the node has it. */
async function lineTo(node: Libp2p): Promise<{ line: MessageStream; isOpen: () => boolean }> {
  const caught = Promise.withResolvers<MessageStream>();
  const catching = (): StreamMuxerFactory => {
    const factory: StreamMuxerFactory = yamux({ enableKeepAlive: false })();
    const create = factory.createStreamMuxer.bind(factory);
    return Object.assign(factory, {
      createStreamMuxer: (connection: MessageStream) => {
        caught.resolve(connection);
        return create(connection);
      },
    });
  };
  const dialer = await createLibp2p({ transports: [tcp()], connectionEncrypters: [tls()], streamMuxers: [catching] });
  nodes.push(dialer);
  await dialer.dial(node.getMultiaddrs());
  const line = await caught.promise;
  await expect.poll(() => node.getConnections().length).toBe(1);
  return { line, isOpen: () => line.status === 'open' && node.getConnections().length === 1 };
}

function word(type: number, flag: number, stream: number, length: number): Buffer {
  const bytes = Buffer.alloc(WORD_BYTES);
  bytes.writeUInt8(type, 1);
  bytes.writeUInt16BE(flag, 2);
  bytes.writeUInt32BE(stream, 4);
  bytes.writeUInt32BE(length, 8);
  return bytes;
}

test('a frame of 4 GiB is not waited for', async () => {
  const listener = await started(nativeTls(), ['/ip4/127.0.0.1/tcp/0']);
  const { line, isOpen } = await lineTo(listener);
  line.send(word(0, 1, 1_001, 0xffff_fff0));
  const junk = new Uint8Array(1024 * 1024);
  for (let sent = 0; sent < 64 && isOpen(); sent += 1) {
    line.send(junk);
    await sleep(5);
  }
  await expect.poll(isOpen).toBe(false);
});

test('who asks for answers and does not read them is left', async () => {
  const listener = await started(nativeTls(), ['/ip4/127.0.0.1/tcp/0']);
  const { line, isOpen } = await lineTo(listener);
  line.pause();
  const pings = Buffer.concat(Array.from({ length: 5_000 }, (_, i) => word(2, 1, 0, i)));
  for (let sent = 0; sent < 400 && isOpen(); sent += 1) {
    line.send(pings);
    await sleep(10);
  }
  await expect.poll(() => listener.getConnections()).toEqual([]);
});
