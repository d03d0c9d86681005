/** `/api/v1/peers`: who this node is connected to, and what went to and fro. */
import { z } from 'zod';
import type { NodeParts } from '../node-parts.ts';
import type { Api } from './endpoint.ts';
import * as schema from './schemas.ts';

const peer = z.object({
  peer_id: z.string(),
  address: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  encryption: z.string(),
  since: schema.time,
  relayed: z.boolean(),
  build_node: z.string().nullable().describe('Its name; null: no build node.'),
  sent_bytes: schema.count,
  received_bytes: schema.count,
});

export function peerRoutes(api: Api, { peers, buildNodes }: NodeParts): void {
  api.route({ method: 'get', path: '/api/v1/peers', tag: 'peers', says: 'Connections of this node.', answer: z.array(peer) }, () => {
    const names = new Map(buildNodes.current.map((node) => [node.peerId, node.name]));
    return peers.connections.map((connection) => {
      const { sentBytes, receivedBytes } = peers.traffic.of(connection.peerId);
      return {
        peer_id: connection.peerId,
        address: connection.address,
        direction: connection.direction,
        encryption: connection.encryption,
        since: new Date(connection.sinceMs).toISOString(),
        relayed: connection.isRelayed,
        build_node: names.get(connection.peerId) ?? null,
        sent_bytes: sentBytes,
        received_bytes: receivedBytes,
      };
    });
  });
}
