/** The build nodes that the chain names now: refreshed with the headers, but not with each of them. */
import type { BuildNode } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import type { Follower } from './follower.ts';
import type { Publications } from './publications.ts';

/** Who is a build node changes by a vote of people. */
const REFRESH_MS = 60_000;

export class BuildNodes {
  private readonly publications: Pick<Publications, 'buildNodes'>;
  private nodes: readonly BuildNode[] = [];
  private refreshedMs = Number.NEGATIVE_INFINITY;
  private refreshing: Promise<void> | undefined;

  constructor(publications: Pick<Publications, 'buildNodes'>, follower: Pick<Follower, 'onHeader'>) {
    this.publications = publications;
    follower.onHeader(() => {
      if (performance.now() - this.refreshedMs >= REFRESH_MS) void this.refresh();
    });
  }

  /** As of the last refresh that came off; none before the first. */
  get current(): readonly BuildNode[] {
    return this.nodes;
  }

  /** What the chain does not tell now stays as it was; it is asked again at a later header. */
  refresh(): Promise<void> {
    this.refreshing ??= this.publications
      .buildNodes()
      .then((nodes) => {
        this.nodes = nodes;
        this.refreshedMs = performance.now();
      })
      .catch((error: unknown) => {
        if (!(error instanceof ClientError)) throw error;
      })
      .finally(() => {
        this.refreshing = undefined;
      });
    return this.refreshing;
  }
}
