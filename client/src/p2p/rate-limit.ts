/** Bytes per second for all who share the limit: each waits its turn, in the order in which they came. */
import { setTimeout as sleep } from 'node:timers/promises';

export class RateLimit {
  /** undefined: no limit. May change at any time. */
  bytesPerSecond: number | undefined;
  private freeAt = 0;

  constructor(bytesPerSecond: number | undefined) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** How long who comes now would wait. */
  get waitMs(): number {
    return this.bytesPerSecond === undefined ? 0 : Math.max(0, this.freeAt - performance.now());
  }

  /** Ends when so many bytes may go; rejects when the signal aborts, and nobody waits for what was not sent. */
  async take(bytes: number, signal: AbortSignal): Promise<void> {
    if (this.bytesPerSecond === undefined) return;
    const now = performance.now();
    const begin = Math.max(now, this.freeAt);
    this.freeAt = begin + (bytes / this.bytesPerSecond) * 1_000;
    const end = this.freeAt;
    try {
      signal.throwIfAborted();
      if (begin > now) await sleep(begin - now, undefined, { signal });
    } catch (error) {
      // Whoever came after has been told when to go: the last place alone can be given back.
      if (this.freeAt === end) this.freeAt = begin;
      throw error;
    }
  }
}
