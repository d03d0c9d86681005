/** Keeps the replica at the newest verified header. What goes wrong is told, and tried again at the next header. */
import type { Logger } from 'pino';
import type { Follower } from '../chain/follower.ts';
import type { LogView } from '../chain/proven-state.ts';
import { ClientError } from '../errors.ts';
import type { ReplicaHead } from './head.ts';
import type { LogReplica } from './replica.ts';

/** A long way behind, a line of progress this often. */
const PROGRESS_MS = 5_000;
/** Without a new header, an attempt that failed is made again after this time. */
const RETRY_MS = 5_000;
const PENDING_MS = 10_000;

export interface LogFollowerParts {
  readonly view: () => LogView;
  /** Told of each checkpoint that was followed to its end, perhaps more than once. */
  readonly onHead: (head: ReplicaHead) => Promise<void>;
}

export class LogFollower {
  private readonly replica: LogReplica;
  private readonly parts: LogFollowerParts;
  private readonly logger: Logger;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private retry: NodeJS.Timeout | undefined;
  private pendingSince: number | undefined;
  private unsubscribe: () => void = () => undefined;
  private readonly listeners = new Set<() => void>();
  /** Why the last attempt failed, for status; undefined when it did not. */
  trouble: ClientError | undefined;

  constructor(replica: LogReplica, parts: LogFollowerParts, logger: Logger) {
    this.replica = replica;
    this.parts = parts;
    this.logger = logger;
  }

  start(follower: Pick<Follower, 'onHeader'>): void {
    this.unsubscribe = follower.onHeader(() => void this.catchUp());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    this.unsubscribe();
    await this.running;
    await this.replica.close();
  }

  /** Called whenever the replica was found to be at a head, or brought to one. */
  onFollowed(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Asks that come meanwhile are served by one more round. */
  catchUp(): Promise<void> {
    this.again = true;
    this.running ??= this.rounds().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private onTrouble(error: ClientError): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.catchUp(), RETRY_MS);
    if (error.code === 'HEIGHT_PENDING') {
      // A build node may be a block behind the newest header; all of them for long are withholding something.
      this.pendingSince ??= performance.now();
      if (performance.now() - this.pendingSince < PENDING_MS) return;
      this.trouble = new ClientError('LOG_WITHHELD', { height: this.replica.head?.block.header.height ?? 0n }, { cause: error });
    } else this.trouble = error;
    const { code, message } = this.trouble;
    this.logger[code === 'LOG_FORKED' ? 'fatal' : 'warn']({ code, reason: message }, 'log not followed');
  }

  private async rounds(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      let told = performance.now();
      try {
        const onStep = (size: bigint, of: bigint): void => {
          if (performance.now() - told < PROGRESS_MS) return;
          told = performance.now();
          this.logger.info({ entries: size.toString(), of: of.toString() }, 'following the log');
        };
        await this.replica.follow(this.parts.view(), { onStep });
        if (this.replica.head !== undefined) await this.parts.onHead(this.replica.head);
        for (const listener of this.listeners) listener();
        this.trouble = undefined;
        this.pendingSince = undefined;
      } catch (error) {
        if (this.stopped) return;
        // A bug that something hostile has found must not end the node: it is told, and looked into.
        if (!(error instanceof ClientError)) this.logger.error({ err: error }, 'a fault of this node');
        this.onTrouble(error instanceof ClientError ? error : new ClientError('LOG_STORE', { reason: 'a fault of this node; see its log' }, { cause: error }));
      }
    }
  }
}
