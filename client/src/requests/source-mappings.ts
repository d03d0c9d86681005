/**
 * Whether the build nodes have approved a source for a package: taken from the proven state of the chain, before anybody is
 * asked for a build and before anything is fetched from a registry. Without a mapping the chain refuses whatever there is.
 */
import { type Purl, patternsFor, stateKey } from '@pyrsia/ledger';
import type { Publications } from '../chain/publications.ts';
import { LeastRecent } from '../maven/least-recent.ts';

/** A mapping comes with a vote of people: to learn of it a minute later does no harm. */
const STANDS_MS = 60_000;
/** Patterns of some 200 bytes. */
const MAX_PATTERNS = 2_048;

export class SourceMappings {
  private readonly publications: Pick<Publications, 'record'>;
  private readonly nowMs: () => number;
  private readonly known = new LeastRecent<{ readonly isThere: boolean; readonly untilMs: number }>(MAX_PATTERNS);

  constructor(publications: Pick<Publications, 'record'>, nowMs: () => number) {
    this.publications = publications;
    this.nowMs = nowMs;
  }

  async cover(purl: Purl): Promise<boolean> {
    for (const pattern of patternsFor(purl)) if (await this.isThere(pattern)) return true;
    return false;
  }

  private async isThere(pattern: string): Promise<boolean> {
    const known = this.known.get(pattern);
    if (known !== undefined && known.untilMs > this.nowMs()) return known.isThere;
    const isThere = (await this.publications.record(stateKey.source(pattern))).value !== undefined;
    this.known.set(pattern, { isThere, untilMs: this.nowMs() + STANDS_MS });
    return isThere;
  }
}
