/**
 * A router that tests only the routes that begin with a path's first segment: testing each of seventy took a tenth of the time
 * of a small answer. What is found is what the router finds among all, in the same order.
 */
import Router from '@koa/router';

type Route = Router['stack'][number];

export class GroupedRouter extends Router {
  private groups = new Map<string, Route[]>();
  /** Of how many routes the groups were made. */
  private grouped = 0;

  /** Paths differ by upper and lower case. */
  constructor() {
    super({ sensitive: true });
  }

  override match(path: string, method: string): ReturnType<Router['match']> {
    const all = this.stack;
    try {
      this.stack = this.groupOf(path);
      return super.match(path, method);
    } finally {
      this.stack = all;
    }
  }

  private groupOf(path: string): Route[] {
    if (this.grouped !== this.stack.length) this.group();
    const [, first = ''] = path.split('/', 2);
    return this.groups.get(first) ?? this.groups.get(ANY) ?? [];
  }

  private group(): void {
    const firsts = this.stack.map(({ path }) => (typeof path === 'string' ? (LITERAL.exec(path)?.[1] ?? ANY) : ANY));
    this.groups = new Map([...new Set([ANY, ...firsts])].map((name) => [name, this.stack.filter((_, i) => firsts[i] === name || firsts[i] === ANY)]));
    this.grouped = this.stack.length;
  }
}

/** No segment of a path has a slash. */
const ANY = '/';
/** A first segment without parameters. */
const LITERAL = /^\/([A-Za-z0-9._-]*)(?:\/|$)/;
