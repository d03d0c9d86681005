/** Docker's daemon.json (docs.docker.com, dockerd): the node as the first of `registry-mirrors`. */
import { ClientError } from '../../errors.ts';
import type { ClientSetup } from './client-file.ts';

const KEY = 'registry-mirrors';
type Json = Record<string, unknown>;

export function dockerSetup(nodeUrl: string): ClientSetup {
  return {
    apply(before) {
      const json = parsed(before ?? '{}');
      const mirrors = mirrorsOf(json);
      // Written as it was, if it is so already.
      if (before !== undefined && mirrors[0] === nodeUrl) return before;
      return written({ ...json, [KEY]: [nodeUrl, ...mirrors.filter((mirror) => mirror !== nodeUrl)] });
    },
    remove(text) {
      const json = parsed(text);
      const mirrors = mirrorsOf(json);
      if (!mirrors.includes(nodeUrl)) return text;
      const { [KEY]: _, ...rest } = json;
      const others = mirrors.filter((mirror) => mirror !== nodeUrl);
      return written(others.length === 0 ? rest : { ...json, [KEY]: others });
    },
    notes: [
      'This version has no Docker front (/v2) yet: Docker passes over the node and takes images, not verified, from where it took them before.',
      'Docker also does so later for whatever the node does not have. It reads the file when it starts again.',
    ],
  };
}

function parsed(text: string): Json {
  try {
    const json: unknown = JSON.parse(text.trim() === '' ? '{}' : text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Json;
  } catch (cause) {
    throw new ClientError('USAGE', { what: 'the file is not JSON' }, { cause });
  }
  throw new ClientError('USAGE', { what: 'the file is no JSON object' });
}

function mirrorsOf(json: Json): string[] {
  const value = json[KEY] ?? [];
  if (!Array.isArray(value) || value.some((mirror) => typeof mirror !== 'string')) throw new ClientError('USAGE', { what: `${KEY} is no list of addresses` });
  return value as string[];
}

const written = (json: Json): string => `${JSON.stringify(json, null, 2)}\n`;
