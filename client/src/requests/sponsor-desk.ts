/**
 * Where the node of a build node takes wishes for builds: of this node's own users and of other regular nodes. It signs
 * requests with its operator's account, so it has limits, and asks for nothing twice. Whoever asks is a stranger: all that
 * a wish chooses is the version of a package that the build nodes have approved a source for.
 */
import {
  buildIdOf,
  encodePurl,
  logEntryCodec,
  type Purl,
  parseBuildQuestion,
  type Recipe,
  requestRecordCodec,
  type SponsorAnswer,
  type TxCode,
} from '@pyrsia/ledger';
import type { Logger } from 'pino';
import type { Lookups, Publications } from '../chain/publications.ts';
import type { Sponsor } from '../chain/sponsor.ts';
import type { LogReplica } from '../log/replica.ts';
import { sortVersions } from '../maven/comparable-version.ts';
import { LeastRecent } from '../maven/least-recent.ts';
import { draftRecipes } from './draft-recipes.ts';
import { SourceMappings } from './source-mappings.ts';
import type { SourceQuestions } from './source-questions.ts';

const HOUR_MS = 3_600_000;
/** How long an answer stands before it is looked into again. */
const STANDS_MS: Readonly<Record<Exclude<SponsorAnswer, 'looking'>, number>> = {
  requested: 60_000,
  published: 60_000,
  limit: 60_000,
  no_sponsor: 60_000,
  refused: 600_000,
  no_source: HOUR_MS,
  no_mapping: 600_000,
  no_recipe: HOUR_MS,
  failed: HOUR_MS,
};
const MAX_ANSWERS = 4_096;
/** Looked into at a time. */
const MAX_UNDER_WAY = 4;
/** Of one peer in an hour: names of peers cost nothing, so the limit of all together is the one that holds. */
const MAX_WISHES_OF_PEER = 30;
const MAX_PEERS = 1_024;
/** After a build that was not published, a wish begins another a day later, then two; after these, only a person does. */
const MAX_ATTEMPTS = 3;
const RETRY_MS = 24 * HOUR_MS;
const REQUEST_MS = 30_000;

export interface DeskParts {
  readonly lookups: Pick<Lookups, 'find' | 'history'>;
  readonly publications: Pick<Publications, 'request' | 'build' | 'record'>;
  readonly replica: Pick<LogReplica, 'entry'>;
  readonly sponsor: Pick<Sponsor, 'send'>;
  readonly sources: Pick<SourceQuestions, 'resolve'>;
  /** Builds that are asked for in an hour. */
  readonly perHour: number;
  readonly nowMs: () => number;
  readonly ended: AbortSignal;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
}

export class SponsorDesk {
  private readonly parts: DeskParts;
  private readonly mappings: SourceMappings;
  private readonly answers = new LeastRecent<{ readonly answer: SponsorAnswer; readonly untilMs: number }>(MAX_ANSWERS);
  private readonly wishes = new LeastRecent<number[]>(MAX_PEERS);
  private readonly underWay = new Set<string>();
  private requestedMs: number[] = [];

  constructor(parts: DeskParts) {
    this.parts = parts;
    this.mappings = new SourceMappings(parts.publications, parts.nowMs);
  }

  /** What a peer asks, as bytes: `MALFORMED` if it is no question. */
  answerPeer(question: Uint8Array, peer: string): SponsorAnswer {
    return this.answer(parseBuildQuestion(question), peer);
  }

  /** At once: what is new is looked into meanwhile. `peer` is undefined for this node's own users. */
  answer(purl: Purl, peer?: string): SponsorAnswer {
    const name = encodePurl(purl);
    if (this.underWay.has(name)) return 'looking';
    const known = this.answers.get(name);
    const now = this.parts.nowMs();
    if (known !== undefined && known.untilMs > now) return known.answer;
    if (purl.type !== 'maven') return 'no_recipe';
    if (this.underWay.size >= MAX_UNDER_WAY || !this.mayWish(peer, now)) return 'limit';
    this.underWay.add(name);
    void this.lookInto(purl)
      .catch((error: unknown) => {
        this.parts.logger.warn({ err: error }, 'a wish for a build could not be looked into');
        return 'no_sponsor' as const;
      })
      .then((answer) => {
        this.answers.set(name, { answer, untilMs: this.parts.nowMs() + STANDS_MS[answer] });
        this.underWay.delete(name);
        this.parts.logger.info({ purl: name, answer }, 'a build was wished for');
      });
    return 'looking';
  }

