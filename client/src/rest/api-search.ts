/** `/api/v1/publications`: search in this node's verified copy of the log. */
import { type NodeId, parseDigest, parseHex } from '@pyrsia/ledger';
import { z } from 'zod';
import { ReplicaLookups } from '../log/lookups.ts';
import type { NodeParts } from '../node-parts.ts';
import { replicaOf } from './api-log.ts';
import type { Api } from './endpoint.ts';
import * as schema from './schemas.ts';
import { publicationView } from './views.ts';

const text = z.string().min(1).max(1024);

export function searchRoutes(api: Api, parts: NodeParts): void {
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/publications', tag: 'publications', says: 'Publications, the newest first; of several conditions, all must hold.' },
      query: {
        q: text
          .optional()
          .describe('Part of a package name, upper and lower case alike; after an @ the beginning of a version. Also group:artifact[:version].'),
        prefix: text.optional().describe('Beginning of the package URL.'),
        digest: schema.digest.optional().describe('sha256 of an artifact.'),
        node: schema.nodeId.optional().describe('A build node that got the published result.'),
        source: text.optional().describe('Beginning of the source, or of its sha256.'),
        ...schema.paging,
      },
      answer: schema.pageOf(schema.publication),
      errors: ['NOT_FOUND'],
    },
    async ({ query: { q, prefix, digest, node, source, limit, after } }) => {
      const wanted = {
        text: q,
        prefix,
        source,
        artifact: digest === undefined ? undefined : parseDigest(digest),
        node: node === undefined ? undefined : (parseHex(node) as NodeId),
      };
      const page = { before: after === undefined ? undefined : BigInt(after), limit };
      const { items, next } = await new ReplicaLookups(replicaOf(parts), parts.light).search(wanted, page);
      return { items: items.map(publicationView), next: next?.toString() ?? null };
    },
  );
}
