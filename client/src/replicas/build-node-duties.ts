/**
 * What the node of a build node does besides serving: it announces new publications, and keeps what was published. Rounds
 * begin with each new publication, when the builders have had time to hand in what they built, and at times of their own.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { equalBytes, logEntryCodec, type NodeId } from '@pyrsia/ledger';
import { hashLeaf } from '@pyrsia/ledger/merkle';
import type { Logger } from 'pino';
import type { BuildNodes } from '../chain/build-nodes.ts';
import type { Publications } from '../chain/publications.ts';
import type { LogReplica } from '../log/replica.ts';
import type { Announcements } from '../p2p/announcements.ts';
import type { PeerNetwork } from '../p2p/network.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { Keeper } from './keeper.ts';

/** What was published while a node was away is no news. */
const MAX_NEWS = 64n;

export interface Pauses {
  /** After a publication: until then, its builders hand in what they built. */
  readonly afterPublicationMs: number;
  readonly betweenRoundsMs: number;
}
const PAUSES: Pauses = { afterPublicationMs: 15_000, betweenRoundsMs: 600_000 };

export class BuildNodeDuties {
  private readonly replica: LogReplica;
  private readonly announcements: Pick<Announcements, 'publish'>;
  private readonly keeper: Keeper;
  private readonly logger: Logger;
  private readonly pauses: Pauses;
  private readonly stopped = new AbortController();
  private wake = Promise.withResolvers<void>();
  private seen: bigint | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(parts: { replica: LogReplica; announcements: Pick<Announcements, 'publish'>; keeper: Keeper; logger: Logger; pauses?: Pauses }) {
    this.replica = parts.replica;
    this.announcements = parts.announcements;
    this.keeper = parts.keeper;
    this.logger = parts.logger;
    this.pauses = parts.pauses ?? PAUSES;
  }

  start(): void {
    this.running = this.rounds();
  }

  /** To be told of each head of the replica. */
  onHead(size: bigint): void {
    const from = this.seen ?? size;
    this.seen = size;
    for (let index = size - from > MAX_NEWS ? size - MAX_NEWS : from; index < size; index += 1n) this.tellOf(index);
  }

  private tellOf(index: bigint): void {
    const bytes = this.replica.entry(index);
    if (bytes === undefined || logEntryCodec.decode(bytes).record.kind !== 'publication') return;
    this.wake.resolve();
    this.announcements
      .publish({ index, leafHash: hashLeaf(bytes) })
      .catch((error: unknown) => this.logger.debug({ err: error, index: index.toString() }, 'not announced'));
  }

  private async rounds(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      try {
        const fetched = await this.keeper.round(signal);
        if (fetched > 0) this.logger.info({ fetched }, 'artifacts fetched that this build node should hold');
      } catch (error) {
        this.logger.error({ err: error }, 'a fault of this node: a round of keeping artifacts ended');
      }
      const pause = new AbortController();
      const times = AbortSignal.any([signal, pause.signal]);
      await Promise.race([quiet(sleep(this.pauses.betweenRoundsMs, undefined, { signal: times })), this.wake.promise]);
      pause.abort();
      this.wake = Promise.withResolvers<void>();
      await quiet(sleep(this.pauses.afterPublicationMs, undefined, { signal }));
    }
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }
}

/** A pause that was cut short is over. */
const quiet = (pause: Promise<unknown>): Promise<unknown> => pause.catch(() => undefined);

export interface DutyParts {
  readonly replica: LogReplica;
  readonly announcements: Announcements;
  readonly peers: PeerNetwork;
  readonly blobs: BlobStore;
  readonly publications: Publications;
  readonly buildNodes: BuildNodes;
  readonly nodeId: NodeId;
  readonly replicas: number;
  readonly logger: Logger;
}

export function dutiesOf({ replica, announcements, peers, blobs, publications, buildNodes, nodeId, replicas, logger }: DutyParts): BuildNodeDuties {
  const keeper = new Keeper({
    nodeId,
    replicas,
    published: () => replica.publications(),
    buildNodes: () => buildNodes.current,
    isHeld: async (sha256) => (await blobs.find(sha256)) !== undefined,
    reachable: (peerIds) => peers.reachable(peerIds),
    whoHolds: (artifact, peerIds) => peers.whoHolds(artifact, peerIds),
    tookPart: async (buildId) => (await publications.build(buildId))?.electorate.some((id) => equalBytes(id, nodeId)) === true,
    fetch: async (artifact, signal) => {
      const fetched = new AbortController();
      await peers.fetch(artifact, AbortSignal.any([signal, fetched.signal])).finally(() => fetched.abort());
    },
    onFetched: ({ name }) => logger.info({ artifact: name }, 'fetched, since this build node should hold it'),
    onMissing: ({ name }, { code, message }) => logger.warn({ artifact: name, code, reason: message }, 'should be held here, and cannot be had now'),
  });
  return new BuildNodeDuties({ replica, announcements, keeper, logger });
}
