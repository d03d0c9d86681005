/** Downloads from peers that are honest, slow, lying, half way or gone. Sessions are faked; bytes and disk are real. */
import { mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Artifact, Bitfield, type BlobAnswer, type BlobRequest, CHUNK_BYTES, describeArtifact, sha256, toHex } from '@pyrsia/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ClientError } from '../errors.ts';
import { BlobStore } from '../store/blob-store.ts';
import { Download, type Source } from './download.ts';
import type { PeerSession } from './peer-session.ts';

let folder: string;
let store: BlobStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pyrsia-download-'));
  store = await BlobStore.open(folder);
  asked.length = 0;
  banned.length = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const CHUNKS = 12;
const data = new Uint8Array((CHUNKS - 1) * CHUNK_BYTES + 5).map((_, i) => (i * 7 + (i >> 20)) % 253);
async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
const described = await describeArtifact('x.jar', whole(data));
const { artifact } = described;

type Change = (answer: BlobAnswer, want: BlobRequest['want']) => BlobAnswer | Promise<BlobAnswer>;
const asked: string[] = [];
const banned: string[] = [];

function peer(name: string, change: Change = (answer) => answer): Source {
  const ask = async ({ want }: Omit<BlobRequest, 'id'>): Promise<BlobAnswer> => {
    asked.push(`${name}:${want}`);
    await new Promise((resolve) => setImmediate(resolve));
    const all = new Bitfield(CHUNKS);
    for (let index = 0; index < CHUNKS; index += 1) all.set(index);
    const payload =
      want === 'hashes' ? Buffer.concat(described.chunks) : typeof want !== 'number' ? all.bytes : data.slice(want * CHUNK_BYTES, (want + 1) * CHUNK_BYTES);
    const kind = typeof want === 'number' ? 'chunk' : want === 'hashes' ? 'hashes' : 'held';
    return change({ id: 1, kind, payload: Uint8Array.from(payload) }, want);
  };
  const session = { ask, isOpen: true, fail: () => undefined, release: () => undefined } as unknown as PeerSession;
  return { name, open: async () => session, ban: () => void banned.push(name), avoid: () => undefined };
}
async function* list(...sources: Source[]): AsyncGenerator<Source> {
  yield* sources;
}
const never = new AbortController().signal;
const download = (sources: Source[], of: Artifact = artifact, into = store): Download => {
  const made = new Download({ artifact: of, store: into, sources: () => list(...sources), ended: never });
  made.want(never);
  return made;
};
async function fetched(sources: Source[], of: Artifact = artifact): Promise<Uint8Array> {
  await download(sources, of).finished;
  return readFile((await store.find(of.sha256)) as string);
}
const flip = (answer: BlobAnswer): BlobAnswer => ({ ...answer, payload: answer.payload.map((byte, i) => (i === 3 ? byte ^ 1 : byte)) });
const chunksAskedOf = (name: string): number => asked.filter((line) => new RegExp(`^${name}:\\d`).test(line)).length;
const slowly =
  (ms: number): Change =>
  async (answer, want) => {
    if (typeof want === 'number') await new Promise((resolve) => setTimeout(resolve, ms));
    return answer;
  };

test('one honest peer: each chunk is asked for once', async () => {
  expect(Buffer.compare(await fetched([peer('a')]), data)).toBe(0);
  expect(asked.sort()).toEqual(['a:hashes', 'a:held', ...Array.from({ length: CHUNKS }, (_, i) => `a:${i}`)].sort());
  expect(await readdir(join(folder, 'partial'))).toEqual([]);
});

test('a file of one chunk is one question', async () => {
  const small = Uint8Array.of(1, 2, 3);
  const one = (await describeArtifact('x', whole(small))).artifact;
  expect([...(await fetched([peer('a', (answer) => ({ ...answer, payload: small }))], one))]).toEqual([1, 2, 3]);
  expect(asked).toEqual(['a:0']);
});

test('several peers share the chunks; the faster brings more', async () => {
  expect(Buffer.compare(await fetched([peer('fast', slowly(10)), peer('slow', slowly(60))]), data)).toBe(0);
  expect(chunksAskedOf('slow')).toBeGreaterThan(0);
  expect(chunksAskedOf('fast')).toBeGreaterThan(chunksAskedOf('slow'));
});

