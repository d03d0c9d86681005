/** Log entries, one line each. */
import type { JSX } from 'preact';
import type { LogEntry } from './api.ts';
import { formatTime } from './format.ts';
import { Badge, PurlLink, To, type Tone } from './parts.tsx';

const OPERATIONS: Record<string, readonly [Tone, string]> = {
  publication: ['good', 'published'],
  refusal: ['warn', 'refused'],
  revocation: ['bad', 'revoked'],
  membership: ['plain', 'membership'],
  sourceMapping: ['plain', 'source rule'],
  params: ['plain', 'parameters'],
  misbehaviour: ['bad', 'misbehaviour'],
};

export function Operation({ operation }: { readonly operation: string | undefined }): JSX.Element {
  const [tone, name] = OPERATIONS[operation ?? ''] ?? ['plain', operation ?? 'entry'];
  return <Badge tone={tone}>{name}</Badge>;
}

/** What the entry is about, in a few words. */
function About({ entry }: { readonly entry: LogEntry }): JSX.Element {
  if (typeof entry.purl === 'string') return <PurlLink purl={entry.purl} />;
  const { node, change, mapping } = entry as { node?: { name?: unknown }; change?: unknown; mapping?: { pattern?: unknown } };
  return <span>{[change, node?.name, mapping?.pattern].filter((word) => typeof word === 'string').join(' ') || 'of the network itself'}</span>;
}

export function EntryList({ entries, fresh }: { readonly entries: readonly LogEntry[]; readonly fresh?: ReadonlySet<string> }): JSX.Element {
  return (
    <ol class="rows" reversed>
      {entries.map((entry) => (
        <li key={entry.log_index} class={fresh?.has(entry.log_index) ? 'fresh' : ''}>
          <span class="index">
            <To route={{ page: 'entry', index: entry.log_index }}>
              <span class="offstage">Log entry </span>
              {entry.log_index}
            </To>
          </span>
          <span class="about">
            <About entry={entry} />
          </span>
          <Operation operation={entry.operation} />
          <time class="dim" dateTime={entry.time ?? ''}>
            {formatTime(entry.time)}
          </time>
        </li>
      ))}
    </ol>
  );
}
