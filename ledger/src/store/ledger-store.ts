/**
 * The ledger on disk. One committed block = one atomic synced batch that holds everything, head included:
 * a crash before it leaves the block uncommitted (CometBFT replays it), a crash after it leaves it committed.
 * There is no third state. After a failed write the state on disk is unknown: the caller must stop.
 */
import { parseU64be } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { nodeReaderFromTiles } from '../merkle/tiles.ts';
import type { Committed, ExecutedBlock, LedgerReader } from '../state/block.ts';
import { type MapUpdate, readValue } from '../state/sparse-map.ts';
import { StateView } from '../state/view.ts';
import { encodeCommitted, parseCommitted } from './committed-record.ts';
import { encodeKeys, KEPT_HEIGHTS, keepVersions, NO_PINS, type PinPolicy, type Pins, parsePins } from './kept-versions.ts';
import type { KeyValueStore, Write } from './key-value.ts';
import { bytesOfEntries, entryWrites, readEntries, readEntry } from './log-entries.ts';
import { storeKey } from './prefixes.ts';
import { moveYoung } from './young-blocks.ts';

/** Of state nodes that the head holds: all of a map of about 200 000 keys. */
const MAX_HELD_BYTES = 256 * 1024 * 1024;
/** Added to the bytes of each: the objects around them. */
const NODE_BYTES = 400;

/** Decoded records of the head that are held; a build of 64 nodes takes about 100 KiB, most take one. */
const MAX_RECORDS = 4_096;

export interface StoreOptions {
  readonly pins: PinPolicy;
}
const NO_SNAPSHOTS: StoreOptions = { pins: { everyHeights: 0n, keep: 0 } };

export class LedgerStore implements LedgerReader {
  private readonly store: KeyValueStore;
  private readonly options: StoreOptions;
  /** Of the nodes that `current` holds, about: what was read for it and written, less what went. */
  private heldBytes = 0;
  private current: Committed | undefined;
  private pins: Pins = NO_PINS;
  private records: StateView = this.newRecords();

  private constructor(store: KeyValueStore, options: StoreOptions) {
    this.store = store;
    this.options = options;
    this.load();
  }

  /** Reads the head and checks that it is whole: `STORE_FORMAT`, or `STORE_UNKNOWN` if it does not hash to itself. */
  static open(store: KeyValueStore, options: StoreOptions = NO_SNAPSHOTS): LedgerStore {
    return new LedgerStore(store, options);
  }

  /** Records of the head, decoded; what is not there yet is read from it. */
  private newRecords(): StateView {
    return new StateView((key) => (this.current === undefined ? undefined : readValue(this.readNode, this.current.stateRoot, key)));
  }
  recordsOf(committed: Committed): StateView | undefined {
    return committed === this.current ? this.records : undefined;
  }

  /** The same after a restart as after a restore. */
  private load(): void {
    this.heldBytes = 0;
    this.records = this.newRecords();
    const head = this.store.get(storeKey.head());
    this.current = head === undefined ? undefined : parseCommitted(head);
    const pins = this.store.get(storeKey.pins());
    this.pins = pins === undefined ? NO_PINS : parsePins(pins);
  }

  get head(): Committed | undefined {
    return this.current;
  }

  /** Heights whose state stays readable for snapshots, oldest first. */
  get pinned(): readonly bigint[] {
    return this.pins.pinned;
  }

  /** Blocks below this height are older than evidence may be, and hold nothing that a light client trusts. */
  get oldestYoung(): bigint {
    const young = this.store.get(storeKey.young());
    return young === undefined ? 0n : parseU64be(young);
  }

  /** The committed record of a kept height. */
  committedAt(height: bigint): Committed {
    // One height fewer than is kept: the next commit prunes the oldest while a query may be reading it.
    const newest = this.current?.height ?? 0n;
    if (this.current?.height === height) return this.current;
    const isKept = height <= newest && height > newest + 1n - KEPT_HEIGHTS;
    const bytes = height >= 0n && (isKept || this.pins.pinned.includes(height)) ? this.store.get(storeKey.committed(height)) : undefined;
    if (bytes === undefined) throw new LedgerError('HEIGHT_UNAVAILABLE', { height, newest });
    return parseCommitted(bytes);
  }

