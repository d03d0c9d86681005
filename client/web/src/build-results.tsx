/** What each build node of a build got, and whether it is what was published. */
import type { JSX } from 'preact';
import type { Build, BuildNode, Page, Reveal } from './api.ts';
import { byName, shortHex } from './format.ts';
import { Badge, Hex, type Tone } from './parts.tsx';
import { useJson } from './use-json.ts';

const PHASES: Record<string, readonly [Tone, string]> = {
  published: ['good', 'published'],
  refused: ['warn', 'refused'],
  expired: ['warn', 'expired'],
};
export function Phase({ phase }: { readonly phase: string | undefined }): JSX.Element {
  const [tone, name] = PHASES[phase ?? ''] ?? ['plain', phase ?? 'unknown'];
  return <Badge tone={tone}>{name}</Badge>;
}

export interface NodeResult {
  readonly nodeId: string;
  readonly reveal: Reveal | undefined;
  readonly outcome: readonly [Tone, string];
}

/** One line for each node of the electorate. `matched`: the nodes that the publication names, if there is one. */
export function nodeResults(build: Build | undefined, matched: readonly string[] | undefined): NodeResult[] {
  const ids = [...new Set([...(build?.electorate ?? []), ...(build?.reveals ?? []).map((reveal) => reveal.node_id), ...(matched ?? [])])];
  const published = build?.reveals?.find((reveal) => matched?.includes(reveal.node_id))?.result_digest;
  return ids.map((nodeId) => {
    const reveal = build?.reveals?.find((known) => known.node_id === nodeId);
    return { nodeId, reveal, outcome: outcomeOf(build, reveal, { published, isNamed: matched?.includes(nodeId) ?? false, id: nodeId }) };
  });
}

function outcomeOf(
  build: Build | undefined,
  reveal: Reveal | undefined,
  known: { readonly published: string | undefined; readonly isNamed: boolean; readonly id: string },
): readonly [Tone, string] {
  if (reveal?.failure !== undefined) return ['bad', `failed: ${reveal.failure.replaceAll('_', ' ')}`];
  if (known.isNamed) return ['good', 'matched'];
  if (reveal !== undefined && known.published !== undefined) {
    if (reveal.result_digest !== known.published) return ['bad', 'differs'];
    return ['good', reveal.late ? 'same, too late to count' : 'same'];
  }
  if (reveal !== undefined) return ['plain', 'revealed'];
  return build?.committed?.includes(known.id) ? ['plain', 'committed'] : ['plain', 'no result'];
}

const UPSTREAM: Record<string, string> = {
  identical: 'same as upstream',
  different: 'not as upstream',
  absent: 'not upstream',
};

export function BuildResults({ build, matched }: { readonly build: Build | undefined; readonly matched?: readonly string[] | undefined }): JSX.Element {
  const { value: nodes } = useJson<Page<BuildNode>>('api/v1/nodes');
  const nameOf = (id: string): string => nodes?.items?.find((node) => node.node_id === id)?.name ?? shortHex(id, 4);
  const results = nodeResults(build, matched).sort((a, b) => byName(nameOf(a.nodeId), nameOf(b.nodeId)));
  return (
    <ul class="rows results">
      {results.map(({ nodeId, reveal, outcome: [tone, says] }) => (
        <li key={nodeId}>
          <span class="about">
            <b title={nodeId}>{nameOf(nodeId)}</b>
          </span>
          <Badge tone={tone}>{says}</Badge>
          {reveal?.result_digest ? <Hex hex={reveal.result_digest} what={`result digest of ${nameOf(nodeId)}`} ends={6} /> : <span class="dim">–</span>}
          <span class="dim">{UPSTREAM[reveal?.upstream ?? ''] ?? ''}</span>
        </li>
      ))}
    </ul>
  );
}
