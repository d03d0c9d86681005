/** Follows a build until its verdict, telling each change once. A node that is away for a while ends nothing: the build is the network's. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ClientError } from '../errors.ts';
import { ANSWERS, type Json } from './answer.ts';
import { type NodeApi, NodeProblem } from './node-api.ts';
import type { Output } from './output.ts';

const POLL_MS = 1_000;
const DECIDED = ['published', 'refused', 'expired'];

export interface WaitOptions {
  readonly api: NodeApi;
  readonly buildId: string;
  readonly timeoutMs: number;
  readonly output: Output;
  readonly stop: AbortSignal;
}

/** `NO_VERDICT` after that time, or `NODE_UNREACHABLE` if it is away then. */
export async function waitForBuild({ api, buildId, timeoutMs, output, stop }: WaitOptions): Promise<Json> {
  const deadline = performance.now() + timeoutMs;
  let before = '';
  for (;;) {
    const found = await api.get(`/api/v1/builds/${buildId}`, ANSWERS.build, stop).catch(notNow);
    const line = found instanceof Error ? waitingFor(found) : describe(found);
    if (line !== before) output.progress(line);
    before = line;
    if (!(found instanceof Error) && DECIDED.includes(String(found['phase']))) return found;
    if (performance.now() + POLL_MS > deadline) {
      if (found instanceof ClientError) throw found;
      throw new ClientError('NO_VERDICT', { build: buildId, waited_s: Math.round(timeoutMs / 1_000) });
    }
    await sleep(POLL_MS, undefined, { signal: stop }).catch(() => stop.throwIfAborted());
  }
}

/** The request may be in no block yet, or its block not verified yet; the node may be busy, or start again. */
function notNow(error: unknown): NodeProblem | ClientError {
  if (error instanceof NodeProblem && ([404, 429].includes(error.status) || error.status >= 500)) return error;
  if (error instanceof ClientError && error.code === 'NODE_UNREACHABLE') return error;
  throw error;
}

const waitingFor = (error: NodeProblem | ClientError): string =>
  error instanceof ClientError ? 'the node does not answer; it is asked again' : 'waiting for the next block';

function describe(build: Json): string {
  const count = (key: string): number => (build[key] as unknown[]).length;
  return `${String(build['phase'])}: ${count('committed')} of ${count('electorate')} build nodes committed, ${count('reveals')} revealed`;
}
