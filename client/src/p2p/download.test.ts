/** Downloads from peers that are honest, slow to have it, lying or gone. Sessions are faked; bytes are real. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Artifact, type BlobAnswer, CHUNK_BYTES, type Digest, describeArtifact, sha256 } from '@pyrsia/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ClientError } from '../errors.ts';
import { BlobStore } from '../store/blob-store.ts';
import { downloadChunks, type Source } from './download.ts';
import type { PeerSession } from './peer-session.ts';

let folder: string;
let store: BlobStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-download-'));
  store = await BlobStore.open(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const data = new Uint8Array(3 * CHUNK_BYTES + 5).map((_, i) => (i * 7) % 253);
async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
const describeData = () => describeArtifact('x.jar', whole(data));

type Change = (answer: BlobAnswer, chunk: number | undefined) => BlobAnswer;
const asked: string[] = [];
const banned: string[] = [];

async function peer(name: string, change: Change = (answer) => answer): Promise<Source> {
  const { chunks } = await describeData();
  const ask = async ({ chunk }: { sha256: Digest; chunk: number | undefined }): Promise<BlobAnswer> => {
    asked.push(`${name}:${chunk ?? 'hashes'}`);
    const payload = chunk === undefined ? Buffer.concat(chunks) : data.slice(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES);
    return change({ id: 1, kind: chunk === undefined ? 'hashes' : 'chunk', payload: Uint8Array.from(payload) }, chunk);
  };
  const session = { ask, isOpen: true, fail: () => undefined } as unknown as PeerSession;
  return { name, open: async () => session, ban: () => void banned.push(name), avoid: () => undefined };
}
async function* list(...sources: Array<Promise<Source>>): AsyncGenerator<Source> {
  for (const source of sources) yield source;
}
const never = new AbortController().signal;
async function fetch(artifact: Artifact, ...sources: Array<Promise<Source>>): Promise<Uint8Array> {
  asked.length = 0;
  banned.length = 0;
  await store.put(artifact, downloadChunks(artifact, list(...sources), never));
  return readFile((await store.find(artifact.sha256)) as string);
}
const flip: Change = (answer) => ({ ...answer, payload: answer.payload.map((byte, i) => (i === 3 ? byte ^ 1 : byte)) });

test('one honest peer', async () => {
  const { artifact } = await describeData();
  expect(Buffer.compare(await fetch(artifact, peer('a')), data)).toBe(0);
  expect(asked).toEqual(['a:hashes', 'a:0', 'a:1', 'a:2', 'a:3']);
});

test('a file of one chunk is one question', async () => {
  const small = Uint8Array.of(1, 2, 3);
  const { artifact } = await describeArtifact('x', whole(small));
  const source = peer('a', (answer) => ({ ...answer, payload: small }));
  expect([...(await fetch(artifact, source))]).toEqual([1, 2, 3]);
  expect(asked).toEqual(['a:0']);
});

test.each([
  ['lies about a chunk', ((answer, chunk) => (chunk === 2 ? flip(answer, chunk) : answer)) as Change, ['liar']],
  ['lies about the hashes', ((answer, chunk) => (chunk === undefined ? flip(answer, chunk) : answer)) as Change, ['liar']],
  [
    'sends hashes of another length',
    ((answer, chunk) => (chunk === undefined ? { ...answer, payload: answer.payload.slice(32) } : answer)) as Change,
    ['liar'],
  ],
  ['sends an empty chunk', ((answer, chunk) => (chunk === 1 ? { ...answer, payload: new Uint8Array(0) } : answer)) as Change, ['liar']],
  ['does not have it', ((answer) => ({ ...answer, kind: 'notHeld' })) as Change, []],
  [
    'leaves in the middle',
    ((answer, chunk) => {
      if (chunk === 2) throw new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'gone' });
      return answer;
    }) as Change,
    [],
  ],
])('a peer that %s is replaced, and the download is right', async (_, change, bans) => {
  const { artifact } = await describeData();
  expect(Buffer.compare(await fetch(artifact, peer('liar', change), peer('honest')), data)).toBe(0);
  expect(banned).toEqual(bans);
});

test('with liars only there is no artifact, and nothing is left behind', async () => {
  const { artifact } = await describeData();
  await expect(fetch(artifact, peer('a', flip), peer('b', flip))).rejects.toMatchObject({ code: 'ARTIFACT_UNAVAILABLE' });
  expect(await store.find(artifact.sha256)).toBeUndefined();
  expect(await readdir(join(folder, 'tmp'))).toEqual([]);
});

test('the store refuses bytes that are not the artifact, or too many', async () => {
  const { artifact } = await describeData();
  await expect(store.put(artifact, whole(flip({ id: 1, kind: 'chunk', payload: data }, 0).payload))).rejects.toMatchObject({ code: 'ARTIFACT_MISMATCH' });
  await expect(store.put({ ...artifact, size: 5n }, whole(data))).rejects.toMatchObject({ code: 'ARTIFACT_MISMATCH' });
  await expect(store.put({ ...artifact, sha256: sha256() }, whole(data))).rejects.toMatchObject({ code: 'ARTIFACT_MISMATCH' });
  expect(await store.list()).toEqual([]);
});
