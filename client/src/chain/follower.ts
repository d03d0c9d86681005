/**
 * Keeps the newest header verified. A websocket only wakes it; what it then believes, it verifies. Without the
 * websocket it polls. While no build node answers, other nodes are asked.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { ClientError } from '../errors.ts';
import type { LightClient } from '../light/client.ts';
import { followEvents } from './block-events.ts';

/** The websocket tells of blocks; this is for when it does not. */
const POLL_MS = 20_000;
/** Rounds begin at least this far apart, whoever wakes: an event is nothing but a claim. */
const ROUND_PAUSE_MS = 200;

/** Where headers come from when no build node answers: the same verification, from other providers. */
export interface OtherHeaders {
  /** Rejects when there is nothing that verifies. */
  verify(signal: AbortSignal): Promise<unknown>;
}

export class Follower {
  /** While true, what was verified last came from other nodes, since no build node answers. */
  isByOthers = false;
  private readonly light: LightClient;
  private readonly others: OtherHeaders | undefined;
  private readonly rpcUrls: readonly string[];
  private readonly logger: Logger;
  private readonly stopped = new AbortController();
  private tasks: Promise<unknown> = Promise.resolve();
  private running: Promise<void> | undefined;
  private again = false;
  private readonly listeners = new Set<() => void>();
  /** Why the last round failed, for status; undefined when it did not. */
  trouble: ClientError | undefined;

  constructor(light: LightClient, rpcUrls: readonly string[], logger: Logger, others?: OtherHeaders) {
    this.others = others;
    this.light = light;
    this.rpcUrls = rpcUrls;
    this.logger = logger;
  }

  start(): void {
    const poll = setInterval(() => void this.catchUp(), POLL_MS);
    this.stopped.signal.addEventListener('abort', () => clearInterval(poll));
    const onTrouble = (error: unknown, url: string): void => this.logger.debug({ err: error, url }, 'websocket lost');
    this.tasks = followEvents(
      { rpcUrls: this.rpcUrls, wake: () => void this.catchUp(), progress: () => this.light.latest?.header.height ?? 0n, onTrouble },
      this.stopped.signal,
    );
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
      const pause = sleep(ROUND_PAUSE_MS, undefined, { signal: this.stopped.signal }).catch(() => undefined); // Stopped: the loop sees it.
      const before = this.light.latest?.header.height;
      try {
        await this.verify();
        this.trouble = undefined;
      } catch (error) {
        if (this.stopped.signal.aborted) return;
        // A bug that something hostile has found must not end the node: it is told, and looked into.
        if (!(error instanceof ClientError)) this.logger.error({ err: error }, 'a fault of this node');
        this.trouble =
          error instanceof ClientError ? error : new ClientError('RPC_ANSWER_INVALID', { what: 'a fault of this node; see its log' }, { cause: error });
        const level = this.trouble.code === 'ATTACK' ? 'fatal' : 'warn';
        this.logger[level]({ code: this.trouble.code, ...stringified(this.trouble.detail) }, 'header not verified');
      }
      if (this.light.latest?.header.height !== before) for (const listener of this.listeners) listener();
      if (this.again) await pause;
    }
  }

  private async verify(): Promise<void> {
    const { signal } = this.stopped;
    try {
      await this.light.verifyTo(undefined, signal);
      if (this.isByOthers) this.logger.info('a build node answers again');
      this.isByOthers = false;
    } catch (error) {
      const isSilence = error instanceof ClientError && error.code === 'RPC_UNREACHABLE';
      if (!isSilence || this.others === undefined || signal.aborted) throw error;
      const before = this.light.latest?.header.height;
      await this.others.verify(signal).catch((cause: unknown) => {
        // That two histories were shown is told; that nobody else knows more is no news beside that no build node answers.
        if (cause instanceof ClientError && cause.code !== 'ATTACK') throw error;
        throw cause;
      });
      if (!this.isByOthers) this.logger.warn('no build node answers: headers and log come from other nodes');
      this.isByOthers = true;
      // Peers that show nothing new may be all that somebody lets this node see: that no build node answers stays in sight.
      if (this.light.latest?.header.height === before) throw error;
    }
  }
}

const stringified = (detail: ClientError['detail']): Record<string, string> =>
  Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, String(value)]));
