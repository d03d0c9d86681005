/** The document of all of `/api/v1`: every schema in it can be read back. That every route is in it: server.test.ts. */
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { NodeParts } from '../node-parts.ts';
import { apiRoutes } from './api.ts';
import { type Served, serve } from './rest-harness.ts';

// biome-ignore lint/suspicious/noExplicitAny: a JSON document.
type Json = any;
const parts = { config: { token: () => '' } } as unknown as NodeParts;
let served: Served | undefined;
afterAll(async () => {
  await served?.stop();
});

async function document(): Promise<Json> {
  served ??= await serve((other) => void apiRoutes(other, parts).stop());
  return (await fetch(`${served.url}/api/v1/openapi.json`)).json();
}

test('each operation has a name of its own, its parameters, and schemas that can be read', async () => {
  const { openapi, paths, components } = await document();
  expect(openapi).toMatch(/^3\.1\./);
  const operations = Object.entries<Json>(paths).flatMap(([path, methods]) => Object.values<Json>(methods).map((operation) => ({ path, ...operation })));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { path, parameters, responses, requestBody, summary } of operations) {
    expect(summary).toMatch(/\.$/);
    const inPath = parameters.filter((parameter: Json) => parameter.in === 'path').map((parameter: Json) => parameter.name);
    expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]: RegExpMatchArray) => name));
    const contents = [requestBody, ...Object.values<Json>(responses)].flatMap((one) => Object.values<Json>(one?.content ?? {}));
    for (const { schema } of [...contents, ...parameters]) {
      expect(schema.$ref === undefined || components.schemas[schema.$ref.split('/').at(-1)] !== undefined).toBe(true);
      if (schema.$ref === undefined) expect(() => z.fromJSONSchema(schema)).not.toThrow();
    }
  }
});
