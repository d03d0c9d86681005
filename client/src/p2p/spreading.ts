/**
 * Which chunks a node with an upload limit gives to whom, when several fetch the same artifact at once: to each some that
 * nobody got yet, since they can trade, and its line is what all of them wait for. Nothing is refused: who asks for a chunk
 * gets it; this only says what to ask for. A chunk that was meant for one peer is hidden from the others for a moment.
 */
import { Bitfield, type Digest, toHex } from '@pyrsia/ledger';
import type { RateLimit } from './rate-limit.ts';

/** Chunks that one peer is meant to ask for next. */
const SHARE = 4;
/** After this, whoever has not got it by trade may ask for it here. */
const HIDDEN_MS = 4_000;
/** Who asked within this time is fetching. */
const ACTIVE_MS = 5_000;
/** What is remembered; docs/limits.md. */
const MAX_ARTIFACTS = 64;
const MAX_PEERS = 256;

interface Meant {
  readonly peer: string;
  readonly sinceMs: number;
  isSent: boolean;
}
interface Round {
  /** When each peer asked last, the longest ago first. */
  readonly peers: Map<string, number>;
  readonly meant: Map<number, Meant>;
}

export class Spreading {
  private readonly limit: Pick<RateLimit, 'bytesPerSecond'>;
  private readonly rounds = new Map<string, Round>();

  constructor(limit: Pick<RateLimit, 'bytesPerSecond'>) {
    this.limit = limit;
  }

  /** Of the chunks that are held, those that the peer is to ask for now. */
  offered(peer: string, sha256: Digest, held: Bitfield, nowMs: number): Bitfield {
    if (this.limit.bytesPerSecond === undefined || held.size <= SHARE) return held;
    const { peers, meant } = this.roundOf(sha256);
    peers.delete(peer);
    for (const [other, askedMs] of peers) if (nowMs - askedMs > ACTIVE_MS || peers.size >= MAX_PEERS) peers.delete(other);
    // Those who fetched together have it, or have gone: who comes now begins anew.
    if (peers.size === 0) meant.clear();
    peers.set(peer, nowMs);
    // Alone, it may have all.
    if (peers.size === 1) return held;
    const offered = new Bitfield(held.size);
    const isHidden = ({ sinceMs }: Meant): boolean => nowMs - sinceMs <= HIDDEN_MS;
    let owed = [...meant.values()].filter((one) => one.peer === peer && !one.isSent && isHidden(one)).length;
    for (let index = 0; index < held.size; index += 1) {
      if (!held.has(index)) continue;
      const known = meant.get(index);
      if (known !== undefined) {
        if (known.peer === peer || !isHidden(known)) offered.set(index);
      } else if (owed < SHARE) {
        meant.set(index, { peer, sinceMs: nowMs, isSent: false });
        offered.set(index);
        owed += 1;
      }
    }
    return offered;
  }

  /** The chunk went to somebody, who may have asked for it without being told to. */
  sent(peer: string, sha256: Digest, index: number, nowMs: number): void {
    const round = this.rounds.get(toHex(sha256));
    if (round === undefined) return;
    const known = round.meant.get(index);
    if (known === undefined) round.meant.set(index, { peer, sinceMs: nowMs, isSent: true });
    else if (known.peer === peer) known.isSent = true;
  }

  private roundOf(sha256: Digest): Round {
    const key = toHex(sha256);
    const round = this.rounds.get(key) ?? { peers: new Map(), meant: new Map() };
    // Asked last, kept longest.
    this.rounds.delete(key);
    this.rounds.set(key, round);
    const [oldest] = this.rounds.keys();
    if (this.rounds.size > MAX_ARTIFACTS && oldest !== undefined) this.rounds.delete(oldest);
    return round;
  }
}
