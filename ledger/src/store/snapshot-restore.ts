/**
 * Restoring a snapshot into an empty store, chunk by chunk, in any order. Every chunk is checked against the manifest,
 * which leads to the app hash, before anything of it is written. Until the last one is in there is no head: a crash
 * leaves a store that must be emptied (`isPartlyRestored`), and the sync begins anew.
 */
import { concatBytes, type Digest, equalBytes } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { BUNDLE_ENTRIES } from '../merkle/entry-bundle.ts';
import { appendToFrontier, EMPTY_FRONTIER, type Frontier, frontierRoot } from '../merkle/frontier.ts';
import { firstLeavesOf, type LogChunk, openLogChunk } from '../merkle/log-chunks.ts';
import { rootOfLeafHashes } from '../merkle/rfc6962.ts';
import { TILE_HEIGHT } from '../merkle/tiles.ts';
import { chainCodec, stateKey } from '../records.ts';
import type { Committed } from '../state/block.ts';
import { hashOfMapChunk, joinMapChunks, type MapChunk, parseMapChunk, rebuildMapChunk } from '../state/map-chunks.ts';
import type { NodeRef } from '../state/map-nodes.ts';
import type { OfferVerdict } from '../state/snapshot.ts';
import { MAX_CHUNK_BYTES, MAX_MAP_CHUNK_BYTES } from '../state/snapshot.ts';
import { readValue } from '../state/sparse-map.ts';
import type { Write } from './key-value.ts';
import type { LedgerStore } from './ledger-store.ts';
import { entryWrites } from './log-entries.ts';
import { storeKey } from './prefixes.ts';

const WIDTH = BigInt(BUNDLE_ENTRIES);
type Accepted = Extract<OfferVerdict, { verdict: 'accepted' }>;
/** `done`: it was the last one, and the store is whole. */
export type ChunkVerdict = 'applied' | 'done' | 'wrong';

export class SnapshotRestore {
  private readonly store: LedgerStore;
  private readonly offer: Accepted;
  private readonly at: { readonly height: bigint; readonly appHash: Digest };
  private readonly mapRefs: Array<NodeRef | undefined>;
  /** Of each chunk of the log: the roots of its whole bundles, and the leaf hashes of the last, growing one. */
  private readonly logParts: Array<{ readonly bundleRoots: readonly Digest[]; readonly tail: readonly Digest[] } | undefined>;
  /** Of each chunk of the log, the index of its first entry. */
  private readonly firstLeaves: readonly bigint[];
  private missing: number;

  private constructor(store: LedgerStore, offer: Accepted, at: { height: bigint; appHash: Digest }) {
    this.store = store;
    this.offer = offer;
    this.at = at;
    this.mapRefs = offer.manifest.mapChunks.map(() => undefined);
    this.logParts = offer.manifest.logChunks.map(() => undefined);
    this.firstLeaves = firstLeavesOf(offer.manifest.logChunks);
    this.missing = this.mapRefs.length + this.logParts.length;
  }

  /** Empties the store and begins. */
  static async begin(store: LedgerStore, offer: Accepted, at: { height: bigint; appHash: Digest }): Promise<SnapshotRestore> {
    await store.empty();
    await store.writeRestored([]);
    return new SnapshotRestore(store, offer, at);
  }

  /** Untrusted bytes of chunk `index`. A chunk that was applied before changes nothing. */
  async apply(index: number, bytes: Uint8Array): Promise<ChunkVerdict> {
    const { logChunks, mapChunks } = this.offer.manifest;
    const ofLog = logChunks[index];
    const ofMap = mapChunks[index - logChunks.length];
    if (bytes.length > MAX_CHUNK_BYTES || (ofLog === undefined && ofMap === undefined)) return 'wrong';
    const isKnown = ofLog === undefined ? this.mapRefs[index - logChunks.length] !== undefined : this.logParts[index] !== undefined;
    if (isKnown) return 'applied';
    const writes = ofLog === undefined ? this.openMap(index - logChunks.length, ofMap as MapChunk, bytes) : this.openLog(index, ofLog, bytes);
    if (writes === undefined) return 'wrong';
    await this.store.writeRestored(writes);
    this.missing -= 1;
    if (this.missing > 0) return 'applied';
    await this.end();
    return 'done';
  }

