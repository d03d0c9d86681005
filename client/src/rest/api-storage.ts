/** `/api/v1`: what this node holds, and what it shares with whom. */
import { ECOSYSTEMS, parseDigest, toHex } from '@pyrsia/ledger';
import { z } from 'zod';
import { ClientError } from '../errors.ts';
import type { NodeParts } from '../node-parts.ts';
import { parseShare, shareView } from '../p2p/share.ts';
import type { Api } from './endpoint.ts';
import * as schema from './schemas.ts';

const tag = 'storage';
const bytes = z.int().min(0).nullable();
const share = {
  share: z.enum(['on', 'off']),
  upload_bytes_per_second: bytes.describe('null: no limit.'),
  ecosystems: z.array(z.enum(ECOSYSTEMS)).nullable().describe('null: all.'),
  disk_bytes: bytes.describe('null: no limit.'),
  max_connections: z.int().min(1),
};
const storage = z.object({
  ...share,
  artifacts: schema.count,
  bytes: schema.int64,
  traffic: z.array(z.object({ peer_id: z.string(), sent_bytes: schema.count, received_bytes: schema.count })),
});

export function storageRoutes(api: Api, parts: NodeParts): void {
  const { blobs, peers, config, publications } = parts;
  api.route({ method: 'get', path: '/api/v1/storage', tag, says: 'What is held, what is shared, and with whom.', answer: storage }, async () => {
    const held = await blobs.stats();
    const total = held.reduce((sum, blob) => sum + blob.bytes, 0);
    const traffic = [...peers.traffic.all].map(([peer, { sentBytes, receivedBytes }]) => ({
      ...{ peer_id: peer, sent_bytes: sentBytes, received_bytes: receivedBytes },
    }));
    return { ...(shareView(parts.sharing.current) as Shared), artifacts: held.length, bytes: String(total), traffic };
  });

  api.route(
    {
      ...{ method: 'put', path: '/api/v1/share', tag, says: 'Changes what is shared; what is not named stays as it is.', token: true },
      body: z.strictObject(share).partial(),
      answer: z.object(share),
    },
    async ({ body }) => {
      const now = await parts.sharing.change((before) => {
        const wanted = parseShare(body, before);
        // It would fetch again at once what went.
        if (config.note !== undefined && wanted.diskBytes !== undefined)
          throw new ClientError('REQUEST_INVALID', { what: 'a build node keeps what was published' });
        return wanted;
      });
      return shareView(now) as Shared;
    },
  );

  /** Taken only if the chain says that it is published. */
  api.route(
    {
      ...{ method: 'put', path: '/api/v1/blobs/:sha256', tag, says: 'The builder of a build node hands in what was published.', token: true },
      params: { sha256: schema.digest },
      body: 'bytes',
      answer: undefined,
      errors: ['NOT_PUBLISHED', 'ARTIFACT_MISMATCH', 'DISK'],
    },
    async ({ params, context }) => {
      const sha256 = parseDigest(params.sha256);
      if ((await blobs.find(sha256)) !== undefined) return undefined;
      await parts.follower.catchUp();
      const found = await publications.ofArtifact(sha256);
      if (found === undefined) throw new ClientError('NOT_PUBLISHED', { sha256: toHex(sha256) });
      await blobs.put(found.artifact, context.req as AsyncIterable<Uint8Array>);
      peers.announce(sha256);
      return undefined;
    },
  );
}

type Shared = z.infer<z.ZodObject<typeof share>>;
