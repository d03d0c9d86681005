/**
 * How many chunks are on their way to peers at one time, and whose turn is next: each chunk is in memory until the peer has
 * taken it. Peers take turns, however many requests each has waiting, and none has more than its share at a time.
 */

interface Waiting {
  readonly give: (slot: Slot | undefined) => void;
}
/** To be called once: the slot is free for the next. */
export type Slot = () => void;

export class SendSlots {
  private readonly perPeer: number;
  private free: number;
  private readonly held = new Map<string, number>();
  /** By peer, the peer whose turn is next first. */
  private readonly queues = new Map<string, Waiting[]>();

  constructor(slots: number, perPeer: number) {
    this.free = slots;
    this.perPeer = perPeer;
  }

  /** A slot, in turn; undefined if there is none within this time. */
  take(peer: string, waitMs: number): Promise<Slot | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.leave(peer, waiting), waitMs);
      const waiting: Waiting = {
        give: (slot) => {
          clearTimeout(timer);
          resolve(slot);
        },
      };
      const queue = this.queues.get(peer);
      if (queue === undefined) this.queues.set(peer, [waiting]);
      else queue.push(waiting);
      this.giveOut();
    });
  }

  private leave(peer: string, waiting: Waiting): void {
    const queue = this.queues.get(peer) ?? [];
    const at = queue.indexOf(waiting);
    if (at === -1) return;
    queue.splice(at, 1);
    if (queue.length === 0) this.queues.delete(peer);
    waiting.give(undefined);
  }

  private giveOut(): void {
    for (let next = this.nextPeer(); next !== undefined && this.free > 0; next = this.nextPeer()) {
      const [peer, queue] = next;
      const waiting = queue.shift() as Waiting;
      // To the end of the round.
      this.queues.delete(peer);
      if (queue.length > 0) this.queues.set(peer, queue);
      this.free -= 1;
      this.held.set(peer, (this.held.get(peer) ?? 0) + 1);
      waiting.give(this.slotOf(peer));
    }
  }

  private nextPeer(): [string, Waiting[]] | undefined {
    for (const entry of this.queues) if ((this.held.get(entry[0]) ?? 0) < this.perPeer) return entry;
    return undefined;
  }

  private slotOf(peer: string): Slot {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.free += 1;
      const left = (this.held.get(peer) ?? 1) - 1;
      if (left === 0) this.held.delete(peer);
      else this.held.set(peer, left);
      this.giveOut();
    };
  }
}
