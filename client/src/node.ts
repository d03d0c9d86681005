/** A regular node: its parts, wired and started in the order in which they need each other. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BuildNode,
  CHECKPOINT_PROTOCOL,
  CHECKPOINT_QUESTION_BYTES,
  encodeCheckpointAnswer,
  encodeCheckpointQuestion,
  MAX_CHECKPOINT_ANSWER_BYTES,
  parseCheckpointQuestion,
} from '@pyrsia/ledger';
import { hashLeaf } from '@pyrsia/ledger/merkle';
import type { Logger } from 'pino';
import { BuildNodes } from './chain/build-nodes.ts';
import { Follower } from './chain/follower.ts';
import { ProvenState } from './chain/proven-state.ts';
import { Publications } from './chain/publications.ts';
import { Rpc } from './chain/rpc.ts';
import { RpcProvider } from './chain/rpc-provider.ts';
import { Sponsor } from './chain/sponsor.ts';
import { systemClock } from './clock.ts';
import type { NodeConfig } from './config.ts';
import { ClientError } from './errors.ts';
import { LightClient } from './light/client.ts';
import { LightStore } from './light/store.ts';
import type { ReplicaHead } from './log/head.ts';
import { HeadersByPeers } from './log/headers-by-peers.ts';
import { LogFollower } from './log/log-follower.ts';
import { LogServer } from './log/log-server.ts';
import { ReplicaLookups } from './log/lookups.ts';
import { NoteSigner } from './log/note.ts';
import { LOG_QUESTIONS, PeerLog } from './log/peer-log.ts';
import { LogReplica } from './log/replica.ts';
import { SignedCheckpoints } from './log/signed-checkpoint.ts';
import { SigningMemory } from './log/signing-memory.ts';
import { Gate } from './maven/gate.ts';
import type { NodeParts } from './node-parts.ts';
import type { VerifiedLog } from './p2p/announcements.ts';
import { PeerNetwork } from './p2p/network.ts';
import type { Protocol } from './p2p/questions.ts';
import { Sharing } from './p2p/sharing.ts';
import { type BuildNodeDuties, dutiesOf } from './replicas/build-node-duties.ts';
import { buildRequestsOf } from './requests/build-requests.ts';
import { startRest } from './rest/server.ts';
import { BlobStore } from './store/blob-store.ts';
import { FolderLock } from './store/folder-lock.ts';
import { StoreUpkeep } from './store/upkeep.ts';

const CHECKPOINTS: Protocol = { id: CHECKPOINT_PROTOCOL, maxQuestionBytes: CHECKPOINT_QUESTION_BYTES, maxAnswerBytes: MAX_CHECKPOINT_ANSWER_BYTES };

export interface RunningNode {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startNode(config: NodeConfig, logger: Logger, signal: AbortSignal): Promise<RunningNode> {
  // What was opened, to be closed if it cannot start: what stays open would keep the process.
  const opened: Array<() => Promise<void>> = [];
  try {
    return await startParts(config, logger, signal, opened);
  } catch (error) {
    for (const close of opened.reverse()) await close().catch((cause: unknown) => logger.error({ err: cause }, 'not closed'));
    throw error;
  }
}

async function startParts(config: NodeConfig, logger: Logger, signal: AbortSignal, opened: Array<() => Promise<void>>): Promise<RunningNode> {
  const { network } = config;
  const lock = await FolderLock.take(config.dataFolder);
  opened.push(() => lock.free());
  // Calls that nobody waits for any more end with the node.
  const ended = new AbortController();
  opened.push(async () => ended.abort());
  const rpcs = network.rpc.map((url) => new Rpc(url, ended.signal));
  // While it starts, a signal ends them at once; later, requests under way end first.
  const onSignal = (): void => ended.abort();
  signal.addEventListener('abort', onSignal, { once: true });
  const lightStore = await LightStore.open(join(config.dataFolder, 'light'), network.trustRoot.height);
  const providers = rpcs.map((rpc) => new RpcProvider(rpc));
  const onTrouble = (provider: string, error: unknown): void =>
    logger.warn({ rpc: provider, reason: error instanceof Error ? error.message : String(error) }, 'a build node gave what does not hold');
  const light = new LightClient({ root: network.trustRoot, providers, store: lightStore, clock: systemClock, onTrouble });
  const onPeerTrouble = (peer: string, error: unknown): void =>
    logger.warn({ peer, reason: error instanceof Error ? error.message : String(error) }, 'a node gave what does not hold');
  const peerLog: PeerLog = new PeerLog({
    peers: (): string[] => buildNodesFirst(peers.peers, buildNodes.current),
    ask: (peer, question) => peers.askOne(peer, LOG_QUESTIONS, question, ended.signal),
    logOrigin: network.logOrigin,
    onTrouble: onPeerTrouble,
  });
  const headersByPeers = new HeadersByPeers(peerLog, { root: network.trustRoot, store: lightStore, clock: systemClock });
  const follower = new Follower(light, network.rpc, logger, headersByPeers);
  const publications = new Publications(new ProvenState(light, rpcs, network.logOrigin, onTrouble));
  const blobs = await BlobStore.open(join(config.dataFolder, 'store'), (error) => logger.warn({ err: error }, 'what was used last is not noted'));
  const sharing = await Sharing.open(join(config.dataFolder, 'share.json'), config.share);
  const buildNodes: BuildNodes = new BuildNodes(publications, follower);
  const peers = await PeerNetwork.start({
    ...config.libp2p,
    buildNodes: () => buildNodes.current.map(({ peerId }) => peerId),
    ecosystemsOf: (sha256) => lookups.ecosystemsOf(sha256),
    bootstrap: network.bootstrap,
    chainId: network.trustRoot.chainId,
    store: blobs,
    sharing,
    logger,
  });
  opened.push(() => peers.stop());
  await begin(light, headersByPeers, signal);
  const sponsor = config.accountKey === undefined ? undefined : new Sponsor(rpcs, network.trustRoot.chainId, config.accountKey);
  const replica = config.log === 'query' ? undefined : await LogReplica.open(join(config.dataFolder, 'log'));
  opened.push(async () => replica?.close());
  let duties: BuildNodeDuties | undefined;
  const logServer = replica === undefined ? undefined : new LogServer(replica, lightStore);
  const onHead = async (head: ReplicaHead): Promise<void> => {
    const { checkpoint } = head;
    logServer?.onHead(head);
    duties?.onHead(checkpoint.size);
    await checkpoints.sign(checkpoint);
  };
  const lookups = replica === undefined ? publications : new ReplicaLookups(replica, light);
  const logFollower =
    replica === undefined
      ? undefined
      : new LogFollower(
          replica,
          { view: () => (follower.isByOthers && light.latest !== undefined ? peerLog.view(light.latest) : publications.view()), onHead },
          logger,
        );
  const { note } = config;
  const checkpoints = new SignedCheckpoints({
    logOrigin: network.logOrigin,
    own: note === undefined ? undefined : { signer: new NoteSigner(note.seed), nodeId: note.nodeId, memory: new SigningMemory(note.memoryFile) },
    keys: () => publications.noteKeys(network.logOrigin),
    ask: (size) => peers.ask(CHECKPOINTS, encodeCheckpointQuestion(size)),
    assertContinues: async (signed) => replica?.assertContinues(signed),
    onUnknownKey: () => logger.warn({ code: 'NOTE_KEY_UNKNOWN' }, 'the chain has another note key for this build node: it signs no checkpoints'),
    clock: systemClock,
  });
  if (logServer !== undefined) await peers.serveQuestions(LOG_QUESTIONS, (question) => logServer.answer(question));
  await peers.serveQuestions(CHECKPOINTS, (question) => encodeCheckpointAnswer(checkpoints.ownLines(parseCheckpointQuestion(question))));
  if (replica !== undefined && logFollower !== undefined) {
    const announcements = peers.hearAnnouncements(
      verifiedLog(replica, async () => {
        await follower.catchUp();
        await logFollower.catchUp();
      }),
    );
    if (note !== undefined)
      duties = dutiesOf({ replica, announcements, peers, blobs, publications, buildNodes, nodeId: note.nodeId, replicas: config.replicas, logger });
  }
  const requests = await buildRequestsOf({ config, lookups, publications, replica, sponsor, peers, buildNodes, ended: ended.signal, logger });
  const upkeep = await StoreUpkeep.open({
    store: blobs,
    scrubDays: config.storage.scrubDays,
    standing: (sha256) => lookups.standing(sha256),
    fetch: (artifact, until) => peers.fetch(artifact, until),
    logger,
  });
  const parts: NodeParts = {
    ...requests,
    config,
    light,
    lightStore,
    follower,
    publications,
    lookups,
    gate: new Gate(lookups),
    replica,
    logFollower,
    checkpoints,
    blobs,
    upkeep,
    peers,
    buildNodes,
    sharing,
    sponsor,
    logger,
  };
  const rest = await startRest(parts);
  opened.push(() => rest.stop());
  logFollower?.start(follower);
  opened.push(async () => logFollower?.stop());
  follower.start();
  opened.push(() => follower.stop());
  await follower.catchUp();
  await logFollower?.catchUp();
  await buildNodes.refresh();
  await peers.offer();
  duties?.start();
  upkeep.start();
  signal.removeEventListener('abort', onSignal);
  return {
    url: rest.url,
    async stop() {
      await rest.stop();
      ended.abort();
      // What waits for peers is told by their end.
      const peersEnded = peers.stop();
      await duties?.stop();
      await upkeep.stop();
      await follower.stop();
      await logFollower?.stop();
      await peersEnded;
      await lock.free();
    },
  };
}

/** How long other nodes are looked for when there is no build node to begin with. */
const BEGIN_MS = 30_000;

/** The trust root from a build node; if none answers, from other nodes, as soon as two are connected. */
async function begin(light: LightClient, others: HeadersByPeers, signal: AbortSignal): Promise<void> {
  try {
    await light.start(signal);
  } catch (error) {
    if (!(error instanceof ClientError) || error.code !== 'RPC_UNREACHABLE' || signal.aborted) throw error;
    for (const until = performance.now() + BEGIN_MS; ; ) {
      const cause = await others.verify(signal).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (cause === undefined) return;
      if (performance.now() > until || !(cause instanceof ClientError) || cause.code === 'ATTACK') throw error;
      await sleep(500, undefined, { signal });
    }
  }
}

function buildNodesFirst(peers: readonly string[], buildNodes: readonly BuildNode[]): string[] {
  const first = peers.filter((peer) => buildNodes.some(({ peerId }) => peerId === peer));
  return [...first, ...peers.filter((peer) => !first.includes(peer))];
}

function verifiedLog(replica: LogReplica, catchUp: () => Promise<void>): VerifiedLog {
  return {
    get size() {
      return replica.size;
    },
    leafHash: (index) => {
      const entry = replica.entry(index);
      return entry === undefined ? undefined : hashLeaf(entry);
    },
    catchUp,
  };
}
