/**
 * Fetches one artifact from peers, none of which is trusted: the chunk hashes must give the chunk root of the
 * publication, every chunk must have its hash. A peer that fails or lies is left; the download goes on with the
 * next. Gives the chunks in order.
 */
import { type Artifact, chunkCount, type Digest, equalBytes } from '@pyrsia/ledger';
import { hashLeaf, rootOfLeafHashes } from '@pyrsia/ledger/merkle';
import { ClientError } from '../errors.ts';
import { parseHashes } from '../store/blob-store.ts';
import type { PeerSession } from './peer-session.ts';

/** Chunks asked ahead of the one that is written; hides the round trip at 50 ms and bounds memory to 8 MiB. */
const WINDOW = 8;

export interface Source {
  readonly name: string;
  open(): Promise<PeerSession>;
  /** The peer gave wrong bytes. */
  ban(): void;
  /** The peer owed an answer and was silent. */
  avoid(): void;
}

/** Chunks in order, from the first source that works for each; `ARTIFACT_UNAVAILABLE` when none is left. */
export async function* downloadChunks(artifact: Artifact, sources: AsyncIterable<Source>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const total = chunkCount(artifact.size);
  let next = 0;
  const reasons: string[] = [];
  for await (const source of sources) {
    try {
      const session = await source.open();
      const hashes = await fetchHashes(artifact, session);
      for await (const chunk of fetchFrom(artifact, session, hashes, next)) {
        signal.throwIfAborted();
        next += 1;
        yield chunk;
      }
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ClientError && error.code === 'ARTIFACT_MISMATCH') source.ban();
      if (error instanceof ClientError && error.code === 'PEER_SILENT') source.avoid();
      reasons.push(`${source.name}: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }
  throw new ClientError('ARTIFACT_UNAVAILABLE', { chunks: `${next}/${total}`, tried: reasons.length, reasons: reasons.join('; ').slice(0, 500) });
}

/** For a file of one chunk the chunk root is its hash: no question needed. */
async function fetchHashes(artifact: Artifact, session: PeerSession): Promise<readonly Digest[]> {
  if (chunkCount(artifact.size) === 1) return [artifact.chunkRoot];
  const { kind, payload } = await session.ask({ sha256: artifact.sha256, chunk: undefined });
  if (kind !== 'hashes') throw new ClientError('ARTIFACT_UNAVAILABLE', { answer: kind });
  const hashes = parseHashes(payload);
  const right = hashes !== undefined && hashes.length === chunkCount(artifact.size) && equalBytes(rootOfLeafHashes(hashes), artifact.chunkRoot);
  if (!right) throw new ClientError('ARTIFACT_MISMATCH', { what: 'chunk hashes' });
  return hashes;
}

async function* fetchFrom(artifact: Artifact, session: PeerSession, hashes: readonly Digest[], from: number): AsyncGenerator<Uint8Array> {
  const ask = (chunk: number) => session.ask({ sha256: artifact.sha256, chunk });
  const asked: Array<ReturnType<typeof ask>> = [];
  let ahead = from;
  const fill = (): void => {
    for (; asked.length < WINDOW && ahead < hashes.length; ahead += 1) {
      const answer = ask(ahead);
      answer.catch(() => undefined); // Whoever awaits it below gets the error; nobody may when the download ends early.
      asked.push(answer);
    }
  };
  fill();
  for (let index = from; index < hashes.length; index += 1) {
    const { kind, payload } = await (asked.shift() as ReturnType<typeof ask>);
    if (kind !== 'chunk') throw new ClientError('ARTIFACT_UNAVAILABLE', { answer: kind });
    if (!equalBytes(hashLeaf(payload), hashes[index] as Digest)) {
      session.fail(new Error('a chunk is not what its hash says'));
      throw new ClientError('ARTIFACT_MISMATCH', { chunk: index });
    }
    fill();
    yield payload;
  }
}
