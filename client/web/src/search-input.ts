/** What somebody typed into the search field → where to go. */
import type { Route } from './route.ts';

/** Coordinates as build tools have them: `group:artifact:version`. */
const GAV = /^([A-Za-z0-9_.-]+):([A-Za-z0-9_.-]+):([A-Za-z0-9_.+-]+)$/;

export function routeOfInput(input: string): Route | undefined {
  const text = input.trim();
  if (text === '') return undefined;
  const digest = /^(?:sha256[:-])?([0-9a-f]{64})$/i.exec(text)?.[1];
  if (digest !== undefined) return { page: 'artifact', sha256: digest.toLowerCase() };
  const index = /^#?(0|[1-9][0-9]{0,18})$/.exec(text)?.[1];
  if (index !== undefined) return { page: 'entry', index };
  if (/^pkg:[a-z]+\/.+[^/]@[^/]+$/.test(text)) return { page: 'publication', purl: text };
  const [, group, artifact, version] = GAV.exec(text) ?? [];
  if (version !== undefined && group !== 'pkg') return { page: 'publication', purl: `pkg:maven/${group}/${artifact}@${encodeURIComponent(version)}` };
  return { page: 'search', text };
}
