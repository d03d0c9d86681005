/** The parts of a node that ask for builds of what is missed, and that sponsor them, wired. */
import {
  BUILD_QUESTION_BYTES,
  BUILD_QUESTION_PROTOCOL,
  encodeBuildQuestion,
  encodeSponsorAnswer,
  type Purl,
  parseSponsorAnswer,
  SPONSOR_ANSWER_BYTES,
  type SponsorAnswer,
  sha256,
  toHex,
  utf8,
} from '@pyrsia/ledger';
import type { Logger } from 'pino';
import type { BuildNodes } from '../chain/build-nodes.ts';
import type { Lookups, Publications } from '../chain/publications.ts';
import type { Sponsor } from '../chain/sponsor.ts';
import { systemClock } from '../clock.ts';
import type { NodeConfig } from '../config.ts';
import type { LogReplica } from '../log/replica.ts';
import type { PeerNetwork } from '../p2p/network.ts';
import type { Protocol } from '../p2p/questions.ts';
import { MissRequests } from './miss-requests.ts';
import { SourceQuestions } from './source-questions.ts';
import { SponsorDesk } from './sponsor-desk.ts';

const BUILD_QUESTIONS: Protocol = { id: BUILD_QUESTION_PROTOCOL, maxQuestionBytes: BUILD_QUESTION_BYTES, maxAnswerBytes: SPONSOR_ANSWER_BYTES };

export interface BuildRequestParts {
  readonly config: NodeConfig;
  readonly lookups: Lookups;
  readonly publications: Publications;
  readonly replica: LogReplica | undefined;
  readonly sponsor: Sponsor | undefined;
  readonly peers: PeerNetwork;
  readonly buildNodes: BuildNodes;
  readonly ended: AbortSignal;
  readonly logger: Logger;
}

export interface BuildRequests {
  readonly sourceQuestions: SourceQuestions | undefined;
  readonly missRequests: MissRequests | undefined;
}

/** Sponsors where a builder stands beside the node, since only there a source is resolved; asks where the policy says so. */
export async function buildRequestsOf(parts: BuildRequestParts): Promise<BuildRequests> {
  const { config, lookups, replica, sponsor, peers, publications, ended, logger } = parts;
  const { policy, sponsorPerHour } = config.maven;
  const nowMs = Date.now;
  let desk: SponsorDesk | undefined;
  let sourceQuestions: SourceQuestions | undefined;
  if (config.note !== undefined && sponsor !== undefined && replica !== undefined && sponsorPerHour > 0) {
    const sources = new SourceQuestions();
    const serving = new SponsorDesk({ ...parts, replica, sponsor, sources, perHour: sponsorPerHour, nowMs });
    desk = serving;
    sourceQuestions = sources;
    await peers.serveQuestions(BUILD_QUESTIONS, (question, peer) => encodeSponsorAnswer(serving.answerPeer(question, peer)));
  }
  const own = desk;
  const sponsors = (purl: string): Array<(purl: Purl) => Promise<SponsorAnswer>> => {
    if (own !== undefined) return [async (wanted) => own.answer(wanted)];
    return inOrderFor(
      purl,
      parts.buildNodes.current.map(({ peerId }) => peerId),
    ).map((peer) => async (wanted) => parseSponsorAnswer(await peers.askOne(peer, BUILD_QUESTIONS, encodeBuildQuestion(wanted), ended)));
  };
  const sleep = (ms: number): Promise<void> => systemClock.sleep(ms, ended);
  const isPublished = async (purl: Purl): Promise<boolean> => (await lookups.find(purl)).status === 'published';
  const missRequests = policy === 'request' ? new MissRequests({ publications, isPublished, sponsors, nowMs, sleep, ended, logger }) : undefined;
  return { sourceQuestions, missRequests };
}

/** All nodes that miss one version ask the same build node first; of different versions, different ones. */
function inOrderFor(purl: string, peerIds: readonly string[]): string[] {
  const rank = (peerId: string): string => toHex(sha256(utf8(`${purl} ${peerId}`)));
  return [...peerIds].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
