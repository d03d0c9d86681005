/** What the node answers, as far as the page reads it. A node may be older or newer: every member may be missing. */
export interface Artifact {
  readonly name: string;
  readonly size: string;
  readonly sha256: string;
}
export interface Publication {
  readonly purl: string;
  readonly status?: string;
  readonly log_index?: string;
  readonly log_size?: string;
  readonly log_root?: string;
  readonly log_origin?: string;
  readonly height?: string;
  readonly published_at?: string;
  readonly verified_at_height?: string;
  readonly build_id?: string;
  readonly attempt?: number;
  readonly source?: string;
  readonly source_sha256?: string;
  readonly source_mapping?: string;
  readonly recipe_digest?: string;
  readonly majority?: { readonly matched: number; readonly electorate: number; readonly nodes?: readonly string[] };
  readonly artifacts?: readonly Artifact[];
  readonly proof?: unknown;
}
export interface Package {
  readonly package: string;
  readonly versions?: readonly unknown[];
}
export interface LogEntry {
  readonly log_index: string;
  readonly height?: string;
  readonly time?: string;
  readonly operation?: string;
  readonly purl?: string;
  readonly matched?: number;
  readonly electorate?: number;
  readonly [member: string]: unknown;
}
export interface LogHead {
  readonly origin?: string;
  readonly size?: string;
  readonly root?: string;
  readonly height?: string;
  readonly time?: string;
  readonly age_ms?: number | string;
  readonly quorum?: {
    readonly power_signed?: string;
    readonly power_total?: string;
    readonly validators?: ReadonlyArray<{ readonly name?: string | null; readonly address: string; readonly power: string; readonly signed: boolean }>;
  };
}
export interface Reveal {
  readonly node_id: string;
  readonly height?: string;
  readonly late?: boolean;
  readonly result_digest?: string;
  readonly upstream?: string;
  readonly failure?: string;
}
export interface Build {
  readonly build_id: string;
  readonly purl: string;
  readonly attempt?: number;
  readonly phase?: string;
  readonly requested_at_height?: string;
  readonly decided_at_height?: string;
  readonly log_index?: string | null;
  readonly electorate?: readonly string[];
  readonly committed?: readonly string[];
  readonly reveals?: readonly Reveal[];
  readonly recipe?: unknown;
}
export interface BuildNode {
  readonly node_id: string;
  readonly name?: string;
  readonly account?: string;
  readonly peer_id?: string;
  readonly builds?: number | string;
  readonly agreed?: number | string;
  readonly agreement_rate?: number | string | null;
}
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | null;
}

/** The node's own code and sentence, where it gave one. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** Somebody may wait that long for a node that fetches a proof; who waits longer should hear of it. */
const TIMEOUT_MS = 30_000;

/** Characters that turn the order of what follows could show one name as another. */
export const withoutTurns = (text: string): string => text.replace(/\p{Bidi_C}/gu, '\ufffd');
export const readJson = (text: string): unknown => JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? withoutTurns(value) : value));

/** Relative, so that the page works under any host. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const unreachable = (cause: unknown): never => {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, 'NODE_UNREACHABLE', timeout.aborted ? `The node did not answer in ${TIMEOUT_MS / 1000} seconds.` : 'The node does not answer.');
  };
  const answer = await fetch(path, { headers: { accept: 'application/json' }, signal: signal ? AbortSignal.any([signal, timeout]) : timeout }).catch(
    unreachable,
  );
  const text = await answer.text().catch(unreachable);
  let body: unknown;
  try {
    body = readJson(text);
  } catch {
    // Not of the node itself: what stands between says the status.
  }
  if (answer.ok && typeof body === 'object' && body !== null) return body as T;
  const problem = (body ?? {}) as { code?: unknown; detail?: unknown };
  throw new ApiError(answer.status, String(problem.code ?? answer.status), String(problem.detail ?? 'The node gave no usable answer.'));
}

/** Worth asking again without being told to: the node is away, busy or not ready. */
export const isPassing = ({ status }: ApiError): boolean => status === 0 || status === 429 || status >= 500;

/** A purl or digest as one piece of a path. */
export const api = (path: string, piece = ''): string => `api/v1/${path}${piece === '' ? '' : `/${encodeURIComponent(piece)}`}`;
