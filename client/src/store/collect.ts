/**
 * Takes away what a crash left, what nobody went on with, and what was revoked. What is being written at this moment is
 * newer than this process, or claimed by a download, and is left alone; names that are not ours are, too.
 */
import { lstat, readdir, stat } from 'node:fs/promises';
import { CHUNK_BYTES, type Digest, parseDigest } from '@pyrsia/ledger';
import type { BlobStore } from './blob-store.ts';
import { checkBlob } from './check.ts';
import { removeAny } from './files.ts';
import { CHUNKS, type FileKind, kindOfFile } from './layout.ts';

/** A download that nobody went on with for so long is given up, and what is in quarantine was looked at. */
const KEEP_MS = 7 * 24 * 3_600_000;
/** File times are those of the kernel's last tick. */
const TICK_MS = 100;

export interface Collected {
  readonly endedMs: number;
  /** Files that were half written when a process ended. */
  readonly halfWritten: number;
  /** Downloads that nobody went on with, or of what is held. */
  readonly partial: number;
  /** Chunk hashes of nothing. */
  readonly chunkHashes: number;
  /** Artifacts whose chunk hashes were made anew. */
  readonly remade: number;
  readonly quarantined: number;
  readonly revoked: number;
  /** Revoked, and kept since they are pinned. */
  readonly withheld: number;
  /** Whose bytes were wrong, when their chunk hashes were made anew. */
  readonly damaged: number;
  readonly freedBytes: number;
}
type Counts = { -readonly [K in keyof Collected]: Collected[K] };

export interface CollectParts {
  readonly store: BlobStore;
  /** Whether all its publications were revoked. Rejects where nobody can tell: then it stays. */
  readonly isRevoked: (sha256: Digest) => Promise<boolean>;
  readonly onDamaged: (sha256: Digest) => void;
  /** What is in quarantine goes whatever its age: an operator asked. */
  readonly all?: boolean;
  readonly signal: AbortSignal;
}

export async function collect(parts: CollectParts): Promise<Collected> {
  const counts: Counts = {
    ...{ endedMs: 0, halfWritten: 0, partial: 0, chunkHashes: 0, remade: 0, quarantined: 0, revoked: 0, withheld: 0, damaged: 0, freedBytes: 0 },
  };
  await collectPartials(parts, counts);
  await collectBlobs(parts, counts);
  await collectQuarantine(parts, counts);
  await collectRevoked(parts, counts);
  counts.endedMs = Date.now();
  return counts;
}

async function take(path: string, counts: Counts): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  await removeAny(path);
  counts.freedBytes += found?.size ?? 0;
}

/** Since when it is there, in ms; undefined: it is gone. */
const ageOf = (path: string): Promise<number | undefined> =>
  lstat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => undefined,
  );

/** Half written by a process that ended: this one began to write after it was opened. */
async function isLeftOver(store: BlobStore, path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.mtimeMs < store.openedMs - TICK_MS;
}

async function collectPartials({ store, signal }: CollectParts, counts: Counts): Promise<void> {
  const names = await readdir(store.layout.at('partial'));
  const there = new Set(names);
  for (const name of names) {
    signal.throwIfAborted();
    const { kind, hex } = kindOfFile(name);
    const path = store.layout.at('partial', name);
    if (kind === 'foreign' || store.room.isUnderWay(hex)) continue;
    if (kind === 'half written' ? await isLeftOver(store, path) : kind === 'chunks' && !there.has(hex)) {
      counts[kind === 'chunks' ? 'chunkHashes' : 'halfWritten'] += 1;
      await take(path, counts);
    }
    if (kind !== 'artifact') continue;
    const sha256 = parseDigest(hex);
    if (!store.has(sha256) && ((await ageOf(path)) ?? 0) <= KEEP_MS) continue;
    if (store.room.isUnderWay(hex)) continue;
    counts.partial += 1;
    counts.freedBytes += (await stat(path).catch(() => undefined))?.size ?? 0;
    await store.removePartial(sha256);
  }
}

async function collectBlobs(parts: CollectParts, counts: Counts): Promise<void> {
  const { store, signal } = parts;
  for (const folder of await readdir(store.layout.at('blobs'))) {
    const names = await readdir(store.layout.at('blobs', folder)).catch(() => [] as string[]);
    const there = new Set(names);
    for (const name of names) {
      signal.throwIfAborted();
      const { kind, hex } = kindOfFile(name);
      if (kind === 'foreign') continue;
      const path = store.layout.at('blobs', folder, name);
      if (kind === 'artifact') await needsHashes(parts, parseDigest(hex), there.has(name + CHUNKS), counts);
      else if (await isNobodys(store, kind, hex, path)) {
        counts[kind === 'chunks' ? 'chunkHashes' : 'halfWritten'] += 1;
        await take(path, counts);
      }
    }
  }
}

/** Chunk hashes stand there for a moment before their artifact does: those of this process are left alone. */
async function isNobodys(store: BlobStore, kind: FileKind, hex: string, path: string): Promise<boolean> {
  if (!(await isLeftOver(store, path))) return false;
  if (kind === 'half written') return true;
  const blob = store.room.isUnderWay(hex) ? undefined : await stat(store.layout.blob(parseDigest(hex))).catch(() => undefined);
  return !store.room.isUnderWay(hex) && (blob === undefined || blob.size <= CHUNK_BYTES);
}

async function needsHashes({ store, onDamaged, signal }: CollectParts, sha256: Digest, hasHashes: boolean, counts: Counts): Promise<void> {
  if (hasHashes || store.bytesOf(sha256) <= CHUNK_BYTES) return;
  const letGo = store.hold(sha256);
  try {
    const verdict = await checkBlob(sha256, store.layout.blob(sha256), async () => signal.throwIfAborted());
    if (verdict === 'chunk hashes made anew') counts.remade += 1;
    if (verdict !== 'damaged' || !store.has(sha256)) return;
    counts.damaged += 1;
    await store.quarantine(sha256);
    onDamaged(sha256);
  } finally {
    letGo();
  }
}

async function collectQuarantine({ store, all = false }: CollectParts, counts: Counts): Promise<void> {
  for (const hex of store.quarantined.all) {
    const age = await ageOf(store.layout.at('quarantine', hex));
    if (!all && age !== undefined && age <= KEEP_MS && !store.has(parseDigest(hex))) continue;
    counts.quarantined += 1;
    counts.freedBytes += store.quarantined.bytesOf(hex);
    await store.quarantined.remove(parseDigest(hex));
  }
}

/** Asked for at a time. */
const STEP = 256;

async function collectRevoked({ store, isRevoked, signal }: CollectParts, counts: Counts): Promise<void> {
  let cursor: Digest | undefined;
  for (;;) {
    const step = store.page(cursor, STEP);
    for (const { sha256, bytes } of step) {
      cursor = sha256;
      signal.throwIfAborted();
      // Whoever cannot be asked has not said that it was.
      const revoked = await isRevoked(sha256).catch(() => undefined);
      if (revoked !== undefined) store.withhold(sha256, revoked);
      if (revoked !== true) continue;
      if (store.pins.has(sha256)) {
        counts.withheld += 1;
        continue;
      }
      if (store.isInUse(sha256)) continue;
      counts.revoked += 1;
      counts.freedBytes += bytes;
      await store.remove(sha256, 'revoked');
    }
    if (step.length < STEP) return;
  }
}
