/** The CLI's door to a node's REST API. */
import { readBody } from '../bounded-body.ts';
import { ClientError } from '../errors.ts';

const TIMEOUT_MS = 60_000;
/** A bundle of many blocks has a few MiB. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** Of the node's longest list. */
const MAX_PAGE = 200;
const TOKEN_HINT = 'Give --token-file or PYRSIA_TOKEN_FILE; the file is rest.token_file of the configuration of that node.';
export type Json = Record<string, unknown>;

/** What a list answers, as `{ items }` or as an array. */
export const itemsOf = (answer: unknown): Json[] => (Array.isArray(answer) ? answer : ((answer as Json)['items'] ?? [])) as Json[];

export class NodeApi {
  readonly url: string;
  private readonly token: string | undefined;

  constructor(url: string, token: string | undefined) {
    this.url = url.replace(/\/+$/, '');
    this.token = token;
  }

  get(path: string): Promise<Record<string, unknown>> {
    return this.call('GET', path);
  }
  post(path: string, body: object): Promise<Record<string, unknown>> {
    return this.call('POST', path, body);
  }

  put(path: string, body?: object): Promise<Record<string, unknown>> {
    return this.call('PUT', path, body);
  }

  delete(path: string): Promise<Record<string, unknown>> {
    return this.call('DELETE', path);
  }

  /** All pages of a list, up to `most` items. */
  async list(path: string, most: number): Promise<{ items: Json[]; next: string | null }> {
    const items: Json[] = [];
    let next: string | null = null;
    do {
      const query = new URLSearchParams({ limit: String(Math.min(most - items.length, MAX_PAGE)), ...(next === null ? {} : { after: next }) });
      const page = await this.get(`${path}${path.includes('?') ? '&' : '?'}${query}`);
      items.push(...itemsOf(page));
      next = typeof page['next'] === 'string' ? page['next'] : null;
    } while (next !== null && items.length < most);
    return { items, next };
  }

  /** The JSON answer; a problem document becomes an error with the node's own code and text. */
  private async call(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      // What only reads needs none.
      ...(this.token === undefined || method === 'GET' ? {} : { authorization: `Bearer ${this.token}` }),
    };
    const init = { method, headers, signal: AbortSignal.timeout(TIMEOUT_MS), ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${this.url}${path}`, init).catch((cause: unknown) => {
      throw new ClientError('NODE_UNREACHABLE', { node: this.url }, { cause });
    });
    const json = parsed(await readBody(response, MAX_ANSWER_BYTES));
    if (response.ok) return json;
    const code = String(json['code'] ?? 'UNKNOWN');
    const detail = String(json['detail'] ?? `${this.url} answered ${response.status} ${response.statusText}`);
    throw new NodeProblem(response.status, code, code === 'UNAUTHORIZED' ? `${detail} ${TOKEN_HINT}` : detail);
  }
}

/** What is no JSON object says nothing. */
function parsed(body: Uint8Array): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** What the node answered instead of what was asked. */
export class NodeProblem extends Error {
  override readonly name = 'NodeProblem';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}
