/** The real program as a process, with a home of the test's own and a small HTTP server in the place of the node. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json as jsonOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../cli-main.ts', import.meta.url));
export const DIGEST = 'ab'.repeat(32);

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly body: unknown;
}
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class CliHarness {
  readonly url: string;
  /** HOME of the program; PYRSIA_HOME is `pyrsia` in it. */
  home = '';
  asked: Asked[] = [];
  /** What the node answers, by method and path. */
  answers: Record<string, [status: number, body: unknown]> = {};
  private readonly folder: string;
  private readonly server: Server;

  private constructor(folder: string, server: Server) {
    this.folder = folder;
    this.server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<CliHarness> {
    const server = createServer(async (request, response) => {
      const body = request.method === 'GET' || request.headers['content-type'] === undefined ? undefined : await jsonOf(request);
      harness.asked.push({ method: request.method, url: request.url, token: request.headers.authorization, body });
      const [status, answer] = harness.answers[`${request.method} ${request.url}`] ?? [404, { code: 'NOT_FOUND', detail: 'NOT_FOUND: nothing here' }];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const harness = new CliHarness(await mkdtemp(join(tmpdir(), 'pyrsia-cli-')), server);
    return harness;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
    await rm(this.folder, { recursive: true });
  }

  /** Another home, and nothing asked yet. */
  async renew(): Promise<void> {
    this.home = await mkdtemp(join(this.folder, 'home-'));
    this.asked = [];
    this.answers = {};
  }

  get config(): string {
    return join(this.home, 'pyrsia/pyrsia.toml');
  }

  readonly run = (args: readonly string[], environment: Record<string, string> = {}, input = ''): Promise<Ended> => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: this.home, PYRSIA_HOME: join(this.home, 'pyrsia'), ...environment };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [PROGRAM, ...args], { env, cwd: tmpdir(), timeout: 20_000 }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
      );
      child.stdin?.end(input);
    });
  };

  readonly atNode = (...args: string[]): Promise<Ended> => this.run(['--node', this.url, ...args]);
}
