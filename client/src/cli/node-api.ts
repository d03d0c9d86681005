/** The CLI's door to a node's REST API. What answers is not trusted: it may be hostile, hang, or be something else. */
import { readBody } from '../bounded-body.ts';
import { ClientError } from '../errors.ts';
import { assertAnswer, type Json, type Wanted } from './answer.ts';

/** A proof of a version may have to wait for the next block. */
const TIMEOUT_MS = 30_000;
/** A bundle of many blocks has a few MiB. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** Of the node's longest list. */
const MAX_PAGE = 200;
const TOKEN_HINT = 'Give --token-file or PYRSIA_TOKEN_FILE; the file is rest.token_file of the configuration of that node.';

interface CallOptions {
  readonly body?: object | undefined;
  readonly stop?: AbortSignal | undefined;
}

export class NodeApi {
  readonly url: string;
  private readonly token: string | undefined;
  private readonly timeoutMs: number;

  constructor(url: string, token: string | undefined, timeoutMs = TIMEOUT_MS) {
    this.url = url.replace(/\/+$/, '');
    this.token = token;
    this.timeoutMs = timeoutMs;
  }

  get<T = Json>(path: string, wanted: Wanted, stop?: AbortSignal): Promise<T> {
    return this.call('GET', path, wanted, { stop });
  }
  post(path: string, body: object, wanted: Wanted): Promise<Json> {
    return this.call('POST', path, wanted, { body });
  }

  put(path: string, wanted: Wanted, body?: object): Promise<Json> {
    return this.call('PUT', path, wanted, { body });
  }

  delete(path: string, wanted: Wanted): Promise<Json> {
    return this.call('DELETE', path, wanted);
  }

  /** All pages of a list, up to `most` items. */
  async list(path: string, most: number, item: Wanted): Promise<{ items: Json[]; next: string | null }> {
    const items: Json[] = [];
    let next: string | null = null;
    do {
      const query = new URLSearchParams({ limit: String(Math.min(most - items.length, MAX_PAGE)), ...(next === null ? {} : { after: next }) });
      const page: Json = await this.get(`${path}${path.includes('?') ? '&' : '?'}${query}`, { items: [item], 'next?': 'text' });
      const found = page['items'] as Json[];
      items.push(...found);
      next = typeof page['next'] === 'string' ? page['next'] : null;
      // It would go on for ever.
      if (next !== null && found.length === 0) throw new ClientError('ANSWER_INVALID', { node: this.url, member: 'next' });
    } while (next !== null && items.length < most);
    return { items, next };
  }

  /** The JSON answer; a problem document becomes an error with the node's own code and text. */
  private async call<T>(method: string, path: string, wanted: Wanted, { body, stop }: CallOptions = {}): Promise<T> {
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      // What only reads needs none.
      ...(this.token === undefined || method === 'GET' ? {} : { authorization: `Bearer ${this.token}` }),
    };
    const timeout = AbortSignal.timeout(this.timeoutMs);
    // The token goes to no other place than the one that was named.
    const init = { method, headers, redirect: 'manual', signal: stop === undefined ? timeout : AbortSignal.any([stop, timeout]) } as const;
    const failed = (cause: unknown): never => {
      stop?.throwIfAborted();
      if (cause instanceof ClientError) throw cause;
      throw new ClientError('NODE_UNREACHABLE', { node: this.url, ...reasonOf(cause, this.timeoutMs) }, { cause });
    };
    const response = await fetch(`${this.url}${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) }).catch(failed);
    const json = parsed(await readBody(response, MAX_ANSWER_BYTES).catch(failed));
    if (!response.ok) throw this.problem(response, json);
    assertAnswer(this.url, json, wanted);
    return json as T;
  }

  private problem({ status, statusText }: Response, json: unknown): NodeProblem {
    const { code, detail } = ((typeof json === 'object' ? json : null) as { code?: unknown; detail?: unknown } | null) ?? {};
    const shown = typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : 'UNKNOWN';
    const says =
      typeof detail === 'string' ? detail.slice(0, MAX_DETAIL) : `${this.url} answered ${status} ${statusText}${shown === 'UNKNOWN' ? '' : `: ${shown}`}`;
    return new NodeProblem(status, shown, shown === 'UNAUTHORIZED' ? `${says} ${TOKEN_HINT}` : says);
  }
}

/** A node's own texts are shorter. */
const MAX_DETAIL = 2_000;

/** undefined: no JSON. */
function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

function reasonOf(cause: unknown, timeoutMs: number): { reason?: string } {
  if (cause instanceof Error && cause.name === 'TimeoutError') return { reason: `no whole answer in ${timeoutMs / 1_000} s` };
  const code = cause instanceof Error ? (cause.cause as NodeJS.ErrnoException | undefined)?.code : undefined;
  return code === undefined ? {} : { reason: code };
}

/** What the node answered instead of what was asked. */
export class NodeProblem extends Error {
  override readonly name = 'NodeProblem';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    // One line: it must not look like output of ours.
    super(detail.replaceAll(/\s+/g, ' '));
    this.status = status;
    this.code = code;
  }
}