test('what a slow peer owes at the end is asked of another', async () => {
  const hanging = peer('hanging', (answer, want) => (typeof want === 'number' ? new Promise<BlobAnswer>(() => undefined) : answer));
  const began = performance.now();
  expect(Buffer.compare(await fetched([hanging, peer('honest', slowly(5))]), data)).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('a small file whose first peer is silent comes from the next', async () => {
  const small = Uint8Array.of(1, 2, 3);
  const one = (await describeArtifact('x', whole(small))).artifact;
  const began = performance.now();
  const hanging = peer('hanging', () => new Promise<BlobAnswer>(() => undefined));
  expect([...(await fetched([hanging, peer('b', (answer) => ({ ...answer, payload: small }))], one))]).toEqual([1, 2, 3]);
  expect(performance.now() - began).toBeLessThan(5_000);
});

test('a peer that promises and does not have, alone, ends the download', async () => {
  const empty = peer('empty', (answer, want) => (typeof want === 'number' ? { ...answer, kind: 'notHeld' } : answer));
  await expect(download([empty]).finished).rejects.toMatchObject({ code: 'ARTIFACT_UNAVAILABLE' });
});

test('a busy peer is asked again, for less', async () => {
  let busy = 0;
  const source = peer('busy', (answer, want) => {
    if (typeof want !== 'number' || busy >= 6) return answer;
    busy += 1;
    return { ...answer, kind: 'busy', payload: new Uint8Array(0) };
  });
  expect(Buffer.compare(await fetched([source]), data)).toBe(0);
});

test('a peer that is busy when it is asked for the hashes is asked again', async () => {
  let busy = 0;
  const source = peer('busy', (answer, want) => {
    if (want !== 'hashes' || busy >= 2) return answer;
    busy += 1;
    return { ...answer, kind: 'busy', payload: new Uint8Array(0) };
  });
  expect(Buffer.compare(await fetched([source]), data)).toBe(0);
});

/** Late with the hashes: another is asked for them beside it. */
const late: Change = async (answer, want) => {
  if (want === 'hashes') await new Promise((resolve) => setTimeout(resolve, 1_200));
  return answer;
};

test('who gave the hashes as the second is a source, too', async () => {
  const dying = peer('dying', (answer, want) => {
    if (typeof want === 'number' && want > 5) throw new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'gone' });
    return slowly(100)(answer, want);
  });
  expect(Buffer.compare(await fetched([peer('late', late), dying]), data)).toBe(0);
  expect(asked).toContain('late:held');
});

test('hashes that come while another source is looked for are not kept waiting', async () => {
  async function* looking(): AsyncGenerator<Source> {
    yield peer('late', late);
    await new Promise((resolve) => setTimeout(resolve, 8_000));
  }
  const running = new Download({ artifact, store, sources: looking, ended: never });
  running.want(never);
  const began = performance.now();
  await running.finished;
  expect(performance.now() - began).toBeLessThan(5_000);
});

test('peers that are busy without end do not keep another from being asked', async () => {
  const busy = Array.from({ length: 8 }, (_, i) =>
    peer(`busy${i}`, (answer, want) => (typeof want === 'number' ? { ...answer, kind: 'busy', payload: new Uint8Array(0) } : answer)),
  );
  expect(Buffer.compare(await fetched([...busy, peer('honest')]), data)).toBe(0);
  expect(banned).toEqual([]);
});

test('a reader of a download that fails gets no chunk at a wrong place', async () => {
  const dying = peer('dying', async (answer, want) => {
    if (typeof want === 'number' && want > 5) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      throw new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'gone' });
    }
    return answer;
  });
  const running = download([dying]);
  const pieces: Uint8Array[] = [];
  const reading = async (): Promise<void> => {
    for await (const piece of running.chunks()) {
      pieces.push(piece);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  };
  await expect(reading()).rejects.toMatchObject({ code: 'ARTIFACT_UNAVAILABLE' });
  const read = Buffer.concat(pieces);
  expect(Buffer.compare(read, data.slice(0, read.length))).toBe(0);
});

test.each<[string, Change, string[]]>([
  ['lies about a chunk', (answer, want) => (want === 2 ? flip(answer) : answer), ['liar']],
  ['gives another chunk than was asked for', (answer, want) => (want === 2 ? { ...answer, payload: data.slice(0, CHUNK_BYTES) } : answer), ['liar']],
  ['lies about the hashes', (answer, want) => (want === 'hashes' ? flip(answer) : answer), ['liar']],
  ['sends hashes of another length', (answer, want) => (want === 'hashes' ? { ...answer, payload: answer.payload.slice(32) } : answer), ['liar']],
  ['says that it holds more than there is', (answer, want) => (want === 'held' ? { ...answer, payload: Uint8Array.of(255, 255) } : answer), ['liar']],
  ['sends an empty chunk', (answer, want) => (want === 1 ? { ...answer, payload: new Uint8Array(0) } : answer), ['liar']],
  ['does not have it', (answer) => ({ ...answer, kind: 'notHeld' }), []],
  ['says that it has it, and does not', (answer, want) => (typeof want === 'number' ? { ...answer, kind: 'notHeld' } : answer), []],
  [
    'leaves in the middle',
    (answer, want) => {
      if (want === 2) throw new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'gone' });
      return answer;
    },
    [],
  ],
])('a peer that %s is replaced, and the download is right', async (_, change, bans) => {
  expect(Buffer.compare(await fetched([peer('liar', change), peer('honest')]), data)).toBe(0);
  expect([...new Set(banned)]).toEqual(bans);
});

