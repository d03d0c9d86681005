/** `/api/v1`: what this node knows. Each group of routes is declared in a file of its own, and described by one document. */
import type Router from '@koa/router';
import { z } from 'zod';
import type { NodeParts } from '../node-parts.ts';
import { buildRoutes } from './api-builds.ts';
import { apiLogRoutes } from './api-log.ts';
import { logVersionRoutes } from './api-log-versions.ts';
import { networkRoute } from './api-network.ts';
import { nodeRoutes } from './api-nodes.ts';
import { peerRoutes } from './api-peers.ts';
import { proposalRoutes } from './api-proposals.ts';
import { nodesProofRoute, publicationRoutes } from './api-publications.ts';
import { searchRoutes } from './api-search.ts';
import { storageRoutes } from './api-storage.ts';
import { Api, type ApiOptions, JsonText } from './endpoint.ts';
import { EventStreams } from './event-streams.ts';
import { openApiOf } from './openapi.ts';
import { sourceQuestionRoutes } from './source-questions.ts';

/** `stop` ends the answers that never end by themselves. */
export function apiRoutes(router: Router, parts: NodeParts, options: Pick<ApiOptions, 'checkAnswers'> = {}): { stop(): void } {
  const streams = new EventStreams(() => {
    parts.light.assertTrustworthy();
    parts.replica?.assertOneHistory();
  });
  const api = new Api(router, { ...options, token: parts.config.token });
  searchRoutes(api, parts);
  publicationRoutes(api, parts);
  buildRoutes(api, parts, streams);
  apiLogRoutes(api, parts, streams);
  logVersionRoutes(api, parts);
  nodeRoutes(api, parts);
  nodesProofRoute(api, parts);
  proposalRoutes(api, parts);
  peerRoutes(api, parts);
  storageRoutes(api, parts);
  networkRoute(api, parts);
  sourceQuestionRoutes(api, parts);
  documentRoute(api);
  return streams;
}

function documentRoute(api: Api): void {
  let text: string | undefined;
  api.route({ method: 'get', path: '/api/v1/openapi.json', tag: 'api', says: 'This document.', answer: z.looseObject({ openapi: z.string() }) }, () => {
    text ??= JSON.stringify(openApiOf(api.endpoints));
    return new JsonText(text);
  });
}
