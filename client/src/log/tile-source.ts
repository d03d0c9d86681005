/**
 * Entries of the log from a place that serves or holds C2SP tlog-tiles: `<place>/tile/entries/<N>[.p/<W>]`, over HTTP or
 * in a folder. Nothing of it is believed: the replica checks what it makes of them.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseUtf8, utf8 } from '@pyrsia/ledger';
import { BUNDLE_ENTRIES, parseBundle, parseCheckpoint, tileIndexPath, tileWidth } from '@pyrsia/ledger/merkle';
import { readBody } from '../bounded-body.ts';
import type { EntrySource } from '../chain/proven-state.ts';
import { ClientError } from '../errors.ts';

/** 256 entries of 48 KiB, each with its length. */
const MAX_BUNDLE_BYTES = 13 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

/** `size`: of the log that is followed; partial bundles are asked for in the width that it has. */
export function tileSource(place: string, size: bigint): EntrySource {
  const read = readerOf(place);
  return {
    name: place,
    async entries(index) {
      const bundle = index / BigInt(BUNDLE_ENTRIES);
      const width = tileWidth(0, bundle, size);
      const path = `tile/entries/${tileIndexPath(bundle)}${width < BUNDLE_ENTRIES ? `.p/${width}` : ''}`;
      try {
        return parseBundle(await read(path), BUNDLE_ENTRIES).slice(Number(index % BigInt(BUNDLE_ENTRIES)));
      } catch (cause) {
        if (cause instanceof ClientError) throw cause;
        throw new ClientError('LOG_COPY_UNUSABLE', { place, path }, { cause });
      }
    },
  };
}

/**
 * How many entries the place says that it has; a copy is older than the chain. Undefined: it has no checkpoint. Of the
 * signatures nothing is needed: the chain shows whether its log begins with these entries.
 */
export async function claimedSize(place: string): Promise<bigint | undefined> {
  const bytes = await readerOf(place)('checkpoint').catch(() => undefined);
  if (bytes === undefined) return undefined;
  try {
    return parseCheckpoint(utf8(`${parseUtf8(bytes).split('\n\n')[0]}\n`)).size;
  } catch (cause) {
    throw new ClientError('LOG_COPY_UNUSABLE', { place, path: 'checkpoint' }, { cause });
  }
}

function readerOf(place: string): (path: string) => Promise<Uint8Array> {
  if (!/^https?:\/\//.test(place)) return (path) => readBundle(place, path);
  const base = place.replace(/\/$/, '');
  return async (path) => {
    const [whole] = path.split('.p/') as [string];
    // A log that grew meanwhile may have the full bundle only.
    return await fetchBundle(`${base}/${path}`).catch((error: unknown) => {
      if (whole === path) throw error;
      return fetchBundle(`${base}/${whole}`);
    });
  };
}

async function fetchBundle(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${response.status}`);
  return readBody(response, MAX_BUNDLE_BYTES);
}

/** In a copy, a partial bundle may be there in another width: the widest is as good. */
async function readBundle(folder: string, path: string): Promise<Uint8Array> {
  const [whole, width] = path.split('.p/') as [string, string | undefined];
  const full = await readFile(join(folder, whole)).catch(() => undefined);
  if (full !== undefined) return new Uint8Array(full);
  if (width === undefined) throw new Error('not there');
  const widths = (await readdir(join(folder, `${whole}.p`))).map(Number).filter((known) => known >= Number(width));
  return new Uint8Array(await readFile(join(folder, `${whole}.p`, String(Math.min(...widths)))));
}
