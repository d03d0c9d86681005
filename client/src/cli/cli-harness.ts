/** The real program as a process, with a home of the test's own and a small HTTP server in the place of the node. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json as jsonOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach } from 'vitest';

export const PROGRAM = fileURLToPath(new URL('../cli-main.ts', import.meta.url));
export const DIGEST = 'ab'.repeat(32);
/** Answers as a node gives them. */
export const STATUS = { chain_id: 'c', log_origin: 'l', peer_id: 'p', peers_count: 3 };
export const SHARE = { share: 'off', upload_bytes_per_second: null, ecosystems: null, disk_bytes: null, max_connections: 9 };
export const BUILD = { purl: 'pkg:maven/g/a@1', phase: 'committing', attempt: 1, electorate: ['1', '2'], committed: ['1'], reveals: [] };

/** A network file. */
export const NETWORK = JSON.stringify({
  trust_root: { chain_id: 'c', height: '1', hash: DIGEST, trusting_period_ms: '1000' },
  ...{ log_origin: 'log.example', rpc: ['http://127.0.0.1:1'], bootstrap: [] },
});
/** In the place of a status. */
export const HANGS_UP = 0;

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
  url = '';
  /** HOME of the program; PYRSIA_HOME is `pyrsia` in it. */
  home = '';
  asked: Asked[] = [];
  /** What the node answers, by method and path. */
  answers: Record<string, [status: number, body: unknown]> = {};
  private folder = '';
  private readonly server: Server;

  constructor() {
    this.server = createServer(async (request, response) => {
      const body = request.method === 'GET' || request.headers['content-type'] === undefined ? undefined : await jsonOf(request);
      this.asked.push({ method: request.method, url: request.url, token: request.headers.authorization, body });
      const [status, answer] = this.answers[`${request.method} ${request.url}`] ?? [404, { code: 'NOT_FOUND', detail: 'NOT_FOUND: nothing here' }];
      if (status === HANGS_UP) {
        request.socket.destroy();
        return;
      }
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.folder = await mkdtemp(join(tmpdir(), 'pyrsia-cli-'));
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

  get environment(): Record<string, string> {
    return { PATH: process.env['PATH'] ?? '', HOME: this.home, PYRSIA_HOME: join(this.home, 'pyrsia'), XDG_CACHE_HOME: join(this.folder, 'cache') };
  }

  readonly run = (args: readonly string[], environment: Record<string, string> = {}, input = ''): Promise<Ended> => {
    const env = { ...this.environment, ...environment };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [PROGRAM, ...args], { env, cwd: tmpdir(), timeout: 20_000 }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
      );
      child.stdin?.end(input);
    });
  };

  readonly atNode = (...args: string[]): Promise<Ended> => this.run(['--node', this.url, ...args]);
}

/** For all tests of a file: one server, a new home for each. */
export function useCli(): { cli: CliHarness; run: CliHarness['run']; atNode: CliHarness['atNode'] } {
  const cli = new CliHarness();
  beforeAll(() => cli.start());
  afterAll(() => cli.stop());
  beforeEach(() => cli.renew());
  return { cli, run: cli.run, atNode: cli.atNode };
}
