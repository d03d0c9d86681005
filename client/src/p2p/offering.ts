/** What this node offers to others, as its operator chose: who is told of it, who may have it, how much is held. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Digest, type Ecosystem, toHex } from '@pyrsia/ledger';
import type { Logger } from 'pino';
import type { BlobStore, WhyGone } from '../store/blob-store.ts';
import type { Host } from './host.ts';
import { cidOf } from './providers-of.ts';
import type { Share } from './share.ts';
import type { Sharing } from './sharing.ts';

export interface OfferingParts {
  readonly host: Host;
  readonly store: BlobStore;
  readonly sharing: Sharing;
  /** Of which ecosystems an artifact is; needed where not all are shared. */
  readonly ecosystemsOf: ((sha256: Digest) => Promise<readonly Ecosystem[]>) | undefined;
  readonly stopped: AbortSignal;
  readonly logger: Logger;
}

/** Artifacts that the DHT is told of at one time, and the pause after each: each asks a dozen peers, and nobody waits for it. */
const MAX_PROVIDES = 4;
const PAUSE_MS = 200;
/** Digests whose ecosystems are remembered. */
const MAX_REMEMBERED = 20_000;

export class Offering {
  private readonly parts: OfferingParts;
  /** To be told to the DHT, or withdrawn, by digest: the newest wish counts. */
  private readonly wishes = new Map<string, { readonly sha256: Digest; readonly isOffered: boolean }>();
  private readonly ecosystems = new Map<string, readonly Ecosystem[]>();
  private readonly underWay = new Set<string>();

  constructor(parts: OfferingParts) {
    this.parts = parts;
    const { sharing, store } = parts;
    store.room.limitBytes = sharing.current.diskBytes;
    sharing.onChange((now, before) => this.change(now, before));
    store.onGone((sha256, why) => this.onGone(sha256, why));
  }

  private onGone(sha256: Digest, why: WhyGone): void {
    this.ecosystems.delete(toHex(sha256));
    this.withdraw(sha256);
    this.parts.logger.info({ sha256: toHex(sha256), why }, 'not held or not given any more');
  }

  async isShared(sha256: Digest): Promise<boolean> {
    if (this.parts.store.isWithheld(sha256)) return false;
    const { isOn, ecosystems } = this.parts.sharing.current;
    if (!isOn || ecosystems === undefined) return isOn;
    const of = this.ecosystems.get(toHex(sha256)) ?? (await this.lookUp(sha256));
    return of.some((ecosystem) => ecosystems.includes(ecosystem));
  }

  /** Of what is held alone: strangers may ask for any digest. */
  private async lookUp(sha256: Digest): Promise<readonly Ecosystem[]> {
    if (this.parts.store.held(sha256) === undefined) return [];
    const of = (await this.parts.ecosystemsOf?.(sha256)) ?? [];
    if (this.ecosystems.size >= MAX_REMEMBERED) this.ecosystems.clear();
    // What nothing is published of yet may be in a moment.
    if (of.length > 0) this.ecosystems.set(toHex(sha256), of);
    return of;
  }

  /** Tells the DHT of everything that is held and shared: at the start, and when more is shared. */
  async announceAll(): Promise<void> {
    for (const sha256 of this.parts.store.list()) this.announce(sha256);
  }

  /** Tells the DHT that this node holds the artifact, if others may have it. In the background: it takes a while and may fail. */
  announce(sha256: Digest): void {
    this.wish(sha256, true);
  }

  /** The DHT is not told any more; what others know of it ends with their records. */
  private withdraw(sha256: Digest): void {
    this.wish(sha256, false);
  }

  private wish(sha256: Digest, isOffered: boolean): void {
    this.wishes.set(toHex(sha256), { sha256, isOffered });
    this.work();
  }

  /** One wish for each digest at a time, so that the newest is the last to be carried out. */
  private work(): void {
    for (const [key, wish] of this.wishes) {
      if (this.underWay.size >= MAX_PROVIDES || this.parts.stopped.aborted) return;
      if (this.underWay.has(key)) continue;
      this.wishes.delete(key);
      this.underWay.add(key);
      this.inBackground('telling the DHT', async () => {
        try {
          await this.fulfil(wish);
          await sleep(PAUSE_MS, undefined, { signal: this.parts.stopped });
        } finally {
          this.underWay.delete(key);
          this.work();
        }
      });
    }
  }

  private async fulfil({ sha256, isOffered }: { sha256: Digest; isOffered: boolean }): Promise<void> {
    const { contentRouting } = this.parts.host;
    const options = { signal: this.parts.stopped };
    if (!isOffered) await contentRouting.cancelReprovide(cidOf(sha256), options);
    else if (await this.isShared(sha256)) await contentRouting.provide(cidOf(sha256), options);
  }

  /** What is held above the limit goes, what was not used for longest first. */
  async makeRoom(): Promise<void> {
    await this.parts.store.room.lower();
  }

  private change(now: Share, before: Share): void {
    this.parts.host.services.connections.setMaxConnections(now.maxConnections);
    this.parts.store.room.limitBytes = now.diskBytes;
    this.inBackground('closing connections', () => this.closeSurplus(now.maxConnections));
    this.inBackground('making room', () => this.makeRoom());
    if (now.isOn === before.isOn && now.ecosystems === before.ecosystems) return;
    this.inBackground('sharing', async () => {
      for (const sha256 of this.parts.store.list()) {
        if (await this.isShared(sha256)) this.announce(sha256);
        else this.withdraw(sha256);
      }
    });
  }

  /** libp2p closes what is idle, and announcements keep all busy: those that came last go, first those that others made. */
  private async closeSurplus(maxConnections: number): Promise<void> {
    const all = this.parts.host.getConnections();
    const made = (direction: 'inbound' | 'outbound') => all.filter((connection) => connection.direction === direction);
    const surplus = [...made('outbound'), ...made('inbound')].slice(maxConnections);
    await Promise.all(surplus.map((connection) => connection.close()));
  }

  private inBackground(what: string, work: () => Promise<void>): void {
    if (this.parts.stopped.aborted) return;
    work().catch((error: unknown) => this.parts.logger.debug({ err: error }, `${what} failed`));
  }
}
