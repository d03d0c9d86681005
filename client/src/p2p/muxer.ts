/**
 * yamux with our limits (docs/limits.md), on a connection whose end is nobody's error. What yamux itself keeps without a
 * limit is bounded here: a frame that says it has 4 GiB, and answers that a peer asks for and does not read.
 */
import { InvalidMessageError, type MessageStream, StreamBufferError, type StreamMuxer, type StreamMuxerFactory, StreamStateError } from '@libp2p/interface';
import { yamux } from '@libp2p/yamux';

/** 100 MB/s and more at 50 ms; a stream that is paused must fit its read buffer, or yamux ends it. */
const MAX_STREAM_WINDOW = 16 * 1024 * 1024;
const MAX_READ_BUFFER = 2 * MAX_STREAM_WINDOW;
/** Of one connection, whatever they are for: refused before any word was said on them. */
const MAX_INBOUND_STREAMS = 64;
/** Version, type, flags, stream, length. Pings, resets and windows are no more than that. */
const HEADER_BYTES = 12;
/** While so much waits in the line, as many of those: a peer that reads takes them, and others need some ten. */
const FULL_LINE_BYTES = 512 * 1024;
const MAX_WAITING_WORDS = 16_384;

export function muxer(): () => StreamMuxerFactory {
  return () => {
    const factory: StreamMuxerFactory = yamux({
      maxInboundStreams: MAX_INBOUND_STREAMS,
      streamOptions: { maxStreamWindowSize: MAX_STREAM_WINDOW, maxReadBufferLength: MAX_READ_BUFFER },
    })();
    const create = factory.createStreamMuxer.bind(factory);
    return Object.assign(factory, { createStreamMuxer: (connection: MessageStream) => bounded(create(forgiving(connection)), connection) });
  };
}

/** yamux looks at the window of a stream when it has all of a frame: until then, anything may call itself one. */
function bounded(made: StreamMuxer, connection: MessageStream): StreamMuxer {
  const { buffer } = (made as unknown as { decoder: { buffer: { byteLength: number } } }).decoder;
  connection.addEventListener('message', () => {
    if (buffer.byteLength > HEADER_BYTES + MAX_STREAM_WINDOW) connection.abort(new InvalidMessageError('a frame that is larger than any window'));
  });
  return made;
}

/**
 * yamux sends in microtasks of its own, where nobody can catch that the connection is ending: a peer that leaves at that
 * moment would end the process. What is sent then is dropped; streams hear of the end by its event.
 */
function forgiving(connection: MessageStream): MessageStream {
  const send = connection.send.bind(connection);
  let waitingWords = 0;
  const sendOrDrop: typeof send = (data) => {
    if (connection.writeBufferLength < FULL_LINE_BYTES) waitingWords = 0;
    else if (data.byteLength <= HEADER_BYTES) waitingWords += 1;
    if (waitingWords > MAX_WAITING_WORDS) connection.abort(new StreamBufferError('a peer that asks and does not read'));
    try {
      return send(data);
    } catch (error) {
      if ((error as Error).name === StreamStateError.name) return false;
      throw error;
    }
  };
  return Object.assign(connection, { send: sendOrDrop });
}
