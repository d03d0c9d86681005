/**
 * The disk limit. What counts is what is held, what is being fetched (its whole length from before its first byte comes),
 * downloads that wait to go on, and what is in quarantine. Room is made before it is taken: quarantine goes first, then
 * downloads that nobody goes on with, then artifacts that were not used for longest; what is pinned or in use never does.
 */
import { type Digest, parseHex, toHex } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import type { BlobTable } from './blob-table.ts';

/** Looked for at a time: each look goes through the whole table. */
const VICTIMS = 64;

interface Claim {
  readonly bytes: number;
  /** Since when nobody goes on with it; undefined: it is under way. */
  readonly idleMs: number | undefined;
}

export interface RoomParts {
  readonly table: BlobTable;
  /** What never goes: pinned, or in use. */
  readonly isKept: (sha256: Digest) => boolean;
  /** All of that in hex, each once; perhaps some that are not held. */
  readonly kept: () => ReadonlySet<string>;
  readonly evict: (sha256: Digest) => Promise<void>;
  /** A download that nobody goes on with. */
  readonly dropPartial: (name: string) => Promise<void>;
  readonly quarantined: { readonly bytes: number; empty(): Promise<void> };
}

export class Room {
  private readonly parts: RoomParts;
  /** undefined: no limit. */
  limitBytes: number | undefined;
  /** By name: of a download its digest in hex. */
  private readonly claims = new Map<string, Claim>();
  private making: Promise<unknown> = Promise.resolve();

  constructor(parts: RoomParts) {
    this.parts = parts;
  }

  /** Of downloads under way and those that wait to go on. */
  get claimedBytes(): number {
    let bytes = 0;
    for (const claim of this.claims.values()) bytes += claim.bytes;
    return bytes;
  }

  isUnderWay(name: string): boolean {
    const claim = this.claims.get(name);
    return claim !== undefined && claim.idleMs === undefined;
  }

  /** Room for so many bytes, made before this ends; `STORE_LIMIT`, and nothing evicted, if there cannot be enough. */
  claim(name: string, bytes: number): Promise<void> {
    return this.inTurn(async () => {
      const before = this.claims.get(name);
      this.claims.set(name, { bytes, idleMs: undefined });
      try {
        await this.make();
      } catch (error) {
        if (before === undefined) this.claims.delete(name);
        else this.claims.set(name, before);
        throw error;
      }
    });
  }

  /** `STORE_LIMIT` if so much does not fit beside what may not go: these, in hex. */
  assertFits(bytes: number, beside: Iterable<string>): void {
    const { limitBytes, parts } = this;
    if (limitBytes === undefined) return;
    let needed = bytes;
    for (const hex of beside) needed += parts.table.get(parseHex(hex))?.bytes ?? 0;
    if (needed > limitBytes) throw new ClientError('STORE_LIMIT', { limit: limitBytes, needed });
  }

  /** What is on disk of it stays, until the room is needed. */
  leave(name: string, bytes: number, idleMs: number): void {
    this.claims.set(name, { bytes, idleMs });
  }

  free(name: string): void {
    this.claims.delete(name);
  }

  /** After the limit was lowered: what can go goes; what cannot, stays above it. */
  lower(): Promise<void> {
    return this.inTurn(async () => {
      await this.evictTo(this.limitBytes ?? Number.POSITIVE_INFINITY);
    });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const made = this.making.catch(() => undefined).then(work); // Told to whoever waited for that one.
    this.making = made;
    return made;
  }

  private async make(): Promise<void> {
    const { limitBytes } = this;
    if (limitBytes === undefined || this.taken <= limitBytes) return;
    const least = this.fixedBytes;
    if (least > limitBytes) throw new ClientError('STORE_LIMIT', { limit: limitBytes, needed: least });
    await this.evictTo(limitBytes);
    if (this.taken > limitBytes) throw new ClientError('STORE_LIMIT', { limit: limitBytes, needed: this.taken });
  }

  private get taken(): number {
    return this.parts.table.bytes + this.claimedBytes + this.parts.quarantined.bytes;
  }

  /** What stays whatever is evicted. */
  private get fixedBytes(): number {
    const { table, kept } = this.parts;
    let bytes = 0;
    for (const claim of this.claims.values()) if (claim.idleMs === undefined) bytes += claim.bytes;
    for (const hex of kept()) bytes += table.get(parseHex(hex))?.bytes ?? 0;
    return bytes;
  }

  private async evictTo(limitBytes: number): Promise<void> {
    const { table, quarantined, evict, isKept } = this.parts;
    if (this.taken > limitBytes && quarantined.bytes > 0) await quarantined.empty();
    await this.dropPartials(limitBytes);
    // One that the disk does not let go of does not keep the others.
    const stuck = new Map<string, unknown>();
    while (this.taken > limitBytes) {
      const victims = table.oldest(VICTIMS, (sha256) => !isKept(sha256) && (stuck.size === 0 || !stuck.has(toHex(sha256))));
      if (victims.length === 0) break;
      for (const { sha256 } of victims) {
        if (this.taken <= limitBytes) return;
        // It may be in use by now.
        if (!isKept(sha256)) await evict(sha256).catch((error: unknown) => stuck.set(toHex(sha256), error));
      }
    }
    for (const error of stuck.values()) if (this.taken > limitBytes) throw error;
  }

  private async dropPartials(limitBytes: number): Promise<void> {
    const idle = [...this.claims].filter(([, { idleMs }]) => idleMs !== undefined).sort(([, a], [, b]) => (a.idleMs as number) - (b.idleMs as number));
    for (const [name] of idle) {
      if (this.taken <= limitBytes) return;
      if (this.isUnderWay(name)) continue;
      this.claims.delete(name);
      await this.parts.dropPartial(name);
    }
  }
}
