/** `/api/v1/builds`: builds as the chain proves them. */
import { parseDigest } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import type { NodeParts } from '../node-parts.ts';
import type { Api } from './endpoint.ts';
import * as schema from './schemas.ts';
import { buildView } from './views.ts';

const tag = 'builds';

export function buildRoutes(api: Api, { publications }: NodeParts): void {
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/builds/:id', tag, says: 'One build, with the result of each build node.' },
      params: { id: schema.digest },
      answer: schema.build,
      errors: ['NOT_FOUND'],
    },
    async ({ params: { id } }) => {
      const build = await publications.build(parseDigest(id));
      if (build === undefined) throw new ClientError('NOT_FOUND', { what: 'build' });
      return buildView(build);
    },
  );
}
