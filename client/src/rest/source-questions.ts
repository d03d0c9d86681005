/**
 * `/api/v1/builder/questions`: the builder of this build node asks what sources are looked for, and brings their digests
 * (docs/decisions/021-what-a-miss-means.md). Both with the token: what is looked for is nobody else's business.
 */
import { parseDigest } from '@pyrsia/ledger';
import { z } from 'zod';
import { ClientError } from '../errors.ts';
import type { NodeParts } from '../node-parts.ts';
import type { Api } from './endpoint.ts';
import * as schema from './schemas.ts';

const question = z.object({ id: z.string(), recipes: z.array(z.looseObject({}).describe('docs/formats/recipe.md, without the digest of the source.')) });
/** More drafts than one question ever has. */
const MAX_INDEX = 1_000;
const found = z.union([
  z.strictObject({ index: z.int().min(0).max(MAX_INDEX), sha256: schema.digest }).describe('The first recipe whose source there is.'),
  z.strictObject({ missing: z.boolean() }).describe('true: there is none; false: the registry did not say.'),
]);

export function sourceQuestionRoutes(api: Api, { sourceQuestions }: Pick<NodeParts, 'sourceQuestions'>): void {
  const common = { tag: 'builder', token: true } as const;
  api.route(
    {
      ...{ ...common, method: 'get', path: '/api/v1/builder/questions', says: 'For the builder of this build node: which source is looked for.' },
      answer: question,
      mayBeNothing: true,
    },
    () => sourceQuestions?.next(),
  );
  api.route(
    {
      ...{ ...common, method: 'put', path: '/api/v1/builder/questions/:id', says: 'The builder brings the digest of the source, if there is one.' },
      params: { id: z.uuid() },
      body: found,
      answer: undefined,
    },
    ({ params: { id }, body }) => {
      const answer = 'sha256' in body ? { index: body.index, sha256: parseDigest(body.sha256) } : body.missing ? 'no_source' : 'no_answer';
      if (sourceQuestions?.answer(id, answer) !== true) throw new ClientError('NOT_FOUND', { what: 'question' });
      return undefined;
    },
  );
}
