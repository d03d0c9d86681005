/**
 * Frames of the log protocol between regular nodes: one question and one answer a stream, each behind an unsigned varint
 * length. Prose: docs/formats/log.md. Numbers are big-endian.
 *
 *   question  u8 kind ‖ u64 height ‖ u64 index
 *     0 head     the copy of the log as of that height (0: the newest); index 0
 *     1 block    the verified light block at that height; index 0
 *     2 entry    the log entry with that index, proven by the header at that height
 *     3 entries  log entries from that index on; height 0
 *   answer    head: JSON { block, checkpoint, proof }; block: JSON of CometBFT; entry: u32 length ‖ entry ‖ ProofOps;
 *             entries: an entry bundle of tlog-tiles; empty: not here
 */
import { concatBytes, parseU64be, u64be } from './bytes.ts';
import { LedgerError } from './errors.ts';

export const LOG_PROTOCOL = '/pyrsia/log/1.0.0';
export const LOG_QUESTION_BYTES = 17;
/** A light block of 256 validators has 100 KiB; entries end where this is full. */
export const MAX_LOG_ANSWER_BYTES = 1024 * 1024;

const KINDS = ['head', 'block', 'entry', 'entries'] as const;
export interface LogQuestion {
  readonly kind: (typeof KINDS)[number];
  readonly height: bigint;
  readonly index: bigint;
}

export const encodeLogQuestion = ({ kind, height, index }: LogQuestion): Uint8Array =>
  concatBytes(Uint8Array.of(KINDS.indexOf(kind)), u64be(height), u64be(index));

/** Untrusted bytes → question, or `MALFORMED`. */
export function parseLogQuestion(bytes: Uint8Array): LogQuestion {
  const kind = KINDS[bytes[0] ?? KINDS.length];
  if (kind === undefined || bytes.length !== LOG_QUESTION_BYTES) throw new LedgerError('MALFORMED', { what: 'log question' });
  return { kind, height: parseU64be(bytes.slice(1, 9)), index: parseU64be(bytes.slice(9)) };
}

export function encodeLogEntryAnswer({ entry, proof }: { entry: Uint8Array; proof: Uint8Array }): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, entry.length);
  return concatBytes(length, entry, proof);
}

/** Untrusted bytes → entry and the bytes of its proof, or `MALFORMED`. */
export function parseLogEntryAnswer(bytes: Uint8Array): { entry: Uint8Array; proof: Uint8Array } {
  const length = bytes.length < 4 ? Number.POSITIVE_INFINITY : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (length > bytes.length - 4) throw new LedgerError('MALFORMED', { what: 'log entry answer' });
  return { entry: bytes.slice(4, 4 + length), proof: bytes.slice(4 + length) };
}
