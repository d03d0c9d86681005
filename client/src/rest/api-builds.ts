/** `/api/v1/builds`: builds as the chain proves them, those that are decided also from the log; and the log of a build here. */
import { type Build, type Digest, isOpen, logEntryCodec, openBuildsCodec, parseDigest, stateKey, toHex } from '@pyrsia/ledger';
import { z } from 'zod';
import { ClientError } from '../errors.ts';
import { ReplicaLookups } from '../log/lookups.ts';
import type { NodeParts } from '../node-parts.ts';
import { replicaOf } from './api-log.ts';
import { readTail } from './build-log.ts';
import { type Api, SENT } from './endpoint.ts';
import type { EventStream, EventStreams } from './event-streams.ts';
import { inParallel, pageOfTwo } from './paging.ts';
import * as schema from './schemas.ts';
import { buildView } from './views.ts';

const tag = 'builds';
type Line = z.input<typeof schema.buildLine>;

export function buildRoutes(api: Api, parts: NodeParts, streams: EventStreams): void {
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/builds', tag, says: 'Builds, the newest first: the open ones, then the decided ones.' },
      query: { phase: z.enum(['open', 'decided']).optional(), ...schema.pagingOfTwo },
      answer: schema.pageOf(schema.buildLine),
      errors: ['NOT_FOUND'],
    },
    ({ query: { phase, limit, after } }) => {
      const part = phase === 'decided' ? 'ended' : (phase ?? (parts.replica === undefined ? 'open' : undefined));
      return pageOfTwo({ open: () => openBuilds(parts), ended: (before, most) => decidedBuilds(parts, before, most) }, { part, limit, after });
    },
  );

  const one = { params: { id: schema.digest }, errors: ['NOT_FOUND'] } as const;
  api.route(
    { ...one, method: 'get', path: '/api/v1/builds/:id', tag, says: 'One build, with the result of each build node.', answer: schema.build },
    async ({ params }) => buildView(await buildOf(parts, parseDigest(params.id))),
  );
  api.route(
    {
      ...{ ...one, method: 'get', path: '/api/v1/builds/:id/events', tag: 'events', answer: schema.event, media: 'text/event-stream' },
      says: 'Server-sent events: `build` now and whenever it changed; they end with the one that says how it was decided.',
    },
    async ({ params, context }) => {
      const id = parseDigest(params.id);
      const first = await buildOf(parts, id);
      sendStates(parts, streams.open(context), id, first);
      return SENT;
    },
  );
  api.route(
    {
      ...{ ...one, method: 'get', path: '/api/v1/builds/:id/log', tag, says: 'The end of what the build printed on this build node; nothing proves it.' },
      query: { node: schema.nodeId.optional().describe('The build node that is meant; only its own node has its log.') },
      answer: z.string(),
      media: 'text/plain',
    },
    ({ params, query }) => readTail(parts.config, parseDigest(params.id), query.node),
  );
}

async function buildOf({ publications }: NodeParts, id: Digest): Promise<Build> {
  const build = await publications.build(id);
  if (build === undefined) throw new ClientError('NOT_FOUND', { what: 'build' });
  return build;
}

async function openBuilds({ publications }: NodeParts): Promise<Line[]> {
  const { value } = await publications.record(stateKey.openBuilds());
  const ids = value === undefined ? [] : openBuildsCodec.decode(value).builds.map(({ id }) => id);
  const builds = (await inParallel(ids, (id) => publications.build(id))).filter((build) => build !== undefined);
  // A header that came meanwhile may have decided one of them.
  const open = builds.filter(isOpen).sort((a, b) => Number(b.requestedAtHeight - a.requestedAtHeight));
  return open.map((build) => ({
    ...{ build_id: toHex(build.id), purl: build.purl, attempt: build.attempt, phase: build.phase },
    ...{ requested_at_height: build.requestedAtHeight.toString(), decided_at_height: null, log_index: null },
  }));
}

async function decidedBuilds(parts: NodeParts, before: bigint | undefined, limit: number): Promise<{ items: Line[]; next: bigint | undefined }> {
  const replica = replicaOf(parts);
  const { size } = new ReplicaLookups(replica, parts.light).head().checkpoint;
  const places = await replica.index.verdicts(before !== undefined && before < size ? before : size, limit + 1);
  const items = places.slice(0, limit).flatMap((index): Line[] => {
    const { record, height } = logEntryCodec.decode(replica.entry(index) as Uint8Array);
    if (record.kind !== 'publication' && record.kind !== 'refusal') return [];
    const { buildId, purl, attempt } = record.value;
    const phase = record.kind === 'publication' ? 'published' : record.value.verdict;
    return [
      {
        ...{ build_id: toHex(buildId), purl, attempt, phase },
        ...{ requested_at_height: null, decided_at_height: height.toString(), log_index: index.toString() },
      },
    ];
  });
  return { items, next: places.length > limit ? places[limit - 1] : undefined };
}

/** Looked up anew for each header; what the chain does not tell now, it tells for a later one. */
function sendStates({ publications, follower, logger }: NodeParts, stream: EventStream, id: Digest, first: Build): void {
  let told = '';
  let isAsking = false;
  const tell = (build: Build): void => {
    const view = buildView(build);
    const text = JSON.stringify(view);
    if (text !== told) stream.send('build', view);
    told = text;
    if (!isOpen(build)) stream.end();
  };
  const onHeader = (): void => {
    if (isAsking) return;
    isAsking = true;
    publications
      .build(id)
      .then((build) => build !== undefined && tell(build))
      .catch((error: unknown) => {
        if (!(error instanceof ClientError)) logger.error({ err: error }, 'build events');
      })
      .finally(() => {
        isAsking = false;
      });
  };
  stream.onClose(follower.onHeader(onHeader));
  tell(first);
}
