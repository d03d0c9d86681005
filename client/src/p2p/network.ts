/**
 * The libp2p node: TCP, TLS preferred and noise accepted, yamux, identify, ping, and a DHT of our own network.
 * Where an artifact is, is a hint from the DHT; what it is, the publication says.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { bootstrap } from '@libp2p/bootstrap';
import { identify } from '@libp2p/identify';
import type { Connection, PeerId, Stream } from '@libp2p/interface';
import { type KadDHT, kadDHT, passthroughMapper } from '@libp2p/kad-dht';
import { noise } from '@libp2p/noise';
import { ping } from '@libp2p/ping';
import { tcp } from '@libp2p/tcp';

import { yamux } from '@libp2p/yamux';
import { multiaddr } from '@multiformats/multiaddr';
import { type Artifact, BLOB_PROTOCOL, chunkCount, type Digest, toHex } from '@pyrsia/ledger';
import { createLibp2p, type Libp2p } from 'libp2p';
import type { Logger } from 'pino';
import { ClientError } from '../errors.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { AVOID_MS, BAN_MS, BadPeers } from './bad-peers.ts';
import { serveBlobs } from './blob-server.ts';
import { Download, type Source } from './download.ts';
import { nativeTls } from './native-tls.ts';
import { loadPeerKey } from './peer-key.ts';
import { cidOf, providersOf } from './providers-of.ts';
import { askPeers, type Protocol, serveQuestions } from './questions.ts';
import { Sessions } from './sessions.ts';
import type { Sharing } from './sharing.ts';

export interface Timeouts {
  /** A peer that owes an answer for this long loses its session: 1 MiB on a slow home line takes seconds. */
  readonly answerMs: number;
  /** To find providers of one artifact, and to reach one peer. */
  readonly findMs: number;
  /** Pauses before nobody has it for good: a publication is known a moment before its build nodes hold the artifact. */
  readonly retryMs: readonly number[];
}
const TIMEOUTS: Timeouts = { answerMs: 20_000, findMs: 5_000, retryMs: [250, 500, 1_000, 2_000] };

export interface PeerNetworkOptions {
  readonly keyFile: string;
  readonly listen: readonly string[];
  readonly bootstrap: readonly string[];
  /** Short name of the network in the DHT's protocol id. */
  readonly chainId: string;
  readonly store: BlobStore;
  readonly sharing: Sharing;
  readonly logger: Logger;
  readonly timeouts?: Timeouts;
}

/** Limits; reasons in docs/limits.md. */
const MAX_CONNECTIONS = 200;
/** The default of 5 per host and second refuses the nodes of one machine or one NAT. */
const INBOUND_PER_SECOND = 50;
const MAX_STREAMS_PER_PEER = 4;
/** 100 MB/s and more at 50 ms; a stream that is paused must fit its read buffer, or yamux ends it. */
const MAX_STREAM_WINDOW = 16 * 1024 * 1024;
const MAX_READ_BUFFER = 2 * MAX_STREAM_WINDOW;
/** While a download goes on, others that have some of it are looked for. */
const LOOK_AGAIN_MS = 500;
/** A peer whose stream was lost in the middle is asked again after this. */
const LOST_MS = 2_000;
/** Peers whose share is counted. */
const MAX_SENT = 10_000;

type Services = { dht: KadDHT; identify: unknown; ping: unknown };

export interface Held {
  readonly path: string;
}
export interface Arriving {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The path, once it is there. */
  readonly finished: Promise<string | undefined>;
}

export class PeerNetwork {
  private readonly node: Libp2p<Services & Record<string, unknown>>;
  private readonly options: PeerNetworkOptions;
  private readonly timeouts: Timeouts;
  private readonly sessions: Sessions;
  private readonly badPeers = new BadPeers();
  private readonly downloads = new Map<string, Download>();
  private readonly sent = new Map<string, number>();
  private readonly stopped = new AbortController();

  private constructor(node: Libp2p<Services & Record<string, unknown>>, options: PeerNetworkOptions) {
    this.node = node;
    this.options = options;
    this.timeouts = options.timeouts ?? TIMEOUTS;
    const { answerMs, findMs } = this.timeouts;
    const dial = (peer: PeerId): Promise<Stream> =>
      node.dialProtocol(peer, BLOB_PROTOCOL, { signal: AbortSignal.timeout(findMs), maxOutboundStreams: MAX_STREAMS_PER_PEER });
    this.sessions = new Sessions(dial, answerMs);
  }

