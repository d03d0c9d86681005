/** Who is asked for an artifact, in which order; and who is not, since it lied or was silent. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PeerId, Stream } from '@libp2p/interface';
import { peerIdFromString } from '@libp2p/peer-id';
import { multiaddr } from '@multiformats/multiaddr';
import { BLOB_PROTOCOL, type Digest } from '@pyrsia/ledger';
import type { Logger } from 'pino';
import { AVOID_MS, BAN_MS, type BadPeers } from './bad-peers.ts';
import type { Source } from './download.ts';
import type { Host } from './host.ts';
import { providersOf } from './providers-of.ts';
import { Sessions } from './sessions.ts';

/** While a download goes on, others that have some of it are looked for, at first after this, then after twice the time. */
const LOOK_AGAIN_MS = 500;
const MAX_LOOK_AGAIN_MS = 4_000;
/** Build nodes that are reached within this time spare a search of the DHT. */
const FIRST_ONES_MS = 100;
/** A search of the DHT takes seconds: a few of those who are connected are asked beside it, after this. */
const AT_HAND_MS = 300;
const MAX_AT_HAND = 4;
/** A peer whose stream was lost in the middle is asked again after this. */
const LOST_MS = 2_000;
export const MAX_STREAMS_PER_PEER = 4;
/** A connection that ended while it was opened is opened again, after this. */
const MAX_DIALS = 3;
const REPLACED_MS = 250;

export interface SourcesParts {
  readonly host: Host;
  /** Of the network file. */
  readonly bootstrap: readonly string[];
  /** Peer ids of the build nodes, as the chain names them. */
  readonly buildNodes: () => readonly string[];
  readonly badPeers: BadPeers;
  /** A peer that owes an answer for this long loses its session. */
  readonly answerMs: number;
  /** To find providers of one artifact, and to reach one peer. */
  readonly findMs: number;
  readonly stopped: AbortSignal;
  readonly onReceived: (peer: PeerId, bytes: number) => void;
  readonly logger: Logger;
}

export class Sources {
  private readonly parts: SourcesParts;
  readonly sessions: Sessions;

