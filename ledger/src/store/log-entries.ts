/**
 * Log entries on disk: whole bundles of 256, and the entries of the last, growing one each under its own key, so that a
 * block with one entry writes one entry. An entry that a block completes a bundle with is never written by itself.
 */
import { LedgerError } from '../errors.ts';
import { BUNDLE_ENTRIES, encodeBundle, parseBundle } from '../merkle/entry-bundle.ts';
import type { Write } from './key-value.ts';
import { storeKey } from './prefixes.ts';

type Read = (key: Uint8Array) => Uint8Array | undefined;
const WIDTH = BigInt(BUNDLE_ENTRIES);

/** Writes for entries that follow each other, the first of which is entry `from`. */
export function entryWrites(read: Read, from: bigint, entries: readonly Uint8Array[]): Write[] {
  const end = from + BigInt(entries.length);
  const writes: Write[] = [];
  for (let bundle = from / WIDTH; bundle * WIDTH < end; bundle += 1n) {
    const first = bundle * WIDTH;
    const begin = first > from ? first : from;
    const last = first + WIDTH < end ? first + WIDTH : end;
    const fresh = entries.slice(Number(begin - from), Number(last - from));
    if (last < first + WIDTH) {
      writes.push(...fresh.map((value, i) => ({ key: storeKey.entry(begin + BigInt(i)), value })));
      continue;
    }
    const singles = Array.from({ length: Number(begin - first) }, (_, i) => storeKey.entry(first + BigInt(i)));
    const known = singles.map((key) => present(read(key)));
    writes.push({ key: storeKey.bundle(bundle), value: encodeBundle([...known, ...fresh]) }, ...singles.map((key) => ({ key, value: undefined })));
  }
  return writes;
}

/**
 * Entry `index` of a log that has `size` entries. The block that completes a bundle moves its entries there, and its
 * writes can be seen before the commit is known to be over: both places are looked at.
 */
export function readEntry(read: Read, index: bigint, size: bigint): Uint8Array | undefined {
  return index < 0n || index >= size ? undefined : (read(storeKey.entry(index)) ?? bundled(read, index));
}

function bundled(read: Read, index: bigint): Uint8Array | undefined {
  const bundle = read(storeKey.bundle(index / WIDTH));
  return bundle === undefined ? undefined : parseBundle(bundle, BUNDLE_ENTRIES)[Number(index % WIDTH)];
}

/** Entries [from, from + count), which are there, as one entry bundle after the other; `from` begins a bundle. */
export function readEntries(read: Read, from: bigint, count: number): Uint8Array {
  return new Uint8Array(Buffer.concat([...bundlesOf(read, from, count)]));
}

export function bytesOfEntries(read: Read, from: bigint, count: number): number {
  let bytes = 0;
  for (const part of bundlesOf(read, from, count)) bytes += part.length;
  return bytes;
}

function* bundlesOf(read: Read, from: bigint, count: number): Generator<Uint8Array> {
  const end = from + BigInt(count);
  for (let first = from; first < end; first += WIDTH) {
    const width = first + WIDTH < end ? BUNDLE_ENTRIES : Number(end - first);
    const whole = read(storeKey.bundle(first / WIDTH));
    if (whole !== undefined) yield width === BUNDLE_ENTRIES ? whole : encodeBundle(parseBundle(whole, BUNDLE_ENTRIES).slice(0, width));
    else {
      const singles = Array.from({ length: width }, (_, i) => read(storeKey.entry(first + BigInt(i))) ?? bundled(read, first + BigInt(i)));
      yield encodeBundle(singles.map(present));
    }
  }
}

function present(value: Uint8Array | undefined): Uint8Array {
  if (value === undefined) throw new LedgerError('STORE_UNKNOWN', { what: 'log entry' });
  return value;
}
