/**
 * How others reach this node: by the addresses on which it listens, by one that its operator announces, or, behind a router
 * that lets nobody in, by a relay of the network. A relay carries the first words, and bytes up to its limit; dcutr replaces it
 * by a direct connection where one of both sides can be dialled (docs/decisions/017).
 */
import { autoNAT } from '@libp2p/autonat';
import { type CircuitRelayServerInit, circuitRelayServer, circuitRelayTransport } from '@libp2p/circuit-relay-v2';
import { dcutr } from '@libp2p/dcutr';

export interface Reach {
  /** Addresses to tell others instead of those on which the node listens: of a public host, or of a port that a router forwards. */
  readonly announce?: readonly string[] | undefined;
  /** Carries connections between others who cannot reach each other. */
  readonly isRelay?: boolean | undefined;
  /** Asks the relays of the network file to carry connections to this node. */
  readonly isBehindNat?: boolean | undefined;
}

/** Limits; reasons in docs/limits.md. What is carried for one connection counts both directions. */
const MAX_RESERVATIONS = 64;
const RELAYED_BYTES = 1024n * 1024n * 1024n;
const RELAYED_MS = 3_600_000;

const RELAY: CircuitRelayServerInit = {
  reservations: { maxReservations: MAX_RESERVATIONS, defaultDataLimit: RELAYED_BYTES, defaultDurationLimit: RELAYED_MS },
};

/** To dial by relays, for everybody: whoever has an artifact may be behind a router. */
export const relayTransport = circuitRelayTransport;

export function reachServices({ isRelay, isBehindNat }: Reach) {
  return {
    dcutr: dcutr(),
    // Tells a node whether others reach it, if it has an address that could be public.
    autoNAT: autoNAT(),
    ...(isRelay === true && isBehindNat !== true ? { relay: circuitRelayServer(RELAY) } : {}),
  };
}
