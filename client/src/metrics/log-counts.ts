/** Verdicts of builds, counted from the verified log: each entry once, in slices, so that requests go on between them. */
import { setImmediate as pause } from 'node:timers/promises';
import { logEntryCodec } from '@pyrsia/ledger';
import type { LogReplica } from '../log/replica.ts';

/** Some 10 ms of work. */
const SLICE = 256;
/** Entries in one go; what is left is counted the next time somebody asks. */
const MAX_ENTRIES = 50_000n;

export class LogCounts {
  /** From zero, so that the first of a kind is seen as one more. */
  readonly verdicts = new Map<string, number>([
    ['published', 0],
    ['refused', 0],
    ['expired', 0],
  ]);
  readonly refusals = new Map<string, number>([
    ['no_majority', 0],
    ['too_few_results', 0],
    ['too_late', 0],
  ]);
  private readonly log: Pick<LogReplica, 'size' | 'entry'>;
  private next = 0n;
  private running: Promise<void> | undefined;

  constructor(log: Pick<LogReplica, 'size' | 'entry'>) {
    this.log = log;
  }

  /** Counts what came since the last time. */
  catchUp(): Promise<void> {
    this.running ??= this.count().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async count(): Promise<void> {
    for (const end = this.next + MAX_ENTRIES; this.next < this.log.size && this.next < end; ) {
      for (let i = 0; i < SLICE && this.next < this.log.size; i += 1, this.next += 1n) this.add(this.log.entry(this.next));
      await pause();
    }
  }

  private add(bytes: Uint8Array | undefined): void {
    if (bytes === undefined) return;
    const { record } = logEntryCodec.decode(bytes);
    if (record.kind === 'publication') plusOne(this.verdicts, 'published');
    if (record.kind !== 'refusal') return;
    const { verdict, results, electorateSize } = record.value;
    plusOne(this.verdicts, verdict);
    plusOne(this.refusals, verdict === 'expired' ? 'too_late' : 2 * results.length <= electorateSize ? 'too_few_results' : 'no_majority');
  }
}

function plusOne(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
