/** The regular node's REST API, as the main job uses it. */
import { readFile } from 'node:fs/promises';
import { GenesisError } from '../errors.ts';

const TIMEOUT_MS = 60_000;

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export async function ask(url: string, path: string, post?: { body: object; tokenFile: string }): Promise<Answer> {
  const init: RequestInit = { signal: AbortSignal.timeout(TIMEOUT_MS) };
  if (post !== undefined) {
    const token = (await readFile(post.tokenFile, 'utf8')).trim();
    Object.assign(init, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(post.body) });
  }
  const response = await fetch(`${url}${path}`, init).catch((cause: unknown) => {
    throw new GenesisError('NOT_READY', { url, path }, { cause });
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
