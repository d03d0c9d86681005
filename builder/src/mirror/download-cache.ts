/**
 * Downloads by digest, shared by the builders of one machine. `blobs/<sha256>` is the content,
 * `index/<sha256 of the url>` says which digest a url had. A blob is checked each time it is used, so a
 * damaged cache costs a download and never a wrong build. Build results are never put here.
 */

import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Digest, parseDigest, sha256, toHex, utf8 } from '@pyrsia/ledger';
import { BuilderError } from '../errors.ts';
import { writeFileAtomic } from '../files.ts';

/** Larger than any file of Maven Central that a build needs; a registry that sends more is broken or hostile. */
const MAX_DOWNLOAD_BYTES = 2 * 1024 ** 3;
/** Lists of versions change; files of a release do not. */
const METADATA_TTL_MS = 3_600_000;
const HEADER_TIMEOUT_MS = 30_000;
const RETRIES = 2;
const RETRY_MS = 1_000;

export interface Download {
  readonly path: string;
  readonly sha256: Digest;
  readonly size: number;
}

export class DownloadCache {
  readonly folder: string;
  private readonly inFlight = new Map<string, Promise<Download | undefined>>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The file at `url`; undefined if the registry says there is none. Concurrent asks share one download. */
  get(url: string, signal: AbortSignal): Promise<Download | undefined> {
    const running = this.inFlight.get(url);
    if (running !== undefined) return running;
    const download = this.fetchOrFind(url, signal).finally(() => this.inFlight.delete(url));
    this.inFlight.set(url, download);
    return download;
  }

  /** Path of the blob with that digest, if it is there and whole. */
  async blob(digest: string): Promise<string | undefined> {
    const path = join(this.folder, 'blobs', digest);
    const found = await digestOfFile(path);
    return found !== undefined && toHex(found.sha256) === digest ? path : undefined;
  }

  /** Keeps what comes, by its digest; all of it or nothing. */
  async put(body: AsyncIterable<Uint8Array>): Promise<Download> {
    const { temporary, digest, size } = await this.store(body);
    const path = join(this.folder, 'blobs', toHex(digest));
    await rename(temporary, path);
    return { path, sha256: digest, size };
  }

  private async fetchOrFind(url: string, signal: AbortSignal): Promise<Download | undefined> {
    const index = join(this.folder, 'index', toHex(sha256(utf8(url))));
    return (await this.find(index, url)) ?? (await this.fetchWithRetries(url, index, signal));
  }

  private async find(index: string, url: string): Promise<Download | undefined> {
    const digest = await readFile(index, 'utf8').catch(() => undefined);
    if (digest === undefined || (isMetadata(url) && (await ageMs(index)) > METADATA_TTL_MS)) return undefined;
    const path = join(this.folder, 'blobs', digest.trim());
    const found = await digestOfFile(path);
    return found !== undefined && toHex(found.sha256) === digest.trim() ? { path, ...found } : undefined;
  }

  private async fetchWithRetries(url: string, index: string, signal: AbortSignal): Promise<Download | undefined> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.fetchOnce(url, index, signal);
      } catch (cause) {
        signal.throwIfAborted();
        if (attempt >= RETRIES) throw new BuilderError('DEPENDENCY_UNAVAILABLE', { file: new URL(url).pathname, reason: reasonOf(cause) }, { cause });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS * 2 ** attempt));
      }
    }
  }

  private async fetchOnce(url: string, index: string, signal: AbortSignal): Promise<Download | undefined> {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(new Error('no answer')), HEADER_TIMEOUT_MS);
    const response = await fetch(url, { signal: AbortSignal.any([signal, timeout.signal]) }).finally(() => clearTimeout(timer));
    if (response.status === 404 || response.status === 410) {
      await response.body?.cancel();
      return undefined;
    }
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    const download = await this.put(response.body);
    await writeFileAtomic(index, toHex(download.sha256));
    return download;
  }

  private async store(body: AsyncIterable<Uint8Array>): Promise<{ temporary: string; digest: Digest; size: number }> {
    await mkdir(join(this.folder, 'blobs'), { recursive: true });
    const temporary = join(this.folder, 'blobs', `.${randomUUID()}`);
    const file = await open(temporary, 'w');
    const hash = createHash('sha256');
    let size = 0;
    try {
      for await (const piece of body) {
        size += piece.length;
        if (size > MAX_DOWNLOAD_BYTES) throw new Error('file too large');
        hash.update(piece);
        await file.writeFile(piece);
      }
    } catch (error) {
      await file.close();
      await rm(temporary, { force: true });
      throw error;
    }
    await file.close();
    return { temporary, digest: parseDigest(hash.digest('hex')), size };
  }
}

async function digestOfFile(path: string): Promise<{ sha256: Digest; size: number } | undefined> {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(piece);
      size += piece.length;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return { sha256: parseDigest(hash.digest('hex')), size };
}

const isMetadata = (url: string): boolean => url.includes('maven-metadata');
const ageMs = async (path: string): Promise<number> => Date.now() - (await stat(path)).mtimeMs;
const reasonOf = (cause: unknown): string => {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message : String(inner);
};
