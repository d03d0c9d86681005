/**
 * Reads all that is held, at a gentle rate, and looks whether it still is what it was: disks change bytes without a word.
 * In the order of the digests; how far it is stands in `scrub.json`, so that a restart goes on from there.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Digest, parseDigest, toHex } from '@pyrsia/ledger';
import type { BlobStore } from './blob-store.ts';
import { checkBlob } from './check.ts';
import { moveTo, writeFileAtomic } from './files.ts';

/** 10 GB in 40 minutes: a twentieth of what a slow disk gives. Faster only where all would not be read in time; docs/limits.md. */
const SCRUB_BYTES_PER_SECOND = 4 * 1024 * 1024;
const DAY_MS = 24 * 3_600_000;
/** A round begins when so much of the time has passed, so that it ends within it. */
const BEGIN_AFTER = 0.9;
/** How far it is is noted so often, and at each damage. */
const NOTE_MS = 5_000;
/** Looked up at a time. */
const STEP = 256;
/** Of damaged artifacts, in the report. */
const MAX_NAMED = 100;

interface Damage {
  readonly sha256: string;
  readonly atMs: number;
}
interface State {
  readonly beganMs: number;
  /** undefined: it goes on. */
  readonly endedMs: number | undefined;
  /** The last digest that was looked at, in hex; empty: none yet. */
  readonly cursor: string;
  readonly artifacts: number;
  readonly bytes: number;
  readonly remade: number;
  readonly damaged: number;
  /** The newest of them. */
  readonly named: readonly Damage[];
}

export interface ScrubParts {
  readonly store: BlobStore;
  /** All is read at least once in so many days; 0: only when asked. */
  readonly days: number;
  readonly bytesPerSecond?: number;
  /** Told of each artifact that was damaged, when it is in quarantine. */
  readonly onDamaged: (sha256: Digest) => void;
  /** Told when it could not be noted how far it is; it goes on. */
  readonly onTrouble?: (error: unknown) => void;
}

export class Scrub {
  private readonly parts: ScrubParts;
  private readonly path: string;
  private state: State;
  private notedMs = 0;

  private constructor(parts: ScrubParts, path: string, state: State) {
    this.parts = parts;
    this.path = path;
    this.state = state;
  }

  /** A file that is not there or cannot be read means that nothing is known: all is read anew, when there is time. */
  static async open(parts: ScrubParts): Promise<Scrub> {
    const path = parts.store.layout.at('scrub.json');
    const text = await readFile(path, 'utf8').catch(() => undefined);
    const begun = (endedMs: number | undefined): State => ({ ...NOTHING, beganMs: Date.now(), endedMs });
    // Of a new store all was read a moment ago.
    const state = text === undefined ? begun(Date.now()) : (parsed(text) ?? begun(undefined));
    const scrub = new Scrub(parts, path, state);
    await scrub.note();
    return scrub;
  }

  get progress(): State & { readonly bytesPerSecond: number; readonly ofArtifacts: number; readonly ofBytes: number } {
    const { store } = this.parts;
    return { ...this.state, bytesPerSecond: this.bytesPerSecond, ofArtifacts: store.artifacts, ofBytes: store.bytes };
  }

  get isUnderWay(): boolean {
    return this.state.endedMs === undefined;
  }
  /** A clock that was set back does not put it off for years. */
  get isDue(): boolean {
    const { days } = this.parts;
    const sinceMs = Date.now() - this.state.beganMs;
    return this.isUnderWay || (days > 0 && (sinceMs < 0 || sinceMs >= BEGIN_AFTER * days * DAY_MS));
  }

  /** A round from the first artifact on, unless one goes on. */
  async begin(): Promise<void> {
    if (this.isUnderWay) return;
    this.state = { ...NOTHING, beganMs: Date.now() };
    await this.note();
  }

  /** What is left of the round. Rejects when the signal aborts; the next call goes on from there. */
  async run(signal: AbortSignal): Promise<void> {
    const { store } = this.parts;
    const pace = this.pace(signal);
    while (this.isUnderWay) {
      const { cursor } = this.state;
      const step = store.page(cursor === '' ? undefined : parseDigest(cursor), STEP);
      for (const { sha256, bytes } of step) {
        await this.look(sha256, bytes, pace);
        if (performance.now() - this.notedMs > NOTE_MS) await this.note();
      }
      if (step.length === STEP) continue;
      this.state = { ...this.state, endedMs: Date.now() };
      await this.note();
    }
  }

  private async look(sha256: Digest, bytes: number, pace: (bytes: number) => Promise<void>): Promise<void> {
    const { store, onDamaged } = this.parts;
    const letGo = store.hold(sha256);
    try {
      const verdict = await checkBlob(sha256, store.layout.blob(sha256), pace);
      const { artifacts, remade, damaged, named } = this.state;
      const read = { cursor: toHex(sha256), artifacts: artifacts + 1, bytes: this.state.bytes + bytes };
      this.state = { ...this.state, ...read, remade: remade + (verdict === 'chunk hashes made anew' ? 1 : 0) };
      // Gone: noticed there.
      if (verdict === 'gone') await store.find(sha256);
      if (verdict !== 'damaged' || !store.has(sha256)) return;
      await store.quarantine(sha256);
      this.state = { ...this.state, damaged: damaged + 1, named: [{ sha256: toHex(sha256), atMs: Date.now() }, ...named].slice(0, MAX_NAMED) };
      onDamaged(sha256);
      await this.note();
    } finally {
      letGo();
    }
  }

  private get bytesPerSecond(): number {
    const { days, store, bytesPerSecond = SCRUB_BYTES_PER_SECOND } = this.parts;
    if (days === 0) return bytesPerSecond;
    return Math.max(bytesPerSecond, Math.ceil(store.bytes / (((1 - BEGIN_AFTER) * days * DAY_MS) / 1_000)));
  }

  /** Waits until so many bytes may have been read. */
  private pace(signal: AbortSignal): (bytes: number) => Promise<void> {
    let freeAtMs = performance.now();
    return async (bytes) => {
      signal.throwIfAborted();
      freeAtMs = Math.max(freeAtMs, performance.now() - 1_000) + (bytes / this.bytesPerSecond) * 1_000;
      const waitMs = freeAtMs - performance.now();
      if (waitMs > 5) await sleep(waitMs, undefined, { signal });
    };
  }

  private async note(): Promise<void> {
    this.notedMs = performance.now();
    await writeFileAtomic(this.path, JSON.stringify(this.state), moveTo).catch((error: unknown) => this.parts.onTrouble?.(error));
  }
}

const NOTHING = { beganMs: 0, endedMs: undefined, cursor: '', artifacts: 0, bytes: 0, remade: 0, damaged: 0, named: [] } as const;

/** A file that the disk may have broken → state; undefined: it is none. */
function parsed(text: string): State | undefined {
  try {
    const { beganMs, endedMs, cursor, artifacts, bytes, remade, damaged, named } = JSON.parse(text) as State;
    const areCounts = [beganMs, artifacts, bytes, remade, damaged, endedMs ?? 0].every((value) => Number.isFinite(value) && value >= 0);
    const isState = areCounts && /^([0-9a-f]{64})?$/.test(cursor) && Array.isArray(named);
    return isState ? { beganMs, endedMs, cursor, artifacts, bytes, remade, damaged, named: named.filter(isDamage).slice(0, MAX_NAMED) } : undefined;
  } catch {
    return undefined;
  }
}

const isDamage = (value: Partial<Damage> | null): boolean => /^[0-9a-f]{64}$/.test(value?.sha256 ?? '') && Number.isFinite(value?.atMs);
