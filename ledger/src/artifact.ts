/**
 * Artifacts and artifact sets: what builders compare, what a publication carries, what peers transfer.
 * Wire form: `proto/artifact.proto`; prose: docs/formats/artifact.md.
 *
 * The chunk root is the RFC 6962 root over the file's chunks of 1 MiB (the last may be shorter; an
 * empty file has one empty chunk), so that a single chunk can be checked before it is written.
 */
import { createHash } from 'node:crypto';
import { asDigest, compareBytes, type Digest, sha256, utf8 } from './bytes.ts';
import { field, fixedBytes, type Infer, message, repeated, strictlyAscending, text, uint64 } from './codec.ts';
import { LedgerError } from './errors.ts';
import { LEAF_PREFIX, rootOfLeafHashes } from './merkle/rfc6962.ts';

/** Bytes of a chunk: large enough that proofs are small, small enough that a bad one costs little. */
export const CHUNK_BYTES = 1_048_576;
/** Files of one package version; a Maven module has about ten. A publication must fit a log entry. */
export const MAX_ARTIFACTS = 32;
export const MAX_ARTIFACT_NAME_BYTES = 200;
/** 8 GiB: the largest container layers in use; bounds the number of chunks of a manifest. */
export const MAX_ARTIFACT_BYTES = 8n * 1024n ** 3n;

export const artifactCodec = message('Artifact', {
  name: field(1, text(MAX_ARTIFACT_NAME_BYTES)),
  size: field(2, uint64),
  sha256: field(3, fixedBytes<Digest>(32)),
  chunkRoot: field(4, fixedBytes<Digest>(32)),
});
export type Artifact = Infer<typeof artifactCodec>;

export const artifactSetCodec = message('ArtifactSet', {
  artifacts: repeated(1, artifactCodec.asField, MAX_ARTIFACTS),
});
export type ArtifactSet = Infer<typeof artifactSetCodec>;

/** A plain file name: one path segment, no leading dot, printable ASCII without separators. */
const NAME = /^[A-Za-z0-9_+][A-Za-z0-9._+-]*$/;

/** Throws `MALFORMED` unless the set is not empty, sorted by name without duplicates, and every item is sane. */
export function assertArtifactSet(set: ArtifactSet): void {
  const fits = (artifact: Artifact): boolean => NAME.test(artifact.name) && artifact.size <= MAX_ARTIFACT_BYTES;
  if (set.artifacts.length === 0 || !set.artifacts.every(fits) || !strictlyAscending(set.artifacts, (a) => utf8(a.name))) {
    throw new LedgerError('MALFORMED', { what: 'artifact set' });
  }
}

export function sortArtifacts(artifacts: readonly Artifact[]): Artifact[] {
  return [...artifacts].sort((a, b) => compareBytes(utf8(a.name), utf8(b.name)));
}

/** The result digest of an artifact set: sha256 of its canonical bytes. */
export function artifactSetDigest(set: ArtifactSet): Digest {
  return sha256(artifactSetCodec.encode(set));
}

/** Untrusted bytes → chunk hashes, one after the other; undefined if the length is off. */
export function parseHashes(bytes: Uint8Array): Digest[] | undefined {
  if (bytes.length % 32 !== 0) return undefined;
  return Array.from({ length: bytes.length / 32 }, (_, i) => asDigest(bytes.slice(32 * i, 32 * i + 32)));
}

/** Number of chunks of a file of `size` bytes; at least one. */
export function chunkCount(size: bigint): number {
  const chunks = Number((size + BigInt(CHUNK_BYTES) - 1n) / BigInt(CHUNK_BYTES));
  return Math.max(1, chunks);
}

/** Digests one artifact from its bytes, in one pass over any number of pieces. */
export async function describeArtifact(name: string, pieces: AsyncIterable<Uint8Array>): Promise<{ artifact: Artifact; chunks: Digest[] }> {
  const whole = createHash('sha256');
  const chunks: Digest[] = [];
  let leaf = createHash('sha256').update(LEAF_PREFIX);
  let leafBytes = 0;
  let size = 0n;
  for await (const piece of pieces) {
    whole.update(piece);
    size += BigInt(piece.length);
    for (let rest = piece; rest.length > 0; ) {
      const head = rest.subarray(0, CHUNK_BYTES - leafBytes);
      leaf.update(head);
      leafBytes += head.length;
      rest = rest.subarray(head.length);
      if (leafBytes < CHUNK_BYTES) continue;
      chunks.push(new Uint8Array(leaf.digest()) as Digest);
      leaf = createHash('sha256').update(LEAF_PREFIX);
      leafBytes = 0;
    }
  }
  if (leafBytes > 0 || chunks.length === 0) chunks.push(new Uint8Array(leaf.digest()) as Digest);
  const digest = new Uint8Array(whole.digest()) as Digest;
  return { artifact: { name, size, sha256: digest, chunkRoot: rootOfLeafHashes(chunks) }, chunks };
}
