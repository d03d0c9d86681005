/**
 * Many peers in one process that ask one node for an artifact at once: `crowd.ts ADDRESS ARTIFACT STREAMS MS`. Every other
 * stream reads as fast as it can; the ones between ask and then do not read. Says { chunks } at the end.
 */
import type { Stream } from '@libp2p/interface';
import { tcp } from '@libp2p/tcp';
import { tls } from '@libp2p/tls';
import { lpStream } from '@libp2p/utils';
import { yamux } from '@libp2p/yamux';
import { multiaddr } from '@multiformats/multiaddr';
import { artifactCodec, BLOB_PROTOCOL, chunkCount, encodeBlobRequest, MAX_BLOB_FRAME_BYTES, parseBlobAnswer, parseHex } from '@pyrsia/ledger';
import { createLibp2p } from 'libp2p';

const [address, hex, streams, ms] = process.argv.slice(2) as [string, string, string, string];
const artifact = artifactCodec.decode(parseHex(hex));
const STREAMS_PER_PEER = 4;
const WINDOW = 8;
const until = performance.now() + Number(ms);
let chunks = 0;

async function read(stream: Stream): Promise<void> {
  const frames = lpStream(stream, { maxDataLength: MAX_BLOB_FRAME_BYTES });
  for (let id = 1; performance.now() < until; id += 1) {
    await frames.write(encodeBlobRequest({ id, sha256: artifact.sha256, want: id % chunkCount(artifact.size) }));
    if (id < WINDOW) continue;
    if (parseBlobAnswer((await frames.read()).subarray()).kind === 'chunk') chunks += 1;
  }
}

async function askAndStay(stream: Stream): Promise<void> {
  stream.pause();
  const frames = lpStream(stream);
  for (let id = 1; id <= WINDOW; id += 1) await frames.write(encodeBlobRequest({ id, sha256: artifact.sha256, want: id % chunkCount(artifact.size) }));
}

async function onePeer(): Promise<void> {
  const node = await createLibp2p({ transports: [tcp()], connectionEncrypters: [tls()], streamMuxers: [yamux()] });
  const connection = await node.dial(multiaddr(address));
  await Promise.all(
    Array.from({ length: STREAMS_PER_PEER }, async (_, i) => {
      const stream = await connection.newStream(BLOB_PROTOCOL, { maxOutboundStreams: STREAMS_PER_PEER });
      await (i % 2 === 0 ? read(stream) : askAndStay(stream)).catch(() => undefined); // The node may end what does not read.
    }),
  );
}

await Promise.all(Array.from({ length: Number(streams) / STREAMS_PER_PEER }, onePeer));
process.stdout.write(`${JSON.stringify({ chunks })}\n`);
process.exit(0);
