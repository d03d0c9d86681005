/**
 * Keeps the newest header verified. A websocket only wakes it; what it then believes, it verifies. Without the
 * websocket it polls.
 */
import { WebsocketClient } from '@cosmjs/tendermint-rpc';
import type { Logger } from 'pino';
import { ClientError } from '../errors.ts';
import type { LightClient } from '../light/client.ts';

/** The websocket tells of blocks; this is for when it does not. */
const POLL_MS = 20_000;
const RECONNECT_MS = 3_000;

export class Follower {
  private readonly light: LightClient;
  private readonly rpcUrls: readonly string[];
  private readonly logger: Logger;
  private readonly stopped = new AbortController();
  private tasks: Promise<unknown> = Promise.resolve();
  private running: Promise<void> | undefined;
  private again = false;
  private readonly listeners = new Set<() => void>();
  /** Why the last round failed, for status; undefined when it did not. */
  trouble: ClientError | undefined;

  constructor(light: LightClient, rpcUrls: readonly string[], logger: Logger) {
    this.light = light;
    this.rpcUrls = rpcUrls;
    this.logger = logger;
  }

  start(): void {
    const poll = setInterval(() => void this.catchUp(), POLL_MS);
    this.stopped.signal.addEventListener('abort', () => clearInterval(poll));
    this.tasks = this.listen();
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.tasks;
    await this.running;
  }

  /** Called after each newly verified header. */
  onHeader(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Verifies up to the newest header; asks that come meanwhile are served by one more round. */
  catchUp(): Promise<void> {
    this.again = true;
    this.running ??= this.rounds().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async rounds(): Promise<void> {
    while (this.again && !this.stopped.signal.aborted) {
      this.again = false;
      const before = this.light.latest?.header.height;
      try {
        await this.light.verifyTo(undefined, this.stopped.signal);
        this.trouble = undefined;
      } catch (error) {
        if (this.stopped.signal.aborted) return;
        this.trouble = error instanceof ClientError ? error : new ClientError('RPC_UNREACHABLE', {}, { cause: error });
        const level = this.trouble.code === 'ATTACK' ? 'fatal' : 'warn';
        this.logger[level]({ code: this.trouble.code, ...stringified(this.trouble.detail) }, 'header not verified');
      }
      if (this.light.latest?.header.height !== before) for (const listener of this.listeners) listener();
    }
  }

  /** One websocket at a time, to one build node after the other. */
  private async listen(): Promise<void> {
    for (let i = 0; !this.stopped.signal.aborted; i += 1) {
      const url = this.rpcUrls[i % this.rpcUrls.length] as string;
      await this.listenTo(url.replace(/^http/, 'ws')).catch((error: unknown) => this.logger.debug({ err: error, url }, 'websocket lost'));
      if (!this.stopped.signal.aborted) await pause(RECONNECT_MS, this.stopped.signal);
    }
  }

  private listenTo(url: string): Promise<void> {
    const client = new WebsocketClient(url, () => undefined);
    const request = { jsonrpc: '2.0', id: 1, method: 'subscribe', params: { query: "tm.event='NewBlockHeader'" } } as const;
    return new Promise<void>((resolve, reject) => {
      const subscription = client.listen(request).subscribe({ next: () => void this.catchUp(), error: reject, complete: () => resolve() });
      this.stopped.signal.addEventListener('abort', () => {
        subscription.unsubscribe();
        resolve();
      });
    }).finally(() => client.disconnect());
  }
}

const stringified = (detail: ClientError['detail']): Record<string, string> =>
  Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, String(value)]));

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
