/**
 * Artifacts from and for other nodes. Where an artifact is, is a hint from the DHT; what it is, the publication says.
 *
 * Over 300 lines: it wires the parts of this folder, and does little itself.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, PeerId, Stream } from '@libp2p/interface';
import { peerIdFromString } from '@libp2p/peer-id';
import { type Artifact, Bitfield, BLOB_PROTOCOL, chunkCount, type Digest, type Ecosystem, toHex } from '@pyrsia/ledger';
import type { Logger } from 'pino';
import { ClientError } from '../errors.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { Announcements, type VerifiedLog } from './announcements.ts';
import { BadPeers } from './bad-peers.ts';
import { serveBlobs } from './blob-server.ts';
import { Download } from './download.ts';
import { type Host, startHost, type TellAgain } from './host.ts';
import { keepConnected } from './known-nodes.ts';
import { lineOf } from './line-of.ts';
import { Offering } from './offering.ts';
import { askPeer, askPeers, type Protocol, serveQuestions } from './questions.ts';
import type { Reach } from './reach.ts';
import { keepReservation } from './reservation.ts';
import { SendSlots } from './send-slots.ts';
import type { Sharing } from './sharing.ts';
import { MAX_STREAMS_PER_PEER, Sources } from './sources.ts';
import { Spreading } from './spreading.ts';
import { TrafficByPeer } from './traffic.ts';

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
  readonly reach?: Reach;
  /** Peer ids of the build nodes, as the chain names them. */
  readonly buildNodes?: () => readonly string[];
  /** Of which ecosystems an artifact is; needed where not all are shared. */
  readonly ecosystemsOf?: (sha256: Digest) => Promise<readonly Ecosystem[]>;
  readonly store: BlobStore;
  readonly sharing: Sharing;
  readonly logger: Logger;
  readonly timeouts?: Timeouts;
  readonly tellAgain?: TellAgain;
}

/** Chunks of 1 MiB on their way to peers; docs/limits.md. */
const SEND_SLOTS = 16;
const SEND_SLOTS_PER_PEER = 4;

