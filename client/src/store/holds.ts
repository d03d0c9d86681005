/** What is in use at this moment, by digest: how many times. */
import { type Digest, toHex } from '@pyrsia/ledger';

export class Holds {
  private readonly counts = new Map<string, number>();

  /** Until the answer is called, once or more often. */
  hold(sha256: Digest): () => void {
    const key = toHex(sha256);
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (this.counts.get(key) ?? 1) - 1;
      if (left === 0) this.counts.delete(key);
      else this.counts.set(key, left);
    };
  }

  has(sha256: Digest): boolean {
    return this.counts.size > 0 && this.counts.has(toHex(sha256));
  }
  /** In hex. */
  keys(): Iterable<string> {
    return this.counts.keys();
  }
}
