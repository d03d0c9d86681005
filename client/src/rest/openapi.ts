/** The declared endpoints as one OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.1). */
import { z } from 'zod';
import type { ClientErrorCode } from '../errors.ts';
import type { Endpoint } from './endpoint.ts';
import { httpStatus } from './http-status.ts';

const problem = z
  .looseObject({ type: z.string(), title: z.string(), status: z.int(), detail: z.string(), code: z.string() })
  .describe('RFC 9457. `code` is one of a closed list, and never changes its meaning.');

/** While nothing may be believed, or the chain gives no proof; too many requests. */
const ALWAYS: readonly ClientErrorCode[] = ['REQUEST_INVALID', 'TRUST_EXPIRED', 'HEIGHT_PENDING', 'TOO_MANY_REQUESTS'];

export function openApiOf(endpoints: readonly Endpoint[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/[:*]([a-z0-9_]+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method]: operationOf(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Pyrsia regular node',
      version: '1',
      description:
        'Answers are proven from the trust root of the node, or say what they are instead. Numbers of 64 bits are strings; digests are lower-case hex.',
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'The token file of the node.' } },
    },
  };
}

function operationOf({ method, path, tag, says, params = {}, query = {}, body, token, ...answers }: Endpoint): object {
  return {
    operationId: `${method}${path.slice('/api/v1'.length).replaceAll(/[^a-z0-9]+/g, '_')}`,
    tags: [tag],
    summary: says,
    parameters: [...parametersOf('path', params), ...parametersOf('query', query)],
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body) } }),
    ...(token === undefined ? {} : { security: [{ token: [] }] }),
    responses: responsesOf({ ...answers, errors: errorsOf(answers.errors ?? [], body !== undefined, token !== undefined) }),
  };
}

function contentOf(body: z.ZodType | 'bytes'): object {
  return body === 'bytes'
    ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: schemaOf(body, 'input') } };
}

function parametersOf(place: 'path' | 'query', shape: NonNullable<Endpoint['params']>): object[] {
  return Object.entries(shape).map(([name, schema]) => {
    const { description, ...rest } = schemaOf(schema as z.ZodType, 'input');
    const isRequired = !(schema as z.ZodType).safeParse(undefined).success;
    return { name, in: place, required: place === 'path' || isRequired, ...(description === undefined ? {} : { description }), schema: rest };
  });
}

function errorsOf(own: readonly ClientErrorCode[], hasBody: boolean, hasToken: boolean): ClientErrorCode[] {
  return [
    ...new Set<ClientErrorCode>([...ALWAYS, ...(hasToken ? (['UNAUTHORIZED'] as const) : []), ...(hasBody ? (['BODY_TOO_LARGE'] as const) : []), ...own]),
  ];
}

function responsesOf({ answer, status = 200, media = 'application/json', errors = [] }: Pick<Endpoint, 'answer' | 'status' | 'media' | 'errors'>): object {
  const good =
    answer === undefined
      ? { description: 'Done.' }
      : { description: answer.description ?? 'The answer.', content: { [media]: { schema: schemaOf(answer, 'output') } } };
  const bad = Map.groupBy(errors, httpStatus);
  return {
    [String(answer === undefined ? 204 : status)]: good,
    // By the HTTP server itself, before any route.
    '431': { description: 'Path and headers are longer than 16 KiB.' },
    ...Object.fromEntries(
      [...bad].map(([code, names]) => [
        String(code),
        { description: names.join(', '), content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      ]),
    ),
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): { description?: string } {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest as { description?: string };
}
