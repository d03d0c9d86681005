/** protobufjs gives int64 as Long or number; the rest of the product uses bigint. */
import Long from 'long';
import type { abci } from '../gen/abci.js';

export function toBigint(value: number | Long | null | undefined): bigint {
  if (value === null || value === undefined) return 0n;
  return typeof value === 'number' ? BigInt(value) : value.toBigInt();
}

export function fromBigint(value: bigint): Long {
  return Long.fromBigInt(value);
}

/** Block time in ms since 1970, rounded down. */
export function blockTimeMs(time: abci.Timestamp.$Properties | null | undefined): bigint {
  return toBigint(time?.seconds) * 1000n + BigInt(Math.floor((time?.nanos ?? 0) / 1_000_000));
}

/** A duration in ms, rounded up. */
export function durationMs(duration: abci.Duration.$Properties | null | undefined): bigint {
  return toBigint(duration?.seconds) * 1000n + BigInt(Math.ceil((duration?.nanos ?? 0) / 1_000_000));
}
