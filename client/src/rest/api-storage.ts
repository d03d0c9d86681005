/** `/api/v1`: what this node holds and how it looks after it, and what it shares with whom. */
import { type Digest, ECOSYSTEMS, parseDigest, toHex } from '@pyrsia/ledger';
import { z } from 'zod';
import { ClientError } from '../errors.ts';
import type { NodeParts } from '../node-parts.ts';
import { parseShare, shareView } from '../p2p/share.ts';
import { LEAST_DISK, LEAST_RATE, MAX_CONNECTIONS } from '../p2p/share-limits.ts';
import type { Collected } from '../store/collect.ts';
import type { StoreUpkeep } from '../store/upkeep.ts';
import type { Api } from './endpoint.ts';
import * as schema from './schemas.ts';

const tag = 'storage';
const atLeast = (least: number) => z.int().min(least).nullable().describe('null: no limit.');
const share = {
  share: z.enum(['on', 'off']),
  upload_bytes_per_second: atLeast(LEAST_RATE),
  ecosystems: z.array(z.enum(ECOSYSTEMS)).max(ECOSYSTEMS.length).nullable().describe('null: all.'),
  disk_bytes: atLeast(LEAST_DISK),
  max_connections: z.int().min(1).max(MAX_CONNECTIONS),
};
const scrub = z.object({
  state: z.enum(['under_way', 'ended']),
  began: schema.time,
  ended: schema.time.nullable(),
  artifacts: schema.count.describe('Read in this round.'),
  of_artifacts: schema.count,
  bytes: schema.int64,
  of_bytes: schema.int64,
  bytes_per_second: schema.count,
  chunk_hashes_remade: schema.count,
  damaged: schema.count,
  named: z.array(z.object({ sha256: schema.digest, found: schema.time })).describe('The damaged ones, the newest first, 100 at most.'),
});
const collected = z.object({
  ended: schema.time,
  half_written: schema.count,
  partial: schema.count.describe('Downloads that nobody went on with.'),
  chunk_hashes: schema.count.describe('Of no artifact.'),
  chunk_hashes_remade: schema.count,
  quarantined: schema.count,
  revoked: schema.count,
  revoked_but_pinned: schema.count.describe('Kept, and given to nobody.'),
  damaged: schema.count,
  freed_bytes: schema.int64,
});
const storage = z.object({
  ...share,
  artifacts: schema.count,
  bytes: schema.int64,
  fetching_bytes: schema.int64.describe('Of downloads under way and of those that wait to go on, which count for disk_bytes.'),
  pinned: schema.count,
  quarantined: schema.count,
  quarantined_bytes: schema.int64,
  missing: schema.count.describe('Pinned or damaged, and not held now.'),
  scrub,
  collected: collected.nullable().describe('null: not yet since the start.'),
  traffic: z.array(z.object({ peer_id: z.string(), sent_bytes: schema.count, received_bytes: schema.count })),
});
const STATES = ['held', 'fetching', 'missing', 'quarantined', 'revoked'] as const;
const heldArtifact = z.object({
  sha256: schema.digest,
  name: z.string().nullable(),
  purl: z.string().nullable().describe('Of a publication that holds it; null: none is known.'),
  bytes: schema.int64,
  used: schema.time.nullable(),
  pinned: z.boolean(),
  state: z.enum(STATES),
});
const paging = { ...schema.paging, after: schema.digest.optional().describe('`next` of the page before.') };
const pin = z.object({ sha256: schema.digest, pinned: z.boolean(), state: z.enum([...STATES, 'not_held']) });

