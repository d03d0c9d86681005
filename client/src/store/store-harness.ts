/** Artifacts in a real store, for tests. */
import { type Artifact, describeArtifact } from '@pyrsia/ledger';
import type { BlobStore } from './blob-store.ts';

export async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** Of so many bytes, all of them the first letter of its name. */
export async function holdIn(store: BlobStore, name: string, length: number): Promise<Artifact> {
  const bytes = new Uint8Array(length).fill(name.charCodeAt(0));
  const { artifact } = await describeArtifact(name, whole(bytes));
  await store.put(artifact, whole(bytes));
  return artifact;
}
