/**
 * Announcements of new publications: "the log entry with this index has this hash". An announcement makes a node look; what
 * is there, the verified log says, and only what the log says goes on to others.
 *
 *   u64 index ‖ 32-byte leaf hash
 */
import { setTimeout as sleep } from 'node:timers/promises';
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
/** That wait at one time, of all peers and of one; what comes above that is not heard. */
const MAX_WAITING = 64;
const MAX_WAITING_OF_ONE = 4;
/** Older entries are no news: whoever repeats them is not helped. */
const NEWS = 64n;
/** Entries that were passed on: each is once. */
const MAX_PASSED_ON = 256;
/** The log is asked to go on at most so often, whatever is announced. */
const CATCH_UP_EVERY_MS = 1_000;

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
  private readonly waiting: string[] = [];
  private readonly passedOn = new Set<bigint>();
  private catchingUp: Promise<void> | undefined;

  /** Hears and passes on from here on. */
  constructor(gossip: GossipSub, chainId: string, log: VerifiedLog) {
    this.gossip = gossip;
    this.topic = topicOf(chainId);
    this.log = log;
    gossip.topicValidators.set(this.topic, (from, { data }) => this.judge(from.toString(), data));
    gossip.subscribe(this.topic);
  }

  async publish(announcement: Announcement): Promise<void> {
    await this.gossip.publish(this.topic, encodeAnnouncement(announcement));
  }

  /** Accept: the log says so, and others are told, once. Reject: the log says otherwise, which counts against who sent it. */
  private async judge(from: string, data: Uint8Array): Promise<TopicValidatorResult> {
    const announcement = parseAnnouncement(data);
    if (announcement === undefined) return TopicValidatorResult.Reject;
    const { index, leafHash } = announcement;
    if (index >= this.log.size) {
      const ofOne = this.waiting.filter((waiting) => waiting === from).length;
      if (index >= this.log.size + MAX_AHEAD || this.waiting.length >= MAX_WAITING || ofOne >= MAX_WAITING_OF_ONE) return TopicValidatorResult.Ignore;
      await this.untilThere(from, index);
    }
    const known = this.log.leafHash(index);
    // Nobody can tell yet: perhaps this node is behind, perhaps there will never be such an entry.
    if (known === undefined) return TopicValidatorResult.Ignore;
    if (!equalBytes(known, leafHash)) return TopicValidatorResult.Reject;
    return index + NEWS >= this.log.size && this.isFirst(index) ? TopicValidatorResult.Accept : TopicValidatorResult.Ignore;
  }

  private isFirst(index: bigint): boolean {
    if (this.passedOn.has(index)) return false;
    if (this.passedOn.size >= MAX_PASSED_ON) this.passedOn.delete(this.passedOn.values().next().value as bigint);
    this.passedOn.add(index);
    return true;
  }

  private async untilThere(from: string, index: bigint): Promise<void> {
    this.waiting.push(from);
    const until = performance.now() + WAIT_MS;
    while (index >= this.log.size && performance.now() < until) await this.catchUp();
    this.waiting.splice(this.waiting.indexOf(from), 1);
  }

  /** One at a time for all that wait, and not all the time. */
  private catchUp(): Promise<void> {
    this.catchingUp ??= Promise.race([this.log.catchUp(), sleep(WAIT_MS, undefined, { ref: false })])
      .then(() => sleep(CATCH_UP_EVERY_MS, undefined, { ref: false }))
      .finally(() => {
        this.catchingUp = undefined;
      });
    return this.catchingUp;
  }
}