test('peers that hold parts complete each other; one that is fetching is asked again', async () => {
  let later = 0;
  const part = (name: string, holds: (index: number) => boolean): Source =>
    peer(name, (answer, want) => {
      if (want === 'held') {
        later += 1;
        const bits = new Bitfield(CHUNKS);
        for (let index = 0; index < CHUNKS; index += 1) bits.set(index, holds(index));
        return { ...answer, payload: bits.bytes };
      }
      return typeof want === 'number' && !holds(want) ? { ...answer, kind: 'notHeld' } : answer;
    });
  const sources = [part('even', (index) => index % 2 === 0), part('odd', (index) => index % 2 === 1 && (index < 5 || later > 4))];
  expect(Buffer.compare(await fetched(sources), data)).toBe(0);
  expect(banned).toEqual([]);
});

test('with liars only there is no artifact', async () => {
  await expect(download([peer('a', flip), peer('b', flip)]).finished).rejects.toMatchObject({ code: 'ARTIFACT_UNAVAILABLE' });
  expect(await store.find(artifact.sha256)).toBeUndefined();
});

test('a restart fetches nothing again that was verified, and believes nothing else', async () => {
  const dying = peer('dying', (answer, want) => {
    if (typeof want === 'number' && want > 7) throw new ClientError('ARTIFACT_UNAVAILABLE', { reason: 'gone' });
    return answer;
  });
  await expect(download([dying]).finished).rejects.toMatchObject({ code: 'ARTIFACT_UNAVAILABLE' });
  // A byte that changed on the disk meanwhile, and an end that was cut off.
  const path = join(folder, 'partial', toHex(artifact.sha256));
  const kept = 6 * CHUNK_BYTES;
  await truncate(path, kept - 10);
  asked.length = 0;
  store = await BlobStore.open(folder);
  expect(Buffer.compare(await fetched([peer('honest')]), data)).toBe(0);
  expect(asked).not.toContain('honest:hashes');
  expect(chunksAskedOf('honest')).toBe(CHUNKS - 5);
});

test('readers get the chunks in order as they come, the last when the whole is right', async () => {
  const running = download([peer('a', slowly(5))]);
  const pieces: Uint8Array[] = [];
  let isFirst = true;
  for await (const piece of running.chunks()) {
    if (isFirst) expect(await store.find(artifact.sha256)).toBeUndefined();
    isFirst = false;
    pieces.push(piece);
  }
  expect(Buffer.compare(Buffer.concat(pieces), data)).toBe(0);
  expect(await store.find(artifact.sha256)).toBeDefined();
});

test('when the last who wants it has gone, it stops; what is verified stays', async () => {
  const [one, two] = [new AbortController(), new AbortController()];
  const running = new Download({ artifact, store, sources: () => list(peer('a', slowly(400))), ended: never });
  running.want(one.signal);
  running.want(two.signal);
  await running.firstChunk;
  one.abort();
  await new Promise((resolve) => setTimeout(resolve, 150));
  const before = chunksAskedOf('a');
  two.abort();
  await expect(running.finished).rejects.toMatchObject({ code: 'STOPPED' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(chunksAskedOf('a')).toBe(before);
  expect((await stat(join(folder, 'partial', toHex(artifact.sha256)))).size).toBeGreaterThan(0);
  expect(Buffer.compare(await fetched([peer('b')]), data)).toBe(0);
});

test('chunks that are held are served while others come', async () => {
  const running = download([peer('a', slowly(30))]);
  await running.firstChunk;
  const held = (await store.held(artifact.sha256)) as Bitfield;
  expect(held.has(0)).toBe(true);
  expect(Buffer.compare((await store.chunk(artifact.sha256, 0)) as Uint8Array, data.slice(0, CHUNK_BYTES))).toBe(0);
  expect(await store.chunk(artifact.sha256, CHUNKS - 1)).toBeUndefined();
  await running.finished;
});

test('chunks that are right, of an artifact whose whole digest is another, are no artifact', async () => {
  const other = { ...artifact, sha256: sha256() };
  await expect(download([peer('a')], other).finished).rejects.toMatchObject({ code: 'ARTIFACT_MISMATCH' });
  expect([await store.find(other.sha256), await readdir(join(folder, 'partial'))]).toEqual([undefined, []]);
});

test('the store refuses bytes that are not the artifact, or too many', async () => {
  await expect(store.put(artifact, whole(flip({ id: 1, kind: 'chunk', payload: data }).payload))).rejects.toMatchObject({ code: 'ARTIFACT_MISMATCH' });
  await expect(store.put({ ...artifact, size: 5n }, whole(data))).rejects.toMatchObject({ code: 'ARTIFACT_MISMATCH' });
  await expect(store.put({ ...artifact, sha256: sha256() }, whole(data))).rejects.toMatchObject({ code: 'ARTIFACT_MISMATCH' });
  expect(await store.list()).toEqual([]);
});
