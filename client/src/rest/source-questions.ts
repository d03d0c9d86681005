/**
 * The builder of this build node asks what sources are looked for, and brings their digests: with the token, on loopback
 * as all that changes something.
 *
 *   GET /api/v1/builder/questions      200 { id, recipes }, or 204 when there is nothing to do
 *   PUT /api/v1/builder/questions/:id  { index, sha256 } of the first recipe whose source there is,
 *                                      { missing: true } if there is none, { missing: false } if the registry did not say
 */
import type Router from '@koa/router';
import { parseDigest } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import type { NodeParts } from '../node-parts.ts';
import { assertAuthorized, readJsonBody } from './request.ts';

const MAX_BODY_BYTES = 1024;

export function sourceQuestionRoutes(router: Router, { config, sourceQuestions }: NodeParts): void {
  router.get('/api/v1/builder/questions', (context) => {
    assertAuthorized(context, config.token);
    const question = sourceQuestions?.next();
    context.status = question === undefined ? 204 : 200;
    if (question !== undefined) context.body = question;
  });
  router.put('/api/v1/builder/questions/:id', async (context) => {
    assertAuthorized(context, config.token);
    const { index, sha256, missing } = await readJsonBody(context, MAX_BODY_BYTES);
    const found = sha256 === undefined ? (missing === true ? 'no_source' : 'no_answer') : { index: Number(index), sha256: parseDigest(String(sha256)) };
    if (sourceQuestions?.answer(context.params['id'] ?? '', found) !== true) throw new ClientError('NOT_FOUND', { what: 'question' });
    context.status = 204;
  });
}
