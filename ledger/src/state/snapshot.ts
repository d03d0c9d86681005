/**
 * Snapshots for state sync, format 1: docs/formats/snapshot.md. The manifest travels as the metadata of an ABCI snapshot.
 * Only the app hash is trusted: the manifest must lead to it, and each chunk must lead to its digest in the manifest.
 */
import { asDigest, type Digest, equalBytes, sha256 } from '../bytes.ts';
import { field, fixedBytes, type Infer, message, repeated, text, uint32, varBytes } from '../codec.ts';
import { LedgerError } from '../errors.ts';
import { encodeCheckpoint, ORIGIN } from '../merkle/checkpoint.ts';
import { leavesOfLogChunks, rootOfLogChunks } from '../merkle/log-chunks.ts';
import { ROOTS } from '../merkle/proof-ops.ts';
import { simpleMapRoot } from '../merkle/simple-map.ts';
import { type MapChunk, rootOfMapChunks } from './map-chunks.ts';

export const SNAPSHOT_FORMAT = 1;
/** Of a chunk of the state map, unless one value alone is larger; far below the 16 MB that CometBFT takes. */
export const MAX_MAP_CHUNK_BYTES = 4 * 1024 * 1024;
/** Of a chunk of the log, unless it has only `MIN_CHUNK_LEAVES`. */
export const MAX_LOG_CHUNK_BYTES = 4 * 1024 * 1024;
/** Any chunk: 256 of the largest log entries. CometBFT takes 16 MB. */
export const MAX_CHUNK_BYTES = 13 * 1024 * 1024;
/** CometBFT takes 4 MB for a snapshot as advertised, and by default no more than 100 000 chunks. */
export const MAX_MANIFEST_BYTES = 3_900_000;
const MAX_CHUNKS = 100_000;

export const snapshotManifestCodec = message('SnapshotManifest', {
  logOrigin: field(1, text(100)),
  logChunks: repeated(2, message('LogChunk', { leaves: field(1, uint32), root: field(2, fixedBytes<Digest>(32)) }).asField, MAX_CHUNKS),
  mapChunks: repeated(
    3,
    message('MapChunk', { depth: field(1, uint32), prefix: field(2, varBytes(32)), hash: field(3, fixedBytes<Digest>(32)) }).asField,
    MAX_CHUNKS,
  ),
});
export type SnapshotManifest = Infer<typeof snapshotManifestCodec>;

/** What `abci.Snapshot` carries. */
export interface SnapshotOffer {
  readonly height: bigint;
  readonly format: number;
  readonly chunks: number;
  readonly hash: Uint8Array;
  readonly metadata: Uint8Array;
}

/** undefined: more than CometBFT passes on; such a state is joined by replay. */
export function offerOf(height: bigint, manifest: SnapshotManifest): SnapshotOffer | undefined {
  if (manifest.logChunks.length + manifest.mapChunks.length > MAX_CHUNKS) return undefined;
  const metadata = snapshotManifestCodec.encode(manifest);
  if (metadata.length > MAX_MANIFEST_BYTES) return undefined;
  return { height, format: SNAPSHOT_FORMAT, chunks: manifest.logChunks.length + manifest.mapChunks.length, hash: sha256(metadata), metadata };
}

export type OfferVerdict =
  | { readonly verdict: 'accepted'; readonly manifest: SnapshotManifest; readonly logRoot: Digest; readonly stateRoot: Digest }
  /** Of a format that this version does not know. */
  | { readonly verdict: 'unknown_format' }
  /** No node that follows the format makes it. */
  | { readonly verdict: 'malformed' }
  /** Well-formed, but of another state than the one with this app hash. */
  | { readonly verdict: 'wrong' };

/** Judges an offer from a stranger against the app hash that the light client of CometBFT verified. */
export function judgeOffer(offer: SnapshotOffer, appHash: Uint8Array): OfferVerdict {
  if (offer.format !== SNAPSHOT_FORMAT) return { verdict: 'unknown_format' };
  try {
    return judge(offer, appHash);
  } catch (error) {
    if (error instanceof LedgerError) return { verdict: 'malformed' };
    throw error;
  }
}

function judge(offer: SnapshotOffer, appHash: Uint8Array): OfferVerdict {
  if (offer.metadata.length > MAX_MANIFEST_BYTES || !equalBytes(sha256(offer.metadata), asDigest(offer.hash))) return { verdict: 'malformed' };
  const manifest = snapshotManifestCodec.decode(offer.metadata);
  const chunks = manifest.logChunks.length + manifest.mapChunks.length;
  if (!ORIGIN.test(manifest.logOrigin) || offer.chunks !== chunks || chunks > MAX_CHUNKS) return { verdict: 'malformed' };
  if (!manifest.mapChunks.every(isWellFormed)) return { verdict: 'malformed' };
  const logSize = leavesOfLogChunks(manifest.logChunks);
  const logRoot = rootOfLogChunks(manifest.logChunks);
  const stateRoot = rootOfMapChunks(manifest.mapChunks);
  const checkpoint = encodeCheckpoint({ origin: manifest.logOrigin, size: logSize, root: logRoot });
  const root = simpleMapRoot(
    new Map([
      [ROOTS.log, checkpoint],
      [ROOTS.state, stateRoot],
    ]),
  );
  return equalBytes(root, appHash) ? { verdict: 'accepted', manifest, logRoot, stateRoot } : { verdict: 'wrong' };
}

function isWellFormed({ depth, prefix }: MapChunk): boolean {
  if (depth > 256 || prefix.length !== (depth + 7) >> 3) return false;
  const unused = (8 - (depth & 7)) & 7;
  return ((prefix.at(-1) ?? 0) & ((1 << unused) - 1)) === 0;
}