  static async start(options: PeerNetworkOptions): Promise<PeerNetwork> {
    const privateKey = await loadPeerKey(options.keyFile);
    const node = await createLibp2p({
      privateKey,
      addresses: { listen: [...options.listen] },
      transports: [tcp()],
      connectionEncrypters: [nativeTls(), noise()],
      streamMuxers: [yamux({ streamOptions: { maxStreamWindowSize: MAX_STREAM_WINDOW, maxReadBufferLength: MAX_READ_BUFFER } })],
      connectionManager: { maxConnections: MAX_CONNECTIONS, inboundConnectionThreshold: INBOUND_PER_SECOND },
      peerDiscovery: options.bootstrap.length === 0 ? [] : [bootstrap({ list: [...options.bootstrap], timeout: 100 })],
      services: {
        identify: identify(),
        ping: ping(),
        // Private addresses are kept: a network may live in one house or one machine.
        dht: kadDHT({ protocol: `/pyrsia/${options.chainId}/kad/1.0.0`, clientMode: false, peerInfoMapper: passthroughMapper }),
      },
    });
    const network = new PeerNetwork(node as unknown as Libp2p<Services & Record<string, unknown>>, options);
    await node.handle(BLOB_PROTOCOL, (stream, connection) => network.serve(stream, connection), { maxInboundStreams: MAX_STREAMS_PER_PEER });
    await network.announceAll();
    return network;
  }

  get peerId(): string {
    return this.node.peerId.toString();
  }
  get addresses(): string[] {
    return this.node.getMultiaddrs().map(String);
  }
  get peers(): string[] {
    return this.node.getPeers().map(String);
  }

