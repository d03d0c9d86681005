/** The parts of a regular node, as its fronts see them. */
import type { Logger } from 'pino';
import type { BuildNodes } from './chain/build-nodes.ts';
import type { Follower } from './chain/follower.ts';
import type { Lookups, Publications } from './chain/publications.ts';
import type { Sponsor } from './chain/sponsor.ts';
import type { NodeConfig } from './config.ts';
import { ClientError } from './errors.ts';
import type { LightClient } from './light/client.ts';
import type { LightStore } from './light/store.ts';
import type { LogFollower } from './log/log-follower.ts';
import type { LogReplica } from './log/replica.ts';
import type { SignedCheckpoints } from './log/signed-checkpoint.ts';
import type { Gate } from './maven/gate.ts';
import type { PeerNetwork } from './p2p/network.ts';
import type { Sharing } from './p2p/sharing.ts';
import type { MissRequests } from './requests/miss-requests.ts';
import type { SourceQuestions } from './requests/source-questions.ts';
import type { BlobStore } from './store/blob-store.ts';
import type { StoreUpkeep } from './store/upkeep.ts';

export interface NodeParts {
  readonly config: NodeConfig;
  readonly light: LightClient;
  readonly lightStore: LightStore;
  readonly follower: Follower;
  /** Answers of the chain, each with its proof. */
  readonly publications: Publications;
  readonly lookups: Lookups;
  /** What the fronts may serve. */
  readonly gate: Pick<Gate, 'find'>;
  /** undefined: mode `query`. */
  readonly replica: LogReplica | undefined;
  readonly logFollower: LogFollower | undefined;
  readonly checkpoints: SignedCheckpoints;
  readonly blobs: BlobStore;
  readonly upkeep: StoreUpkeep;
  readonly peers: PeerNetwork;
  readonly buildNodes: BuildNodes;
  readonly sharing: Sharing;
  readonly sponsor: Sponsor | undefined;
  /** Policy `request`: asks for builds of what is missed. */
  readonly missRequests: Pick<MissRequests, 'ask'> | undefined;
  /** Beside a builder: what it is asked. */
  readonly sourceQuestions: SourceQuestions | undefined;
  readonly logger: Logger;
}

/** Why this node cannot serve as it should, the gravest first; undefined when it can. */
export function troubleOf({ light, follower, replica, logFollower }: NodeParts): ClientError | undefined {
  try {
    light.assertTrustworthy();
    replica?.assertOneHistory();
  } catch (error) {
    if (error instanceof ClientError) return error;
    throw error;
  }
  const trouble = follower.trouble ?? logFollower?.trouble;
  if (trouble !== undefined) return trouble;
  if ((light.latest?.header.height ?? 0n) < 2n) return new ClientError('HEIGHT_PENDING', { height: light.latest?.header.height ?? 0n });
  return replica !== undefined && replica.head === undefined ? new ClientError('LOG_PENDING', { entries: replica.size }) : undefined;
}
