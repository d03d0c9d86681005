/** How far a replica is: what was verified last, and everything that proves it. */
import { parseBase64, parseHex, parseUtf8, toBase64, toHex, utf8 } from '@pyrsia/ledger';
import {
  type Checkpoint,
  EMPTY_FRONTIER,
  encodeCheckpoint,
  encodeFrontier,
  type Frontier,
  type ProofOps,
  parseCheckpoint,
  parseFrontier,
  proofOpsCodec,
} from '@pyrsia/ledger/merkle';
import { ClientError } from '../errors.ts';
import { asInt64, asObject, asString, lightBlockToJson, parseLightBlock } from '../light/json.ts';
import type { LightBlock } from '../light/types.ts';

const MAX_TEXT = 1024 * 1024;

export interface ReplicaHead {
  /** The verified block whose app hash proves the checkpoint. */
  readonly block: LightBlock;
  readonly checkpoint: Checkpoint;
  /** From the checkpoint body to the app hash. */
  readonly proof: ProofOps;
}

/** The entries that are there: while a replica catches up, fewer than the checkpoint has. */
export interface Progress {
  readonly frontier: Frontier;
  readonly head: ReplicaHead | undefined;
  /** What the newest entries were verified under: the head, or one further on. Older headers prove fewer, which is no second history. */
  readonly under: ReplicaHead | undefined;
}
export const NOTHING_YET: Progress = { frontier: EMPTY_FRONTIER, head: undefined, under: undefined };

export function headToJson({ block, checkpoint, proof }: ReplicaHead): object {
  return { block: lightBlockToJson(block), checkpoint: parseUtf8(encodeCheckpoint(checkpoint)), proof: toBase64(proofOpsCodec.encode(proof)) };
}

export function encodeProgress({ frontier, head, under }: Progress): Uint8Array {
  const isAtHead = under === head;
  const json = {
    frontier: toHex(encodeFrontier(frontier)),
    head: head === undefined ? null : headToJson(head),
    under: under === undefined || isAtHead ? null : headToJson(under),
  };
  return utf8(JSON.stringify(json));
}

export function parseProgress(bytes: Uint8Array): Progress {
  const json = asObject(JSON.parse(parseUtf8(bytes)), 'progress');
  const head = json['head'] === null ? undefined : parseHead(json['head']);
  const under = json['under'] === null ? head : parseHead(json['under']);
  return { frontier: parseFrontier(parseHex(asString(json['frontier'], 'frontier', MAX_TEXT))), head, under };
}

export function parseHead(value: unknown): ReplicaHead {
  const json = asObject(value, 'head');
  return {
    block: parseLightBlock(json['block']),
    checkpoint: parseCheckpoint(utf8(asString(json['checkpoint'], 'checkpoint', MAX_TEXT))),
    proof: proofOpsCodec.decode(parseBase64(asString(json['proof'], 'proof', MAX_TEXT))),
  };
}

const REASONS = ['log_shrank', 'other_root', 'not_consistent', 'not_what_was_signed'] as const;

/** Two log histories, each in a header that the build nodes signed. */
export interface Alarm {
  readonly reason: (typeof REASONS)[number];
  readonly atHeight: bigint;
  readonly evidence: object;
}

export function encodeAlarm({ reason, atHeight, evidence }: Alarm): Uint8Array {
  return utf8(JSON.stringify({ reason, at_height: atHeight.toString(), evidence }, undefined, 2));
}

export function parseAlarm(bytes: Uint8Array): Alarm {
  const json = asObject(JSON.parse(parseUtf8(bytes)), 'alarm');
  const reason = REASONS.find((known) => known === json['reason']);
  if (reason === undefined) throw new ClientError('LOG_STORE', { what: 'alarm' });
  return {
    reason,
    atHeight: asInt64(json['at_height'], 'height'),
    evidence: asObject(json['evidence'], 'evidence'),
  };
}
