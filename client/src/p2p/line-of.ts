/**
 * The encrypted line that all streams of a connection share. yamux hands it whatever the windows of the streams allow, some
 * MiB each, and does not wait for it: who sends much to many has to, or memory fills with what the line cannot take.
 */
import type { Connection, MessageStream } from '@libp2p/interface';

/** What waits to be sent, and when it gets less. */
export type Outbox = Pick<MessageStream, 'writeBufferLength' | 'status' | 'addEventListener' | 'removeEventListener'>;

/** Undefined where libp2p is not as we know it: then the windows alone bound what waits. */
export function lineOf(connection: Connection | undefined): Outbox | undefined {
  const { muxer } = (connection ?? {}) as { muxer?: { maConn?: unknown } };
  const line = muxer?.maConn as Partial<Outbox> | undefined;
  return typeof line?.addEventListener === 'function' && typeof line.writeBufferLength === 'number' ? (line as Outbox) : undefined;
}
