/**
 * `/api/v1/log/versions`: what the log says of one package version: how each attempt to build it was decided, and that it
 * was revoked. From the state, which names the places in the log; so a node without a copy of the log has it too.
 */
import { buildCodec, buildIdOf, encodePurl, logEntryCodec, type Purl, publicationRecordCodec, requestRecordCodec, stateKey } from '@pyrsia/ledger';
import type { z } from 'zod';
import type { ProvenView } from '../chain/proven-state.ts';
import type { NodeParts } from '../node-parts.ts';
import type { Api } from './endpoint.ts';
import { inParallel } from './paging.ts';
import * as schema from './schemas.ts';
import { logEntryView } from './views.ts';

export function logVersionRoutes(api: Api, { publications }: Pick<NodeParts, 'publications'>): void {
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/log/versions/*purl', tag: 'log' },
      says: 'The log entries about a package version, the newest first: of each attempt that was decided, and of its revocation.',
      params: { purl: schema.packageVersion },
      query: { ...schema.paging, after: schema.attempt.optional().describe('`next` of the page before: an attempt.') },
      answer: schema.pageOf(schema.logEntry),
    },
    async ({ params: { purl }, query: { limit, after } }) => {
      const view = publications.view();
      const { value } = await view.record(stateKey.request(encodePurl(purl)));
      const attempts = value === undefined ? 0 : requestRecordCodec.decode(value).attempts;
      const from = after === undefined ? attempts : Math.min(attempts, after - 1);
      const wanted = Array.from({ length: Math.min(from, limit) }, (_, i) => from - i);
      const places = [
        ...(after === undefined ? [await revokedBy(view, purl)] : []),
        ...(await inParallel(wanted, (attempt) => decidedAt(view, purl, attempt))),
      ];
      const entries = await inParallel(
        places.filter((place) => place !== undefined),
        (place) => entryView(view, place),
      );
      return { items: entries, next: from > limit ? String(from - limit + 1) : null };
    },
  );
}

async function decidedAt(view: ProvenView, purl: Purl, attempt: number): Promise<bigint | undefined> {
  const { value } = await view.record(stateKey.build(buildIdOf(encodePurl(purl), attempt)));
  return value === undefined ? undefined : buildCodec.decode(value).logIndex;
}

async function revokedBy(view: ProvenView, purl: Purl): Promise<bigint | undefined> {
  const { value } = await view.record(stateKey.publication(encodePurl(purl)));
  return value === undefined ? undefined : publicationRecordCodec.decode(value).revokedBy;
}

async function entryView(view: ProvenView, place: bigint): Promise<z.input<typeof schema.logEntry>> {
  return logEntryView(place, logEntryCodec.decode((await view.entry(place)).bytes));
}
