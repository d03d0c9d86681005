/** The CLI's door to a node's REST API. */
import { readBody } from '../bounded-body.ts';
import { ClientError } from '../errors.ts';

const TIMEOUT_MS = 60_000;
/** A bundle of many blocks has a few MiB. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

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

  put(path: string, body: object): Promise<Record<string, unknown>> {
    return this.call('PUT', path, body);
  }

  /** The JSON answer; a problem document becomes an error with the node's own code and text. */
  private async call(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
    };
    const init = { method, headers, signal: AbortSignal.timeout(TIMEOUT_MS), ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${this.url}${path}`, init).catch((cause: unknown) => {
      throw new ClientError('NODE_UNREACHABLE', { node: this.url }, { cause });
    });
    const json = parsed(await readBody(response, MAX_ANSWER_BYTES));
    if (!response.ok) throw new NodeProblem(response.status, String(json['code'] ?? 'UNKNOWN'), String(json['detail'] ?? response.statusText));
    return json;
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