export function storageRoutes(api: Api, parts: NodeParts): void {
  const { blobs, peers, config, publications } = parts;
  api.route({ method: 'get', path: '/api/v1/storage', tag, says: 'What is held, what is shared, and with whom.', answer: storage }, () => {
    const traffic = [...peers.traffic.all].map(([peer, { sentBytes, receivedBytes }]) => ({
      ...{ peer_id: peer, sent_bytes: sentBytes, received_bytes: receivedBytes },
    }));
    return { ...(shareView(parts.sharing.current) as Shared), ...storeView(parts), traffic };
  });
  artifactRoutes(api, parts);
  upkeepRoutes(api, parts);

  api.route(
    {
      ...{ method: 'put', path: '/api/v1/share', tag, says: 'Changes what is shared; what is not named stays as it is.', token: true },
      body: z.strictObject(share).partial(),
      answer: z.object(share),
      errors: ['REQUEST_REFUSED'],
    },
    async ({ body }) => {
      const now = await parts.sharing.change((before) => {
        const wanted = parseShare(body, before);
        // It would fetch again at once what went.
        if (config.note !== undefined && wanted.diskBytes !== undefined)
          throw new ClientError('REQUEST_REFUSED', { reason: 'a build node keeps what was published: it has no disk limit' });
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

function artifactRoutes(api: Api, parts: NodeParts): void {
  const { blobs, upkeep } = parts;
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/storage/artifacts', tag, says: 'The artifacts that are or should be held, in the order of their digests.' },
      query: paging,
      answer: schema.pageOf(heldArtifact),
    },
    async ({ query: { limit, after } }) => {
      const wanted = (hex: string): boolean => after === undefined || hex > after;
      const held = blobs.page(after === undefined ? undefined : parseDigest(after), limit + 1).map(({ sha256 }) => toHex(sha256));
      const all = [...held, ...upkeep.missing.filter(wanted)].sort().slice(0, limit + 1);
      const items = await Promise.all(all.slice(0, limit).map((hex) => artifactView(parts, parseDigest(hex))));
      return { items, next: all.length > limit ? (all[limit - 1] as string) : null };
    },
  );

  const params = { sha256: schema.digest };
  api.route(
    {
      ...{ method: 'put', path: '/api/v1/storage/pins/:sha256', tag, token: true },
      says: 'Keeps an artifact whatever the disk limit; one that is not held is fetched, if it is published.',
      params,
      answer: pin,
      errors: ['NOT_PUBLISHED', 'REVOKED', 'STORE_LIMIT', 'PIN_REFUSED', 'DISK'],
    },
    async ({ params }) => {
      const sha256 = parseDigest(params.sha256);
      await upkeep.pin(sha256);
      return { ...params, pinned: true, state: stateOf(parts, sha256) };
    },
  );
  api.route(
    {
      ...{ method: 'delete', path: '/api/v1/storage/pins/:sha256', tag, says: 'Lets an artifact go when room is needed.', token: true },
      params,
      answer: pin,
      errors: ['DISK'],
    },
    async ({ params }) => {
      const sha256 = parseDigest(params.sha256);
      await upkeep.unpin(sha256);
      return { ...params, pinned: false, state: stateOf(parts, sha256) };
    },
  );
}

function upkeepRoutes(api: Api, { upkeep }: NodeParts): void {
  api.route(
    {
      method: 'post',
      path: '/api/v1/storage/collect',
      tag,
      says: 'Removes what is of no use: leftovers, quarantine, what was revoked.',
      token: true,
      answer: collected,
    },
    async () => collectedView(await upkeep.collect(true)),
  );
  api.route(
    {
      ...{ method: 'post', path: '/api/v1/storage/scrub', tag, says: 'Reads all that is held, from the first artifact on, unless that is under way.' },
      token: true,
      answer: scrub,
      status: 202,
    },
    async () => {
      await upkeep.beginScrub();
      return scrubView(upkeep);
    },
  );
}

function storeView({ blobs, upkeep }: NodeParts): Omit<z.input<typeof storage>, keyof Shared | 'traffic'> {
  return {
    artifacts: blobs.artifacts,
    bytes: String(blobs.bytes),
    fetching_bytes: String(blobs.room.claimedBytes),
    pinned: blobs.pins.count,
    quarantined: blobs.quarantined.all.length,
    quarantined_bytes: String(blobs.quarantined.bytes),
    missing: upkeep.missing.length,
    scrub: scrubView(upkeep),
    collected: upkeep.collected === undefined ? null : collectedView(upkeep.collected),
  };
}

const at = (ms: number): string => new Date(ms).toISOString();

function scrubView({ scrub: { progress } }: StoreUpkeep): z.input<typeof scrub> {
  return {
    state: progress.endedMs === undefined ? 'under_way' : 'ended',
    began: at(progress.beganMs),
    ended: progress.endedMs === undefined ? null : at(progress.endedMs),
    artifacts: progress.artifacts,
    of_artifacts: progress.ofArtifacts,
    bytes: String(progress.bytes),
    of_bytes: String(progress.ofBytes),
    bytes_per_second: progress.bytesPerSecond,
    chunk_hashes_remade: progress.remade,
    damaged: progress.damaged,
    named: progress.named.map(({ sha256, atMs }) => ({ sha256, found: at(atMs) })),
  };
}

function collectedView(report: Collected): z.input<typeof collected> {
  return {
    ended: at(report.endedMs),
    half_written: report.halfWritten,
    partial: report.partial,
    chunk_hashes: report.chunkHashes,
    chunk_hashes_remade: report.remade,
    quarantined: report.quarantined,
    revoked: report.revoked,
    revoked_but_pinned: report.withheld,
    damaged: report.damaged,
    freed_bytes: String(report.freedBytes),
  };
}

function stateOf({ blobs, upkeep }: NodeParts, sha256: Digest): z.input<typeof pin>['state'] {
  if (blobs.isWithheld(sha256)) return 'revoked';
  if (blobs.has(sha256)) return 'held';
  if (blobs.isFetching(sha256)) return 'fetching';
  if (blobs.quarantined.has(sha256)) return 'quarantined';
  return upkeep.missing.includes(toHex(sha256)) ? 'missing' : 'not_held';
}

async function artifactView(parts: NodeParts, sha256: Digest): Promise<z.input<typeof heldArtifact>> {
  const { blobs, lookups } = parts;
  // A list of what is held needs no chain.
  const found = await lookups.standing(sha256).catch(() => undefined);
  const held = blobs.get(sha256);
  const state = stateOf(parts, sha256);
  return {
    sha256: toHex(sha256),
    name: found?.status === 'published' ? found.artifact.name : null,
    purl: found === undefined || found.status === 'unknown' ? null : found.purl,
    bytes: String(held?.bytes ?? (found?.status === 'published' ? found.artifact.size : 0)),
    used: held === undefined ? null : at(held.usedMs),
    pinned: blobs.pins.has(sha256),
    state: found?.status === 'revoked' && held !== undefined ? 'revoked' : state === 'not_held' ? 'missing' : state,
  };
}

type Shared = z.infer<z.ZodObject<typeof share>>;
