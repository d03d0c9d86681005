/**
 * What the store does by itself: leftovers go, what is held is read again from time to time, and what should be held and is
 * not (pinned, or found damaged) is fetched from peers, if it is published.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Artifact, type Digest, parseDigest, toHex } from '@pyrsia/ledger';
import type { Logger } from 'pino';
import { ClientError } from '../errors.ts';
import type { BlobStore } from './blob-store.ts';
import { type Collected, collect } from './collect.ts';
import { Scrub } from './scrub.ts';

/** What the log says of an artifact. */
type Standing = { readonly status: 'published'; readonly purl: string; readonly artifact: Artifact } | { readonly status: 'revoked' | 'unknown' };

export interface UpkeepParts {
  readonly store: BlobStore;
  /** All is read at least once in so many days; 0: only when asked. */
  readonly scrubDays: number;
  readonly scrubBytesPerSecond?: number;
  readonly standing: (sha256: Digest) => Promise<Standing>;
  readonly fetch: (artifact: Artifact, signal: AbortSignal) => Promise<unknown>;
  readonly logger: Logger;
}

/** Reasons in docs/limits.md. */
const COLLECT_EVERY_MS = 6 * 3_600_000;
const LOOK_EVERY_MS = 600_000;

export class StoreUpkeep {
  private readonly parts: UpkeepParts;
  readonly scrub: Scrub;
  private readonly stopped = new AbortController();
  private readonly wakeScrub = new Wake();
  private readonly wakeFetch = new Wake();
  private collecting: Promise<Collected> | undefined;
  private loops: Promise<unknown> = Promise.resolve();
  /** What went last. */
  collected: Collected | undefined;

  private constructor(parts: UpkeepParts, scrub: Scrub) {
    this.parts = parts;
    this.scrub = scrub;
  }

  static async open(parts: UpkeepParts): Promise<StoreUpkeep> {
    const { store, scrubDays: days, scrubBytesPerSecond: bytesPerSecond } = parts;
    const onTrouble = (error: unknown): void => parts.logger.warn({ err: error }, 'how far the scrub is could not be noted');
    const onDamaged = (sha256: Digest): void => upkeep.onDamaged(sha256);
    const scrub = await Scrub.open({ store, days, onDamaged, onTrouble, ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }) });
    const upkeep: StoreUpkeep = new StoreUpkeep(parts, scrub);
    return upkeep;
  }

  /** Once the log can be asked. */
  start(): void {
    this.loops = Promise.all([
      this.loop('collecting', COLLECT_EVERY_MS, new Wake(), () => this.collect(false)),
      this.loop('fetching what should be held', LOOK_EVERY_MS, this.wakeFetch, () => this.fetchMissing()),
      this.loop('scrub', LOOK_EVERY_MS, this.wakeScrub, () => this.scrubIfDue()),
    ]);
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.loops;
    await this.collecting?.catch(() => undefined); // Told to whoever asked for it.
    await this.parts.store.close();
  }

  private async loop(what: string, everyMs: number, wake: Wake, work: () => Promise<unknown>): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      await work().catch((error: unknown) => {
        if (!signal.aborted) this.parts.logger.error({ err: error }, `${what} ended, and is tried again later`);
      });
      await wake.after(everyMs, signal);
    }
  }

  /** What goes, at once; `all`: what is in quarantine, too. Who asks meanwhile is told of the same. */
  collect(all: boolean): Promise<Collected> {
    this.collecting ??= this.collectNow(all).finally(() => {
      this.collecting = undefined;
    });
    return this.collecting;
  }

  private async collectNow(all: boolean): Promise<Collected> {
    const { store, standing, logger } = this.parts;
    const isRevoked = async (sha256: Digest): Promise<boolean> => (await standing(sha256)).status === 'revoked';
    const report = await collect({ store, isRevoked, onDamaged: (sha256) => this.onDamaged(sha256), all, signal: this.stopped.signal });
    this.collected = report;
    if (report.freedBytes > 0) logger.info({ ...report }, 'collected what is of no use');
    return report;
  }

  /** A round of the scrub from the first artifact on, unless one goes on. */
  async beginScrub(): Promise<void> {
    await this.scrub.begin();
    this.wakeScrub.now();
  }

  private async scrubIfDue(): Promise<void> {
    if (!this.scrub.isDue) return;
    await this.scrub.begin();
    await this.scrub.run(this.stopped.signal);
    const { artifacts, bytes, damaged } = this.scrub.progress;
    this.parts.logger.info({ artifacts, bytes, damaged }, 'all that is held was read');
  }

  private onDamaged(sha256: Digest): void {
    this.parts.logger.error({ sha256: toHex(sha256) }, 'the disk changed an artifact; it is in quarantine, and fetched again if it is published');
    this.wakeFetch.now();
  }

  /** `NOT_PUBLISHED`, `REVOKED` or `STORE_LIMIT` if it is not held and cannot be fetched; else it is kept from now on. */
  async pin(sha256: Digest): Promise<void> {
    const { store, standing } = this.parts;
    if (!store.has(sha256)) {
      const found = await standing(sha256);
      const { status } = found;
      if (found.status === 'published') store.room.assertFits(Number(found.artifact.size), store.pins.all);
      if (status === 'revoked') throw new ClientError('REVOKED', { sha256: toHex(sha256) });
      if (status === 'unknown') throw new ClientError('NOT_PUBLISHED', { sha256: toHex(sha256) });
    }
    await store.pins.add(sha256);
    if (!store.has(sha256)) this.wakeFetch.now();
  }

  unpin(sha256: Digest): Promise<void> {
    return this.parts.store.pins.remove(sha256);
  }

  /** Digests in hex of what should be held and is not. */
  get missing(): string[] {
    const { store } = this.parts;
    return [...new Set([...store.pins.all, ...store.quarantined.all])].filter((hex) => !store.has(parseDigest(hex)));
  }

  private async fetchMissing(): Promise<void> {
    const { standing, fetch, logger } = this.parts;
    const { signal } = this.stopped;
    for (const hex of this.missing) {
      signal.throwIfAborted();
      const found = await standing(parseDigest(hex));
      if (found.status !== 'published') continue;
      const fetched = new AbortController();
      try {
        await fetch(found.artifact, AbortSignal.any([signal, fetched.signal]));
        logger.info({ sha256: hex, purl: found.purl }, 'fetched, since it is pinned or was damaged');
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        logger.warn({ sha256: hex, purl: found.purl, code: error.code }, 'pinned or damaged, and cannot be had now');
      } finally {
        // In use no more.
        fetched.abort();
      }
    }
  }
}

/** A pause that can be cut short. */
class Wake {
  private woken = Promise.withResolvers<void>();

  now(): void {
    this.woken.resolve();
  }

  async after(ms: number, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    await Promise.race([sleep(ms, undefined, { signal: AbortSignal.any([signal, over.signal]) }).catch(() => undefined), this.woken.promise]);
    over.abort();
    this.woken = Promise.withResolvers<void>();
  }
}
