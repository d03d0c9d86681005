/**
 * Keeps a place at a relay: made when the relay can be reached, and made again when it was lost. libp2p makes it once and,
 * when the relay was away, never again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PeerId, Transport } from '@libp2p/interface';
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr';

/** What the transport of circuit-relay-v2 has beside the interface of a transport. */
interface RelayTransport extends Transport {
  readonly reservationStore: { addRelay(peer: PeerId, type: 'configured'): Promise<unknown> };
}
export interface RelayPlaces {
  /** Listens at the relay: makes the place, and a listener that takes it again later. */
  listen(relay: Multiaddr): Promise<void>;
  /** The place alone, for a listener that is there. */
  again(peer: PeerId): Promise<void>;
}

/** From the parts of a libp2p node. */
export function relayPlaces(transportManager: { getTransports(): Transport[]; listen(addresses: Multiaddr[]): Promise<void> }): RelayPlaces {
  const isRelay = (transport: Transport): transport is RelayTransport => transport[Symbol.toStringTag] === '@libp2p/circuit-relay-v2-transport';
  return {
    listen: (relay) => transportManager.listen([relay.encapsulate('/p2p-circuit')]),
    async again(peer) {
      await transportManager.getTransports().find(isRelay)?.reservationStore.addRelay(peer, 'configured');
    },
  };
}

export interface ReservationParts {
  readonly relay: string;
  readonly places: RelayPlaces;
  /** Connects, or finds that it is connected. */
  readonly dial: (address: string) => Promise<PeerId>;
  /** Addresses of this node, those by relays included. */
  readonly addresses: () => readonly string[];
  readonly onChange: (isHeld: boolean) => void;
  readonly signal: AbortSignal;
  readonly pauses?: { readonly lookMs: number; readonly longestMs: number };
}
const PAUSES = { lookMs: 2_000, longestMs: 60_000 };

/** Runs until the signal aborts; never rejects. */
export async function keepReservation(parts: ReservationParts): Promise<void> {
  const { relay, places, dial, addresses, onChange, signal, pauses = PAUSES } = parts;
  const relayId = relay.split('/p2p/').at(-1) as string;
  const isHeld = (): boolean => addresses().some((address) => address.includes(`/p2p/${relayId}/p2p-circuit`));
  let isListening = false;
  let wasHeld = false;
  for (let pauseMs = pauses.lookMs; !signal.aborted; ) {
    if (!isHeld()) {
      try {
        // Dialled first: to listen at a relay that is away leaves a listener that never works.
        const peer = await dial(relay);
        if (isListening) await places.again(peer);
        else await places.listen(multiaddr(relay));
        isListening = true;
      } catch {
        // It is away, or full: it is asked again.
        pauseMs = Math.min(pauses.longestMs, pauseMs * 2);
      }
    }
    const now = isHeld();
    if (now) pauseMs = pauses.lookMs;
    if (now !== wasHeld) onChange(now);
    wasHeld = now;
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined); // Stopped: the loop sees it.
  }
}
