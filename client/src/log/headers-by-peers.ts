/**
 * Headers from other regular nodes: a light client of its own over the same store, with the peers of the moment as primary
 * and witnesses. Two peers at least, as with build nodes: one alone is believed nothing.
 */
import type { OtherHeaders } from '../chain/follower.ts';
import { LightClient, type LightClientParts } from '../light/client.ts';
import type { PeerLog } from './peer-log.ts';

export class HeadersByPeers implements OtherHeaders {
  private readonly peers: PeerLog;
  private readonly parts: Omit<LightClientParts, 'providers'>;

  constructor(peers: PeerLog, parts: Omit<LightClientParts, 'providers'>) {
    this.peers = peers;
    this.parts = parts;
  }

  /** Also from nothing: the block of the trust root comes from peers, too. */
  async verify(signal: AbortSignal): Promise<void> {
    const client = new LightClient({ ...this.parts, providers: this.peers.providers() });
    if (this.parts.store.isEmpty) await client.start(signal);
    await client.verifyTo(undefined, signal);
  }
}
