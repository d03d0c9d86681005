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
  /** Of the newest header that entries were verified under; an older one proves fewer, and that is no second history. */
  readonly height: bigint;
}
export const NOTHING_YET: Progress = { frontier: EMPTY_FRONTIER, head: undefined, height: 0n };

export function headToJson({ block, checkpoint, proof }: ReplicaHead): object {
  return { block: lightBlockToJson(block), checkpoint: parseUtf8(encodeCheckpoint(checkpoint)), proof: toBase64(proofOpsCodec.encode(proof)) };
}

export function encodeProgress({ frontier, head, height }: Progress): Uint8Array {
  const json = { frontier: toHex(encodeFrontier(frontier)), height: height.toString(), head: head === undefined ? null : headToJson(head) };
  return utf8(JSON.stringify(json));
}

export function parseProgress(bytes: Uint8Array): Progress {
  const json = asObject(JSON.parse(parseUtf8(bytes)), 'progress');
  const head = json['head'] === null ? undefined : asObject(json['head'], 'head');
  return {
    frontier: parseFrontier(parseHex(asString(json['frontier'], 'frontier', MAX_TEXT))),
    height: asInt64(json['height'], 'height'),
    head:
      head === undefined
        ? undefined
        : {
            block: parseLightBlock(head['block']),
            checkpoint: parseCheckpoint(utf8(asString(head['checkpoint'], 'checkpoint', MAX_TEXT))),
            proof: proofOpsCodec.decode(parseBase64(asString(head['proof'], 'proof', MAX_TEXT))),
          },
  };
}

/** Two log histories, each in a header that the build nodes signed. */
export interface Alarm {
  readonly reason: 'log_shrank' | 'other_root' | 'not_consistent';
  readonly atHeight: bigint;
  readonly evidence: object;
}

export function encodeAlarm({ reason, atHeight, evidence }: Alarm): Uint8Array {
  return utf8(JSON.stringify({ reason, at_height: atHeight.toString(), evidence }, undefined, 2));
}

export function parseAlarm(bytes: Uint8Array): Alarm {
  const json = asObject(JSON.parse(parseUtf8(bytes)), 'alarm');
  return {
    reason: asString(json['reason'], 'reason', 64) as Alarm['reason'],
    atHeight: asInt64(json['at_height'], 'height'),
    evidence: asObject(json['evidence'], 'evidence'),
  };
}
