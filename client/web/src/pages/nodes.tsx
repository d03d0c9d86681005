/** The build nodes, and how often each got what the majority got. */
import type { JSX } from 'preact';
import type { BuildNode, Page } from '../api.ts';
import { byName } from '../format.ts';
import { Card, Heading, Hex, Loading, Trouble } from '../parts.tsx';
import { useJson } from '../use-json.ts';

const EVERY_MS = 30_000;

/** In percent; from the counts, if the rate itself is missing. */
export function rateOf({ agreement_rate, agreed, builds }: Pick<BuildNode, 'agreement_rate' | 'agreed' | 'builds'>): number | undefined {
  const rate = agreement_rate ?? (Number(builds) > 0 ? Number(agreed) / Number(builds) : undefined);
  const value = Number(rate);
  return rate === undefined || !Number.isFinite(value) ? undefined : Math.round(value * 1000) / 10;
}

const nameOf = ({ name, node_id }: BuildNode): string => name ?? node_id;

export function NodesPage(): JSX.Element {
  const { value, error } = useJson<Page<BuildNode>>('api/v1/nodes', EVERY_MS);
  return (
    <>
      <Heading title="Build nodes">
        <p class="lead">Who may build and vote is decided by the build nodes themselves, by majority, in the log.</p>
      </Heading>
      {error && <Trouble error={error} />}
      {!value && !error && <Loading />}
      {value && (
        <div class="grid">
          {[...(value.items ?? [])]
            .sort((a, b) => byName(nameOf(a), nameOf(b)))
            .map((node, i) => (
              <Card key={node.node_id} id={`node-${i}`} title={nameOf(node)}>
                <Agreement node={node} />
                <dl class="facts">
                  <div>
                    <dt>Id</dt>
                    <dd>
                      <Hex hex={node.node_id} what={`id of ${node.name ?? 'the node'}`} ends={6} />
                    </dd>
                  </div>
                  {node.peer_id && (
                    <div>
                      <dt>Peer</dt>
                      <dd>
                        <Hex hex={node.peer_id} what={`peer id of ${node.name ?? 'the node'}`} ends={6} />
                      </dd>
                    </div>
                  )}
                </dl>
              </Card>
            ))}
        </div>
      )}
    </>
  );
}

function Agreement({ node }: { readonly node: BuildNode }): JSX.Element {
  const rate = rateOf(node);
  if (rate === undefined) return <p class="dim">No result of it has counted yet.</p>;
  return (
    <div class="agreement">
      <p>
        <b>{rate} %</b> agreed in time
        {node.builds !== undefined && (
          <span class="dim">
            {' '}
            · {node.agreed ?? '?'} of {node.builds} builds
          </span>
        )}
      </p>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" class={rate > 90 ? 'good' : 'warn'} aria-hidden="true">
        <rect class="track" width="100" height="4" />
        <rect class="fill" width={rate} height="4" />
      </svg>
    </div>
  );
}
