/** `/api/v1/nodes`: the build nodes as the chain proves them, and how often each got what was published. */
import { toHex } from '@pyrsia/ledger';
import { Agreements } from '../log/agreement.ts';
import { ReplicaLookups } from '../log/lookups.ts';
import type { NodeParts } from '../node-parts.ts';
import { identityView } from './actions.ts';
import type { Api } from './endpoint.ts';
import * as schema from './schemas.ts';

export function nodeRoutes(api: Api, parts: NodeParts): void {
  const { replica, light, publications } = parts;
  const agreements = replica === undefined ? undefined : new Agreements(replica);
  api.route({ method: 'get', path: '/api/v1/nodes', tag: 'nodes', says: 'All registered build nodes.', answer: schema.pageOf(schema.buildNode) }, async () => {
    const nodes = await publications.buildNodes();
    const ids = nodes.map(({ nodeId }) => nodeId);
    const counts = replica === undefined ? undefined : await agreements?.of(ids, await sizeAsOfState(parts, new ReplicaLookups(replica, light)));
    const items = nodes.map((node) => {
      const { builds, agreed } = counts === undefined ? { builds: null, agreed: null } : (counts.get(toHex(node.nodeId)) ?? { builds: 0, agreed: 0 });
      const rate = builds === null || builds === 0 ? null : agreed / builds;
      return { ...identityView(node), bad_reveals: node.badReveals, builds, agreed, agreement_rate: rate };
    });
    return { items, next: null };
  });
}

/** Size of the copy of the log, once it is not behind the state: the log must name whoever the state has as a build node. */
async function sizeAsOfState({ publications, logFollower }: NodeParts, lookups: ReplicaLookups): Promise<bigint> {
  const proven = await publications.view().checkpoint();
  if (lookups.head().checkpoint.size < proven.checkpoint.size) await logFollower?.catchUp();
  return lookups.head().checkpoint.size;
}
