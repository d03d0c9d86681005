/** Artifacts from and for other nodes, as a library: the libp2p node, the store, what is shared. */
export { BlobStore } from '../store/blob-store.ts';
export { type Arriving, type Held, PeerNetwork } from './network.ts';
export { SHARE_ALL } from './share.ts';
export { Sharing } from './sharing.ts';
