/**
 * Headers from other regular nodes: a light client of its own over the same store, with the peers of the moment as primary
 * and witnesses. Two peers at least, as with build nodes: one alone is believed nothing. What is verified is signed by the
 * same build nodes; but names of peers are free, so whoever can cut this node off from all others can be all its witnesses
 * (docs/threat-model.md).
 */
import { equalBytes } from '@pyrsia/ledger';
import type { OtherHeaders } from '../chain/follower.ts';
import { ClientError } from '../errors.ts';
import { LightClient, type LightClientParts } from '../light/client.ts';
import { headerHash } from '../light/encode.ts';
import type { LightBlockProvider } from '../light/provider.ts';
import type { LightBlock } from '../light/types.ts';
import { malformedRule, SUCCESS, verifyCommit } from '../light/verifier.ts';
import type { PeerLog } from './peer-log.ts';

export class HeadersByPeers implements OtherHeaders {
  private readonly peers: PeerLog;
  private readonly parts: Omit<LightClientParts, 'providers' | 'onTrouble'>;

  constructor(peers: PeerLog, parts: Omit<LightClientParts, 'providers' | 'onTrouble'>) {
    this.peers = peers;
    this.parts = parts;
  }

  /** Also from nothing: the block of the trust root comes from peers, too. */
  async verify(signal: AbortSignal): Promise<void> {
    const { store } = this.parts;
    const providers = this.peers.providers();
    if (store.isEmpty) await store.save(await this.root(providers, signal));
    const client = new LightClient({ ...this.parts, providers, onTrouble: (peer, error) => this.peers.leave(peer, error) });
    await client.verifyTo(undefined, signal);
  }

  /** The pinned header is right whoever else shows another: the hash is pinned. */
  private async root(providers: readonly LightBlockProvider[], signal: AbortSignal): Promise<LightBlock> {
    const { root } = this.parts;
    for (const provider of providers) {
      const block = await provider.lightBlock(root.height, signal).catch(() => undefined); // The next is asked.
      if (block === undefined) continue;
      const isPinned = block.header.height === root.height && equalBytes(headerHash(block.header), root.hash);
      if (isPinned && malformedRule(block, root.chainId) === undefined && verifyCommit(block) === SUCCESS) return block;
      this.peers.leave(provider.name, new ClientError('TRUST_ROOT_MISMATCH', { height: root.height }));
    }
    throw new ClientError('RPC_UNREACHABLE', { reason: 'no peer has the block of the trust root' });
  }
}
