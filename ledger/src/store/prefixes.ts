/**
 * Every key prefix of the store, in one numbered table. Numbers are never reused; retired ones stay listed.
 * Key = prefix byte ‖ rest.
 */
import { concatBytes, u64be } from '../bytes.ts';

const PREFIX = {
  /** Committed record of the newest block; the one thing that start-up reads. */
  head: 0x01,
  /** u64 height → Committed record, for the heights still kept. */
  committed: 0x02,
  /** node key → node record of the state map. */
  node: 0x03,
  /** u64 height → keys of nodes that this height no longer uses: (u16 length ‖ key)…. */
  retired: 0x04,
  /** u64 index → log entry. */
  entry: 0x05,
  /** u8 level ‖ u64 index → tile of the log. */
  tile: 0x06,
} as const;

const key = (prefix: number, ...rest: Uint8Array[]): Uint8Array => concatBytes(Uint8Array.of(prefix), ...rest);

export const storeKey = {
  head: () => key(PREFIX.head),
  committed: (height: bigint) => key(PREFIX.committed, u64be(height)),
  node: (nodeKey: Uint8Array) => key(PREFIX.node, nodeKey),
  retired: (height: bigint) => key(PREFIX.retired, u64be(height)),
  entry: (index: bigint) => key(PREFIX.entry, u64be(index)),
  tile: (level: number, index: bigint) => key(PREFIX.tile, Uint8Array.of(level), u64be(index)),
} as const;
