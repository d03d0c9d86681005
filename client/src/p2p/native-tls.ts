/**
 * /tls/1.0.0 of libp2p on Node's own path from TLS to TCP. The package's encrypter puts a JavaScript stream between the
 * two, which costs a round trip through it for each record of 16 KiB and half of the speed; certificates, checks and the
 * bytes on the wire are the same (docs/decisions/016). Where the connection is not a plain TCP socket of
 * @libp2p/tcp (a relay, a private network, another version of that package), the package's encrypter does it.
 */
import { Socket } from 'node:net';
import { connect, type TLSSocket, TLSSocket as TlsSocket } from 'node:tls';
import {
  type ConnectionEncrypter,
  InvalidCryptoExchangeError,
  type MessageStream,
  type SecureConnectionOptions,
  type SecuredConnection,
  type StreamMuxerFactory,
  serviceCapabilities,
  TimeoutError,
} from '@libp2p/interface';
import { type TLSComponents, tls } from '@libp2p/tls';
import { generateCertificate, toMessageStream, verifyPeerCertificate } from '@libp2p/tls/utils';

/** The other side may choose this where it knows no way to agree on a muxer so early. */
const NO_EARLY_MUXER = 'libp2p';
/** As long as @libp2p/tcp allows a socket to be silent; yamux asks every 30 s. */
const INACTIVITY_MS = 120_000;

export function nativeTls(): (components: TLSComponents) => ConnectionEncrypter {
  return (components) => new NativeTls(components);
}

type Certificate = Awaited<ReturnType<typeof generateCertificate>>;

class NativeTls implements ConnectionEncrypter {
  readonly protocol: string;
  readonly [Symbol.toStringTag] = 'native-tls';
  readonly [serviceCapabilities] = ['@libp2p/connection-encryption'];
  private readonly components: TLSComponents;
  private readonly stock: ConnectionEncrypter;
  /** One for the life of the node: it says no more than the node's key does. */
  private certificate: Promise<Certificate> | undefined;

  constructor(components: TLSComponents) {
    this.components = components;
    this.stock = tls()(components);
    this.protocol = this.stock.protocol;
  }

  secureInbound(connection: MessageStream, options?: SecureConnectionOptions): Promise<SecuredConnection> {
    return this.secure(connection, true, options);
  }

  secureOutbound(connection: MessageStream, options?: SecureConnectionOptions): Promise<SecuredConnection> {
    return this.secure(connection, false, options);
  }

  private async secure(connection: MessageStream, isServer: boolean, options: SecureConnectionOptions = {}): Promise<SecuredConnection> {
    this.certificate ??= generateCertificate(this.components.privateKey);
    const certificate = await this.certificate;
    const raw = takeSocket(connection);
    if (raw === undefined) return isServer ? this.stock.secureInbound(connection, options) : this.stock.secureOutbound(connection, options);
    const muxers = options.skipStreamMuxerNegotiation === true ? new Map<string, StreamMuxerFactory>() : this.components.upgrader.getStreamMuxers();
    const settings = {
      ...certificate,
      minVersion: 'TLSv1.3',
      maxVersion: 'TLSv1.3',
      // Self-signed by design: what counts is the extension that `verifyPeerCertificate` checks.
      rejectUnauthorized: false,
    } as const;
    let early: string | undefined;
    const ALPNCallback = ({ protocols }: { protocols: string[] }): string | undefined => {
      early = protocols.find((protocol) => muxers.has(protocol));
      return early ?? protocols.find((protocol) => protocol === NO_EARLY_MUXER);
    };
    const socket = isServer
      ? new TlsSocket(raw, { ...settings, isServer, requestCert: true, ALPNCallback })
      : connect({ ...settings, socket: raw, ALPNProtocols: [...muxers.keys(), NO_EARLY_MUXER] });
    // Whoever waits is told by what they wait for; an error that comes between two of those is none of the process.
    socket.on('error', (error) => connection.log.error('TLS error', error));
    try {
      await handshake(socket, options.signal);
      const remotePeer = await verifyPeerCertificate(socket.getPeerCertificate().raw, options.remotePeer, connection.log);
      const chosen = isServer ? early : earlyMuxerOf(socket);
      const streamMuxer = chosen === undefined ? undefined : muxers.get(chosen);
      if (chosen !== undefined && streamMuxer === undefined) throw new InvalidCryptoExchangeError(`a muxer that was not offered: ${chosen}`);
      socket.setTimeout(INACTIVITY_MS, () => connection.abort(new TimeoutError()));
      return { remotePeer, connection: toMessageStream(connection, socket), ...(streamMuxer === undefined ? {} : { streamMuxer }) };
    } catch (error) {
      socket.destroy();
      connection.abort(error as Error);
      throw error;
    }
  }
}

const earlyMuxerOf = ({ alpnProtocol }: TLSSocket): string | undefined =>
  typeof alpnProtocol === 'string' && alpnProtocol !== NO_EARLY_MUXER ? alpnProtocol : undefined;

/** Ends when keys are agreed on. */
function handshake(socket: TLSSocket, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error): void => {
      socket.off('secure', onSecure).off('error', settle).off('close', onClose);
      signal?.removeEventListener('abort', onAbort);
      if (error === undefined) resolve();
      else reject(error);
    };
    // Node says so from within OpenSSL: who destroyed the socket before that has returned would end the process (SIGSEGV).
    const onSecure = (): void => void setImmediate(settle);
    const onClose = (): void => settle(new InvalidCryptoExchangeError('the connection ended during the handshake'));
    const onAbort = (): void => settle(new TimeoutError('TLS handshake'));
    socket.on('secure', onSecure).on('error', settle).on('close', onClose);
    if (signal?.aborted === true) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/**
 * The TCP socket under a connection, which from here on is the caller's alone; undefined if this is not a connection of
 * @libp2p/tcp as we know it.
 */
function takeSocket(connection: MessageStream): Socket | undefined {
  const { socket, readBuffer } = connection as { socket?: unknown; readBuffer?: { byteLength: number; subarray(): Uint8Array; consume(bytes: number): void } };
  if (!(socket instanceof Socket) || socket.constructor !== Socket || readBuffer === undefined || socket.destroyed) return undefined;
  socket.removeAllListeners('data');
  socket.removeAllListeners('drain');
  socket.removeAllListeners('timeout');
  socket.setTimeout(0);
  socket.pause();
  // What came after the negotiation of the protocol belongs to the handshake.
  if (readBuffer.byteLength > 0) {
    socket.unshift(Uint8Array.from(readBuffer.subarray()));
    readBuffer.consume(readBuffer.byteLength);
  }
  return socket;
}
