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
  /** u64 index → log entry of the last, growing bundle. */
  entry: 0x05,
  /** u8 level ‖ u64 index → tile of the log. */
  tile: 0x06,
  /** u64 bundle index → 256 log entries, as an entry bundle of tlog-tiles. */
  bundle: 0x07,
  /** Which heights are pinned for snapshots, and which pins are being cleared away. */
  pins: 0x08,
  /** u64 pinned height ‖ u64 height → keys of nodes that the later height retired and the pinned one still reads. */
  deferred: 0x09,
  /** u64 height → u64 time in ms, for every 10th height. */
  mark: 0x0a,
  /** u64 height: blocks from there on are younger than the age that evidence may have. */
  young: 0x0b,
  /** There while a snapshot is being restored and there is no head yet: what else is stored is worth nothing. */
  restoring: 0x0c,
  /** There from the end of a restore to the first block after it: CometBFT may not know of the restore yet. */
  restored: 0x0d,
} as const;

const key = (prefix: number, ...rest: Uint8Array[]): Uint8Array => concatBytes(Uint8Array.of(prefix), ...rest);

export const storeKey = {
  head: () => key(PREFIX.head),
  committed: (height: bigint) => key(PREFIX.committed, u64be(height)),
  node: (nodeKey: Uint8Array) => key(PREFIX.node, nodeKey),
  retired: (height: bigint) => key(PREFIX.retired, u64be(height)),
  entry: (index: bigint) => key(PREFIX.entry, u64be(index)),
  bundle: (index: bigint) => key(PREFIX.bundle, u64be(index)),
  pins: () => key(PREFIX.pins),
  deferred: (pinned: bigint, height: bigint) => key(PREFIX.deferred, u64be(pinned), u64be(height)),
  mark: (height: bigint) => key(PREFIX.mark, u64be(height)),
  young: () => key(PREFIX.young),
  restoring: () => key(PREFIX.restoring),
  restored: () => key(PREFIX.restored),
  tile: (level: number, index: bigint) => key(PREFIX.tile, Uint8Array.of(level), u64be(index)),
} as const;
