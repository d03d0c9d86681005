/** Bytes of artifacts that went to and came from each peer since the start. */

export interface Traffic {
  readonly sentBytes: number;
  readonly receivedBytes: number;
}
const NONE: Traffic = { sentBytes: 0, receivedBytes: 0 };
/** Peers that are counted; docs/limits.md. */
const MAX_PEERS = 10_000;

export class TrafficByPeer {
  private readonly byPeer = new Map<string, Traffic>();
  /** Of all peers, also those that are not counted any more. */
  total: Traffic = NONE;

  /** The first that was counted first. */
  get all(): ReadonlyMap<string, Traffic> {
    return this.byPeer;
  }
  of(peer: string): Traffic {
    return this.byPeer.get(peer) ?? NONE;
  }

  sent(peer: string, bytes: number): void {
    const before = this.of(peer);
    this.total = { ...this.total, sentBytes: this.total.sentBytes + bytes };
    this.set(peer, { ...before, sentBytes: before.sentBytes + bytes });
  }
  received(peer: string, bytes: number): void {
    const before = this.of(peer);
    this.total = { ...this.total, receivedBytes: this.total.receivedBytes + bytes };
    this.set(peer, { ...before, receivedBytes: before.receivedBytes + bytes });
  }

  private set(peer: string, traffic: Traffic): void {
    if (this.byPeer.size >= MAX_PEERS && !this.byPeer.has(peer)) this.byPeer.delete(this.byPeer.keys().next().value as string);
    this.byPeer.set(peer, traffic);
  }
}
