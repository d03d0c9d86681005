/**
 * What a command reads of an answer. What answers may be no node at all, a node of another version, or one that lies: an answer
 * without these members is none. What else it has is passed on as it came.
 */
import { ClientError } from '../errors.ts';

/** `[x]` is a list of x. A member whose name ends in `?` may be missing or null. */
export type Wanted = 'text' | 'number' | 'truth' | 'plain' | readonly [Wanted] | { readonly [member: string]: Wanted };
export type Json = Record<string, unknown>;

/** `ANSWER_INVALID` with the first place that does not fit. */
export function assertAnswer(url: string, answer: unknown, wanted: Wanted): void {
  const place = misfit(answer, wanted, '');
  if (place !== undefined) throw new ClientError('ANSWER_INVALID', { node: url, ...(place === '' ? {} : { member: place }) });
}

function misfit(value: unknown, wanted: Wanted, place: string): string | undefined {
  if (typeof wanted === 'string') return isA(value, wanted) ? undefined : place;
  if (isList(wanted)) {
    if (!Array.isArray(value)) return place;
    return first(value, (item, i) => misfit(item, wanted[0], `${place}[${i}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return place;
  return first(Object.entries(wanted), ([name, inner]) => {
    const member = name.replace(/\?$/, '');
    const found = Object.hasOwn(value, member) ? (value as Json)[member] : undefined;
    if (member !== name && (found === undefined || found === null)) return undefined;
    return misfit(found, inner, place === '' ? member : `${place}.${member}`);
  });
}

const isList = (wanted: Wanted): wanted is readonly [Wanted] => Array.isArray(wanted);

function isA(value: unknown, wanted: 'text' | 'number' | 'truth' | 'plain'): boolean {
  const type = typeof value;
  if (wanted === 'plain') return type === 'string' || type === 'number' || type === 'boolean';
  return type === { text: 'string', number: 'number', truth: 'boolean' }[wanted];
}

function first<T>(items: readonly T[], found: (item: T, i: number) => string | undefined): string | undefined {
  for (const [i, item] of items.entries()) {
    const place = found(item, i);
    if (place !== undefined) return place;
  }
  return undefined;
}

const ARTIFACT: Wanted = { sha256: 'text', name: 'text' };
const SHARE = { share: 'text', 'ecosystems?': ['text'], 'upload_bytes_per_second?': 'number', 'disk_bytes?': 'number', max_connections: 'number' } as const;
const SCRUB = {
  state: 'text',
  'ended?': 'text',
  artifacts: 'plain',
  bytes: 'plain',
  of_artifacts: 'plain',
  of_bytes: 'plain',
  bytes_per_second: 'plain',
  damaged: 'plain',
  named: [{ sha256: 'text', found: 'text' }],
} as const;

/** By what is asked for. */
export const ANSWERS = {
  anything: {},
  ready: { ready: 'truth' },
  status: {
    ...{ chain_id: 'text', log_origin: 'text', peer_id: 'text', peers_count: 'number' },
    ...{ 'height?': 'plain', 'header_hash?': 'text', 'trouble?': 'text' },
  },
  peerIds: ['text'],
  peers: [
    {
      ...{ peer_id: 'text', address: 'text', direction: 'text', relayed: 'truth' },
      ...{ 'build_node?': 'text', sent_bytes: 'plain', received_bytes: 'plain' },
    },
  ],
  share: SHARE,
  scrub: SCRUB,
  storage: {
    ...{ ...SHARE, artifacts: 'plain', bytes: 'plain', fetching_bytes: 'plain', pinned: 'plain', missing: 'plain' },
    ...{ quarantined: 'plain', quarantined_bytes: 'plain', scrub: SCRUB, 'collected?': { ended: 'text', freed_bytes: 'plain' } },
    traffic: [{ peer_id: 'text', sent_bytes: 'plain', received_bytes: 'plain' }],
  },
  heldArtifact: { sha256: 'text', bytes: 'plain', state: 'text', 'used?': 'text', 'purl?': 'text', 'name?': 'text' },
  pin: { sha256: 'text', state: 'text' },
  collected: { freed_bytes: 'plain' },
  requested: { build_id: 'text' },
  build: {
    ...{ purl: 'text', phase: 'text', attempt: 'plain', 'log_index?': 'plain', electorate: ['text'], committed: ['text'] },
    reveals: [{ node_id: 'text', upstream: 'text', 'failure?': 'text', 'result_digest?': 'text', 'late?': 'truth' }],
  },
  logEntries: [
    {
      ...{ log_index: 'plain', time: 'text', operation: 'text', purl: 'text', 'matched?': 'plain', 'electorate?': 'plain', 'source?': 'text' },
      ...{ 'artifacts?': [ARTIFACT], 'results?': [{ node_id: 'text', 'failure?': 'text', 'result_digest?': 'text' }] },
    },
  ],
  publication: {
    ...{ purl: 'text', status: 'text', log_index: 'plain', published_at: 'text', artifacts: [ARTIFACT] },
    majority: { matched: 'plain', electorate: 'plain' },
  },
  nodes: { items: [{ node_id: 'text', name: 'text', peer_id: 'text', 'builds?': 'plain', 'agreement_rate?': 'number' }] },
  proposal: {
    ...{ proposal_id: 'text', phase: 'text', deadline: 'text', action: { kind: 'text' } },
    votes: [{ node_id: 'text', vote: 'text' }],
  },
  proposed: { proposal_id: 'text' },
} as const satisfies Record<string, Wanted>;
