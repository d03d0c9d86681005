/** How announcements travel: bounded, once each, and heard from no peer that sends false ones. */
import { type GossipsubOpts, StrictSign } from '@libp2p/gossipsub';
import { createPeerScoreParams, createTopicScoreParams, type PeerScoreParams } from '@libp2p/gossipsub/score';
import { sha256 } from '@pyrsia/ledger';

export const topicOf = (chainId: string): string => `/pyrsia/${chainId}/publications/1`;

/** An announcement has 40 bytes; the rest is signature, key, topic and control messages. */
const MAX_RPC_BYTES = 64 * 1024;
const MAX_QUEUED_BYTES = 1024 * 1024;
const MAX_STREAMS = 2;

/** One false announcement costs this, squared by their number; it decays by a tenth each minute. */
const FALSE_WEIGHT = -40;
const FALSE_DECAY = 0.9;
const DECAY_MS = 60_000;
const BAD_PEER_SCORE = -1_000;
const THRESHOLDS = { gossipThreshold: -20, publishThreshold: -30, graylistThreshold: -35, acceptPXThreshold: 1_000, opportunisticGraftThreshold: 0 };

export function gossipOptions(topic: string, isBad: (peer: string) => boolean): Partial<GossipsubOpts> {
  return {
    allowedTopics: [topic],
    globalSignaturePolicy: StrictSign,
    // Every build node announces the same: by its bytes, an announcement travels once.
    msgIdFn: ({ data }) => sha256(data),
    allowPublishToZeroTopicPeers: true,
    ignoreDuplicatePublishError: true,
    // New peers come from the DHT, and not from whoever says so.
    doPX: false,
    maxInboundStreams: MAX_STREAMS,
    maxOutboundStreams: MAX_STREAMS,
    maxInboundDataLength: MAX_RPC_BYTES,
    maxOutboundBufferSize: MAX_QUEUED_BYTES,
    scoreParams: scoreParams(topic, isBad),
    scoreThresholds: THRESHOLDS,
  };
}

function scoreParams(topic: string, isBad: (peer: string) => boolean): PeerScoreParams {
  return createPeerScoreParams({
    decayInterval: DECAY_MS,
    appSpecificScore: (peer) => (isBad(peer) ? BAD_PEER_SCORE : 0),
    appSpecificWeight: 1,
    // Many nodes of one house or one machine have one address.
    IPColocationFactorWeight: 0,
    topics: {
      [topic]: createTopicScoreParams({
        topicWeight: 1,
        invalidMessageDeliveriesWeight: FALSE_WEIGHT,
        invalidMessageDeliveriesDecay: FALSE_DECAY,
        firstMessageDeliveriesWeight: 0.1,
        firstMessageDeliveriesDecay: FALSE_DECAY,
        firstMessageDeliveriesCap: 50,
        // Publications are rare: that a peer brings few is no fault.
        meshMessageDeliveriesWeight: 0,
        meshFailurePenaltyWeight: 0,
        timeInMeshWeight: 0,
      }),
    },
  });
}
