/** Follows a build until its verdict, telling each change once. */
import { ClientError } from '../errors.ts';
import type { NodeApi } from './node-api.ts';
import { NodeProblem } from './node-api.ts';
import type { Output } from './output.ts';

const POLL_MS = 1_000;
const DECIDED = ['published', 'refused', 'expired'];

export async function waitForBuild(api: NodeApi, buildId: string, timeoutMs: number, output: Output): Promise<Record<string, unknown>> {
  const deadline = performance.now() + timeoutMs;
  let before = '';
  while (performance.now() < deadline) {
    const build = await api.get(`/api/v1/builds/${buildId}`).catch((error: unknown) => {
      // The request may be in no block yet, or its block not verified yet.
      if (error instanceof NodeProblem && (error.status === 404 || error.status === 503)) return undefined;
      throw error;
    });
    const line = build === undefined ? 'waiting for the next block' : describe(build);
    if (line !== before) output.progress(line);
    before = line;
    if (build !== undefined && DECIDED.includes(String(build['phase']))) return build;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new ClientError('REQUEST_REFUSED', { reason: 'no verdict in time', build: buildId });
}

function describe(build: Record<string, unknown>): string {
  const count = (key: string): number => (Array.isArray(build[key]) ? (build[key] as unknown[]).length : 0);
  return `${String(build['phase'])}: ${count('committed')} of ${count('electorate')} build nodes committed, ${count('reveals')} revealed`;
}
