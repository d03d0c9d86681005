/** A koa server with some routes on a real socket, for tests of the fronts; errors leave as they do in the node. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import Koa from 'koa';
import { ClientError } from '../errors.ts';
import { httpStatus } from './http-status.ts';

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

export async function serve(routes: (router: Router) => void): Promise<Served> {
  const app = new Koa();
  app.silent = true;
  app.use(async (context, next) => {
    try {
      await next();
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      context.status = httpStatus(error.code);
      context.body = { code: error.code, detail: error.message };
    }
  });
  const router = new Router();
  routes(router);
  app.use(router.routes());
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
