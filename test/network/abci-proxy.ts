/**
 * Between a CometBFT and its application: records the calls, and may answer in the application's place. Knows ABCI from
 * the published .proto only.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import { root } from './test-network.ts';

const types = protobuf.loadSync(join(root, 'abci-app/proto/abci.proto'));
const Request = types.lookupType('abci.Request');
const Response = types.lookupType('abci.Response');

export type Message = Record<string, unknown>;
/** Gives the answer that CometBFT gets for a call. */
export type Lie = (call: string, request: Message, answer: Message) => Message;

export class AbciProxy {
  /** All calls in the order in which they came, whatever the connection. */
  readonly calls: string[] = [];
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.server = server;
  }

  static async start(options: { at: string; application: string; lie?: Lie }): Promise<AbciProxy> {
    const server = createServer();
    const proxy = new AbciProxy(server);
    server.on('connection', (socket) => proxy.serve(socket, connect(options.application), options.lie));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.at, resolve);
    });
    return proxy;
  }

  private serve(cometBft: Socket, application: Socket, lie: Lie | undefined): void {
    /** Answers come in the order of the calls. */
    const asked: Array<{ call: string; request: Message }> = [];
    for (const [from, to] of [
      [cometBft, application],
      [application, cometBft],
    ] as const) {
      this.sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
    frames(cometBft, (bytes) => {
      const { call, message } = opened(Request, bytes);
      asked.push({ call, request: message });
      if (call !== 'flush' && call !== 'echo') this.calls.push(call);
      application.write(framed(bytes));
    });
    frames(application, (bytes) => {
      const { call, request } = asked.shift() as { call: string; request: Message };
      if (lie === undefined || call === 'flush') {
        cometBft.write(framed(bytes));
        return;
      }
      const { message } = opened(Response, bytes);
      cometBft.write(framed(Response.encode(Response.fromObject({ [call]: lie(call, request, message) })).finish()));
    });
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function opened(type: protobuf.Type, bytes: Uint8Array): { call: string; message: Message } {
  const whole = type.toObject(type.decode(bytes), { oneofs: true }) as { value?: string } & Record<string, Message>;
  const call = String(whole.value);
  return { call, message: whole[call] as Message };
}

function framed(bytes: Uint8Array): Uint8Array {
  return protobuf.Writer.create().bytes(bytes).finish();
}

function frames(socket: Socket, take: (bytes: Uint8Array) => void): void {
  let held = Buffer.alloc(0);
  socket.on('data', (piece) => {
    held = Buffer.concat([held, piece]);
    for (;;) {
      const reader = protobuf.Reader.create(held);
      try {
        const bytes = reader.bytes();
        held = held.subarray(reader.pos);
        take(Uint8Array.from(bytes));
      } catch (error) {
        if (error instanceof RangeError) return; // Not whole yet.
        throw error;
      }
    }
  });
}

/**
 * The legal orders of calls (spec/abci at v0.40.0, comet_expected_behavior), as one letter each: I info, G init_chain,
 * P prepare_proposal, V process_proposal, F finalize_block, C commit, O offer_snapshot, A apply_snapshot_chunk.
 * Calls of the mempool and queries may come at any time.
 */
const LETTERS: Readonly<Record<string, string>> = {
  info: 'I',
  initChain: 'G',
  prepareProposal: 'P',
  processProposal: 'V',
  finalizeBlock: 'F',
  commit: 'C',
  offerSnapshot: 'O',
  applySnapshotChunk: 'A',
};
const ANYTIME = ['checkTx', 'query', 'listSnapshots', 'loadSnapshotChunk'];
const HEIGHT = '(?:P?V)*FC';
/** From a start of CometBFT to its end, which may come at any moment. */
const RUN = new RegExp(`^(?:IG?|(?:OA*)*OA+I)(?:${HEIGHT})*(?:P?V?)*F?$`);

/** The letters of what was recorded, and whether they are a legal order. */
export function grammarOf(calls: readonly string[]): { letters: string; legal: boolean } {
  const letters = calls
    .filter((call) => !ANYTIME.includes(call))
    .map((call) => LETTERS[call] ?? '?')
    .join('');
  return { letters, legal: RUN.test(letters) };
}
