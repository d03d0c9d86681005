/** The REST server of a node: its fronts, in one list, behind the one door (front-door.ts). */
import type Router from '@koa/router';
import { Registry } from 'prom-client';
import { meterNode } from '../metrics/node-metrics.ts';
import type { NodeParts } from '../node-parts.ts';
import { apiRoutes } from './api.ts';
import { type FrontDoor, openFrontDoor } from './front-door.ts';
import { healthRoutes } from './health.ts';
import { logRoutes } from './log.ts';
import { mavenRoutes } from './maven.ts';
import { pageRoutes } from './page.ts';
import { pyrsiaRoutes } from './pyrsia.ts';
import { Readiness } from './readiness.ts';
import { onlyWhileTrusted } from './trust-gate.ts';

export type RestServer = FrontDoor;

/** Every route of the node, by front; `stop` ends the answers that never end by themselves. What is neither GET nor HEAD needs the token (changing-calls.ts). */
export function registerFronts(router: Router, parts: NodeParts): { stop(): void } {
  const api = apiRoutes(router, parts);
  logRoutes(router, parts);
  pyrsiaRoutes(router, parts);
  mavenRoutes(router, parts);
  pageRoutes(router);
  return api;
}

export function startRest(parts: NodeParts): Promise<RestServer> {
  const { config, logger } = parts;
  const { host, port, publicUrl, requestsPerSecond } = config.rest;
  // Of this node alone: two in one process do not mix.
  const registry = new Registry();
  const readiness = new Readiness(parts);
  meterNode(registry, parts, readiness);
  return openFrontDoor({
    ...{ host, port, publicUrl, logger, registry },
    token: config.token,
    limits: { requestsPerSecond },
    mayServe: onlyWhileTrusted(parts),
    register: (router, drain) => {
      healthRoutes(router, { readiness, registry, drain });
      const fronts = registerFronts(router, parts);
      drain.signal.addEventListener('abort', () => fronts.stop());
    },
  });
}
