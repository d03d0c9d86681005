/** `/healthz`: the process answers. `/readyz`: it can serve as it should, and if not, why. `/metrics`: Prometheus' text. */
import type Router from '@koa/router';
import type { Registry } from 'prom-client';
import type { Drain } from './drain.ts';
import type { Readiness } from './readiness.ts';

export interface HealthParts {
  readonly readiness: Readiness;
  readonly registry: Registry;
  readonly drain: Drain;
}

export function healthRoutes(router: Router, { readiness, registry, drain }: HealthParts): void {
  router.get('/healthz', (context) => {
    context.set('cache-control', 'no-store');
    context.body = { status: 'ok' };
  });
  router.get('/readyz', async (context) => {
    const { code, checks } = await readiness.now();
    const why = drain.isBegun ? 'STOPPING' : code;
    context.set('cache-control', 'no-store');
    context.status = why === undefined ? 200 : 503;
    context.body = { ready: why === undefined, draining: drain.isBegun, ...(why === undefined ? {} : { code: why }), checks };
  });
  router.get('/metrics', async (context) => {
    context.set('cache-control', 'no-store');
    context.type = registry.contentType;
    context.body = await registry.metrics();
  });
}