  /** A state node, for nobody to hold. */
  readonly readNodeOnce = (nodeKey: Uint8Array): Uint8Array | undefined => this.store.get(storeKey.node(nodeKey));
  /** A state node, which the head may hold from now on. */
  readonly readNode = (nodeKey: Uint8Array): Uint8Array | undefined => {
    const record = this.readNodeOnce(nodeKey);
    if (record !== undefined) this.heldBytes += record.length + NODE_BYTES;
    return record;
  };
  readonly readTile = (level: number, index: bigint): Uint8Array | undefined => this.store.get(storeKey.tile(level, index));
  readonly readLogNode = nodeReaderFromTiles((level, index) => this.readTile(level, index));
  readEntry(index: bigint): Uint8Array | undefined {
    return readEntry(this.read, index, this.current?.frontier.size ?? 0n);
  }
  /** Bytes that `readEntries` would give, without holding them all. */
  entryBytes(from: bigint, count: number): number {
    return bytesOfEntries(this.read, from, count);
  }
  /** Entries [from, from + count) as entry bundles; see log-entries.ts. */
  readEntries(from: bigint, count: number): Uint8Array {
    return readEntries(this.read, from, count);
  }
  private readonly read = (key: Uint8Array): Uint8Array | undefined => this.store.get(key);

  /** Writes executed blocks (the genesis state goes with the first block) in one batch. */
  async commit(blocks: readonly ExecutedBlock[]): Promise<void> {
    const last = blocks.at(-1);
    if (last === undefined) return;
    if (this.isPartlyRestored) throw new LedgerError('STORE_UNKNOWN', { what: 'a restore that did not end' });
    const { height, timeMs } = last.committed;
    const kept = keepVersions(this.read, this.pins, height, this.options.pins);
    const young = moveYoung(this.read, { height, timeMs }, last.evidenceAge);
    await this.store.write([...blocks.flatMap((block) => this.writesOf(block)), ...kept.writes, ...young, ...this.endOfRestore()]);
    for (const { map } of blocks) this.heldBytes += growthOf(map);
    const isFull = this.heldBytes > MAX_HELD_BYTES;
    if (isFull) this.heldBytes = 0;
    this.current = isFull ? { ...last.committed, stateRoot: last.committed.stateRoot.bare() } : last.committed;
    this.pins = kept.pins;
    if (this.records.size > MAX_RECORDS) this.records = this.newRecords();
    else for (const block of blocks) this.records.settle(block.records);
  }

  private writesOf(block: ExecutedBlock): Write[] {
    const { committed, map, log } = block;
    const record = encodeCommitted(committed);
    const from = committed.frontier.size - BigInt(log.entries.length);
    return [
      ...map.written.map(([nodeKey, value]) => ({ key: storeKey.node(nodeKey), value })),
      ...entryWrites(
        this.read,
        from,
        log.entries.map(([, bytes]) => bytes),
      ),
      ...log.tiles.map(([level, index, value]) => ({ key: storeKey.tile(level, index), value })),
      { key: storeKey.retired(committed.height), value: encodeKeys(map.retired) },
      { key: storeKey.committed(committed.height), value: record },
      { key: storeKey.head(), value: record },
    ];
  }

  /** A crash in the middle of a restore left parts behind; `empty` makes the store as new. */
  get isPartlyRestored(): boolean {
    return this.current === undefined && this.store.get(storeKey.restoring()) !== undefined;
  }

  /**
   * True if a snapshot may be restored here: there is no head, or one that was restored and no block after it. In the
   * latter case CometBFT may have stopped before it took note; then it begins the sync anew, and so do we.
   */
  get mayRestore(): boolean {
    return this.current === undefined || this.store.get(storeKey.restored()) !== undefined;
  }

  private endOfRestore(): Write[] {
    return this.store.get(storeKey.restored()) === undefined ? [] : [{ key: storeKey.restored(), value: undefined }];
  }

  /** Removes everything, for a restore; refused if there is a state that was not just restored. */
  async empty(): Promise<void> {
    if (!this.mayRestore) throw new LedgerError('STORE_UNKNOWN', { what: 'a restore over a committed state' });
    await this.store.clear();
    this.load();
  }

  /** Writes of a restore that has not ended. */
  async writeRestored(writes: readonly Write[]): Promise<void> {
    await this.store.write([...writes, { key: storeKey.restoring(), value: Uint8Array.of(1) }]);
  }

  /** Ends a restore: from here on the store is one that committed this height. */
  async endRestore(committed: Committed, writes: readonly Write[]): Promise<void> {
    const record = encodeCommitted(committed);
    await this.store.write([
      ...writes,
      { key: storeKey.committed(committed.height), value: record },
      { key: storeKey.head(), value: record },
      { key: storeKey.restoring(), value: undefined },
      { key: storeKey.restored(), value: Uint8Array.of(1) },
    ]);
    this.load();
  }

  close(): Promise<void> {
    return this.store.close();
  }
}

/** By how much the head holds more after an update. */
function growthOf({ written, retired, retiredBytes }: MapUpdate): number {
  const bytes = written.reduce((sum, [, record]) => sum + record.length, 0);
  return bytes - retiredBytes + NODE_BYTES * (written.length - retired.length);
}
