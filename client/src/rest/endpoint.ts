/**
 * The routes of `/api/v1`, each declared once: what it takes, what it answers, what can go wrong. Requests are checked
 * against the declaration, and the OpenAPI document (openapi.ts) is made from it; there is no second description.
 */
import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { ClientError, type ClientErrorCode } from '../errors.ts';
import { assertAuthorized, readJsonBody } from './request.ts';
import type { ReadToken } from './token.ts';

type Shape = z.core.$ZodLooseShape;

export interface Endpoint<P extends Shape = Shape, Q extends Shape = Shape, B extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As the router has it: `:name` is one part of the path, `*name` all that is left. */
  readonly path: string;
  readonly tag: string;
  /** One sentence. */
  readonly says: string;
  readonly params?: P;
  readonly query?: Q;
  /** Of the JSON object in the request; `'bytes'`: the handler reads them. */
  readonly body?: B | 'bytes';
  /** `undefined`: no content. */
  readonly answer: A | undefined;
  /** There may be nothing to answer: then no content. */
  readonly mayBeNothing?: true;
  /** 200 unless said otherwise. */
  readonly status?: number;
  /** application/json unless said otherwise. */
  readonly media?: string;
  /** It changes something: only with the node's token. */
  readonly token?: true;
  /** Beside those that any route has (openapi.ts). */
  readonly errors?: readonly ClientErrorCode[];
}

export interface Asked<P extends Shape, Q extends Shape, B extends z.ZodType> {
  readonly params: z.output<z.ZodObject<P, z.core.$strict>>;
  readonly query: z.output<z.ZodObject<Q, z.core.$strict>>;
  readonly body: z.output<B>;
  readonly context: Context;
}

/** An answer that is JSON already. */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The handler has sent, or is sending, the answer itself. */
export const SENT = { isSent: true } as const;

type Answer<A extends z.ZodType> = z.input<A> | JsonText | typeof SENT | undefined;

export interface ApiOptions {
  readonly token: ReadToken;
  /** For tests: an answer that is not as declared is a fault. */
  readonly checkAnswers?: boolean;
}

/** A recipe is at most 16 KiB in its wire form, a proposal smaller; JSON is a little longer. */
const MAX_BODY_BYTES = 64 * 1024;
const MAX_FAULT_TEXT = 2_000;

export class Api {
  readonly endpoints: Endpoint[] = [];
  private readonly router: Router;
  private readonly options: ApiOptions;

  constructor(router: Router, options: ApiOptions) {
    this.router = router;
    this.options = options;
  }

  route<
    const P extends Shape = Record<never, never>,
    const Q extends Shape = Record<never, never>,
    B extends z.ZodType = z.ZodNever,
    A extends z.ZodType = z.ZodNever,
  >(endpoint: Endpoint<P, Q, B, A>, handle: (asked: Asked<P, Q, B>) => Promise<Answer<A>> | Answer<A>): void {
    this.endpoints.push(endpoint as unknown as Endpoint);
    const parts = {
      path: z.strictObject(endpoint.params ?? {}),
      query: z.strictObject(endpoint.query ?? {}),
      body: endpoint.body === undefined || endpoint.body === 'bytes' ? z.any() : endpoint.body,
    };
    const whole = z.object(parts);
    this.router[endpoint.method](endpoint.path, async (context) => {
      if (endpoint.token) assertAuthorized(context, this.options.token);
      const body = endpoint.body === undefined || endpoint.body === 'bytes' ? undefined : await readJsonBody(context, MAX_BODY_BYTES);
      const asked = whole.safeParse({ path: pathParams(endpoint.path, context), query: { ...context.query }, body });
      if (!asked.success) throw new ClientError('REQUEST_INVALID', { faults: faultsOf(asked.error) });
      const { path, query, body: parsed } = asked.data as { path: unknown; query: unknown; body: unknown };
      const answer = await handle({ params: path, query, body: parsed, context } as Asked<P, Q, B>);
      if (answer !== SENT) this.send(context, endpoint as unknown as Endpoint, answer);
    });
  }

  private send(context: Context, { status = 200, media = 'application/json', answer: declared, mayBeNothing }: Endpoint, answer: unknown): void {
    if (mayBeNothing && answer === undefined) {
      context.status = 204;
      return;
    }
    const isText = answer instanceof JsonText;
    if (this.options.checkAnswers)
      (declared ?? z.undefined()).parse(isText ? JSON.parse(answer.text) : declared === undefined ? answer : JSON.parse(JSON.stringify(answer)));
    context.status = declared === undefined ? 204 : status;
    if (declared === undefined) return;
    context.type = media;
    context.body = isText ? answer.text : media === 'application/json' ? JSON.stringify(answer) : answer;
  }
}

/** `*name` as it stands in the path: what it means is for its schema to say. */
function pathParams(path: string, context: Context & { params?: Record<string, string> }): Record<string, unknown> {
  const star = path.indexOf('*');
  return star < 0 ? { ...context.params } : { ...context.params, [path.slice(star + 1)]: context.path.slice(star) };
}

/** All of them at once; where, and what is wanted. */
export function faultsOf({ issues }: z.ZodError): string {
  const texts = issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  return texts.join('; ').slice(0, MAX_FAULT_TEXT);
}
