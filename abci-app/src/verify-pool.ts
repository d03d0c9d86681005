/**
 * Signatures of transactions that just arrived, verified on other cores. What was asked for in one turn of the event
 * loop goes out as one batch for each thread. A thread that fails takes the node down: it must not judge by other rules.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AbciAppError } from './errors.ts';
import type { Batch } from './verify-worker.ts';

/** One core is the application's own; more than a few do not help one CometBFT. */
const MAX_THREADS = 4;

interface Asked {
  readonly item: Batch[number];
  readonly resolve: (isValid: boolean) => void;
  readonly reject: (error: Error) => void;
}

export class VerifyPool {
  private readonly workers: Worker[];
  private readonly waiting = new Map<number, readonly Asked[]>();
  private asked: Asked[] = [];
  private next = 0;
  private failure: Error | undefined;
  private stopping = false;

  /** `onFailure`: a thread ended; nothing is verified here any more. */
  constructor(onFailure: (error: Error) => void) {
    const threads = Math.min(MAX_THREADS, Math.max(1, availableParallelism() - 1));
    this.workers = Array.from({ length: threads }, () => new Worker(new URL('./verify-worker.ts', import.meta.url)));
    for (const worker of this.workers) {
      // An idle pool keeps no process alive.
      worker.unref();
      worker.on('message', ({ id, verdicts }: { id: number; verdicts: readonly boolean[] }) => {
        for (const [i, { resolve }] of (this.waiting.get(id) ?? []).entries()) resolve(verdicts[i] === true);
        this.waiting.delete(id);
      });
      for (const event of ['error', 'messageerror', 'exit'] as const) {
        worker.on(event, (cause: unknown) => {
          if (!this.stopping) this.fail(new AbciAppError('VERIFIER_ENDED', { event }, { cause }), onFailure);
        });
      }
    }
  }

  verify(...item: Batch[number]): Promise<boolean> {
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) {
        reject(this.failure);
        return;
      }
      if (this.asked.length === 0) setImmediate(() => this.send());
      this.asked.push({ item, resolve, reject });
    });
  }

  private send(): void {
    const share = Math.ceil(this.asked.length / this.workers.length);
    for (const [i, worker] of this.workers.entries()) {
      const part = this.asked.slice(i * share, (i + 1) * share);
      if (part.length === 0) continue;
      this.next += 1;
      this.waiting.set(this.next, part);
      worker.postMessage({ id: this.next, batch: part.map(({ item }) => item) });
    }
    this.asked = [];
  }

  private fail(error: Error, onFailure: (error: Error) => void): void {
    this.failure ??= error;
    for (const { reject } of [...this.asked, ...[...this.waiting.values()].flat()]) reject(error);
    this.asked = [];
    this.waiting.clear();
    onFailure(error);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
