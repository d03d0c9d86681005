/** Stands between a browser and a node, and changes what the node answers. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

// biome-ignore lint/suspicious/noExplicitAny: JSON of the API under test.
export type Change = (path: string, json: any) => void;

export class TamperingProxy {
  /** What is done to each JSON answer. */
  change: Change = () => undefined;
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
  }

  static async start(target: () => string): Promise<TamperingProxy> {
    const server = createServer();
    const proxy = new TamperingProxy(server);
    server.on('request', (request, response) => {
      void (async () => {
        const answer = await fetch(target() + request.url, { headers: { accept: request.headers.accept ?? '*/*' } });
        const type = answer.headers.get('content-type') ?? '';
        const headers = [...answer.headers].filter(([name]) => !['content-encoding', 'content-length', 'transfer-encoding', 'connection'].includes(name));
        response.writeHead(answer.status, Object.fromEntries(headers));
        if (!/^application\/json/.test(type)) return void response.end(type === 'text/event-stream' ? '' : Buffer.from(await answer.arrayBuffer()));
        const json: unknown = await answer.json();
        proxy.change(decodeURIComponent(request.url ?? ''), json);
        response.end(JSON.stringify(json));
      })().catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
