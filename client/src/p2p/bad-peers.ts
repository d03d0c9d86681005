/** Peers that are not asked for a while, since they lied or were silent. */

/** A peer that gave wrong bytes is not asked again for this long. */
export const BAN_MS = 3_600_000;
/** A peer that was silent is passed over for this long. */
export const AVOID_MS = 300_000;
/** Peers that are remembered as such. */
const MAX_REMEMBERED = 10_000;

export class BadPeers {
  /** Name → until when. */
  private readonly until = new Map<string, number>();

  has(peer: string): boolean {
    return (this.until.get(peer) ?? 0) > performance.now();
  }

  add(peer: string, forMs: number): void {
    const now = performance.now();
    for (const [name, until] of this.until) if (until <= now || this.until.size >= MAX_REMEMBERED) this.until.delete(name);
    this.until.set(peer, now + forMs);
  }
}
