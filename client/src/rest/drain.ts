/**
 * How the server stops: nothing new begins, what is under way ends, up to a limit. Whoever listens to events is told at once,
 * since those never end by themselves; a download that is cut off ends before its length, so that no client takes it for whole.
 */
import { Readable } from 'node:stream';
import type Koa from 'koa';
import type { Context } from 'koa';
import { ClientError } from '../errors.ts';

/** Answered to the end: they say that the node stops. */
const STILL_ANSWERED = new Set(['/healthz', '/readyz', '/metrics']);
const LAST_EVENT = `event: end\ndata: ${JSON.stringify({ code: 'STOPPING' })}\n\n`;

export class Drain {
  private readonly underWay = new Set<Context>();
  private readonly begun = new AbortController();
  private onEmpty: () => void = () => undefined;

  /** Aborts when the node begins to stop: for what would go on for ever. */
  get signal(): AbortSignal {
    return this.begun.signal;
  }
  get isBegun(): boolean {
    return this.begun.signal.aborted;
  }
  get size(): number {
    return this.underWay.size;
  }

  track(context: Context): void {
    this.underWay.add(context);
    context.res.once('close', () => {
      this.underWay.delete(context);
      if (this.underWay.size === 0) this.onEmpty();
    });
  }

  /** For a connection that was open before. */
  readonly refuse = (context: Context): void => {
    if (!this.isBegun) return;
    context.set('connection', 'close');
    if (!STILL_ANSWERED.has(context.path)) throw new ClientError('STOPPING');
  };

  /** Resolves when nothing is under way, at the latest after `limitMs`; how many were not done. */
  async begin(limitMs: number): Promise<number> {
    this.begun.abort();
    for (const context of this.underWay) tell(context);
    if (this.underWay.size === 0) return 0;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(resolve, limitMs);
      this.onEmpty = () => {
        clearTimeout(limit);
        resolve();
      };
    });
    return this.underWay.size;
  }
}

/** Between two of its events, as each is written whole. */
function tell({ res, body }: Koa.Context): void {
  if (!res.headersSent) res.setHeader('connection', 'close');
  if (res.headersSent && !res.writableEnded && String(res.getHeader('content-type')).startsWith('text/event-stream')) {
    if (body instanceof Readable) body.unpipe(res);
    res.end(LAST_EVENT, () => body instanceof Readable && body.destroy());
  }
}
