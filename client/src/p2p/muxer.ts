/** yamux with our limits (docs/limits.md), on a connection whose end is nobody's error. */
import { type MessageStream, type StreamMuxerFactory, StreamStateError } from '@libp2p/interface';
import { yamux } from '@libp2p/yamux';

/** 100 MB/s and more at 50 ms; a stream that is paused must fit its read buffer, or yamux ends it. */
const MAX_STREAM_WINDOW = 16 * 1024 * 1024;
const MAX_READ_BUFFER = 2 * MAX_STREAM_WINDOW;
/** Of one connection, whatever they are for: refused before any word was said on them. */
const MAX_INBOUND_STREAMS = 64;

export function muxer(): () => StreamMuxerFactory {
  return () => {
    const factory: StreamMuxerFactory = yamux({
      maxInboundStreams: MAX_INBOUND_STREAMS,
      streamOptions: { maxStreamWindowSize: MAX_STREAM_WINDOW, maxReadBufferLength: MAX_READ_BUFFER },
    })();
    const create = factory.createStreamMuxer.bind(factory);
    return Object.assign(factory, { createStreamMuxer: (connection: MessageStream) => create(forgiving(connection)) });
  };
}

/**
 * yamux sends in microtasks of its own, where nobody can catch that the connection is ending: a peer that leaves at that
 * moment would end the process. What is sent then is dropped; streams hear of the end by its event.
 */
function forgiving(connection: MessageStream): MessageStream {
  const send = connection.send.bind(connection);
  const sendOrDrop: typeof send = (data) => {
    try {
      return send(data);
    } catch (error) {
      if ((error as Error).name === StreamStateError.name) return false;
      throw error;
    }
  };
  return Object.assign(connection, { send: sendOrDrop });
}
