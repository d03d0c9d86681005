/** RFC 3339 with up to nine digits of nanoseconds ↔ nanoseconds since 1970. Never through Date alone. */
import { ClientError } from '../errors.ts';

const PATTERN = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;
const SECOND = 1_000_000_000n;

export function parseTime(text: string): bigint {
  const match = PATTERN.exec(text);
  const ms = match === null ? Number.NaN : Date.parse(`${match[1]}Z`);
  // Date takes 30 February for 2 March, and 24:00 for the day after.
  if (match === null || Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 19) !== match[1]) throw new ClientError('RPC_ANSWER_INVALID', { what: 'time' });
  return BigInt(ms / 1000) * SECOND + BigInt((match[2] ?? '').padEnd(9, '0'));
}

/** Seconds rounded down and the rest, as protobuf's Timestamp has them. */
export function splitTime(timeNs: bigint): { seconds: bigint; nanos: number } {
  const nanos = ((timeNs % SECOND) + SECOND) % SECOND;
  return { seconds: (timeNs - nanos) / SECOND, nanos: Number(nanos) };
}

export function formatTime(timeNs: bigint): string {
  const { seconds, nanos } = splitTime(timeNs);
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  const fraction = nanos === 0 ? '' : `.${nanos.toString().padStart(9, '0').replace(/0+$/, '')}`;
  return `${whole}${fraction}Z`;
}
