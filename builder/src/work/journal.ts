/**
 * What this node has decided about each build, on disk before anything of it is sent. The salt and the result
 * are fixed before the first commitment goes out; after a crash the very same commitment is sent again, so a
 * node never makes two different ones. A build without a journal entry is built anew.
 */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import {
  asDigest,
  type Digest,
  parseBase64,
  parseDigest,
  parseHex,
  type Result,
  resultCodec,
  SALT_BYTES,
  toBase64,
  toHex,
  UPSTREAM,
  type Upstream,
} from '@pyrsia/ledger';
import { BuilderError } from '../errors.ts';
import { writeFileAtomic } from '../files.ts';

export interface JournalEntry {
  readonly buildId: Digest;
  readonly salt: Uint8Array;
  readonly result: Result;
  readonly environment: Digest;
  readonly provenanceSha256: Digest;
  readonly upstream: Upstream;
}

/** Entries are small JSON files `<build id>.json`; a finished build's goes to `done/`. */
export class Journal {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  private path(buildId: Digest): string {
    return join(this.folder, `${toHex(buildId)}.json`);
  }

  /** Fixes the result; from here on this node will say nothing else about the build. */
  async record(outcome: Omit<JournalEntry, 'salt'>): Promise<JournalEntry> {
    const known = await this.find(outcome.buildId);
    if (known !== undefined) return known;
    const entry = { ...outcome, salt: new Uint8Array(randomBytes(SALT_BYTES)) };
    await writeFileAtomic(this.path(entry.buildId), encode(entry));
    return entry;
  }

  async find(buildId: Digest): Promise<JournalEntry | undefined> {
    let text: string;
    try {
      text = await readFile(this.path(buildId), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    try {
      return decode(text);
    } catch (cause) {
      throw new BuilderError('JOURNAL_DAMAGED', { build: toHex(buildId) }, { cause });
    }
  }

  /** Ids of builds with an entry that is not finished. */
  async unfinished(): Promise<Digest[]> {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.filter((name) => /^[0-9a-f]{64}\.json$/.test(name)).map((name) => parseDigest(name.slice(0, 64)));
  }

  async finish(buildId: Digest): Promise<void> {
    await writeFileAtomic(join(this.folder, 'done', '.keep'), '');
    await rename(this.path(buildId), join(this.folder, 'done', `${toHex(buildId)}.json`));
  }
}

function encode(entry: JournalEntry): string {
  return `${JSON.stringify({
    build_id: toHex(entry.buildId),
    salt: toHex(entry.salt),
    result: toBase64(resultCodec.encode(entry.result)),
    environment: toHex(entry.environment),
    provenance_sha256: toHex(entry.provenanceSha256),
    upstream: entry.upstream,
  })}\n`;
}

function decode(text: string): JournalEntry {
  const json = JSON.parse(text) as Record<string, string>;
  const field = (key: string): string => String(json[key]);
  const salt = parseHex(field('salt'));
  const upstream = UPSTREAM.find((known) => known === json['upstream']);
  if (salt.length !== SALT_BYTES || upstream === undefined) throw new Error('journal entry');
  return {
    buildId: parseDigest(field('build_id')),
    salt,
    result: resultCodec.decode(parseBase64(field('result'))),
    environment: asDigest(parseHex(field('environment'))),
    provenanceSha256: parseDigest(field('provenance_sha256')),
    upstream,
  };
}
