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

/** Entry `index` of a log that has `size` entries on disk. */
export function readEntry(read: Read, index: bigint, size: bigint): Uint8Array | undefined {
  if (index < 0n || index >= size) return undefined;
  const bundle = index / WIDTH;
  if ((bundle + 1n) * WIDTH > size) return read(storeKey.entry(index));
  return parseBundle(present(read(storeKey.bundle(bundle))))[Number(index % WIDTH)];
}

/** Entries [from, from + count) as one entry bundle after the other; `from` begins a bundle, or lies in one with the last. */
export function readEntries(read: Read, from: bigint, count: number, size: bigint): Uint8Array {
  const parts: Uint8Array[] = [];
  const end = from + BigInt(count);
  for (let index = from; index < end; ) {
    const bundle = index / WIDTH;
    const next = (bundle + 1n) * WIDTH < end ? (bundle + 1n) * WIDTH : end;
    if ((bundle + 1n) * WIDTH <= size) {
      const bytes = present(read(storeKey.bundle(bundle)));
      const isWhole = index % WIDTH === 0n && next - index === WIDTH;
      parts.push(isWhole ? bytes : encodeBundle(parseBundle(bytes).slice(Number(index % WIDTH), Number(index % WIDTH) + Number(next - index))));
    } else {
      const singles = Array.from({ length: Number(next - index) }, (_, i) => present(read(storeKey.entry(index + BigInt(i)))));
      parts.push(encodeBundle(singles));
    }
    index = next;
  }
  return new Uint8Array(Buffer.concat(parts));
}

function present(value: Uint8Array | undefined): Uint8Array {
  if (value === undefined) throw new LedgerError('STORE_UNKNOWN', { what: 'log entry' });
  return value;
}