  private mayWish(peer: string | undefined, now: number): boolean {
    if (peer === undefined) return true;
    const recent = (this.wishes.get(peer) ?? []).filter((at) => now - at < HOUR_MS);
    if (recent.length >= MAX_WISHES_OF_PEER) return false;
    this.wishes.set(peer, [...recent, now]);
    return true;
  }

  private async lookInto(purl: Purl): Promise<Exclude<SponsorAnswer, 'looking'>> {
    const { lookups, publications, sources } = this.parts;
    const { status } = await lookups.find(purl);
    if (status !== 'absent') return status === 'published' ? 'published' : 'refused';
    const record = await publications.request(purl);
    const { attempts, openBuild } = record.value === undefined ? { attempts: 0, openBuild: new Uint8Array(0) } : requestRecordCodec.decode(record.value);
    if (openBuild.length > 0) return 'requested';
    if (attempts > 0 && !(await this.mayTryAgain(purl, attempts))) return 'failed';
    if (!(await this.mappings.cover(purl))) return 'no_mapping';
    const drafts = draftRecipes(purl, await this.earlierRecipe(purl));
    if (drafts.length === 0) return 'no_recipe';
    if (!this.hasRoom()) return 'limit';
    const recipe = await sources.resolve(drafts);
    if (typeof recipe === 'string') return recipe === 'no_source' ? 'no_source' : 'no_sponsor';
    if (!this.hasRoom()) return 'limit';
    this.requestedMs.push(this.parts.nowMs());
    return answerOf(
      await this.parts.sponsor.send({ kind: 'requestBuild', value: { recipe } }, AbortSignal.any([this.parts.ended, AbortSignal.timeout(REQUEST_MS)])),
    );
  }

  private hasRoom(): boolean {
    const since = this.parts.nowMs() - HOUR_MS;
    this.requestedMs = this.requestedMs.filter((at) => at > since);
    return this.requestedMs.length < this.parts.perHour;
  }

  /** By the time of the log entry that ended the last attempt: no restart forgets it. */
  private async mayTryAgain(purl: Purl, attempts: number): Promise<boolean> {
    const { publications, replica, nowMs } = this.parts;
    if (attempts >= MAX_ATTEMPTS) return false;
    const index = (await publications.build(buildIdOf(encodePurl(purl), attempts)))?.logIndex;
    const entry = index === undefined ? undefined : replica.entry(index);
    return entry !== undefined && nowMs() - Number(logEntryCodec.decode(entry).timeMs) > attempts * RETRY_MS;
  }

  /** Of the newest version that is published. */
  private async earlierRecipe(purl: Purl): Promise<Recipe | undefined> {
    const { lookups, publications } = this.parts;
    const newest = sortVersions((await lookups.history(purl)).versions).at(-1);
    const answer = newest === undefined ? undefined : await lookups.find({ ...purl, version: newest });
    return answer?.status === 'published' ? (await publications.build(answer.publication.buildId))?.recipe : undefined;
  }
}

function answerOf(code: TxCode): Exclude<SponsorAnswer, 'looking'> {
  switch (code) {
    case 'OK':
    case 'BUILD_ALREADY_OPEN':
      return 'requested';
    case 'ALREADY_PUBLISHED':
      return 'published';
    case 'NO_SOURCE_MAPPING':
      return 'no_mapping';
    case 'TOO_MANY_OPEN_BUILDS':
      return 'limit';
    default:
      return 'refused';
  }
}
