/** Small protocols: one question and one answer a stream. Both sides are hostile to each other: bounded, and in time. */
import type { Connection, PeerId, Stream } from '@libp2p/interface';
import { lpStream } from '@libp2p/utils';
import type { Libp2p } from 'libp2p';
import { ClientError } from '../errors.ts';
import type { RateLimit } from './rate-limit.ts';

export interface Protocol {
  readonly id: string;
  readonly maxQuestionBytes: number;
  readonly maxAnswerBytes: number;
  /** For question and answer together; 3 s if nothing else is said. */
  readonly answerMs?: number;
}

/** Streams of one connection at a time. */
const MAX_STREAMS = 4;
/** Answers on their way at one time, of one protocol: each is in memory until the peer has taken it. */
const MAX_ANSWERS = 32;
const ANSWER_MS = 3_000;

type Node = Pick<Libp2p, 'handle' | 'getPeers' | 'dialProtocol'>;

export interface ServeQuestions {
  /** `peer`: who asks. */
  readonly answer: (question: Uint8Array, peer: string) => Uint8Array;
  readonly limit: RateLimit;
  readonly onTrouble: (error: unknown) => void;
}

export async function serveQuestions(node: Node, protocol: Protocol, { answer, limit, onTrouble }: ServeQuestions): Promise<void> {
  let answering = 0;
  const serve = async (stream: Stream, connection?: Connection): Promise<void> => {
    const signal = AbortSignal.timeout(protocol.answerMs ?? ANSWER_MS);
    try {
      const frames = lpStream(stream, { maxDataLength: protocol.maxQuestionBytes });
      const question = (await frames.read({ signal })).subarray();
      if (answering >= MAX_ANSWERS) throw new ClientError('STOPPED', { reason: 'too many ask at once' });
      answering += 1;
      try {
        const bytes = answer(question, connection?.remotePeer.toString() ?? '');
        await limit.take(bytes.length, signal);
        await frames.write(bytes, { signal });
        await stream.close({ signal });
      } finally {
        answering -= 1;
      }
    } catch (error) {
      onTrouble(error);
      stream.abort(error instanceof Error ? error : new Error(String(error)));
    }
  };
  await node.handle(protocol.id, serve, { maxInboundStreams: MAX_STREAMS, runOnLimitedConnection: true });
}

/** Answers of all connected peers that give one in time. */
export async function askPeers(node: Node, protocol: Protocol, question: Uint8Array, onTrouble: (error: unknown) => void): Promise<Uint8Array[]> {
  const answers = await Promise.allSettled(node.getPeers().map((peer) => askPeer(node, protocol, peer, question)));
  return answers.flatMap((answer) => {
    if (answer.status === 'fulfilled') return [answer.value];
    onTrouble(answer.reason);
    return [];
  });
}

export async function askPeer(node: Node, protocol: Protocol, peer: PeerId, question: Uint8Array, ended?: AbortSignal): Promise<Uint8Array> {
  const late = AbortSignal.timeout(protocol.answerMs ?? ANSWER_MS);
  const signal = ended === undefined ? late : AbortSignal.any([late, ended]);
  const stream = await node.dialProtocol(peer, protocol.id, { signal, runOnLimitedConnection: true });
  try {
    const frames = lpStream(stream, { maxDataLength: protocol.maxAnswerBytes });
    await frames.write(question, { signal });
    const answer = (await frames.read({ signal })).subarray();
    await stream.close({ signal });
    return new Uint8Array(answer);
  } catch (error) {
    stream.abort(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}
