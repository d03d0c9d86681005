/** The declared endpoints as one OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.1). */
import { z } from 'zod';
import type { ClientErrorCode } from '../errors.ts';
import type { Endpoint } from './endpoint.ts';
import { httpStatus } from './http-status.ts';

const problem = z
  .looseObject({ type: z.string(), title: z.string(), status: z.int(), detail: z.string(), code: z.string() })
  .describe('RFC 9457. `code` is one of a closed list, and never changes its meaning.');

/** Of the server before any route: of every request, of those with a part of the path that may be anything, with a body, that change something. */
const ALWAYS: readonly ClientErrorCode[] = [
  'REQUEST_INVALID',
  'HOST_UNKNOWN',
  'URL_TOO_LONG',
  'RATE_LIMITED',
  'HEADERS_TOO_LARGE',
  'BUSY',
  'STOPPING',
  'TRUST_EXPIRED',
  'HEIGHT_PENDING',
];
const WITH_PARAMS: readonly ClientErrorCode[] = ['NOT_FOUND'];
const WITH_BODY: readonly ClientErrorCode[] = ['BODY_TOO_LARGE', 'MEDIA_TYPE_UNUSABLE', 'REQUEST_TIMEOUT'];
const WITH_TOKEN: readonly ClientErrorCode[] = ['UNAUTHORIZED', 'CROSS_ORIGIN', 'TOKEN_UNREADABLE'];

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

function operationOf(endpoint: Endpoint): object {
  const { method, path, tag, says, params = {}, query = {}, body, token } = endpoint;
  return {
    operationId: `${method}${path.slice('/api/v1'.length).replaceAll(/[^a-z0-9]+/g, '_')}`,
    tags: [tag],
    summary: says,
    parameters: [...parametersOf('path', params), ...parametersOf('query', query)],
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body) } }),
    ...(token === undefined ? {} : { security: [{ token: [] }] }),
    responses: responsesOf(endpoint),
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

function errorsOf({ params, body, token, errors = [] }: Pick<Endpoint, 'params' | 'body' | 'token' | 'errors'>): ClientErrorCode[] {
  const all = [ALWAYS, params === undefined ? [] : WITH_PARAMS, body === undefined ? [] : WITH_BODY, token === undefined ? [] : WITH_TOKEN, errors];
  return [...new Set(all.flat())];
}

function responsesOf(endpoint: Endpoint): object {
  const { answer, status = 200, media = 'application/json', mayBeNothing } = endpoint;
  const good =
    answer === undefined
      ? { description: 'Done.' }
      : { description: answer.description ?? 'The answer.', content: { [media]: { schema: schemaOf(answer, 'output') } } };
  const bad = Map.groupBy(errorsOf(endpoint), httpStatus);
  return {
    [String(answer === undefined ? 204 : status)]: good,
    ...(mayBeNothing ? { 204: { description: 'Nothing now.' } } : {}),
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
