/**
 * JSON-RPC over HTTP to a CometBFT that may lie, hang or flood: time-out, bounded body, strict shape.
 * @cosmjs/tendermint-rpc's HTTP client reads bodies of any size, so it is not used for calls to others.
 */
import { readBody } from '../bounded-body.ts';
import { ClientError } from '../errors.ts';
import { asObject, type Json } from '../light/json.ts';

/** A node that answers at all answers within this time. */
const TIMEOUT_MS = 10_000;
/** Larger than a page of 100 validators or a commit of 10 000 signatures (about 3 MB). */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

export class Rpc {
  readonly url: string;
  private readonly ended: AbortSignal | undefined;

  /** `ended`: no call outlives it. */
  constructor(url: string, ended?: AbortSignal) {
    this.url = url;
    this.ended = ended;
  }

  /** The result object of one call. */
  async call(method: string, params: Json, signal: AbortSignal): Promise<Json> {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const answer = await this.post(body, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS), ...(this.ended === undefined ? [] : [this.ended])]));
    const json = asObject(answer, method);
    if (json['error'] !== undefined && json['error'] !== null) throw this.errorOf(asObject(json['error'], 'error'));
    return asObject(json['result'], method);
  }

  private async post(body: string, signal: AbortSignal): Promise<unknown> {
    let text: string;
    try {
      const response = await fetch(this.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal, redirect: 'error' });
      text = Buffer.from(await readBody(response, MAX_ANSWER_BYTES)).toString('utf8');
    } catch (cause) {
      if (cause instanceof ClientError) throw cause;
      throw new ClientError('RPC_UNREACHABLE', { rpc: this.url, reason: cause instanceof Error ? cause.message : 'unknown' }, { cause });
    }
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new ClientError('RPC_ANSWER_INVALID', { rpc: this.url, what: 'not JSON' }, { cause });
    }
  }

  /** What CometBFT says of heights that it does not have yet, or no more (rpc/core/env.go). */
  private errorOf(error: Json): ClientError {
    const reason = `${String(error['message'])} ${String(error['data'])}`.slice(0, 300);
    if (/must be less than or equal to|could not find results for height/.test(reason)) return new ClientError('HEIGHT_PENDING', { rpc: this.url, reason });
    return new ClientError(/height \d+ is not available/.test(reason) ? 'HEIGHT_MISSING' : 'RPC_ANSWER_INVALID', { rpc: this.url, reason });
  }
}
