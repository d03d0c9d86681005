/** `/api/v1/network`: what this node pins, for whoever verifies its proofs, such as its page. Who verifies with it believes this node. */
import { pinnedToJson } from '@pyrsia/ledger';
import { z } from 'zod';
import type { NodeParts } from '../node-parts.ts';
import type { Api } from './endpoint.ts';
import * as schema from './schemas.ts';

const network = z.object({
  trust_root: z.object({ chain_id: z.string(), height: schema.int64, hash: schema.digest, trusting_period_ms: schema.int64 }),
  log_origin: z.string(),
});

export function networkRoute(api: Api, { config }: Pick<NodeParts, 'config'>): void {
  api.route(
    { method: 'get', path: '/api/v1/network', tag: 'nodes', says: 'The trust root of this node, and the origin of the log.', answer: network },
    () => pinnedToJson(config.network) as z.input<typeof network>,
  );
}
