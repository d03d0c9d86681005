/** Artifacts from and for other nodes, as a library: the libp2p node, the store, what is shared. */
export { RUNTIME } from '../runtime.ts';
export { BlobStore } from '../store/blob-store.ts';
export { StoreUpkeep } from '../store/upkeep.ts';
export { type Announcements, encodeAnnouncement, type VerifiedLog } from './announcements.ts';
export { topicOf } from './gossip-options.ts';
export { startHost } from './host.ts';
export { muxer } from './muxer.ts';
export { type Arriving, type Held, PeerNetwork } from './network.ts';
export { PeerSession } from './peer-session.ts';
export { cidOf } from './providers-of.ts';
export { SHARE_ALL } from './share.ts';
export { Sharing } from './sharing.ts';
