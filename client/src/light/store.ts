/**
 * Verified light blocks on disk, one JSON file each in CometBFT's own form, so that a restart goes on where it
 * was. The block of the trust root stays; of the others the newest are kept. Whoever can write this folder can deceive
 * this node, as with its configuration.
 */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../store/files.ts';
import { lightBlockToJson, parseLightBlock } from './json.ts';
import type { LightBlock } from './types.ts';

/** As CometBFT's light client: enough for every answer whose header is still of use. */
const MAX_BLOCKS = 1_000;
const ATTACK_FILE = 'attack.json';

export class LightStore {
  private readonly folder: string;
  private readonly rootHeight: bigint;
  /** By height, the lowest first. */
  private blocks: Map<bigint, LightBlock>;
  private attack: string | undefined;

  private constructor(folder: string, rootHeight: bigint, blocks: Map<bigint, LightBlock>, attack: string | undefined) {
    this.folder = folder;
    this.rootHeight = rootHeight;
    this.blocks = blocks;
    this.attack = attack;
  }

  static async open(folder: string, rootHeight: bigint): Promise<LightStore> {
    await mkdir(folder, { recursive: true });
    const names = await readdir(folder);
    const heights = names.flatMap((name) => (/^\d+\.json$/.test(name) ? [BigInt(name.slice(0, -5))] : []));
    const blocks = new Map<bigint, LightBlock>();
    for (const height of heights.sort(ascending)) blocks.set(height, parseLightBlock(JSON.parse(await readFile(join(folder, `${height}.json`), 'utf8'))));
    const attack = names.includes(ATTACK_FILE) ? await readFile(join(folder, ATTACK_FILE), 'utf8') : undefined;
    return new LightStore(folder, rootHeight, blocks, attack);
  }

  get isEmpty(): boolean {
    return this.blocks.size === 0;
  }
  at(height: bigint): LightBlock | undefined {
    return this.blocks.get(height);
  }
  /** The lowest: the trust root, or one that was reached backwards from there. */
  first(): LightBlock | undefined {
    return this.blocks.values().next().value;
  }
  latest(): LightBlock | undefined {
    return [...this.blocks.values()].at(-1);
  }
  /** The highest block below `height`. */
  before(height: bigint): LightBlock | undefined {
    return [...this.blocks.values()].findLast((block) => block.header.height < height);
  }
  /** The lowest block above `height`. */
  above(height: bigint): LightBlock | undefined {
    return [...this.blocks.values()].find((block) => block.header.height > height);
  }
  /** Verified blocks from the trust root up to `height`, lowest first. */
  upTo(height: bigint): LightBlock[] {
    return [...this.blocks.values()].filter((block) => block.header.height >= this.rootHeight && block.header.height <= height);
  }

  async save(blocks: readonly LightBlock[]): Promise<void> {
    for (const block of blocks) {
      await writeFileAtomic(join(this.folder, `${block.header.height}.json`), JSON.stringify(lightBlockToJson(block)));
      this.blocks.set(block.header.height, block);
    }
    this.blocks = new Map([...this.blocks].sort(([a], [b]) => ascending(a, b)));
    const surplus = [...this.blocks.keys()].filter((height) => height !== this.rootHeight).slice(0, Math.max(0, this.blocks.size - MAX_BLOCKS));
    for (const height of surplus) {
      this.blocks.delete(height);
      await rm(join(this.folder, `${height}.json`), { force: true });
    }
  }

  /** What proves that there were two histories; undefined as long as there is only one. */
  get attackFile(): { readonly path: string; readonly text: string } | undefined {
    return this.attack === undefined ? undefined : { path: join(this.folder, ATTACK_FILE), text: this.attack };
  }
  async saveAttack(evidence: object): Promise<void> {
    const text = JSON.stringify(evidence, undefined, 2);
    await writeFileAtomic(join(this.folder, ATTACK_FILE), text);
    this.attack = text;
  }
}

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
