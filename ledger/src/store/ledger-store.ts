/**
 * The ledger on disk. One committed block = one atomic synced batch that holds everything, head included:
 * a crash before it leaves the block uncommitted (CometBFT replays it), a crash after it leaves it committed.
 * There is no third state. After a failed write the state on disk is unknown: the caller must stop.
 */
import { asDigest, concatBytes, equalBytes, parseU64be, parseUtf8, u64be, utf8 } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { encodeFrontier, parseFrontier } from '../merkle/frontier.ts';
import { simpleMapRoot } from '../merkle/simple-map.ts';
import { appHashMap, type Committed, type ExecutedBlock, type LedgerReader } from '../state/block.ts';
import { encodeRef, parseRef } from '../state/map-nodes.ts';
import type { KeyValueStore, Write } from './key-value.ts';
import { storeKey } from './prefixes.ts';

/** Versions of state kept for proofs: at 10 s per idle block more than 40 minutes, in a busy hour minutes. */
export const KEPT_HEIGHTS = 256n;
const FORMAT = 2;
const REF_BYTES = 41;

export class LedgerStore implements LedgerReader {
  private readonly store: KeyValueStore;
  private current: Committed | undefined;

  private constructor(store: KeyValueStore, current: Committed | undefined) {
    this.store = store;
    this.current = current;
  }

  /** Reads the head and checks that it is whole: `STORE_FORMAT`, or `STORE_UNKNOWN` if it does not hash to itself. */
  static open(store: KeyValueStore): LedgerStore {
    const head = store.get(storeKey.head());
    return new LedgerStore(store, head === undefined ? undefined : parseCommitted(head));
  }

  get head(): Committed | undefined {
    return this.current;
  }

  /** The committed record of a kept height. */
  committedAt(height: bigint): Committed {
    // One height fewer than is kept: the next commit prunes the oldest while a query may be reading it.
    const newest = this.current?.height ?? 0n;
    if (height < 0n || height > newest || height <= newest + 1n - KEPT_HEIGHTS) throw new LedgerError('HEIGHT_UNAVAILABLE', { height, newest });
    const bytes = this.store.get(storeKey.committed(height));
    if (bytes === undefined) throw new LedgerError('HEIGHT_UNAVAILABLE', { height, newest });
    return parseCommitted(bytes);
  }

  readonly readNode = (nodeKey: Uint8Array): Uint8Array | undefined => this.store.get(storeKey.node(nodeKey));
  readonly readTile = (level: number, index: bigint): Uint8Array | undefined => this.store.get(storeKey.tile(level, index));
  readEntry(index: bigint): Uint8Array | undefined {
    return this.store.get(storeKey.entry(index));
  }

  /** Writes executed blocks (the genesis state goes with the first block) in one batch. */
  async commit(blocks: readonly ExecutedBlock[]): Promise<void> {
    const last = blocks.at(-1);
    if (last === undefined) return;
    await this.store.write(blocks.flatMap((block) => [...this.writesOf(block), ...this.prune(block.committed.height)]));
    this.current = last.committed;
  }

  private writesOf(block: ExecutedBlock): Write[] {
    const { committed, map, log } = block;
    const record = encodeCommitted(committed);
    return [
      ...map.written.map(([nodeKey, value]) => ({ key: storeKey.node(nodeKey), value })),
      ...log.entries.map(([index, value]) => ({ key: storeKey.entry(index), value })),
      ...log.tiles.map(([level, index, value]) => ({ key: storeKey.tile(level, index), value })),
      { key: storeKey.retired(committed.height), value: encodeKeys(map.retired) },
      { key: storeKey.committed(committed.height), value: record },
      { key: storeKey.head(), value: record },
    ];
  }

  /** Nodes that a height retired are read by earlier heights only: gone once those are no longer kept. */
  private prune(height: bigint): Write[] {
    const oldest = height - KEPT_HEIGHTS;
    if (oldest < 0n) return [];
    const retired = this.store.get(storeKey.retired(oldest + 1n));
    const keys = retired === undefined ? [] : parseKeys(retired);
    return [
      ...keys.map((nodeKey) => ({ key: storeKey.node(nodeKey), value: undefined })),
      { key: storeKey.retired(oldest + 1n), value: undefined },
      { key: storeKey.committed(oldest), value: undefined },
    ];
  }

  close(): Promise<void> {
    return this.store.close();
  }
}

/** u8 format ‖ u64 height ‖ u64 time in ms ‖ 32 app hash ‖ 41 state root ref ‖ u8 len ‖ chain id ‖ u8 len ‖ origin ‖ frontier. */
function encodeCommitted(committed: Committed): Uint8Array {
  const chainId = utf8(committed.chainId);
  const origin = utf8(committed.logOrigin);
  return concatBytes(
    Uint8Array.of(FORMAT),
    u64be(committed.height),
    u64be(committed.timeMs),
    committed.appHash,
    encodeRef(committed.stateRoot),
    Uint8Array.of(chainId.length),
    chainId,
    Uint8Array.of(origin.length),
    origin,
    encodeFrontier(committed.frontier),
  );
}

function parseCommitted(bytes: Uint8Array): Committed {
  if (bytes[0] !== FORMAT) throw new LedgerError('STORE_FORMAT', { found: bytes[0] ?? -1, known: FORMAT });
  const height = parseU64be(bytes.slice(1, 9));
  const timeMs = parseU64be(bytes.slice(9, 17));
  const appHash = asDigest(bytes.slice(17, 49));
  const stateRoot = parseRef(bytes.slice(49, 49 + REF_BYTES));
  let offset = 49 + REF_BYTES;
  const text = (): string => {
    const end = offset + 1 + (bytes[offset] as number);
    const value = parseUtf8(bytes.subarray(offset + 1, end));
    offset = end;
    return value;
  };
  const chainId = text();
  const logOrigin = text();
  const frontier = parseFrontier(bytes.slice(offset));
  if (!equalBytes(simpleMapRoot(appHashMap(logOrigin, frontier, stateRoot)), appHash)) {
    throw new LedgerError('STORE_UNKNOWN', { what: 'head does not hash to its app hash', height });
  }
  return { chainId, height, timeMs, appHash, stateRoot, frontier, logOrigin };
}

function encodeKeys(keys: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...keys.flatMap((key) => [Uint8Array.of(key.length >> 8, key.length & 0xff), key]));
}

function parseKeys(bytes: Uint8Array): Uint8Array[] {
  const keys: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const end = offset + 2 + (((bytes[offset] as number) << 8) | (bytes[offset + 1] as number));
    keys.push(bytes.slice(offset + 2, end));
    offset = end;
  }
  return keys;
}
