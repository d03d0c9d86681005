/**
 * Verified light blocks on disk, one JSON file each in CometBFT's own form, so that a restart goes on where it
 * was. The root stays; of the others the newest are kept. Whoever can write this folder can deceive this node,
 * as with its configuration.
 */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { toBase64, toHex } from '@pyrsia/ledger';
import { writeFileAtomic } from '../store/files.ts';
import { parseLightBlock } from './json.ts';
import { formatTime } from './time.ts';
import type { BlockId, LightBlock } from './types.ts';

/** As CometBFT's light client: enough for every answer whose header is still of use. */
const MAX_BLOCKS = 1_000;

export class LightStore {
  private readonly folder: string;
  private readonly blocks: Map<bigint, LightBlock>;
  private rootHeight: bigint | undefined;

  private constructor(folder: string, blocks: Map<bigint, LightBlock>, rootHeight: bigint | undefined) {
    this.folder = folder;
    this.blocks = blocks;
    this.rootHeight = rootHeight;
  }

  static async open(folder: string): Promise<LightStore> {
    await mkdir(folder, { recursive: true });
    const heights = (await readdir(folder)).flatMap((name) => (/^\d+\.json$/.test(name) ? [BigInt(name.slice(0, -5))] : []));
    const sorted = heights.sort((a, b) => (a < b ? -1 : 1));
    const blocks = new Map<bigint, LightBlock>();
    for (const height of sorted) blocks.set(height, parseLightBlock(JSON.parse(await readFile(join(folder, `${height}.json`), 'utf8'))));
    return new LightStore(folder, blocks, sorted[0]);
  }

  root(): LightBlock | undefined {
    return this.rootHeight === undefined ? undefined : this.blocks.get(this.rootHeight);
  }
  at(height: bigint): LightBlock | undefined {
    return this.blocks.get(height);
  }
  latest(): LightBlock | undefined {
    return [...this.blocks.values()].at(-1);
  }
  /** The highest block below `height`. */
  before(height: bigint): LightBlock | undefined {
    return [...this.blocks.values()].findLast((block) => block.header.height < height);
  }
  /** Verified blocks from the root up to `height`, lowest first. */
  upTo(height: bigint): LightBlock[] {
    return [...this.blocks.values()].filter((block) => block.header.height <= height);
  }

  async saveRoot(block: LightBlock): Promise<void> {
    this.rootHeight = block.header.height;
    await this.save([block]);
  }

  async save(blocks: readonly LightBlock[]): Promise<void> {
    for (const block of blocks) {
      await writeFileAtomic(join(this.folder, `${block.header.height}.json`), JSON.stringify(lightBlockToJson(block)));
      this.blocks.set(block.header.height, block);
    }
    const ordered = [...this.blocks.keys()].sort((a, b) => (a < b ? -1 : 1));
    const inOrder = ordered.map((height) => [height, this.blocks.get(height) as LightBlock] as const);
    this.blocks.clear();
    for (const [height, block] of inOrder) this.blocks.set(height, block);
    const surplus = ordered.slice(1, Math.max(1, ordered.length - MAX_BLOCKS + 1));
    for (const height of surplus) {
      this.blocks.delete(height);
      await rm(join(this.folder, `${height}.json`), { force: true });
    }
  }
}

const upperHex = (bytes: Uint8Array): string => toHex(bytes).toUpperCase();
const blockIdToJson = (id: BlockId) => ({ hash: upperHex(id.hash), parts: { total: id.partsTotal, hash: upperHex(id.partsHash) } });

/** CometBFT's JSON of a light block; `parseLightBlock` reads it. */
export function lightBlockToJson({ header, commit, validators }: LightBlock): object {
  return {
    signed_header: {
      header: {
        version: { block: header.versionBlock.toString(), app: header.versionApp.toString() },
        chain_id: header.chainId,
        height: header.height.toString(),
        time: formatTime(header.timeNs),
        last_block_id: blockIdToJson(header.lastBlockId),
        last_commit_hash: upperHex(header.lastCommitHash),
        data_hash: upperHex(header.dataHash),
        validators_hash: upperHex(header.validatorsHash),
        next_validators_hash: upperHex(header.nextValidatorsHash),
        consensus_hash: upperHex(header.consensusHash),
        app_hash: upperHex(header.appHash),
        last_results_hash: upperHex(header.lastResultsHash),
        evidence_hash: upperHex(header.evidenceHash),
        proposer_address: upperHex(header.proposerAddress),
      },
      commit: {
        height: commit.height.toString(),
        round: commit.round,
        block_id: blockIdToJson(commit.blockId),
        signatures: commit.signatures.map((signature) => ({
          block_id_flag: signature.flag,
          validator_address: upperHex(signature.validatorAddress),
          timestamp: formatTime(signature.timeNs),
          signature: signature.signature.length === 0 ? null : toBase64(signature.signature),
        })),
      },
    },
    validator_set: {
      validators: validators.map((validator) => ({
        address: upperHex(validator.address),
        pub_key: { type: validator.keyType === 'ed25519' ? 'tendermint/PubKeyEd25519' : 'tendermint/PubKeySecp256k1', value: toBase64(validator.publicKey) },
        voting_power: validator.power.toString(),
      })),
    },
  };
}
