/**
 * Frames of the checkpoint protocol between regular nodes: one question and one answer a stream, each behind an unsigned
 * varint length. Prose: docs/formats/log.md.
 *
 *   question  u64 size of the log, big-endian
 *   answer    signature lines of C2SP signed-note, UTF-8, for the checkpoint of that size; empty: none
 */
import { parseU64be, parseUtf8, u64be, utf8 } from './bytes.ts';
import { LedgerError } from './errors.ts';

export const CHECKPOINT_PROTOCOL = '/pyrsia/checkpoint/1.0.0';
export const CHECKPOINT_QUESTION_BYTES = 8;
/** A node answers with its own two lines, of less than 300 bytes each. */
export const MAX_CHECKPOINT_ANSWER_BYTES = 1024;
const MAX_LINES = 2;

export const encodeCheckpointQuestion = (size: bigint): Uint8Array => u64be(size);
export const parseCheckpointQuestion = (bytes: Uint8Array): bigint => parseU64be(bytes);
export const encodeCheckpointAnswer = (lines: readonly string[]): Uint8Array => utf8(lines.join(''));

/** Untrusted bytes → lines, each with its end. */
export function parseCheckpointAnswer(bytes: Uint8Array): string[] {
  if (bytes.length > MAX_CHECKPOINT_ANSWER_BYTES) throw new LedgerError('TOO_LARGE', { what: 'checkpoint answer', bytes: bytes.length });
  const lines = parseUtf8(bytes).split('\n');
  if (lines.pop() !== '' || lines.length > MAX_LINES) throw new LedgerError('MALFORMED', { what: 'checkpoint answer' });
  return lines.map((line) => `${line}\n`);
}
