/** A build node's RPC as a liar would serve it: passes calls on to a real one, and changes what comes back. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

// biome-ignore lint/suspicious/noExplicitAny: JSON of CometBFT's RPC.
type Any = any;
export type Lie = (method: string, params: Any, result: Any) => Any;
export const honest: Lie = (_method, _params, result) => result;

export class LyingRpc {
  lie: Lie = honest;
  readonly calls: string[] = [];
  private readonly server: Server;
  private port = 0;
  private readonly upgraded = new Set<Duplex>();

  private constructor(upstream: string) {
    this.server = createServer((request, response) => {
      const answer = async (): Promise<void> => {
        const pieces: Buffer[] = [];
        for await (const piece of request) pieces.push(piece as Buffer);
        const body = JSON.parse(Buffer.concat(pieces).toString('utf8')) as Any;
        this.calls.push(body.method);
        const real = (await (await fetch(upstream, { method: 'POST', body: JSON.stringify(body) })).json()) as Any;
        const result = real.result === undefined ? undefined : this.lie(body.method, body.params, structuredClone(real.result));
        response.setHeader('content-type', 'application/json').end(JSON.stringify(result === undefined ? real : { ...real, result }));
      };
      answer().catch(() => response.destroy());
    });
    // Events of blocks only wake a node: they go through as they are.
    this.server.on('upgrade', ({ headers, url }, socket) => {
      const { hostname, port } = new URL(upstream);
      const other = connect(Number(port), hostname, () => {
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
        other.write(`GET ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
        other.pipe(socket).pipe(other);
      });
      for (const end of [socket, other]) end.on('error', () => [socket, other].map((one) => one.destroy()));
      this.upgraded.add(socket);
    });
  }

  static async start(upstream: string): Promise<LyingRpc> {
    const rpc = new LyingRpc(upstream);
    await new Promise<void>((resolve) => rpc.server.listen(0, '127.0.0.1', resolve));
    rpc.port = (rpc.server.address() as AddressInfo).port;
    return rpc;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.upgraded) socket.destroy();
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

/** A node's REST, passed on with a byte changed in the middle of whatever lies under one path. */
export class FlippingProxy {
  flipped = 0;
  private readonly server: Server;

  private constructor(upstream: string, path: string) {
    this.server = createServer((request, response) => {
      const answer = async (): Promise<void> => {
        const real = await fetch(`${upstream}${request.url}`);
        const bytes = Buffer.from(await real.arrayBuffer());
        if (request.url?.startsWith(path) && real.ok && bytes.length > 0) {
          this.flipped += 1;
          const at = bytes.length >> 1;
          bytes[at] = (bytes[at] as number) ^ 1;
        }
        response.writeHead(real.status).end(bytes);
      };
      answer().catch(() => response.destroy());
    });
  }

  static async start(upstream: string, path: string): Promise<FlippingProxy> {
    const proxy = new FlippingProxy(upstream, path);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
