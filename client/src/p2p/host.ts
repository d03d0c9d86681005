/**
 * The libp2p node: TCP, TLS preferred and noise accepted, yamux, identify, ping, a DHT and announcements of our own
 * network. Whoever has no key of a private network is not talked to, if there is one.
 */
import { readFile } from 'node:fs/promises';
import { type GossipSub, gossipsub } from '@libp2p/gossipsub';
import { identify } from '@libp2p/identify';
import { type KadDHT, kadDHT, passthroughMapper } from '@libp2p/kad-dht';
import { noise } from '@libp2p/noise';
import { peerIdFromPrivateKey } from '@libp2p/peer-id';
import { ping } from '@libp2p/ping';
import { preSharedKey } from '@libp2p/pnet';
import { tcp } from '@libp2p/tcp';
import { createLibp2p, type Libp2p } from 'libp2p';
import { ClientError } from '../errors.ts';
import { DhtRecords } from './dht-records.ts';
import { gossipOptions, topicOf } from './gossip-options.ts';
import { muxer } from './muxer.ts';
import { nativeTls } from './native-tls.ts';
import { loadPeerKey } from './peer-key.ts';
import { type Reach, reachServices, relayTransport } from './reach.ts';
import { type RelayPlaces, relayPlaces } from './reservation.ts';

export interface HostOptions {
  /** libp2p's protobuf of the private key. */
  readonly keyFile: string;
  readonly listen: readonly string[];
  /** Short name of the network in protocol ids and topics. */
  readonly chainId: string;
  /** File with a key of libp2p's private networks (`/key/swarm/psk/1.0.0/`); undefined: anybody may connect. */
  readonly privateNetworkKeyFile?: string | undefined;
  readonly maxConnections: number;
  readonly reach: Reach;
  /** Peers that gave wrong bytes: their announcements are not heard either. */
  readonly isBad: (peer: string) => boolean;
  readonly tellAgain?: TellAgain | undefined;
}

/** When the DHT is told again of what is held: its records end. */
export interface TellAgain {
  /** How often records are looked at. */
  readonly everyMs: number;
  /** So long before they end. */
  readonly beforeMs: number;
  /** How long they hold. */
  readonly holdMs: number;
}
const HOUR_MS = 3_600_000;
const TELL_AGAIN: TellAgain = { everyMs: HOUR_MS, beforeMs: 24 * HOUR_MS, holdMs: 48 * HOUR_MS };

/** A limit that may change while the node runs. */
export interface Connections {
  setMaxConnections(maxConnections: number): void;
}
export type Services = { dht: KadDHT; gossip: GossipSub; connections: Connections; places: RelayPlaces; identify: unknown; ping: unknown };
export type Host = Libp2p<Services & Record<string, unknown>>;

/** Limits are in docs/limits.md. The default of 5 per host and second refuses the nodes of one machine or one NAT. */
const INBOUND_PER_SECOND = 50;

export async function startHost(options: HostOptions): Promise<Host> {
  const privateKey = await loadPeerKey(options.keyFile);
  const { privateNetworkKeyFile: pskFile, reach, tellAgain = TELL_AGAIN } = options;
  const node = await createLibp2p({
    privateKey,
    datastore: new DhtRecords(peerIdFromPrivateKey(privateKey).toString()),
    addresses: { listen: [...options.listen], announce: [...(reach.announce ?? [])] },
    transports: [tcp(), relayTransport()],
    connectionEncrypters: [nativeTls(), noise()],
    ...(pskFile === undefined ? {} : { connectionProtector: preSharedKey({ psk: await loadNetworkKey(pskFile) }) }),
    streamMuxers: [muxer()],
    connectionManager: {
      maxConnections: options.maxConnections,
      inboundConnectionThreshold: INBOUND_PER_SECOND,
      maxIncomingPendingConnections: INBOUND_PER_SECOND,
    },
    services: {
      identify: identify(),
      ping: ping(),
      connections: ({ connectionManager }: { connectionManager: Connections }): Connections => ({
        setMaxConnections: (maxConnections) => connectionManager.setMaxConnections(maxConnections),
      }),
      // Private addresses are kept: a network may live in one house or one machine.
      dht: kadDHT({
        protocol: `/pyrsia/${options.chainId}/kad/1.0.0`,
        clientMode: false,
        peerInfoMapper: passthroughMapper,
        reprovide: { interval: tellAgain.everyMs, threshold: tellAgain.beforeMs, validity: tellAgain.holdMs },
      }),
      places: ({ transportManager }: { transportManager: Parameters<typeof relayPlaces>[0] }) => relayPlaces(transportManager),
      ...reachServices(reach),
      gossip: gossipsub(gossipOptions(topicOf(options.chainId), options.isBad)),
    },
  });
  return node as unknown as Host;
}

/** A key that cannot be read is an error: without it, this node would talk to anybody. */
async function loadNetworkKey(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    throw new ClientError('KEY_UNREADABLE', { path }, { cause });
  }
}
