/**
 * Which old versions of the state map can still be read: the last `KEPT_HEIGHTS`, for proofs, and the pinned ones, for
 * snapshots. A pin copies nothing: nodes that a pinned version reads are not removed when their time comes, but noted
 * under the newest pin that needs them, and cleared away in small parts after that pin is gone. Pins go oldest first, so
 * no older one needs them any more.
 */
import { concatBytes, parseU64be, u64be } from '../bytes.ts';
import { versionOfNode } from '../state/map-nodes.ts';
import type { Write } from './key-value.ts';
import { storeKey } from './prefixes.ts';

/** Versions of state kept for proofs: at 10 s per idle block more than 40 minutes, in a busy hour minutes. */
export const KEPT_HEIGHTS = 256n;
/** Heights whose noted nodes one commit clears away. Far more than one is added per commit, so it ends. */
const SWEPT_PER_COMMIT = 64;

/** Which heights to pin. */
export interface PinPolicy {
  /** Every so many heights; 0 for none, and those that are there go. The same on all nodes, so that they offer the same snapshots. */
  readonly everyHeights: bigint;
  readonly keep: number;
}

interface Sweep {
  readonly pinned: bigint;
  /** Notes under heights from `next` to `last` are still there. */
  readonly next: bigint;
  readonly last: bigint;
}
export interface Pins {
  /** Oldest first. */
  readonly pinned: readonly bigint[];
  readonly sweeps: readonly Sweep[];
}
export const NO_PINS: Pins = { pinned: [], sweeps: [] };

type Read = (key: Uint8Array) => Uint8Array | undefined;

/** What the commit of `height` writes beside the block, and the pins after it. */
export function keepVersions(read: Read, pins: Pins, height: bigint, policy: PinPolicy): { writes: Write[]; pins: Pins } {
  const pruned = prune(read, pins, height);
  // What goes in this commit is cleared away from the next one on: until this one is known to be written, a reader may
  // still be at it.
  const swept = sweep(read, pins);
  const after = movePins(swept.pins, height, policy);
  const writes = [...pruned, ...swept.writes];
  return { pins: after, writes: after === pins ? writes : [...writes, { key: storeKey.pins(), value: encodePins(after) }] };
}

/** The newest height whose retired nodes have been dealt with after the commit of `height`. */
const prunedUpTo = (height: bigint): bigint => height - KEPT_HEIGHTS + 1n;

/** Nodes that a height retired are read by earlier heights only: gone once those are no longer kept. */
function prune(read: Read, pins: Pins, height: bigint): Write[] {
  const retiredAt = prunedUpTo(height);
  if (retiredAt < 1n) return [];
  const record = read(storeKey.retired(retiredAt));
  const noted = new Map<bigint, Uint8Array[]>();
  const writes: Write[] = [{ key: storeKey.retired(retiredAt), value: undefined }];
  for (const nodeKey of record === undefined ? [] : parseKeys(record)) {
    const reader = pins.pinned.findLast((pinned) => pinned < retiredAt && versionOfNode(nodeKey) <= pinned);
    if (reader === undefined) writes.push({ key: storeKey.node(nodeKey), value: undefined });
    else noted.set(reader, [...(noted.get(reader) ?? []), nodeKey]);
  }
  for (const [pinned, keys] of noted) writes.push({ key: storeKey.deferred(pinned, retiredAt), value: encodeKeys(keys) });
  if (!pins.pinned.includes(retiredAt - 1n)) writes.push({ key: storeKey.committed(retiredAt - 1n), value: undefined });
  return writes;
}

function movePins(pins: Pins, height: bigint, { everyHeights, keep }: PinPolicy): Pins {
  const isPinned = everyHeights > 0n && height % everyHeights === 0n;
  const pinned = isPinned ? [...pins.pinned, height] : pins.pinned;
  const over = pinned.slice(0, Math.max(0, pinned.length - (everyHeights > 0n ? keep : 0)));
  if (!isPinned && over.length === 0) return pins;
  const last = prunedUpTo(height);
  const sweeps = over.map((gone) => ({ pinned: gone, next: gone + 1n, last }));
  return { pinned: pinned.slice(over.length), sweeps: [...pins.sweeps, ...sweeps.filter(({ next }) => next <= last)] };
}

function sweep(read: Read, pins: Pins): { writes: Write[]; pins: Pins } {
  const [first, ...others] = pins.sweeps;
  if (first === undefined) return { writes: [], pins };
  const isStart = first.next === first.pinned + 1n;
  const writes: Write[] = isStart ? [{ key: storeKey.committed(first.pinned), value: undefined }] : [];
  const end = first.next + BigInt(SWEPT_PER_COMMIT) - 1n < first.last ? first.next + BigInt(SWEPT_PER_COMMIT) - 1n : first.last;
  for (let height = first.next; height <= end; height += 1n) {
    const key = storeKey.deferred(first.pinned, height);
    const record = read(key);
    if (record === undefined) continue;
    writes.push(...parseKeys(record).map((nodeKey) => ({ key: storeKey.node(nodeKey), value: undefined })), { key, value: undefined });
  }
  return { writes, pins: { ...pins, sweeps: end < first.last ? [{ ...first, next: end + 1n }, ...others] : others } };
}

/** (u16 length ‖ key)… */
export function encodeKeys(keys: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...keys.flatMap((key) => [Uint8Array.of(key.length >> 8, key.length & 0xff), key]));
}

function parseKeys(bytes: Uint8Array): Uint8Array[] {
  const keys: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const end = offset + 2 + (((bytes[offset] as number) << 8) | (bytes[offset + 1] as number));
    keys.push(bytes.slice(offset + 2, end));
    offset = end;
  }
  return keys;
}

/** u8 pins ‖ u64 height each ‖ (u64 pinned ‖ u64 next ‖ u64 last)… */
function encodePins({ pinned, sweeps }: Pins): Uint8Array {
  return concatBytes(Uint8Array.of(pinned.length), ...pinned.map(u64be), ...sweeps.flatMap((one) => [u64be(one.pinned), u64be(one.next), u64be(one.last)]));
}

export function parsePins(bytes: Uint8Array): Pins {
  const at = (i: number): bigint => parseU64be(bytes.slice(1 + 8 * i, 9 + 8 * i));
  const count = bytes[0] ?? 0;
  const sweeps = (bytes.length - 1 - 8 * count) / 24;
  return {
    pinned: Array.from({ length: count }, (_, i) => at(i)),
    sweeps: Array.from({ length: sweeps }, (_, i) => ({ pinned: at(count + 3 * i), next: at(count + 3 * i + 1), last: at(count + 3 * i + 2) })),
  };
}
