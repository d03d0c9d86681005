/** `/api/v1/log`: the log from this node's verified copy. */
import { z } from 'zod';
import { ClientError } from '../errors.ts';
import type { NodeParts } from '../node-parts.ts';
import type { Api } from './endpoint.ts';
import * as schema from './schemas.ts';

const tag = 'log';

export function apiLogRoutes(api: Api, parts: NodeParts): void {
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/log/alarm', tag, says: 'The evidence, if two histories of the log were seen.' },
      answer: z.object({ reason: z.string(), at_height: schema.int64, evidence: z.looseObject({}) }),
      errors: ['NOT_FOUND'],
    },
    () => {
      const alarm = replicaOf(parts).alarm;
      if (alarm === undefined) throw new ClientError('NOT_FOUND', { what: 'no alarm: one history of the log was seen' });
      return { reason: alarm.reason, at_height: alarm.atHeight.toString(), evidence: { ...alarm.evidence } };
    },
  );
}

export function replicaOf({ replica }: NodeParts): NonNullable<NodeParts['replica']> {
  if (replica === undefined) throw new ClientError('NOT_FOUND', { what: 'this node keeps no copy of the log (log = query)' });
  return replica;
}
