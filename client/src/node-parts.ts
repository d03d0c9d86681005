/** The parts of a regular node, as its fronts see them. */
import type { Logger } from 'pino';
import type { Follower } from './chain/follower.ts';
import type { Publications } from './chain/publications.ts';
import type { Sponsor } from './chain/sponsor.ts';
import type { NodeConfig } from './config.ts';
import type { LightClient } from './light/client.ts';
import type { LightStore } from './light/store.ts';
import type { PeerNetwork } from './p2p/network.ts';
import type { BlobStore } from './store/blob-store.ts';

export interface NodeParts {
  readonly config: NodeConfig;
  readonly light: LightClient;
  readonly lightStore: LightStore;
  readonly follower: Follower;
  readonly publications: Publications;
  readonly blobs: BlobStore;
  readonly peers: PeerNetwork;
  readonly sponsor: Sponsor | undefined;
  readonly logger: Logger;
}