  /** A small protocol: `answer` is given what a peer asks. */
  serveQuestions(protocol: Protocol, answer: (question: Uint8Array) => Uint8Array): Promise<void> {
    return serveQuestions(this.node, protocol, answer, this.troubleOfPeer);
  }
  /** What the connected peers answer in time; untrusted. */
  ask(protocol: Protocol, question: Uint8Array): Promise<Uint8Array[]> {
    return askPeers(this.node, protocol, question, this.troubleOfPeer);
  }
  private readonly troubleOfPeer = (error: unknown): void => this.options.logger.debug({ err: error }, 'question of or to a peer failed');

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.node.stop();
    await Promise.allSettled([...this.downloads.values()].map(({ finished }) => finished));
  }

  /** Tells the DHT of everything that is held: at the start, and when sharing begins. */
  async announceAll(): Promise<void> {
    for (const sha256 of await this.options.store.list()) this.announce(sha256);
  }

  /** Bytes of artifacts that went to each peer since the start, the latest peers last. */
  get sentTo(): ReadonlyMap<string, number> {
    return this.sent;
  }

  /** Tells the DHT that this node holds the artifact. In the background: it takes a while and may fail. */
  announce(sha256: Digest): void {
    if (!this.options.sharing.current.isOn) return;
    this.node.contentRouting
      .provide(cidOf(sha256), { signal: this.stopped.signal })
      .catch((error: unknown) => this.options.logger.debug({ err: error }, 'provide failed'));
  }

  /** Path of the artifact in the store, fetched from peers if it is not there. */
  async fetch(artifact: Artifact, signal = this.stopped.signal): Promise<string> {
    const found = await this.read(artifact, signal, false);
    return 'path' in found ? found.path : ((await found.finished) as string);
  }

  /**
   * The artifact: its path if it is held; else its chunks in order, each as soon as it is verified. Who asks for one
   * artifact at one time shares one download; when the last of them has gone, it stops.
   */
  async read(artifact: Artifact, signal: AbortSignal, inOrder = true): Promise<Held | Arriving> {
    for (const pauseMs of [...this.timeouts.retryMs, undefined]) {
      const path = await this.options.store.find(artifact.sha256);
      if (path !== undefined) return { path };
      const ending = this.downloads.get(toHex(artifact.sha256));
      if (ending?.isStopping === true) await ending.finished.catch(() => undefined); // Told to those who wanted that one.
      const download = this.download(artifact, inOrder);
      download.want(signal);
      const finished = download.finished.then(() => this.options.store.find(artifact.sha256));
      finished.catch(() => undefined); // Whoever reads is told by the chunks.
      try {
        // A reader begins when there is something to read.
        await (inOrder ? download.firstChunk : finished);
        return { chunks: download.chunks(), finished };
      } catch (error) {
        const mayCome = error instanceof ClientError && error.code === 'ARTIFACT_UNAVAILABLE';
        if (!mayCome || pauseMs === undefined) throw error;
        await sleep(pauseMs, undefined, { signal: AbortSignal.any([signal, this.stopped.signal]) });
      }
    }
    throw new ClientError('ARTIFACT_UNAVAILABLE');
  }

  private download(artifact: Artifact, inOrder: boolean): Download {
    const key = toHex(artifact.sha256);
    const running = this.downloads.get(key);
    if (running !== undefined) return running;
    // Who reads along needs the first chunk first; others begin anywhere, so that nodes that want one file can trade.
    const start = inOrder ? 0 : Math.floor(Math.random() * chunkCount(artifact.size));
    const { store } = this.options;
    const download = new Download({
      artifact,
      store,
      sources: (goOn) => this.sources(artifact.sha256, goOn),
      // Who wants it at the same time fetches from this node, too.
      onFirstChunk: () => this.announce(artifact.sha256),
      order: inOrder ? 'in_order' : 'rarest',
      start,
      ended: this.stopped.signal,
    });
    this.downloads.set(key, download);
    download.finished
      .then(() => {
        this.options.logger.info({ artifact: artifact.name, bytes: artifact.size.toString() }, 'artifact fetched from peers');
        this.announce(artifact.sha256);
      })
      .catch((error: unknown) => this.options.logger.debug({ err: error }, 'download ended'))
      .finally(() => this.downloads.delete(key));
    return download;
  }

  /**
   * The nodes of the network file first, then who the DHT names, then whoever is connected: anybody can connect, and
   * each that is asked in vain costs time.
   */
  private async *sources(sha256: Digest, goOn: () => boolean): AsyncGenerator<Source> {
    const tried = new Set<string>([this.peerId]);
    const fresh = (peer: PeerId): boolean => {
      const name = peer.toString();
      if (tried.has(name) || this.badPeers.has(name)) return false;
      tried.add(name);
      return true;
    };
    const source = (peer: PeerId): Source => ({
      ...this.sourceOf(peer),
      // One that was lost on the way may be there again in a moment.
      lost: () => void setTimeout(() => tried.delete(peer.toString()), LOST_MS).unref(),
    });
    do {
      for (const peer of await this.dialBootstrap()) if (fresh(peer)) yield source(peer);
      for await (const peer of providersOf(this.node.contentRouting, sha256, this.whileFinding())) if (fresh(peer)) yield source(peer);
      for (const peer of this.node.getPeers()) if (fresh(peer)) yield source(peer);
      // A peer that begins to fetch the same has some of it soon.
      if (goOn()) await sleep(LOOK_AGAIN_MS, undefined, { signal: this.stopped.signal });
    } while (goOn());
  }

  private whileFinding(): AbortSignal {
    return AbortSignal.any([this.stopped.signal, AbortSignal.timeout(this.timeouts.findMs)]);
  }

  /** Connects to a peer at an address, unless it is connected; its identity is checked if the address names it. */
  async dial(address: string): Promise<PeerId> {
    return (await this.node.dial(multiaddr(address), { signal: AbortSignal.timeout(this.timeouts.findMs) })).remotePeer;
  }

  /** The nodes of the network file that can be reached. */
  private async dialBootstrap(): Promise<PeerId[]> {
    const outcomes = await Promise.allSettled(this.options.bootstrap.map((address) => this.dial(address)));
    const reached = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    if (reached.length < outcomes.length) this.options.logger.debug({ reached: reached.length, of: outcomes.length }, 'bootstrap nodes not reached');
    return reached;
  }

  private sourceOf(peer: PeerId): Source {
    return {
      name: peer.toString(),
      open: () => this.sessions.with(peer),
      ban: () => this.ban(peer),
      avoid: () => this.badPeers.add(peer.toString(), AVOID_MS),
    };
  }

  private ban(peer: PeerId): void {
    this.options.logger.warn({ peer: peer.toString() }, 'peer gave wrong bytes; it is not asked again for an hour');
    this.badPeers.add(peer.toString(), BAN_MS);
    this.node.hangUp(peer).catch((error: unknown) => this.options.logger.debug({ err: error }, 'hang up failed'));
  }

  private async serve(stream: Stream, connection?: Connection): Promise<void> {
    const peer = connection?.remotePeer.toString() ?? '';
    const onSent = (bytes: number): void => {
      if (this.sent.size >= MAX_SENT && !this.sent.has(peer)) this.sent.delete(this.sent.keys().next().value as string);
      this.sent.set(peer, (this.sent.get(peer) ?? 0) + bytes);
    };
    const { store, sharing } = this.options;
    await serveBlobs(stream, store, { sharing, onSent, signal: this.stopped.signal }).catch((error: Error) => {
      this.options.logger.debug({ err: error }, 'stream of a peer ended');
      if (stream.status === 'open') stream.abort(error);
    });
  }
}