  private openMap(position: number, chunk: MapChunk, bytes: Uint8Array): Write[] | undefined {
    const leaves = unlessMalformed(() => parseMapChunk(bytes, chunk));
    if (leaves === undefined || (bytes.length > MAX_MAP_CHUNK_BYTES && leaves.length > 1)) return undefined;
    if (!equalBytes(hashOfMapChunk(chunk, leaves), chunk.hash)) return undefined;
    const { ref, written } = rebuildMapChunk(this.at.height, chunk, leaves);
    // Bare: all of them together are the whole state.
    this.mapRefs[position] = ref.bare();
    return written.map(([nodeKey, value]) => ({ key: storeKey.node(nodeKey), value }));
  }

  private openLog(index: number, chunk: LogChunk, bytes: Uint8Array): Write[] | undefined {
    const opened = unlessMalformed(() => openLogChunk(bytes, chunk));
    if (opened === undefined) return undefined;
    const from = this.firstLeaves[index] as bigint;
    const bundleRoots: Digest[] = [];
    let tail: readonly Digest[] = [];
    const tiles: Write[] = [];
    for (let begin = 0; begin < opened.leafHashes.length; begin += BUNDLE_ENTRIES) {
      const row = opened.leafHashes.slice(begin, begin + BUNDLE_ENTRIES);
      tiles.push({ key: storeKey.tile(0, from / WIDTH + BigInt(begin / BUNDLE_ENTRIES)), value: concatBytes(...row) });
      if (row.length === BUNDLE_ENTRIES) bundleRoots.push(rootOfLeafHashes(row));
      else tail = row;
    }
    this.logParts[index] = { bundleRoots, tail };
    return [...entryWrites(() => undefined, from, opened.entries), ...tiles];
  }

  private async end(): Promise<void> {
    const { manifest, logRoot, stateRoot } = this.offer;
    const { root, written } = joinMapChunks(
      this.at.height,
      manifest.mapChunks.map((chunk, i) => ({ ...chunk, ref: this.mapRefs[i] as NodeRef })),
    );
    const { frontier, tiles } = this.growTree();
    if (!equalBytes(root.hash, stateRoot) || !equalBytes(frontierRoot(frontier), logRoot)) throw new LedgerError('STORE_UNKNOWN', { what: 'restored state' });
    const nodes = written.map(([nodeKey, value]) => ({ key: storeKey.node(nodeKey), value }));
    await this.store.writeRestored([...nodes, ...tiles]);
    const chainBytes = readValue(this.store.readNode, root, stateKey.chain());
    if (chainBytes === undefined) throw new LedgerError('STORE_UNKNOWN', { what: 'chain' });
    const { chainId } = chainCodec.decode(chainBytes);
    // The time of the block is not part of the app hash, and nothing before the next block needs it.
    const committed: Committed = { chainId, ...this.at, timeMs: 0n, stateRoot: root, frontier, logOrigin: manifest.logOrigin };
    await this.store.endRestore(committed, []);
  }

  /** The frontier, and the tiles above level 0: a bundle is a node of level 8. */
  private growTree(): { frontier: Frontier; tiles: Write[] } {
    let upper: Frontier = EMPTY_FRONTIER;
    let lowest: Frontier = EMPTY_FRONTIER;
    const rows = new Map<string, { level: number; index: bigint; hashes: Digest[] }>();
    for (const part of this.logParts) {
      for (const bundleRoot of part?.bundleRoots ?? []) {
        const grown = appendToFrontier(upper, bundleRoot);
        upper = grown.frontier;
        for (const node of grown.finished) {
          if (node.level % TILE_HEIGHT !== 0) continue;
          const [level, index] = [1 + node.level / TILE_HEIGHT, node.index / WIDTH];
          const row = rows.get(`${level}/${index}`) ?? { level, index, hashes: [] };
          row.hashes.push(node.hash);
          rows.set(`${level}/${index}`, row);
        }
      }
      for (const leafHash of part?.tail ?? []) lowest = appendToFrontier(lowest, leafHash).frontier;
    }
    const tiles = [...rows.values()].map(({ level, index, hashes }) => ({ key: storeKey.tile(level, index), value: concatBytes(...hashes) }));
    return { frontier: { size: upper.size * WIDTH + lowest.size, subtrees: [...upper.subtrees, ...lowest.subtrees] }, tiles };
  }
}

/** What strangers send is bad input, not a fault. */
function unlessMalformed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}
