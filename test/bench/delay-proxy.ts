/** A TCP proxy that keeps every byte for a while, in order: a long line, without a kernel that can make one. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Bytes on the way in each direction: a long fat line has as many. */
const ON_THE_WAY = 64 * 1024 * 1024;

export class DelayProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.server = server;
  }

  static async start(host: string, port: number, delayMs: number): Promise<DelayProxy> {
    const server = createServer();
    const proxy = new DelayProxy(server);
    server.on('connection', (near) => {
      const far = connect(port, host);
      for (const socket of [near, far]) {
        socket.setNoDelay(true);
        proxy.sockets.add(socket);
        socket.on('error', () => [near, far].map((one) => one.destroy()));
        socket.on('close', () => proxy.sockets.delete(socket));
      }
      delayed(near, far, delayMs);
      delayed(far, near, delayMs);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

function delayed(from: Socket, to: Socket, delayMs: number): void {
  let bytes = 0;
  from.on('data', (piece) => {
    bytes += piece.length;
    if (bytes > ON_THE_WAY) from.pause();
    setTimeout(() => {
      bytes -= piece.length;
      if (bytes <= ON_THE_WAY) from.resume();
      if (to.writable) to.write(piece);
    }, delayMs);
  });
  from.on('end', () => setTimeout(() => to.end(), delayMs));
}
