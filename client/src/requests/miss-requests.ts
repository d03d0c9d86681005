/**
 * Policy `request`: what is missed is asked for, once, in the background. Nothing waits for it; each miss is answered with
 * what is known by then. A build node's word is a hint: that a mapping covers it, that a build is open, and under which id,
 * the chain proves.
 */
import { encodePurl, type Purl, requestRecordCodec, type SponsorAnswer, toHex } from '@pyrsia/ledger';
import type { Logger } from 'pino';
import type { Publications } from '../chain/publications.ts';
import { LeastRecent } from '../maven/least-recent.ts';
import type { BuildState, Declined } from '../maven/miss.ts';
import { SourceMappings } from './source-mappings.ts';

const MINUTE_MS = 60_000;
/** How long an answer stands before it is asked for again. */
const STANDS_MS: Readonly<Record<Declined, number>> = {
  limit: MINUTE_MS,
  no_sponsor: MINUTE_MS,
  refused: 10 * MINUTE_MS,
  no_source: 60 * MINUTE_MS,
  no_mapping: 10 * MINUTE_MS,
  no_recipe: 60 * MINUTE_MS,
  failed: 60 * MINUTE_MS,
};
/** A build takes minutes; then the version is published, or the chain is asked how it ended. */
const REQUESTED_MS = 5 * MINUTE_MS;
const MAX_ANSWERS = 4_096;
const MAX_UNDER_WAY = 8;
/** In ten minutes, new ones that a mapping covers: a project with many dependencies that nobody built yet. */
const MAX_NEW = 60;
/** In ten minutes, all new ones: whether a mapping covers one, the chain is asked. The rest of such a project is among them. */
const MAX_LOOKED = 600;
const WINDOW_MS = 10 * MINUTE_MS;
const ASK_AGAIN_MS = 2_000;
/** A sponsor looks for the source in the meantime, which may be large: two minutes at most, and then it signs. */
const MAX_LOOKING = 75;
/** A request that was taken is in the state of the chain some blocks later, and a publication in the log. */
const MAX_CLAIMED = 10;
const MAX_SPONSORS = 3;
/** A sponsor may lie: so many must say why this version cannot be built, as far as there are so many. */
const ENOUGH = 2;

export interface MissParts {
  readonly publications: Pick<Publications, 'request' | 'record'>;
  /** By what the node itself knows. */
  readonly isPublished: (purl: Purl) => Promise<boolean>;
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
  private readonly mappings: SourceMappings;
  private readonly lookedMs: number[] = [];
  private readonly newMs: number[] = [];

  constructor(parts: MissParts) {
    this.parts = parts;
    this.mappings = new SourceMappings(parts.publications, parts.nowMs);
  }

  /** What is known of a build of it at this moment. */
  ask(purl: Purl): BuildState {
    const name = encodePurl(purl);
    const now = this.parts.nowMs();
    const known = this.answers.get(name);
    if (known !== undefined && known.untilMs > now) return known.build;
    const running = this.underWay.get(name);
    if (running !== undefined) return running;
    const isRoom = this.underWay.size < MAX_UNDER_WAY && this.isRoom(this.newMs, MAX_NEW) && this.isRoom(this.lookedMs, MAX_LOOKED);
    if (!isRoom) return { state: 'declined', reason: 'limit' };
    this.lookedMs.push(now);
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
    if (!(await this.mappings.cover(purl))) return { state: 'declined', reason: 'no_mapping' };
    if (!this.isRoom(this.newMs, MAX_NEW)) return { state: 'declined', reason: 'limit' };
    this.newMs.push(this.parts.nowMs());
    const open = await this.openBuild(purl);
    if (open !== undefined) return open;
    const said: Declined[] = [];
    for (const sponsor of this.parts.sponsors(name).slice(0, MAX_SPONSORS)) {
      const answer = await this.askSponsor(purl, name, sponsor);
      if (typeof answer !== 'string') return answer;
      said.push(answer);
      if (said.filter(isOfVersion).length >= ENOUGH || this.parts.ended.aborted) break;
    }
    const reason = said.find(isOfVersion) ?? (said.includes('limit') ? 'limit' : 'no_sponsor');
    return { state: 'declined', reason };
  }

  /** What became of it with this one, or why it declined; one that only puts off or claims what does not show is left. */
  private async askSponsor(purl: Purl, name: string, sponsor: (purl: Purl) => Promise<SponsorAnswer>): Promise<BuildState | Declined> {
    const { isPublished, sleep, ended } = this.parts;
    for (let [looking, claimed] = [0, 0]; looking < MAX_LOOKING && claimed < MAX_CLAIMED && !ended.aborted; ) {
      const answer = await sponsor(purl).catch((): SponsorAnswer => 'no_sponsor');
      if (answer === 'published' && (await isPublished(purl))) return { state: 'published' };
      if (answer === 'looking') looking += 1;
      else if (answer === 'requested' || answer === 'published') claimed += 1;
      else return answer;
      const open = await this.openBuild(purl);
      if (open !== undefined) return open;
      this.underWay.set(name, { state: 'looking' });
      await sleep(ASK_AGAIN_MS);
    }
    return 'no_sponsor';
  }

  private async openBuild(purl: Purl): Promise<BuildState | undefined> {
    const { value } = await this.parts.publications.request(purl);
    const open = value === undefined ? undefined : requestRecordCodec.decode(value).openBuild;
    return open === undefined || open.length === 0 ? undefined : { state: 'requested', buildId: toHex(open) };
  }

  /** `times` lose what is older than the window. */
  private isRoom(times: number[], most: number): boolean {
    const since = this.parts.nowMs() - WINDOW_MS;
    while (times[0] !== undefined && times[0] <= since) times.shift();
    return times.length < most;
  }
}

/** Not about the one sponsor. */
const isOfVersion = (reason: Declined): boolean => reason !== 'limit' && reason !== 'no_sponsor';
