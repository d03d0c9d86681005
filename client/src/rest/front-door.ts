/** The REST server around whatever routes it is given: every request passes the same checks, every answer leaves the same way. */
import type Router from '@koa/router';
import Koa, { type Context } from 'koa';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { Admission, type AdmissionOptions } from './admission.ts';
import { type CallerRules, guardCalls, nothingThere } from './changing-calls.ts';
import { Drain } from './drain.ts';
import { GroupedRouter } from './grouped-router.ts';
import { type ConnectionLimits, closeAll, listen, stopListening, type Times } from './listener.ts';
import { observeRequests } from './observe.ts';
import { assertNamed, isLoopback } from './own-names.ts';
import { errorsAsProblems, onContextError } from './problems.ts';
import { RequestMetrics } from './request-metrics.ts';
import { assertTargetUsable } from './request-target.ts';

/** Requests under way get this long when the node stops; whoever started it waits 15 s. */
const DRAIN_MS = 10_000;

export interface FrontDoorOptions extends CallerRules {
  readonly port: number;
  readonly limits: AdmissionOptions;
  readonly logger: Logger;
  readonly registry: Registry;
  /** Throws while nothing may be served. */
  readonly mayServe: (context: Context) => void;
  readonly register: (router: Router, drain: Drain) => void;
  readonly times?: Times & { readonly drainMs?: number };
  readonly connections?: ConnectionLimits;
}

export interface FrontDoor {
  readonly url: string;
  /** Lets what is under way end, for a while. */
  stop(): Promise<void>;
}

export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const { host, port, logger, times = {} } = options;
  const drain = new Drain();
  const admission = new Admission(options.limits);
  const metrics = new RequestMetrics(options.registry, () => drain.size);
  const problems = { logger, onProblem: (code: string) => metrics.problem(code) };
  const router = new GroupedRouter();
  options.register(router, drain);
  const app = new Koa();
  app.silent = true;
  app.context.onerror = onContextError(problems);
  app.use(observeRequests({ logger, metrics, drain }));
  app.use(errorsAsProblems(problems));
  app.use(inOrder([drain.refuse, admission.admit, assertNamed(options), assertTargetUsable, options.mayServe]));
  app.use(guardCalls(router, options));
  app.use(router.routes());
  app.use(nothingThere(router));
  const server = await listen({
    ...{ host, port, times, onRequest: app.callback(), onRefused: problems.onProblem, onDropped: () => metrics.dropConnection() },
    ...(options.connections === undefined ? {} : { connections: options.connections }),
  });
  warnIfOpen(options);
  const address = server.address();
  const bound = address === null || typeof address === 'string' ? port : address.port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    async stop() {
      stopListening(server);
      const left = await drain.begin(times.drainMs ?? DRAIN_MS);
      if (left > 0) logger.warn({ requests: left }, 'stopping: requests that were not done are cut off');
      await closeAll(server);
    },
  };
}

function inOrder(checks: ReadonlyArray<(context: Context) => void>): Koa.Middleware {
  return async (context, next) => {
    for (const check of checks) check(context);
    await next();
  };
}

function warnIfOpen({ host, port, logger }: FrontDoorOptions): void {
  if (isLoopback(host)) return;
  const open = 'everything that is read: artifacts, publications, the log, status, peers and their addresses, storage, metrics';
  logger.warn({ host, port, open, guarded: 'changes need the token, which goes over the network as it is: put TLS in front' }, 'REST is open to other hosts');
}
