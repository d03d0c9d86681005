/**
 * How much of the node one caller may have: so many requests a second, so many at once; and all of them together so many at
 * once. Callers are told apart by address; behind a proxy they are all one, and the proxy limits.
 */
import type { Context } from 'koa';
import { ClientError } from '../errors.ts';

/** A build tool begins with thousands of requests, and fails at the first that is refused; several may stand behind one address. This many seconds' worth may come at once. */
const BURST_SECONDS = 5;
/** Requests under way: each holds a socket and a stream; 64 KiB of memory or so. */
const MAX_UNDER_WAY = 512;
/** One caller leaves half of them to others. */
const MAX_UNDER_WAY_PER_CALLER = 256;
/** A caller takes some 100 bytes. */
const MAX_CALLERS = 10_000;
/** Callers looked at for one that can be forgotten, when there are too many. */
const LOOK_AT = 32;
/** These say how the node is, also to whoever is over the limit. */
const ALWAYS = new Set(['/healthz', '/readyz']);

export interface AdmissionOptions {
  /** Of one caller; 0: no limit. */
  readonly requestsPerSecond: number;
  readonly maxUnderWay?: number;
  readonly maxUnderWayPerCaller?: number;
  readonly maxCallers?: number;
  readonly nowMs?: () => number;
}

interface Caller {
  tokens: number;
  atMs: number;
  underWay: number;
}

export class Admission {
  private readonly callers = new Map<string, Caller>();
  private readonly perMs: number;
  private readonly burst: number;
  private readonly maxUnderWay: number;
  private readonly maxPerCaller: number;
  private readonly maxCallers: number;
  private readonly nowMs: () => number;
  /** Of all callers. */
  underWay = 0;

  constructor({ requestsPerSecond, maxUnderWay, maxUnderWayPerCaller, maxCallers, nowMs }: AdmissionOptions) {
    this.perMs = requestsPerSecond / 1000;
    this.burst = Math.max(1, requestsPerSecond * BURST_SECONDS);
    this.maxUnderWay = maxUnderWay ?? MAX_UNDER_WAY;
    this.maxPerCaller = maxUnderWayPerCaller ?? MAX_UNDER_WAY_PER_CALLER;
    this.maxCallers = maxCallers ?? MAX_CALLERS;
    this.nowMs = nowMs ?? (() => performance.now());
  }

  get size(): number {
    return this.callers.size;
  }

  /** Lets a request in until its answer has ended, or throws `RATE_LIMITED` or `BUSY` with a `Retry-After`. */
  readonly admit = (context: Context): void => {
    if (ALWAYS.has(context.path)) return;
    const caller = this.callerOf(callerName(context.req.socket.remoteAddress ?? ''));
    if (caller === undefined || this.underWay >= this.maxUnderWay || caller.underWay >= this.maxPerCaller) {
      context.set('retry-after', '1');
      throw new ClientError('BUSY');
    }
    const waitMs = this.take(caller);
    if (waitMs > 0) {
      context.set('retry-after', String(Math.ceil(waitMs / 1000)));
      throw new ClientError('RATE_LIMITED', { perSecond: this.perMs * 1000 });
    }
    caller.underWay += 1;
    this.underWay += 1;
    context.res.once('close', () => {
      caller.underWay -= 1;
      this.underWay -= 1;
    });
  };

  /** Takes one request's worth; 0, or in how many ms there is one again. */
  private take(caller: Caller): number {
    if (this.perMs === 0) return 0;
    const now = this.nowMs();
    caller.tokens = Math.min(this.burst, caller.tokens + (now - caller.atMs) * this.perMs);
    caller.atMs = now;
    if (caller.tokens < 1) return (1 - caller.tokens) / this.perMs;
    caller.tokens -= 1;
    return 0;
  }

  private callerOf(name: string): Caller | undefined {
    const known = this.callers.get(name);
    if (known !== undefined) return known;
    if (this.callers.size >= this.maxCallers && !this.forgetOne()) return undefined;
    const caller = { tokens: this.burst, atMs: this.nowMs(), underWay: 0 };
    this.callers.set(name, caller);
    return caller;
  }

  /** The one of some that asked longest ago, of those with nothing under way. The ones looked at go to the end. */
  private forgetOne(): boolean {
    let oldest: string | undefined;
    let oldestMs = Number.POSITIVE_INFINITY;
    let looked = 0;
    for (const [name, caller] of this.callers) {
      looked += 1;
      if (looked > LOOK_AT) break;
      this.callers.delete(name);
      this.callers.set(name, caller);
      if (caller.underWay > 0 || caller.atMs >= oldestMs) continue;
      oldest = name;
      oldestMs = caller.atMs;
    }
    return oldest !== undefined && this.callers.delete(oldest);
  }
}

/** IPv4 as it is, IPv6 by its network of 64 bits: a host has all addresses of that. */
export function callerName(address: string): string {
  if (address.startsWith('::ffff:')) return address.slice('::ffff:'.length);
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}
