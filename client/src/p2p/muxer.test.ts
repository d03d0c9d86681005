import { setTimeout as sleep } from 'node:timers/promises';
import { noise } from '@libp2p/noise';
import { tcp } from '@libp2p/tcp';
import { tls } from '@libp2p/tls';
import { multiaddrConnectionPair } from '@libp2p/utils';
import { createLibp2p, type Libp2p, type Libp2pOptions } from 'libp2p';
import { afterEach, expect, test } from 'vitest';
import { muxer } from './muxer.ts';
import { nativeTls } from './native-tls.ts';

const PROTOCOL = '/test/1';
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
