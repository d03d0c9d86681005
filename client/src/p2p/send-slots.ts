/**
 * How many chunks are on their way to peers at one time, and whose turn is next: what a peer has not taken yet is in memory. Peers take turns, however many requests each has waiting, and none has more than its share at a time. While
 * others wait, who has held a slot for long is told to give it back: names are free, and many of one hand must not hold all.
 */

interface Waiting {
  readonly give: (slot: Slot | undefined) => void;
}
export interface Slot {
  /** From now on it is the peer that keeps it. */
  begin(): void;
  /** The slot is free for the next. */
  free(): void;
  /** Aborts when others wait and this one was held for long. */
  readonly signal: AbortSignal;
}

/** A slot may be held for so long while others wait: a chunk on a line of 200 kB/s. */
const HELD_MS = 5_000;

export class SendSlots {
  private readonly perPeer: number;
  private readonly heldMs: number;
  private free: number;
  private readonly held = new Map<string, number>();
  /** Slots that peers keep, the oldest first. */
  private readonly out = new Map<AbortController, number>();
  private timer: NodeJS.Timeout | undefined;
  /** By peer, the peer whose turn is next first. */
  private readonly queues = new Map<string, Waiting[]>();

  constructor(slots: number, perPeer: number, heldMs = HELD_MS) {
    this.heldMs = heldMs;
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
    this.watch();
  }

  /** The oldest slot ends when somebody waits who may have one, and it was held for long. */
  private watch(): void {
    clearTimeout(this.timer);
    const [oldest] = this.out;
    if (this.free > 0 || oldest === undefined || this.nextPeer() === undefined) return;
    const [holder, sinceMs] = oldest;
    const left = sinceMs + this.heldMs - performance.now();
    if (left <= 0) {
      this.out.delete(holder);
      holder.abort();
    }
    this.timer = setTimeout(() => this.watch(), Math.max(left, 10));
  }

  private nextPeer(): [string, Waiting[]] | undefined {
    for (const entry of this.queues) if ((this.held.get(entry[0]) ?? 0) < this.perPeer) return entry;
    return undefined;
  }

  private slotOf(peer: string): Slot {
    const ending = new AbortController();
    let isHeld = true;
    const free = (): void => {
      if (!isHeld) return;
      isHeld = false;
      this.out.delete(ending);
      this.free += 1;
      const left = (this.held.get(peer) ?? 1) - 1;
      if (left === 0) this.held.delete(peer);
      else this.held.set(peer, left);
      this.giveOut();
    };
    const begin = (): void => {
      if (!isHeld) return;
      this.out.set(ending, performance.now());
      this.watch();
    };
    return { begin, free, signal: ending.signal };
  }
}
