/**
 * The log as it grows: server-sent events while they come, questions every few seconds while they do not, nothing while
 * nobody looks at the page.
 */
import { useEffect, useState } from 'preact/hooks';
import { getJson, type LogEntry, type LogHead, type Page, readJson } from './api.ts';

export type Line = 'connecting' | 'live' | 'polling' | 'silent';
export interface Tail {
  readonly head: LogHead | undefined;
  readonly headAtMs: number;
  readonly entries: readonly LogEntry[] | undefined;
  /** Seen to arrive, not there from the start. */
  readonly fresh: ReadonlySet<string>;
  readonly line: Line;
  readonly trouble: string | undefined;
}

const SHOWN = 30;
const POLL_MS = 5_000;
/** After events failed for good, they are tried again. */
const RETRY_MS = 30_000;

/** An answer may have any shape. */
const isEntry = (one: LogEntry | null | undefined): one is LogEntry => /^\d+$/.test(String(one?.log_index));

/** Newest first, each once. */
export function mergeEntries(known: readonly LogEntry[], more: readonly LogEntry[]): LogEntry[] {
  const all = new Map([...known, ...more].filter(isEntry).map((entry) => [entry.log_index, entry]));
  return [...all.values()].sort((a, b) => Number(BigInt(b.log_index) - BigInt(a.log_index))).slice(0, SHOWN);
}

export function useTail(): Tail {
  const [tail, setTail] = useState<Tail>({ head: undefined, headAtMs: 0, entries: undefined, fresh: new Set(), line: 'connecting', trouble: undefined });
  useEffect(() => {
    const watch = new TailWatch((change) => setTail((before) => ({ ...before, ...change(before) })));
    watch.start();
    return () => watch.stop();
  }, []);
  return tail;
}

class TailWatch {
  private readonly update: (change: (before: Tail) => Partial<Tail>) => void;
  private readonly ended = new AbortController();
  private events: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failedAtMs = 0;

  constructor(update: (change: (before: Tail) => Partial<Tail>) => void) {
    this.update = update;
  }

  start(): void {
    document.addEventListener('visibilitychange', this.look);
    this.look();
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.look);
    this.ended.abort();
    this.rest();
  }

  private readonly look = (): void => {
    this.rest();
    if (!document.hidden) void this.round();
  };

  private rest(): void {
    clearTimeout(this.timer);
    this.events?.close();
    this.events = undefined;
  }

  /** Asks once, listens if that is not under way; comes again soon while there are no events. */
  private async round(): Promise<void> {
    const [head, entries] = await Promise.allSettled([this.head(), getJson<Page<LogEntry>>(`api/v1/log/entries?limit=${SHOWN}`, this.ended.signal)]);
    if (this.ended.signal.aborted || document.hidden) return;
    if (head.status === 'fulfilled') this.takeHead(head.value);
    if (entries.status === 'fulfilled' && Array.isArray(entries.value.items)) this.takeEntries(entries.value.items, false);
    const failed = head.status === 'rejected' ? head.reason : entries.status === 'rejected' ? entries.reason : undefined;
    this.update(() => ({ trouble: failed === undefined ? undefined : String((failed as Error).message) }));
    if (this.events === undefined && Date.now() - this.failedAtMs > RETRY_MS) this.listen();
    const isLive = this.events?.readyState === EventSource.OPEN;
    if (!isLive) this.update(() => ({ line: head.status === 'rejected' ? 'silent' : 'polling' }));
    clearTimeout(this.timer);
    // While events come, a question now and then finds what was missed in between.
    this.timer = setTimeout(() => void this.round(), isLive ? RETRY_MS : POLL_MS);
  }

  private listen(): void {
    const events = new EventSource('api/v1/log/tail');
    this.events = events;
    const read =
      <T>(take: (value: T) => void) =>
      (event: MessageEvent<string>) => {
        try {
          take(readJson(event.data) as T);
        } catch {
          // Not JSON: the next round asks.
        }
      };
    events.addEventListener(
      'entry',
      read<LogEntry>((entry) => this.takeEntries([entry], true)),
    );
    events.addEventListener(
      'head',
      read<LogHead>((head) => this.takeHead(head)),
    );
    events.addEventListener('open', () => this.update(() => ({ line: 'live' })));
    events.addEventListener('error', () => {
      // While it connects again by itself, and after it gave up, questions go on.
      if (events.readyState === EventSource.CLOSED) {
        this.failedAtMs = Date.now();
        this.events = undefined;
      }
      this.update(({ line }) => ({ line: line === 'silent' ? line : 'polling' }));
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.round(), POLL_MS);
    });
  }

  private takeHead(head: LogHead): void {
    this.update(() => ({ head, headAtMs: Date.now() }));
  }

  private takeEntries(more: readonly LogEntry[], isNew: boolean): void {
    this.update(({ entries, fresh }) => {
      const known = new Set(entries?.map((entry) => entry.log_index));
      const arrived =
        isNew || entries !== undefined
          ? more
              .filter(isEntry)
              .map((entry) => entry.log_index)
              .filter((index) => !known.has(index))
          : [];
      return { entries: mergeEntries(entries ?? [], more), ...(arrived.length > 0 ? { fresh: new Set([...fresh, ...arrived]) } : {}) };
    });
  }

  /** A node without this endpoint says less, at `/status`. */
  private async head(): Promise<LogHead> {
    try {
      return await getJson<LogHead>('api/v1/log/head', this.ended.signal);
    } catch (error) {
      const status = await getJson<Record<string, string | undefined>>('status', this.ended.signal).catch(() => {
        throw error;
      });
      const { log_origin, log_size, log_height, height } = status;
      return {
        ...(log_origin && { origin: log_origin }),
        ...(log_size && { size: log_size }),
        ...((log_height ?? height) && { height: log_height ?? height }),
      } as LogHead;
    }
  }
}
