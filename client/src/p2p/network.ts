/**
 * Artifacts from and for other nodes. Where an artifact is, is a hint from the DHT; what it is, the publication says.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, PeerId, Stream } from '@libp2p/interface';
import { type Artifact, Bitfield, BLOB_PROTOCOL, chunkCount, type Digest, toHex } from '@pyrsia/ledger';
import type { Logger } from 'pino';
import { ClientError } from '../errors.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { Announcements, type VerifiedLog } from './announcements.ts';
import { BadPeers } from './bad-peers.ts';
import { serveBlobs } from './blob-server.ts';
import { Download } from './download.ts';
import { type Host, startHost } from './host.ts';
import { keepConnected } from './known-nodes.ts';
import { cidOf } from './providers-of.ts';
import { askPeers, type Protocol, serveQuestions } from './questions.ts';
import type { Sharing } from './sharing.ts';
import { MAX_STREAMS_PER_PEER, Sources } from './sources.ts';

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
  /** Short name of the network in protocol ids and topics. */
  readonly chainId: string;
  readonly privateNetworkKeyFile?: string | undefined;
  readonly maxConnections?: number | undefined;
  /** Peer ids of the build nodes, as the chain names them. */
  readonly buildNodes?: () => readonly string[];
  readonly store: BlobStore;
  readonly sharing: Sharing;
  readonly logger: Logger;
  readonly timeouts?: Timeouts;
}

/** Peers whose share is counted; docs/limits.md. */
const MAX_SENT = 10_000;

export interface Held {
  readonly path: string;
}
export interface Arriving {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The path, once it is there. */
  readonly finished: Promise<string | undefined>;
}

export class PeerNetwork {
  private readonly node: Host;
  private readonly options: PeerNetworkOptions;
  private readonly timeouts: Timeouts;
  private readonly sources: Sources;
  private readonly downloads = new Map<string, Download>();
  private readonly sent = new Map<string, number>();
  private readonly stopped = new AbortController();
  private readonly connecting: Promise<void>;

  private constructor(node: Host, badPeers: BadPeers, options: PeerNetworkOptions) {
    this.node = node;
    this.options = options;
    this.timeouts = options.timeouts ?? TIMEOUTS;
    const { bootstrap, logger, buildNodes = () => [] } = options;
    const { answerMs, findMs } = this.timeouts;
    this.sources = new Sources({ host: node, bootstrap, buildNodes, badPeers, answerMs, findMs, stopped: this.stopped.signal, logger });
    this.connecting = keepConnected({
      addresses: bootstrap,
      dial: (address) => this.sources.dial(address),
      signal: this.stopped.signal,
      onChange: (address, isReached) => logger[isReached ? 'info' : 'warn']({ address }, isReached ? 'connected' : 'not reached; tried again'),
    });
  }

  static async start(options: PeerNetworkOptions): Promise<PeerNetwork> {
    const badPeers = new BadPeers();
    const node = await startHost({ ...options, isBad: (peer) => badPeers.has(peer) });
    const network = new PeerNetwork(node, badPeers, options);
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

  /** Hears and passes on announcements of new publications, as far as the verified log bears them out. */
  hearAnnouncements(log: VerifiedLog): Announcements {
    return new Announcements(this.node.services.gossip, this.options.chainId, log);
  }

  /** Whether each of these peers holds all of the artifact; those that do not answer are left out. */
  async whoHolds(artifact: Artifact, peerIds: readonly string[]): Promise<Map<string, boolean>> {
    const asked = await Promise.allSettled(peerIds.map(async (id) => [id, await this.holdsAll(artifact, id)] as const));
    return new Map(asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])));
  }

  private async holdsAll(artifact: Artifact, peerId: string): Promise<boolean> {
    const session = await this.sources.sessions.with(await this.sources.reach(peerId));
    const { kind, payload } = await session.ask({ sha256: artifact.sha256, want: 'held' });
    return kind === 'held' && Bitfield.parse(payload, chunkCount(artifact.size)).isFull;
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.node.stop();
    await this.connecting;
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

  /** Connects to a peer at an address, unless it is connected; its identity is checked if the address names it. */
  dial(address: string): Promise<PeerId> {
    return this.sources.dial(address);
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
      sources: (goOn) => this.sources.of(artifact.sha256, goOn),
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