export interface PeerConnection {
  readonly peerId: string;
  readonly address: string;
  readonly direction: 'inbound' | 'outbound';
  readonly encryption: string;
  /** ms since 1970. */
  readonly sinceMs: number;
  readonly isRelayed: boolean;
}

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
  private readonly offering: Offering;
  private readonly downloads = new Map<string, Download>();
  readonly traffic = new TrafficByPeer();
  /** Bytes of what was fetched and verified whole. */
  readonly reads = { verifiedBytes: 0 };
  private readonly stopped = new AbortController();
  private readonly slots = new SendSlots(SEND_SLOTS, SEND_SLOTS_PER_PEER);
  private readonly spreading: Spreading;
  private readonly background: Array<Promise<void>>;

  private constructor(node: Host, badPeers: BadPeers, options: PeerNetworkOptions) {
    this.node = node;
    this.options = options;
    this.timeouts = options.timeouts ?? TIMEOUTS;
    const { bootstrap, logger, buildNodes = () => [] } = options;
    const { answerMs, findMs } = this.timeouts;
    const onReceived = (peer: PeerId, bytes: number): void => this.traffic.received(peer.toString(), bytes);
    this.sources = new Sources({ host: node, bootstrap, buildNodes, badPeers, answerMs, findMs, stopped: this.stopped.signal, onReceived, logger });
    const { store, sharing, ecosystemsOf } = options;
    this.spreading = new Spreading(sharing.limit);
    this.offering = new Offering({ host: node, store, sharing, ecosystemsOf, stopped: this.stopped.signal, logger });
    const { signal } = this.stopped;
    const dial = (address: string): Promise<PeerId> => this.sources.dial(address);
    const onChange = (address: string, isReached: boolean): void =>
      logger[isReached ? 'info' : 'warn']({ address }, isReached ? 'connected' : 'not reached; tried again');
    this.background = [keepConnected({ addresses: bootstrap, dial, signal, onChange })];
    if (options.reach?.isBehindNat !== true) return;
    for (const relay of bootstrap) {
      const told = (isHeld: boolean): void => logger.info({ relay }, isHeld ? 'reachable by this relay' : 'not reachable by this relay any more');
      this.background.push(keepReservation({ relay, places: node.services.places, dial, addresses: () => this.addresses, onChange: told, signal }));
    }
  }

  static async start(options: PeerNetworkOptions): Promise<PeerNetwork> {
    const badPeers = new BadPeers();
    const node = await startHost({
      ...options,
      reach: options.reach ?? {},
      maxConnections: options.sharing.current.maxConnections,
      isBad: (peer) => badPeers.has(peer),
    });
    const network = new PeerNetwork(node, badPeers, options);
    await node.handle(BLOB_PROTOCOL, (stream, connection) => network.serve(stream, connection), {
      maxInboundStreams: MAX_STREAMS_PER_PEER,
      runOnLimitedConnection: true,
    });
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
  get connections(): PeerConnection[] {
    return this.node.getConnections().map((connection) => ({
      peerId: connection.remotePeer.toString(),
      address: connection.remoteAddr.toString(),
      direction: connection.direction,
      encryption: connection.encryption ?? 'none',
      sinceMs: connection.timeline.open,
      isRelayed: !connection.direct,
    }));
  }

  /** A small protocol: `answer` is given what a peer asks. */
  serveQuestions(protocol: Protocol, answer: (question: Uint8Array, peer: string) => Uint8Array): Promise<void> {
    return serveQuestions(this.node, protocol, { answer, limit: this.options.sharing.limit, onTrouble: this.troubleOfPeer });
  }
  /** What the connected peers answer in time; untrusted. */
  ask(protocol: Protocol, question: Uint8Array): Promise<Uint8Array[]> {
    return askPeers(this.node, protocol, question, this.troubleOfPeer);
  }
  /** What one peer answers; untrusted. Rejects when it does not, or not in time. */
  askOne(peerId: string, protocol: Protocol, question: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
    return askPeer(this.node, protocol, peerIdFromString(peerId), question, signal);
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

  /** Of these peers, those that are connected or can be. */
  async reachable(peerIds: readonly string[]): Promise<string[]> {
    const outcomes = await Promise.allSettled(peerIds.map((id) => this.sources.reach(id)));
    return peerIds.filter((_, i) => outcomes[i]?.status === 'fulfilled');
  }

  private async holdsAll(artifact: Artifact, peerId: string): Promise<boolean> {
    const session = await this.sources.sessions.with(await this.sources.reach(peerId));
    const { kind, payload } = await session.ask({ sha256: artifact.sha256, want: 'held' });
    return kind === 'held' && Bitfield.parse(payload, chunkCount(artifact.size)).isFull;
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.node.stop();
    await Promise.all(this.background);
    await Promise.allSettled([...this.downloads.values()].map(({ finished }) => finished));
  }

  /** Tells others of everything that is held and shared; makes room, if there is a limit. To be called once what is asked of `options` can answer. */
  async offer(): Promise<void> {
    await this.offering.makeRoom();
    await this.offering.announceAll();
  }

  /** Tells others that this node holds the artifact, if they may have it. */
  announce(sha256: Digest): void {
    this.offering.announce(sha256);
  }

  /** Connects to a peer at an address, unless it is connected; its identity is checked if the address names it. */
  dial(address: string): Promise<PeerId> {
    return this.sources.dial(address);
  }

  /** Path of the artifact in the store, fetched from peers if it is not there. It may be evicted once the signal has aborted. */
  async fetch(artifact: Artifact, signal = this.stopped.signal): Promise<string> {
    const found = await this.read(artifact, signal, false);
    return 'path' in found ? found.path : ((await found.finished) as string);
  }

  /**
   * The artifact: its path if it is held; else its chunks in order, each as soon as it is verified. Who asks for one
   * artifact at one time shares one download; when the last of them has gone, it stops. Until the signal aborts, the
   * artifact is in use and is not evicted.
   */
  async read(artifact: Artifact, signal: AbortSignal, inOrder = true): Promise<Held | Arriving> {
    const letGo = this.options.store.hold(artifact.sha256);
    try {
      const found = await this.obtain(artifact, signal, inOrder);
      if (signal === this.stopped.signal || signal.aborted) letGo();
      else signal.addEventListener('abort', letGo, { once: true });
      return found;
    } catch (error) {
      letGo();
      throw error;
    }
  }

  private async obtain(artifact: Artifact, signal: AbortSignal, inOrder: boolean): Promise<Held | Arriving> {
    this.options.store.used(artifact.sha256);
    for (const pauseMs of [...this.timeouts.retryMs, undefined]) {
      const path = await this.foundNow(artifact.sha256);
      if (path !== undefined) return { path };
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

  /** Its path, if it is held; undefined: it is not, and no download of it is ending, which nobody may join. */
  private async foundNow(sha256: Digest): Promise<string | undefined> {
    const key = toHex(sha256);
    for (;;) {
      const path = await this.options.store.find(sha256);
      const ending = this.downloads.get(key);
      if (path !== undefined || ending?.isStopping !== true) return path;
      await ending.finished.catch(() => undefined); // Told to those who wanted that one.
      if (this.stopped.signal.aborted) throw new ClientError('STOPPED');
      this.forget(key, ending);
    }
  }

  private forget(key: string, download: Download): void {
    if (this.downloads.get(key) === download) this.downloads.delete(key);
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
      onFirstChunk: () => this.offering.announce(artifact.sha256),
      order: inOrder ? 'in_order' : 'rarest',
      start,
      ended: this.stopped.signal,
    });
    this.downloads.set(key, download);
    download.finished
      .then(() => {
        this.reads.verifiedBytes += Number(artifact.size);
        this.options.logger.info({ artifact: artifact.name, bytes: artifact.size.toString() }, 'artifact fetched from peers');
        this.offering.announce(artifact.sha256);
      })
      .catch((error: unknown) => this.options.logger.debug({ err: error }, 'download ended'))
      .finally(() => this.forget(key, download));
    return download;
  }

  private async serve(stream: Stream, connection?: Connection): Promise<void> {
    const peer = connection?.remotePeer.toString() ?? '';
    const { store, sharing } = this.options;
    const parts = {
      store,
      limit: sharing.limit,
      slots: this.slots,
      spreading: this.spreading,
      peer,
      line: lineOf(connection),
      isShared: (sha256: Digest) => this.offering.isShared(sha256),
      onSent: (bytes: number) => this.traffic.sent(peer, bytes),
      signal: this.stopped.signal,
    };
    await serveBlobs(stream, parts).catch((error: Error) => {
      this.options.logger.debug({ err: error }, 'stream of a peer ended');
      if (stream.status === 'open') stream.abort(error);
    });
  }
}
