/**
 * A TCP line that is long, narrow or breaks, without a kernel that can make one. TCP hides loss: what a program sees of it
 * is that bytes come late and, in the end, that the connection is gone.
 */
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Bytes on the way in each direction: a long fat line has as many. */
const ON_THE_WAY = 64 * 1024 * 1024;

export interface LineShape {
  /** Each way. */
  readonly delayMs?: number;
  /** Towards who connected. */
  readonly bytesPerSecond?: number;
  /** Towards who connected: after so many bytes the connection breaks, with what was on the way. */
  readonly breaksAfter?: number;
}

export class Line {
  /** Connections that broke. */
  broken = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.server = server;
  }

  static async start(host: string, port: number, shape: LineShape): Promise<Line> {
    const server = createServer();
    const line = new Line(server);
    server.on('connection', (near) => {
      const far = connect(port, host);
      for (const socket of [near, far]) {
        socket.setNoDelay(true);
        line.sockets.add(socket);
        socket.on('error', () => [near, far].map((one) => one.destroy()));
        socket.on('close', () => line.sockets.delete(socket));
      }
      const onBreak = (): void => {
        line.broken += 1;
        near.resetAndDestroy();
        far.resetAndDestroy();
      };
      carry(near, far, { delayMs: shape.delayMs ?? 0 }, onBreak);
      carry(far, near, shape, onBreak);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  /** Its own end. */
  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

function carry(from: Socket, to: Socket, { delayMs = 0, bytesPerSecond, breaksAfter = Number.POSITIVE_INFINITY }: LineShape, onBreak: () => void): void {
  let [onTheWay, carried, freeAt] = [0, 0, 0];
  /** In their order, whatever the timers do; undefined is the end. */
  const queue: Array<{ readonly dueMs: number; readonly piece: Buffer | undefined }> = [];
  let timer: NodeJS.Timeout | undefined;
  const deliver = (): void => {
    timer = undefined;
    for (let next = queue[0]; next !== undefined && next.dueMs <= performance.now(); next = queue[0]) {
      queue.shift();
      if (next.piece === undefined) to.end();
      else {
        onTheWay -= next.piece.length;
        if (to.writable) to.write(next.piece);
      }
    }
    if (onTheWay <= ON_THE_WAY) from.resume();
    if (queue[0] !== undefined) timer = setTimeout(deliver, Math.max(1, queue[0].dueMs - performance.now()));
  };
  const enter = (piece: Buffer | undefined): void => {
    freeAt = Math.max(performance.now(), freeAt) + (bytesPerSecond === undefined ? 0 : ((piece?.length ?? 0) / bytesPerSecond) * 1_000);
    queue.push({ dueMs: freeAt + delayMs, piece });
    timer ??= setTimeout(deliver, delayMs);
  };
  from.on('data', (piece) => {
    onTheWay += piece.length;
    carried += piece.length;
    if (carried > breaksAfter) return onBreak();
    if (onTheWay > ON_THE_WAY) from.pause();
    enter(piece);
  });
  from.on('end', () => enter(undefined));
  to.on('close', () => clearTimeout(timer));
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
