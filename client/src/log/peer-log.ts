/**
 * The log and its headers from other regular nodes, for when no build node answers. Nothing of it is believed: headers are
 * verified as those of build nodes are, with other peers as witnesses, and the log is what they prove.
 */
import {
  asDigest,
  encodeLogQuestion,
  LedgerError,
  LOG_PROTOCOL,
  LOG_QUESTION_BYTES,
  type LogQuestion,
  MAX_LOG_ANSWER_BYTES,
  parseLogEntryAnswer,
  parseUtf8,
} from '@pyrsia/ledger';
import { assertCheckpointProof, assertLogProof, BUNDLE_ENTRIES, type Checkpoint, encodeCheckpoint, parseBundle, proofOpsCodec } from '@pyrsia/ledger/merkle';
import { type EntrySource, isLie, type LogView, type OnTrouble, type ProvenCheckpoint, type ProvenEntry } from '../chain/proven-state.ts';
import { ClientError } from '../errors.ts';
import { parseLightBlock } from '../light/json.ts';
import type { LightBlockProvider } from '../light/provider.ts';
import type { LightBlock } from '../light/types.ts';
import { BadPeers } from '../p2p/bad-peers.ts';
import { parseHead, type ReplicaHead } from './head.ts';

/** Seconds for an answer of a MiB on a slow line. */
export const LOG_QUESTIONS = { id: LOG_PROTOCOL, maxQuestionBytes: LOG_QUESTION_BYTES, maxAnswerBytes: MAX_LOG_ANSWER_BYTES, answerMs: 15_000 } as const;
/** Peers that are asked in one round: enough for a primary and witnesses. */
const MAX_PEERS = 8;
/** One that lied, and one that was silent or has no log, is not asked for so long. */
const LIED_MS = 600_000;
const SILENT_MS = 60_000;

export interface PeerLogParts {
  /** Connected peers, those that are to be asked first in front. */
  readonly peers: () => readonly string[];
  /** Rejects when the peer does not answer, and when the node ends. */
  readonly ask: (peer: string, question: Uint8Array) => Promise<Uint8Array>;
  readonly logOrigin: string;
  readonly onTrouble: OnTrouble;
}

export class PeerLog {
  private readonly parts: PeerLogParts;
  private readonly avoided = new BadPeers();

  constructor(parts: PeerLogParts) {
    this.parts = parts;
  }

  private get peers(): readonly string[] {
    return this.parts
      .peers()
      .filter((peer) => !this.avoided.has(peer))
      .slice(0, MAX_PEERS);
  }

  /** Not asked for a while, and told: what it gave does not hold. */
  leave(peer: string, error: unknown): void {
    this.avoided.add(peer, LIED_MS);
    this.parts.onTrouble(peer, error);
  }

  /** Each peer as one that gives light blocks: as its newest, the one that proves its copy of the log. */
  providers(): LightBlockProvider[] {
    return this.peers.map((peer) => ({
      name: peer,
      lightBlock: async (height) => {
        if (height === undefined) return (await this.headOf(peer, 0n)).block;
        return this.parsed(peer, await this.askOne(peer, { kind: 'block', height, index: 0n }), (bytes) => parseLightBlock(JSON.parse(parseUtf8(bytes))));
      },
      // Peers have no way to the chain that this node has not.
      reportEvidence: async () => {
        throw new ClientError('RPC_UNREACHABLE', { rpc: peer, reason: 'a peer takes no evidence' });
      },
    }));
  }

  /** The log as the header of this verified block proves it, from whichever peer has it. */
  view(block: LightBlock): LogView {
    const appHash = asDigest(block.header.appHash);
    const { height } = block.header;
    return {
      block,
      sources: this.peers.map((peer) => this.entriesOf(peer)),
      onTrouble: (peer, error) => this.leave(peer, error),
      checkpoint: () => this.fromAny(async (peer) => this.checkpointOf(await this.headOf(peer, height), appHash)),
      entry: (index) => this.fromAny(async (peer) => this.provenEntry(appHash, index, peer, await this.askOne(peer, { kind: 'entry', height, index }))),
    };
  }

  private checkpointOf({ checkpoint, proof }: ReplicaHead, appHash: ReturnType<typeof asDigest>): ProvenCheckpoint {
    return { checkpoint: this.ofThisLog(assertCheckpointProof(appHash, encodeCheckpoint(checkpoint), proof)), proof };
  }

  private provenEntry(appHash: ReturnType<typeof asDigest>, index: bigint, peer: string, bytes: Uint8Array): ProvenEntry {
    return this.parsed(peer, bytes, () => {
      const answer = parseLogEntryAnswer(bytes);
      const proof = proofOpsCodec.decode(answer.proof);
      return { index, bytes: answer.entry, proof, checkpoint: this.ofThisLog(assertLogProof(appHash, index, answer.entry, proof)) };
    });
  }

  private entriesOf(peer: string): EntrySource {
    return {
      name: peer,
      entries: async (index) => {
        const bytes = await this.askOne(peer, { kind: 'entries', height: 0n, index });
        return this.parsed(peer, bytes, () => parseBundle(bytes, BUNDLE_ENTRIES));
      },
    };
  }

  private async headOf(peer: string, height: bigint): Promise<ReplicaHead> {
    const bytes = await this.askOne(peer, { kind: 'head', height, index: 0n });
    return this.parsed(peer, bytes, () => parseHead(JSON.parse(parseUtf8(bytes))));
  }

  /** From the first peer that gives what holds. */
  private async fromAny<T>(give: (peer: string) => Promise<T>): Promise<T> {
    let last: unknown = new ClientError('RPC_UNREACHABLE', { reason: 'no peer' });
    for (const peer of this.peers) {
      try {
        return await give(peer);
      } catch (error) {
        if (!(error instanceof ClientError) && !(error instanceof LedgerError)) throw error;
        if (isLie(error) || error instanceof LedgerError) this.leave(peer, error);
        last = error instanceof ClientError ? error : new ClientError('PROOF_INVALID', { rpc: peer }, { cause: error });
      }
    }
    throw last;
  }

  /** `RPC_UNREACHABLE` when it is silent, `HEIGHT_MISSING` when it has not what is asked for. */
  private async askOne(peer: string, question: LogQuestion): Promise<Uint8Array> {
    const bytes = await this.parts.ask(peer, encodeLogQuestion(question)).catch((cause: unknown) => {
      this.avoided.add(peer, SILENT_MS);
      throw new ClientError('RPC_UNREACHABLE', { rpc: peer }, { cause });
    });
    if (bytes.length === 0 && question.kind !== 'entries') throw new ClientError('HEIGHT_MISSING', { rpc: peer, height: question.height });
    return bytes;
  }

  private parsed<T>(peer: string, bytes: Uint8Array, parse: (bytes: Uint8Array) => T): T {
    try {
      return parse(bytes);
    } catch (cause) {
      throw new ClientError('RPC_ANSWER_INVALID', { rpc: peer }, { cause });
    }
  }

  private ofThisLog(checkpoint: Checkpoint): Checkpoint {
    if (checkpoint.origin !== this.parts.logOrigin) throw new ClientError('PROOF_INVALID', { what: 'log origin', origin: checkpoint.origin });
    return checkpoint;
  }
}
