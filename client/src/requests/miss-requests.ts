/**
 * Policy `request`: what is missed is asked for, once, in the background. Nothing waits for it; each miss is answered with
 * what is known by then. A build node's word is a hint: that a build is open, and under which id, the chain proves.
 */
import { encodePurl, type Purl, requestRecordCodec, type SponsorAnswer, toHex } from '@pyrsia/ledger';
import type { Logger } from 'pino';
import type { Publications } from '../chain/publications.ts';
import { LeastRecent } from '../maven/least-recent.ts';
import type { BuildState, Declined } from '../maven/miss.ts';

const MINUTE_MS = 60_000;
/** How long an answer stands before it is asked for again. */
const STANDS_MS: Readonly<Record<Declined, number>> = {
  limit: MINUTE_MS,
  no_sponsor: MINUTE_MS,
  refused: 10 * MINUTE_MS,
  no_source: 60 * MINUTE_MS,
  no_mapping: 60 * MINUTE_MS,
  no_recipe: 60 * MINUTE_MS,
  failed: 60 * MINUTE_MS,
};
/** A build takes minutes; then the version is published, or the chain is asked how it ended. */
const REQUESTED_MS = 5 * MINUTE_MS;
const MAX_ANSWERS = 4_096;
const MAX_UNDER_WAY = 8;
/** New ones in ten minutes: a project with many dependencies that nobody built yet. */
const MAX_NEW = 60;
const WINDOW_MS = 10 * MINUTE_MS;
/** A sponsor looks for the source in the meantime, which may be large. */
const ASK_AGAIN_MS = 2_000;
const MAX_ASKS = 90;
/** A question that was taken is in the state of the chain some blocks later. */
const MAX_SPONSORS = 3;

export interface MissParts {
  readonly publications: Pick<Publications, 'request'>;
  /** One after the other is asked, each by its own way, until one does not decline. In the order for this version. */
  readonly sponsors: (purl: string) => ReadonlyArray<(purl: Purl) => Promise<SponsorAnswer>>;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly ended: AbortSignal;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
}

export class MissRequests {
  private readonly parts: MissParts;
  private readonly answers = new LeastRecent<{ readonly build: BuildState; readonly untilMs: number }>(MAX_ANSWERS);
  private readonly underWay = new Map<string, BuildState>();
  private newMs: number[] = [];

  constructor(parts: MissParts) {
    this.parts = parts;
  }

  /** What is known of a build of it at this moment. */
  ask(purl: Purl): BuildState {
    const name = encodePurl(purl);
    const now = this.parts.nowMs();
    const known = this.answers.get(name);
    if (known !== undefined && known.untilMs > now) return known.build;
    const running = this.underWay.get(name);
    if (running !== undefined) return running;
    this.newMs = this.newMs.filter((at) => now - at < WINDOW_MS);
    if (this.underWay.size >= MAX_UNDER_WAY || this.newMs.length >= MAX_NEW) return { state: 'declined', reason: 'limit' };
    this.newMs.push(now);
    const begun: BuildState = { state: 'asking' };
    this.underWay.set(name, begun);
    void this.askSponsors(purl, name)
      .catch((error: unknown): BuildState => {
        if (!this.parts.ended.aborted) this.parts.logger.warn({ purl: name, err: error }, 'a build could not be asked for');
        return { state: 'declined', reason: 'no_sponsor' };
      })
      .then((build) => {
        const standsMs = build.state === 'declined' ? STANDS_MS[build.reason] : REQUESTED_MS;
        this.answers.set(name, { build, untilMs: this.parts.nowMs() + standsMs });
        this.underWay.delete(name);
        this.parts.logger.info({ purl: name, ...build }, 'a build was asked for, since it was missed');
      });
    return begun;
  }

  private async askSponsors(purl: Purl, name: string): Promise<BuildState> {
    const { publications, sponsors, sleep, ended } = this.parts;
    const [...candidates] = sponsors(name).slice(0, MAX_SPONSORS);
    let declined: Declined = 'no_sponsor';
    for (let asks = 0; asks < MAX_ASKS && !ended.aborted; asks += 1) {
      const { value } = await publications.request(purl);
      const open = value === undefined ? undefined : requestRecordCodec.decode(value).openBuild;
      if (open !== undefined && open.length > 0) return { state: 'requested', buildId: toHex(open) };
      const [sponsor] = candidates;
      if (sponsor === undefined) return { state: 'declined', reason: declined };
      const answer = await sponsor(purl).catch((): SponsorAnswer => 'no_sponsor');
      if (answer === 'published') return { state: 'published' };
      if (answer === 'looking' || answer === 'requested') {
        this.underWay.set(name, { state: 'looking' });
        await sleep(ASK_AGAIN_MS);
      } else {
        // The most telling reason is the one that is not about this sponsor alone.
        if (declined === 'no_sponsor' || declined === 'limit') declined = answer;
        if (answer !== 'limit' && answer !== 'no_sponsor') return { state: 'declined', reason: answer };
        candidates.shift();
      }
    }
    return { state: 'declined', reason: declined };
  }
}
