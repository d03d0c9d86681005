/**
 * Entry bundle of C2SP tlog-tiles v0.1.0: up to 256 entries of the log, each as u16 length ‖ bytes. Bundle N holds the
 * entries from N·256 on. So entries lie on disk and travel in snapshots.
 */
import { LedgerError } from '../errors.ts';

export const BUNDLE_ENTRIES = 256;
/** Of an entry: what its length can say. */
export const MAX_BUNDLED_BYTES = 65_535;
const LENGTH_BYTES = 2;

export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(entries.reduce((sum, entry) => sum + LENGTH_BYTES + entry.length, 0));
  let offset = 0;
  for (const entry of entries) {
    if (entry.length > MAX_BUNDLED_BYTES) throw new LedgerError('TOO_LARGE', { what: 'log entry', bytes: entry.length });
    out[offset] = entry.length >> 8;
    out[offset + 1] = entry.length & 0xff;
    out.set(entry, offset + LENGTH_BYTES);
    offset += LENGTH_BYTES + entry.length;
  }
  return out;
}

/** Untrusted bytes → entries, as windows into `bytes`; `MALFORMED` if there are more than `maxEntries`, or the last ends elsewhere. */
export function parseBundle(bytes: Uint8Array, maxEntries: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const begin = offset + LENGTH_BYTES;
    const end = begin + (((bytes[offset] as number) << 8) | (bytes[offset + 1] ?? 0));
    if (begin > bytes.length || end > bytes.length || entries.length === maxEntries) throw new LedgerError('MALFORMED', { what: 'entry bundle' });
    entries.push(bytes.subarray(begin, end));
    offset = end;
  }
  return entries;
}
