/**
 * Announcements of new publications: "the log entry with this index has this hash". An announcement makes a node look; what
 * is there, the verified log says, and only what the log says goes on to others.
 *
 *   u64 index ‖ 32-byte leaf hash
 */
import { type GossipSub, TopicValidatorResult } from '@libp2p/gossipsub';
import { asDigest, concatBytes, type Digest, equalBytes, parseU64be, u64be } from '@pyrsia/ledger';
import { topicOf } from './gossip-options.ts';

export interface Announcement {
  readonly index: bigint;
  readonly leafHash: Digest;
}
const ANNOUNCEMENT_BYTES = 40;
/** Entries that this node may be behind and still wait for. */
const MAX_AHEAD = 10_000n;
/** How long an announcement waits for the log to come so far. */
const WAIT_MS = 10_000;
/** That wait at one time; what comes above that is not heard. */
const MAX_WAITING = 64;

export interface VerifiedLog {
  readonly size: bigint;
  /** undefined: not there yet. */
  leafHash(index: bigint): Digest | undefined;
  /** Goes on to what the chain proves now. */
  catchUp(): Promise<void>;
}

export function encodeAnnouncement({ index, leafHash }: Announcement): Uint8Array {
  return concatBytes(u64be(index), leafHash);
}

/** Untrusted bytes → announcement, or undefined. */
export function parseAnnouncement(bytes: Uint8Array): Announcement | undefined {
  if (bytes.length !== ANNOUNCEMENT_BYTES) return undefined;
  return { index: parseU64be(bytes.slice(0, 8)), leafHash: asDigest(bytes.slice(8)) };
}

export class Announcements {
  private readonly gossip: GossipSub;
  private readonly topic: string;
  private readonly log: VerifiedLog;
  private waiting = 0;

  /** Hears and passes on from here on. */
  constructor(gossip: GossipSub, chainId: string, log: VerifiedLog) {
    this.gossip = gossip;
    this.topic = topicOf(chainId);
    this.log = log;
    gossip.topicValidators.set(this.topic, (_, { data }) => this.judge(data));
    gossip.subscribe(this.topic);
  }

  async publish(announcement: Announcement): Promise<void> {
    await this.gossip.publish(this.topic, encodeAnnouncement(announcement));
  }

  /** Accept: the log says so, and others are told. Reject: the log says otherwise, which counts against who sent it. */
  private async judge(data: Uint8Array): Promise<TopicValidatorResult> {
    const announcement = parseAnnouncement(data);
    if (announcement === undefined) return TopicValidatorResult.Reject;
    const { index, leafHash } = announcement;
    if (index >= this.log.size) {
      if (index >= this.log.size + MAX_AHEAD || this.waiting >= MAX_WAITING) return TopicValidatorResult.Ignore;
      await this.untilThere(index);
    }
    const known = this.log.leafHash(index);
    // Nobody can tell yet: perhaps this node is behind, perhaps there will never be such an entry.
    if (known === undefined) return TopicValidatorResult.Ignore;
    return equalBytes(known, leafHash) ? TopicValidatorResult.Accept : TopicValidatorResult.Reject;
  }

  private async untilThere(index: bigint): Promise<void> {
    this.waiting += 1;
    const timer = Promise.withResolvers<void>();
    const handle = setTimeout(timer.resolve, WAIT_MS);
    try {
      await Promise.race([this.log.catchUp(), timer.promise]);
      if (index < this.log.size) return;
      // The entry is proven by the header of the block after it.
      await Promise.race([timer.promise, this.log.catchUp()]);
    } finally {
      clearTimeout(handle);
      this.waiting -= 1;
    }
  }
}
