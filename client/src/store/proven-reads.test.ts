/** No byte goes out that was not compared: whatever the disk changes, and whenever, what is given is right as far as it goes. */
import { mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Artifact, CHUNK_BYTES, describeArtifact } from '@pyrsia/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BlobStore } from './blob-store.ts';
import { type Part, ProvenReads } from './proven-reads.ts';

const BYTES = Uint8Array.from({ length: 3 * CHUNK_BYTES + 5_000 }, (_, i) => (i * 7) ^ (i >> 9));
const WHOLE = { start: 0, end: BYTES.length - 1 };

let folder: string;
let store: BlobStore;
let reads: ProvenReads;
let artifact: Artifact;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-reads-'));
  store = await BlobStore.open(folder);
  reads = new ProvenReads(store);
  ({ artifact } = await describeArtifact('a', whole()));
  await store.put(artifact, whole());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function* whole(): AsyncIterable<Uint8Array> {
  yield BYTES;
}
async function given(stream: Readable | undefined): Promise<{ bytes: Buffer; code: string | undefined }> {
  const pieces: Buffer[] = [];
  let code: string | undefined;
  try {
    for await (const piece of stream ?? []) pieces.push(piece);
  } catch (error) {
    code = (error as { code: string }).code;
  }
  return { bytes: Buffer.concat(pieces), code };
}
async function spoil(at: number): Promise<void> {
  const file = await open(store.layout.blob(artifact.sha256), 'r+');
  await file.write(Uint8Array.of((BYTES[at] as number) ^ 1), 0, 1, at);
  await file.close();
}
const quarantined = (): boolean => store.quarantined.has(artifact.sha256) && !store.has(artifact.sha256);

test.each<[string, Part]>([
  ['all of it', WHOLE],
  ['a part in one chunk', { start: 10, end: 20 }],
  ['a part over chunks', { start: CHUNK_BYTES - 1, end: 2 * CHUNK_BYTES }],
  ['the last byte', { start: BYTES.length - 1, end: BYTES.length - 1 }],
])('%s, the first time and again', async (_, part) => {
  for (let round = 0; round < 2; round += 1) {
    const { bytes, code } = await given(await reads.open(artifact, part));
    expect([code, bytes.equals(BYTES.subarray(part.start, part.end + 1))]).toEqual([undefined, true]);
  }
});

test.each([
  ['the first chunk', 5],
  ['the second chunk', CHUNK_BYTES + 5],
  ['the last chunk', BYTES.length - 1],
])('a byte changed in %s: only what is before its chunk is given, and the artifact is held no more', async (_, at) => {
  for (const isKnown of [false, true]) {
    if (!store.has(artifact.sha256)) await store.put(artifact, whole());
    // It was right a moment ago.
    if (isKnown) await given(await reads.open(artifact, WHOLE));
    await spoil(at);
    const { bytes, code } = await given(await reads.open(artifact, WHOLE));
    const before = Math.floor(at / CHUNK_BYTES) * CHUNK_BYTES;
    expect([bytes.equals(BYTES.subarray(0, before)), code]).toEqual([true, before === 0 ? undefined : 'STORE_CHANGED']);
    expect(quarantined()).toBe(true);
  }
});

test('a part of a damaged file that is right is given; one that is not, is not', async () => {
  await spoil(CHUNK_BYTES + 5);
  expect((await given(await reads.open(artifact, { start: 0, end: 9 }))).bytes).toEqual(Buffer.from(BYTES.subarray(0, 10)));
  expect(await reads.open(artifact, { start: CHUNK_BYTES, end: CHUNK_BYTES + 1 })).toBe(undefined);
  expect(quarantined()).toBe(true);
});

test.each<[string, (path: string) => Promise<unknown>, boolean]>([
  ['chunk hashes that are gone are made anew', (path) => rm(`${path}.chunks`), true],
  ['chunk hashes that are wrong are made anew', (path) => writeFile(`${path}.chunks`, new Uint8Array(128)), true],
  ['a file that is cut is not given', (path) => truncate(path, CHUNK_BYTES), false],
  ['a file that is gone is not given', (path) => rm(path), false],
])('%s', async (_, change, isGiven) => {
  const path = store.layout.blob(artifact.sha256);
  await change(path);
  const { bytes, code } = await given(await reads.open(artifact, WHOLE));
  expect([bytes.equals(BYTES), code]).toEqual([isGiven, isGiven || bytes.length === 0 ? undefined : 'STORE_CHANGED']);
  if (isGiven) expect((await readFile(`${path}.chunks`)).length).toBe(4 * 32);
});

test('what is being sent when its damage is found ends at once', async () => {
  await given(await reads.open(artifact, WHOLE));
  const stream = (await reads.open(artifact, WHOLE)) as Readable;
  const ended = given(stream);
  await new Promise((resolve) => stream.once('data', resolve));
  stream.pause();
  await store.quarantine(artifact.sha256);
  expect((await ended).code).toBe('STORE_CHANGED');
});

test('a small artifact that the disk changed is not given to peers', async () => {
  const bytes = BYTES.subarray(0, 9_000);
  const small = await describeArtifact('small', [bytes] as unknown as AsyncIterable<Uint8Array>);
  await store.put(small.artifact, [bytes] as unknown as AsyncIterable<Uint8Array>);
  await writeFile(
    store.layout.blob(small.artifact.sha256),
    bytes.map((byte, i) => (i === 70 ? byte ^ 4 : byte)),
  );
  expect(await store.chunkToSend(small.artifact.sha256, 0)).toBe(undefined);
  expect([store.has(small.artifact.sha256), store.quarantined.has(small.artifact.sha256)]).toEqual([false, true]);
});