  constructor(parts: SourcesParts) {
    this.parts = parts;
    const { host, answerMs, findMs, onReceived } = parts;
    const open = (peer: PeerId): Promise<Stream> =>
      host.dialProtocol(peer, BLOB_PROTOCOL, {
        signal: AbortSignal.timeout(findMs),
        maxOutboundStreams: MAX_STREAMS_PER_PEER,
        runOnLimitedConnection: true,
      });
    // A relayed connection may be replaced by a direct one while the stream is opened on it.
    const dial = async (peer: PeerId): Promise<Stream> => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await open(peer);
        } catch (error) {
          if (tries === MAX_DIALS || !(error instanceof Error) || error.name !== 'ConnectionClosedError') throw error;
          await sleep(REPLACED_MS, undefined, { signal: parts.stopped });
        }
      }
    };
    this.sessions = new Sessions(dial, answerMs, onReceived);
  }

  /**
   * The build nodes, who have what was published, and who the DHT names, in the order in which they are reached and found,
   * with a few of those who are connected; then all who are: anybody can connect, and each that is asked in vain costs time.
   * Looks again as long as `goOn` says so.
   */
  async *of(sha256: Digest, goOn: () => boolean): AsyncGenerator<Source> {
    const { host, badPeers, stopped } = this.parts;
    const tried = new Set<string>([host.peerId.toString()]);
    const fresh = (peer: PeerId): boolean => {
      const name = peer.toString();
      if (tried.has(name) || badPeers.has(name)) return false;
      tried.add(name);
      return true;
    };
    const source = (peer: PeerId): Source => ({
      ...this.sourceOf(peer),
      // One that was lost on the way may be there again in a moment.
      lost: () => void setTimeout(() => tried.delete(peer.toString()), LOST_MS).unref(),
    });
    const demand = new Demand();
    let pauseMs = LOOK_AGAIN_MS;
    do {
      const found = merged(
        this.firstOnes(),
        this.providers(sha256, demand),
        this.atHand((peer) => !tried.has(peer.toString()), demand),
      );
      for await (const peer of found) {
        if (!fresh(peer)) continue;
        demand.end();
        yield source(peer);
        demand.begin();
      }
      for (const peer of host.getPeers()) if (fresh(peer)) yield source(peer);
      // A peer that begins to fetch the same has some of it soon.
      if (goOn()) await sleep(pauseMs, undefined, { signal: stopped });
      pauseMs = Math.min(MAX_LOOK_AGAIN_MS, 2 * pauseMs);
    } while (goOn());
  }

  /** The build nodes and the nodes of the network file, in the order in which they are reached. */
  private async *firstOnes(): AsyncGenerator<PeerId> {
    const { bootstrap, buildNodes, logger } = this.parts;
    const byId = buildNodes().map((id) => this.reach(id));
    const byAddress = bootstrap.map((address) => this.dial(address));
    for await (const reached of inOrderOfEnding([...byId, ...byAddress])) {
      if (reached.status === 'fulfilled') yield reached.value;
      else logger.debug({ err: reached.reason }, 'a build node or node of the network file was not reached');
    }
  }

  /** A search of the DHT is dear: whoever is at hand has a moment first, and may be enough. */
  private async *providers(sha256: Digest, demand: Demand): AsyncGenerator<PeerId> {
    await sleep(FIRST_ONES_MS, undefined, { signal: this.parts.stopped });
    await demand.isThere;
    yield* providersOf(this.parts.host.contentRouting, sha256, this.whileFinding());
  }

  /** They may be fetching the same. From any place on, so that not all who want it ask the same few. */
  private async *atHand(isNew: (peer: PeerId) => boolean, demand: Demand): AsyncGenerator<PeerId> {
    await sleep(AT_HAND_MS, undefined, { signal: this.parts.stopped });
    await demand.isThere;
    const peers = this.parts.host.getPeers().filter(isNew);
    const start = Math.floor(Math.random() * peers.length);
    yield* [...peers.slice(start), ...peers.slice(0, start)].slice(0, MAX_AT_HAND);
  }

  private whileFinding(): AbortSignal {
    return AbortSignal.any([this.parts.stopped, AbortSignal.timeout(this.parts.findMs)]);
  }

  /** Connects to a peer at an address, unless it is connected; its identity is checked if the address names it. */
  async dial(address: string): Promise<PeerId> {
    return (await this.parts.host.dial(multiaddr(address), { signal: this.whileFinding() })).remotePeer;
  }

  /** Connects to a peer, wherever it is. */
  async reach(peerId: string): Promise<PeerId> {
    const peer = peerIdFromString(peerId);
    if (!peer.equals(this.parts.host.peerId)) await this.parts.host.dial(peer, { signal: this.whileFinding() });
    return peer;
  }

  private sourceOf(peer: PeerId): Source {
    const { badPeers } = this.parts;
    return {
      name: peer.toString(),
      open: () => this.sessions.with(peer),
      ban: () => this.ban(peer),
      avoid: () => badPeers.add(peer.toString(), AVOID_MS),
    };
  }

  private ban(peer: PeerId): void {
    const { host, badPeers, logger } = this.parts;
    logger.warn({ peer: peer.toString() }, 'peer gave wrong bytes; it is not asked again for an hour');
    badPeers.add(peer.toString(), BAN_MS);
    host.hangUp(peer).catch((error: unknown) => logger.debug({ err: error }, 'hang up failed'));
  }
}

/** Whether somebody waits for another source. */
class Demand {
  private waiting = Promise.withResolvers<void>();

  constructor() {
    this.waiting.resolve();
  }
  get isThere(): Promise<void> {
    return this.waiting.promise;
  }
  begin(): void {
    this.waiting.resolve();
  }
  end(): void {
    this.waiting = Promise.withResolvers();
  }
}

/** What becomes of each promise, the first to end first. */
async function* inOrderOfEnding<T>(promises: ReadonlyArray<Promise<T>>): AsyncGenerator<PromiseSettledResult<T>> {
  const pending = new Map(
    promises.map((promise, i) => [i, Promise.allSettled([promise]).then(([outcome]) => ({ i, outcome: outcome as PromiseSettledResult<T> }))]),
  );
  while (pending.size > 0) {
    const { i, outcome } = await Promise.race(pending.values());
    pending.delete(i);
    yield outcome;
  }
}

/** What several sources give, as it comes: one that is slow holds up none. Ends them all when nobody reads on. */
export async function* merged<T>(...sources: ReadonlyArray<AsyncGenerator<T>>): AsyncGenerator<T> {
  const next = async (source: AsyncGenerator<T>): Promise<{ source: AsyncGenerator<T>; result: IteratorResult<T> }> => ({
    source,
    result: await source.next(),
  });
  const pending = new Map(sources.map((source) => [source, next(source)]));
  try {
    while (pending.size > 0) {
      const { source, result } = await Promise.race(pending.values());
      if (result.done === true) pending.delete(source);
      else {
        const following = next(source);
        following.catch(() => undefined); // Told when somebody reads on.
        pending.set(source, following);
        yield result.value;
      }
    }
  } finally {
    for (const [source, promise] of pending) {
      promise.catch(() => undefined); // Nobody reads on.
      void source.return(undefined).catch(() => undefined); // Its end is its own.
    }
  }
}
