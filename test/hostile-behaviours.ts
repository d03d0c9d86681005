/** What a hostile peer does with a stream on which it is asked for artifacts: one named behaviour each. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stream } from '@libp2p/interface';
import { lpStream } from '@libp2p/utils';
import { Bitfield, type BlobAnswer, type BlobRequest, CHUNK_BYTES, encodeBlobAnswer, MAX_BLOB_FRAME_BYTES, parseBlobRequest, toHex } from '@pyrsia/ledger';

/** An artifact whose bytes the peer has: the best lies are nearly true. */
export interface Known {
  readonly data: Uint8Array;
  readonly hashes: Uint8Array;
}
export interface Asked {
  readonly known: ReadonlyMap<string, Known>;
  readonly onRequest: () => void;
}
type Behaviour = (stream: Stream, asked: Asked) => Promise<void>;
/** `other`: the honest answer to the same question about another artifact. */
type Lie = (honest: BlobAnswer, want: BlobRequest['want'], other: BlobAnswer) => BlobAnswer | undefined;

const NOTHING = new Uint8Array(0);
const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === 3 ? byte ^ 1 : byte));
const isChunk = (want: BlobRequest['want']): want is number => typeof want === 'number';

function honest({ data, hashes }: Known, id: number, want: BlobRequest['want']): BlobAnswer {
  if (want === 'hashes') return { id, kind: 'hashes', payload: hashes };
  if (isChunk(want)) return { id, kind: 'chunk', payload: data.subarray(want * CHUNK_BYTES, (want + 1) * CHUNK_BYTES) };
  const all = new Bitfield(hashes.length / 32);
  for (let index = 0; index < all.size; index += 1) all.set(index);
  return { id, kind: 'held', payload: all.bytes };
}

/** Answers as an honest peer would, but for the lie; undefined: not at all. */
const answering =
  (lie: Lie): Behaviour =>
  async (stream, { known, onRequest }) => {
    const frames = lpStream(stream, { maxDataLength: MAX_BLOB_FRAME_BYTES });
    for (;;) {
      const { id, want, sha256 } = parseBlobRequest((await frames.read()).subarray());
      onRequest();
      const one = known.get(toHex(sha256));
      if (one === undefined) await frames.write(encodeBlobAnswer({ id, kind: 'notHeld', payload: NOTHING }));
      else {
        const other = [...known.values()].find((another) => another !== one) ?? one;
        const answer = lie(honest(one, id, want), want, honest(other, id, want));
        if (answer !== undefined) await frames.write(encodeBlobAnswer(answer));
      }
    }
  };

/** Answers honestly until a chunk is asked for, and then does what it likes. */
const untilChunk =
  (act: (stream: Stream) => Promise<void>): Behaviour =>
  async (stream, { known, onRequest }) => {
    const frames = lpStream(stream, { maxDataLength: MAX_BLOB_FRAME_BYTES });
    for (;;) {
      const { id, want, sha256 } = parseBlobRequest((await frames.read()).subarray());
      onRequest();
      const one = known.get(toHex(sha256));
      if (one === undefined || isChunk(want)) return act(stream);
      await frames.write(encodeBlobAnswer(honest(one, id, want)));
    }
  };

/** Length of a frame of a whole chunk, as a varint. */
const CHUNK_FRAME = Uint8Array.of(0x85, 0x80, 0x40);

const BEHAVIOURS = {
  'wrong-bytes': answering((answer, want) => (want === 2 ? { ...answer, payload: flipped(answer.payload) } : answer)),
  'wrong-hashes': answering((answer, want) => (want === 'hashes' ? { ...answer, payload: flipped(answer.payload) } : answer)),
  'another-artifact': answering((answer, want, other) => (isChunk(want) ? other : answer)),
  'too-long': answering((answer, want) => (isChunk(want) ? { ...answer, payload: Buffer.concat([answer.payload, Uint8Array.of(0)]) } : answer)),
  'too-short': answering((answer, want) => (isChunk(want) ? { ...answer, payload: answer.payload.subarray(1) } : answer)),
  'held-and-not': answering((answer, want) => (isChunk(want) ? { ...answer, kind: 'notHeld', payload: NOTHING } : answer)),
  'no-chunk': answering((answer, want) => (isChunk(want) ? undefined : answer)),
  endless: untilChunk(async (stream) => {
    const frame = Buffer.concat([CHUNK_FRAME, encodeBlobAnswer({ id: 1, kind: 'chunk', payload: new Uint8Array(CHUNK_BYTES) })]);
    while (stream.status === 'open') if (!stream.send(frame)) await once(stream, 'drain', { signal: AbortSignal.timeout(30_000) });
  }),
  'one-byte-per-second': untilChunk(async (stream) => {
    stream.send(CHUNK_FRAME);
    for (; stream.status === 'open'; await sleep(1_000)) stream.send(Uint8Array.of(0x63));
  }),
  silent: untilChunk(async () => undefined),
  'half-closed': untilChunk(async (stream) => {
    stream.send(Buffer.concat([CHUNK_FRAME, Uint8Array.of(0x63, 0, 0)]));
    await stream.close();
  }),
} satisfies Record<string, Behaviour>;

export type BehaviourName = keyof typeof BEHAVIOURS;
export const behaviour = (name: BehaviourName): Behaviour => BEHAVIOURS[name];
