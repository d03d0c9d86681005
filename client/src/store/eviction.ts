/** Keeps what is held below a limit: what was not used for longest goes first. */
import type { Digest } from '@pyrsia/ledger';
import type { BlobStore } from './blob-store.ts';

/** Removes artifacts until those that are left have at most `maxBytes`; those that went. */
export async function makeRoom(store: BlobStore, maxBytes: number): Promise<Digest[]> {
  const held = (await store.stats()).sort((a, b) => a.usedMs - b.usedMs);
  let total = held.reduce((sum, { bytes }) => sum + bytes, 0);
  const gone: Digest[] = [];
  for (const { sha256, bytes } of held) {
    if (total <= maxBytes) break;
    await store.remove(sha256);
    total -= bytes;
    gone.push(sha256);
  }
  return gone;
}
