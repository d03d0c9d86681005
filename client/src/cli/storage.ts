/** The words of `storage` on the command line, and which artifacts are meant by a purl. */
import { ANSWERS, type Json } from './answer.ts';
import type { NodeApi } from './node-api.ts';
import { purlNamed } from './purl-argument.ts';
import { shareLines, trafficLines } from './share.ts';

/** Digests in hex: the one that was given, or all artifacts of the package version. */
export async function artifactsNamed(api: NodeApi, what: string): Promise<string[]> {
  if (/^[0-9a-f]{64}$/.test(what)) return [what];
  const purl = await purlNamed(what, 'a package URL with its version, or 64 hex digits');
  const publication = await api.get(`/api/v1/publications/${purl}`, ANSWERS.publication);
  return (publication['artifacts'] as Json[]).map((artifact) => String(artifact['sha256']));
}

export function storageLines(held: Json): string[] {
  const collected = held['collected'] as Json | null | undefined;
  return [
    ...shareLines(held),
    `artifacts    ${held['artifacts']}, ${held['bytes']} bytes`,
    ...(held['fetching_bytes'] === '0' ? [] : [`fetching     ${held['fetching_bytes']} bytes`]),
    `pinned       ${held['pinned']}${held['missing'] === 0 ? '' : `; ${held['missing']} should be held and are not there yet`}`,
    `quarantine   ${held['quarantined']}, ${held['quarantined_bytes']} bytes`,
    ...scrubLines(held['scrub'] as Json),
    `collected    ${collected == null ? 'not yet since the start' : `${collected['freed_bytes']} bytes, ${collected['ended']}`}`,
    ...trafficLines(held['traffic'] as Json[]),
  ];
}

export function scrubLines(scrub: Json): string[] {
  const named = scrub['named'] as Json[];
  const read = `${scrub['artifacts']} artifacts, ${scrub['bytes']} bytes`;
  return [
    scrub['state'] === 'ended'
      ? `scrub        ended ${scrub['ended']}: ${read}, ${scrub['damaged']} damaged`
      : `scrub        ${read} of ${scrub['of_artifacts']}, ${scrub['of_bytes']} bytes, at ${scrub['bytes_per_second']} bytes/s; ${scrub['damaged']} damaged`,
    ...named.map((damage) => `  damaged    ${damage['sha256']}  ${damage['found']}`),
  ];
}

export function collectedLines(report: Json): string[] {
  return Object.entries(report).map(([key, value]) => `${key.replaceAll('_', ' ').padEnd(20)} ${String(value)}`);
}

export const artifactLine = (artifact: Json): string =>
  [
    artifact['sha256'],
    String(artifact['bytes']).padStart(11),
    artifact['used'] ?? '-',
    artifact['state'],
    ...(artifact['pinned'] === true ? ['pinned'] : []),
    artifact['purl'] ?? '',
    artifact['name'] ?? '',
  ]
    .map(String)
    .join('  ')
    .trimEnd();
