/**
 * Verified light blocks on disk, one JSON file each in CometBFT's own form, so that a restart goes on where it was:
 *
 *   <height>.json        a block that witnesses confirmed
 *   steps/<height>.json  one on the way to such a block, that no witness was asked for: it leads proofs from the trust
 *                        root to a confirmed block, and answers nothing by itself
 *
 * The block of the trust root stays; of the others the newest are kept. Whoever can write this folder can deceive this
 * node, as with its configuration.
 */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ClientError } from '../errors.ts';
import { writeFileAtomic } from '../store/files.ts';
import { lightBlockToJson, parseLightBlock } from './json.ts';
import type { LightBlock } from './types.ts';

/** As CometBFT's light client: enough for every answer whose header is still of use. Of confirmed blocks, and of steps. */
const MAX_BLOCKS = 1_000;
const ATTACK_FILE = 'attack.json';
const STEPS = 'steps';

/** By height, the lowest first. */
type Blocks = ReadonlyMap<bigint, LightBlock>;

export class LightStore {
  private readonly folder: string;
  private readonly rootHeight: bigint;
  private blocks: Blocks;
  private steps: Blocks;
  private attack: string | undefined;
  private saving: Promise<void> = Promise.resolve();

  private constructor(folder: string, rootHeight: bigint, stored: { blocks: Blocks; steps: Blocks; attack: string | undefined }) {
    this.folder = folder;
    this.rootHeight = rootHeight;
    this.blocks = stored.blocks;
    this.steps = stored.steps;
    this.attack = stored.attack;
  }

  /** Throws `STORE_INVALID` for a file that cannot be read as what its name says. */
  static async open(folder: string, rootHeight: bigint): Promise<LightStore> {
    await mkdir(join(folder, STEPS), { recursive: true });
    const names = await readdir(folder);
    const attack = names.includes(ATTACK_FILE) ? await readFile(join(folder, ATTACK_FILE), 'utf8') : undefined;
    return new LightStore(folder, rootHeight, { blocks: await load(folder), steps: await load(join(folder, STEPS)), attack });
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
  /** Blocks that lead from the trust root up to the confirmed one at `height`, lowest first: confirmed ones and steps. */
  upTo(height: bigint): LightBlock[] {
    const leading = [...sorted([...this.steps, ...this.blocks]).values()];
    return leading.filter((block) => block.header.height >= this.rootHeight && block.header.height <= height);
  }

  /** `steps` first: once the block is there, what leads to it is. */
  save(block: LightBlock, steps: readonly LightBlock[] = []): Promise<void> {
    // One after the other: a client of build nodes and one of peers write here.
    const saved = this.saving.then(async () => {
      this.steps = await this.added(this.steps, steps, STEPS);
      this.blocks = await this.added(this.blocks, [block], '.');
    });
    this.saving = saved.catch(() => undefined); // Told to who saved that.
    return saved;
  }

  private async added(known: Blocks, blocks: readonly LightBlock[], folder: string): Promise<Blocks> {
    if (blocks.length === 0) return known;
    const file = (height: bigint): string => join(this.folder, folder, `${height}.json`);
    for (const block of blocks) await writeFileAtomic(file(block.header.height), JSON.stringify(lightBlockToJson(block)));
    const all = new Map(sorted([...known, ...blocks.map((block): [bigint, LightBlock] => [block.header.height, block])]));
    const surplus = [...all.keys()].filter((height) => height !== this.rootHeight).slice(0, Math.max(0, all.size - MAX_BLOCKS));
    for (const height of surplus) {
      all.delete(height);
      await rm(file(height), { force: true });
    }
    return all;
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

async function load(folder: string): Promise<Blocks> {
  const blocks: Array<[bigint, LightBlock]> = [];
  for (const name of await readdir(folder)) {
    // Left by a crash in the middle of a write: never was part of what is stored.
    if (name.endsWith('.tmp')) await rm(join(folder, name), { force: true });
    if (!/^\d+\.json$/.test(name)) continue;
    try {
      const block = parseLightBlock(JSON.parse(await readFile(join(folder, name), 'utf8')));
      blocks.push([block.header.height, block]);
    } catch (cause) {
      throw new ClientError('STORE_INVALID', { file: join(folder, name) }, { cause });
    }
  }
  return sorted(blocks);
}

const sorted = (blocks: ReadonlyArray<readonly [bigint, LightBlock]>): Blocks => new Map([...blocks].sort(([a], [b]) => ascending(a, b)));
const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
