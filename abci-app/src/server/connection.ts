/**
 * One ABCI connection: requests in, responses out, strictly in order. Calls of one connection run one after
 * the other; connections do not wait for each other. Reading never stops while output is backed up: CometBFT
 * writes and reads in step, and a reader that pauses can deadlock with it. What is buffered is bounded by
 * CometBFT's own window of 256 requests.
 */
import type { Socket } from 'node:net';
import { abci } from '../../gen/abci.js';
import { AbciAppError } from '../errors.ts';
import { FrameReader, frame } from './frames.ts';

export interface Handle {
  answer(request: abci.Request): Promise<abci.Response.$Properties> | abci.Response.$Properties;
  /** Told of each request as it arrives, perhaps long before its turn: work that needs no order may begin. */
  arrived?(request: abci.Request): void;
}

export interface ConnectionEnd {
  /** Undefined when CometBFT closed the connection between two frames. */
  readonly error?: Error;
}

/** Serves a socket until it ends; resolves with the reason. Never rejects. */
export function serveConnection(socket: Socket, handle: Handle): Promise<ConnectionEnd> {
  const frames = new FrameReader();
  const waiting: abci.Request[] = [];
  let working = false;

  return new Promise((resolve) => {
    let ended = false;
    const end = (error?: Error): void => {
      if (ended) return;
      ended = true;
      waiting.length = 0;
      if (error === undefined) socket.end();
      else socket.destroySoon();
      resolve(error === undefined ? {} : { error });
    };

    const work = async (): Promise<void> => {
      if (working) return;
      working = true;
      try {
        await answerAll();
      } catch (error) {
        end(error instanceof Error ? error : new Error(String(error)));
      } finally {
        working = false;
      }
    };

    /** Answers go out together, up to the next call that has to wait: one write for many responses. */
    const answerAll = async (): Promise<void> => {
      let answers: Uint8Array[] = [];
      const flush = (): void => {
        if (answers.length > 0 && !ended) socket.write(answers.length === 1 ? (answers[0] as Uint8Array) : Buffer.concat(answers));
        answers = [];
      };
      for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
        const pending = answer(request, handle);
        if (pending instanceof Promise) flush();
        const { response, failure } = await pending;
        answers.push(frame(abci.Response.encode(response).finish()));
        if (failure !== undefined) {
          flush();
          throw failure;
        }
      }
      flush();
    };

    socket.on('data', (piece) => {
      if (ended) return;
      try {
        for (const bytes of frames.push(piece)) {
          const request = decodeRequest(bytes);
          waiting.push(request);
          handle.arrived?.(request);
        }
      } catch (error) {
        end(error as Error);
        return;
      }
      void work();
    });
    socket.on('end', () => end(frames.isCut ? new AbciAppError('FRAME_INVALID', { what: 'cut in the middle of a frame' }) : undefined));
    // A CometBFT that dies with answers unread resets the socket: it is gone, and its exit says why.
    socket.on('error', (cause: NodeJS.ErrnoException) => {
      const isGone = cause.code === 'ECONNRESET' || cause.code === 'EPIPE';
      end(isGone ? undefined : new AbciAppError('FRAME_INVALID', { what: 'socket error' }, { cause }));
    });
    socket.on('close', () => end());
  });
}

function decodeRequest(bytes: Uint8Array): abci.Request {
  let request: abci.Request;
  try {
    request = abci.Request.decode(bytes) as abci.Request;
  } catch (cause) {
    throw new AbciAppError('FRAME_INVALID', { what: 'request' }, { cause });
  }
  if (request.value === undefined) throw new AbciAppError('FRAME_INVALID', { what: 'unknown request' });
  return request;
}

interface Answered {
  readonly response: abci.Response.$Properties;
  readonly failure?: Error;
}

/** A failed call is answered with an exception, after which CometBFT stops: so do we. */
function answer(request: abci.Request, handle: Handle): Promise<Answered> | Answered {
  const failed = (cause: unknown): Answered => {
    const failure = new AbciAppError('CALL_FAILED', { call: request.value ?? 'unknown' }, { cause });
    return { response: { exception: { error: failure.message } }, failure };
  };
  try {
    const response = handle.answer(request);
    return response instanceof Promise ? response.then((value) => ({ response: value }), failed) : { response };
  } catch (cause) {
    return failed(cause);
  }
}
