/** Our encrypter beside the package's own, in each role, over real TCP; and all the ways in which a handshake does not come off. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { generateKeyPair } from '@libp2p/crypto/keys';
import type { ConnectionEncrypter, Libp2p, Stream } from '@libp2p/interface';
import { peerIdFromPrivateKey } from '@libp2p/peer-id';
import { tcp } from '@libp2p/tcp';
import { type TLSComponents, tls } from '@libp2p/tls';
import { yamux } from '@libp2p/yamux';
import { multiaddr } from '@multiformats/multiaddr';
import { sha256, toHex } from '@pyrsia/ledger';
import { createLibp2p } from 'libp2p';
import { afterEach, expect, test } from 'vitest';
import { nativeTls } from './native-tls.ts';

const ECHO = '/test/echo/1';
const BYTES = 24 * 1024 * 1024;
const PIECE = 64 * 1024;

type Encrypter = () => (components: TLSComponents) => ConnectionEncrypter;
const kinds: Readonly<Record<'native' | 'stock', Encrypter>> = { native: nativeTls, stock: tls };

const started: Array<() => unknown> = [];
afterEach(async () => {
  for (const stop of started.splice(0)) await stop();
});

async function start(kind: keyof typeof kinds): Promise<Libp2p> {
  const node = await createLibp2p({
    privateKey: await generateKeyPair('Ed25519'),
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [kinds[kind]()],
    streamMuxers: [yamux({ streamOptions: { maxReadBufferLength: 64 * 1024 * 1024 } })],
    connectionManager: { inboundUpgradeTimeout: 1_500 },
  });
  started.push(() => node.stop());
  return node;
}

const dial = async (from: Libp2p, to: Libp2p, protocol = ECHO): Promise<Stream> =>
  from.dialProtocol(to.getMultiaddrs()[0] as NonNullable<ReturnType<Libp2p['getMultiaddrs']>[0]>, protocol);

async function send(stream: Stream, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; at += PIECE) if (!stream.send(bytes.subarray(at, at + PIECE))) await stream.onDrain();
  await stream.close();
}

async function receive(stream: Stream): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece.subarray());
  return new Uint8Array(Buffer.concat(pieces));
}

const data = new Uint8Array(BYTES).map((_, i) => (i * 31 + (i >> 12)) % 251);

test.each([
  ['native', 'native'],
  ['native', 'stock'],
  ['stock', 'native'],
] as const)('%s dials %s: the same bytes in both directions, the muxer agreed on in the handshake', async (from, to) => {
  const [dialer, listener] = [await start(from), await start(to)];
  const got = Promise.withResolvers<Uint8Array>();
  await listener.handle(ECHO, async (stream) => {
    got.resolve(await receive(stream));
    await send(stream, data);
  });
  const stream = await dial(dialer, listener);
  const back = receive(stream);
  await send(stream, data);
  expect(toHex(sha256(await got.promise))).toBe(toHex(sha256(data)));
  expect(toHex(sha256(await back))).toBe(toHex(sha256(data)));
  const [connection] = dialer.getConnections();
  expect(connection).toMatchObject({ encryption: '/tls/1.0.0', multiplexer: '/yamux/1.0.0' });
  expect(connection?.remotePeer.equals(listener.peerId)).toBe(true);
});

test('when one side ends the connection, the other one sees it, whoever it was', async () => {
  for (const closes of ['dialer', 'listener'] as const) {
    const nodes = { dialer: await start('native'), listener: await start('native') };
    await nodes.dialer.dial(nodes.listener.getMultiaddrs());
    const other = closes === 'dialer' ? nodes.listener : nodes.dialer;
    for (const node of Object.values(nodes)) await expect.poll(() => node.getConnections().length).toBe(1);
    const closed = new Promise((resolve) => other.addEventListener('connection:close', resolve, { once: true }));
    await nodes[closes].hangUp(other.peerId);
    await closed;
    expect(nodes.dialer.getConnections()).toEqual([]);
    expect(nodes.listener.getConnections()).toEqual([]);
  }
});

test('a peer that is not who it should be is refused', async () => {
  const [dialer, listener] = [await start('native'), await start('native')];
  const other = peerIdFromPrivateKey(await generateKeyPair('Ed25519'));
  const address = String(listener.getMultiaddrs()[0]).replace(listener.peerId.toString(), other.toString());
  await expect(dialer.dial(multiaddr(address))).rejects.toThrow();
  expect(dialer.getConnections()).toEqual([]);
});

/** A TCP client that says `first` after the negotiation of TLS, and what becomes of its socket. */
async function negotiated(node: Libp2p, first: Uint8Array): Promise<Socket> {
  const port = Number(String(node.getMultiaddrs()[0]).split('/')[4]);
  const socket = connect(port, '127.0.0.1');
  started.push(() => socket.destroy());
  const line = (text: string): Buffer => Buffer.concat([Buffer.from([text.length + 1]), Buffer.from(`${text}\n`)]);
  socket.write(Buffer.concat([line('/multistream/1.0.0'), line('/tls/1.0.0'), first]));
  socket.on('error', () => undefined); // A reset is one of the ends that are awaited.
  socket.resume();
  return socket;
}

test.each([
  ['bytes that are no TLS', Buffer.from('GET / HTTP/1.1\r\n\r\n'.repeat(20))],
  ['a record that claims more than there may be', Buffer.from([0x16, 3, 1, 0xff, 0xff, ...new Array(400).fill(1)])],
  ['nothing more', new Uint8Array(0)],
])('after the negotiation, %s: the connection ends, and the node goes on', async (_, first) => {
  const listener = await start('native');
  const socket = await negotiated(listener, first);
  await once(socket, 'close');
  const dialer = await start('stock');
  await dialer.dial(listener.getMultiaddrs());
  await expect.poll(() => listener.getConnections().length).toBe(1);
});

test('a listener that is silent after the negotiation does not hold the dialer for ever', async () => {
  const line = (text: string): Buffer => Buffer.concat([Buffer.from([text.length + 1]), Buffer.from(`${text}\n`)]);
  const server = createServer((socket) => {
    socket.on('error', () => undefined); // The dialer may reset it.
    socket.resume();
    socket.write(Buffer.concat([line('/multistream/1.0.0'), line('/tls/1.0.0')]));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  started.push(() => server.close());
  const dialer = await start('native');
  const address = multiaddr(`/ip4/127.0.0.1/tcp/${(server.address() as { port: number }).port}`);
  await expect(dialer.dial(address, { signal: AbortSignal.timeout(1_000) })).rejects.toThrow();
  expect(dialer.getConnections()).toEqual([]);
});
