/** Stands between a client and a server, and notes what was asked and answered. */
import { createServer, request, type Server } from 'node:http';

export interface Noted {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export class RecordingProxy {
  readonly url: string;
  readonly noted: readonly Noted[];
  private readonly server: Server;

  private constructor(url: string, noted: readonly Noted[], server: Server) {
    this.url = url;
    this.noted = noted;
    this.server = server;
  }

  static async start(target: string): Promise<RecordingProxy> {
    const noted: Noted[] = [];
    const { hostname, port } = new URL(target);
    const server = createServer((incoming, outgoing) => {
      const { method = '', url: path = '', headers } = incoming;
      const forwarded = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
        noted.push({ method, path, status: answer.statusCode ?? 0 });
        outgoing.writeHead(answer.statusCode ?? 0, answer.statusMessage, answer.headers);
        answer.pipe(outgoing);
      });
      forwarded.on('error', () => outgoing.destroy());
      incoming.pipe(forwarded);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return new RecordingProxy(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, noted, server);
  }

  /** What was asked since so many requests. */
  since(count: number, ending = ''): Noted[] {
    return this.noted.slice(count).filter(({ path }) => path.endsWith(ending));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
