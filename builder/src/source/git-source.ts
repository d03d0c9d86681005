/**
 * The source of a build from a git commit, as one canonical archive (docs/formats/git-archive.md): a pure function of the
 * tree, whatever version of git, attributes or settings a host has. Submodules and LFS pointers are refused: their content is not
 * in the tree, so the commit does not pin it.
 */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDigest, sha256, toHex, utf8 } from '@pyrsia/ledger';
import { createTarPacker, type TarHeader, type TarPackController } from 'modern-tar';
import { BuilderError } from '../errors.ts';
import { writeFileAtomic } from '../files.ts';
import type { Download, DownloadCache } from '../mirror/download-cache.ts';
import { type GitAccess, type GitObjects, GitRepository, MAX_SOURCE_BYTES, type TreeEntry } from './git-repository.ts';

/** All files lie below this folder of the archive. */
const TOP_FOLDER = 'source/';
const MAX_ENTRIES = 200_000;
const MAX_LINK_BYTES = 4_096;
/** A file that stands for one that lies elsewhere begins so (github.com/git-lfs/git-lfs, docs/spec.md). */
const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/v1\n');
const MAX_LFS_POINTER_BYTES = 1_024;
const MODES: Readonly<Record<string, Pick<TarHeader, 'type' | 'mode'>>> = {
  '100644': { type: 'file', mode: 0o644 },
  // An old spelling of the same, which git still reads.
  '100664': { type: 'file', mode: 0o644 },
  '100755': { type: 'file', mode: 0o755 },
  '120000': { type: 'symlink', mode: 0o777 },
};

export interface GitSource {
  readonly url: string;
  /** Full hash, SHA-1 or SHA-256 by its length. */
  readonly commit: string;
}

export interface GitArchive extends Download {
  /** Hash of the commit's tree. */
  readonly tree: string;
}

/** The archive of a commit; stays in the cache, and is found there by url and commit. */
export async function archiveOfCommit(source: GitSource, access: GitAccess, cache: DownloadCache, signal: AbortSignal): Promise<GitArchive> {
  const record = join(cache.folder, 'git', toHex(sha256(utf8(`${source.url}@${source.commit}`))));
  const known = await recorded(record, cache);
  if (known !== undefined) return known;
  const folder = await mkdtemp(join(tmpdir(), 'pyrsia-git-'));
  try {
    const repository = new GitRepository(join(folder, 'repository.git'), access, signal);
    await repository.fetch(source.url, source.commit);
    const tree = await repository.tree(source.commit);
    const download = await cache.put(packed(repository, await acceptedEntries(repository, tree)));
    await writeFileAtomic(record, JSON.stringify({ sha256: toHex(download.sha256), tree }));
    return { ...download, tree };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Undefined: never fetched, or the cache is damaged; it is fetched again. */
async function recorded(record: string, cache: DownloadCache): Promise<GitArchive | undefined> {
  const text = await readFile(record, 'utf8').catch(() => undefined);
  const [, digest = '', tree = ''] = /^\{"sha256":"([0-9a-f]{64})","tree":"([0-9a-f]{40}|[0-9a-f]{64})"\}$/.exec(text ?? '') ?? [];
  const path = digest === '' ? undefined : await cache.blob(digest);
  return path === undefined ? undefined : { path, sha256: parseDigest(digest), size: (await stat(path)).size, tree };
}

/** Entries by the bytes of their paths; throws for what has no place in an archive that the commit pins. */
async function acceptedEntries(repository: GitRepository, tree: string): Promise<TreeEntry[]> {
  const entries: TreeEntry[] = [];
  let bytes = 0;
  for await (const entry of repository.entries(tree)) {
    const path = pathOf(entry);
    if (entry.mode === '160000') throw refused(path, 'is a submodule; its files are not pinned by this commit');
    if (MODES[entry.mode] === undefined) throw refused(path, `has the unknown mode ${entry.mode}`);
    if (entry.mode === '120000' && entry.size > MAX_LINK_BYTES) throw refused(path, 'is a symbolic link that is too long');
    bytes += entry.size;
    if (bytes > MAX_SOURCE_BYTES) throw refused(path, `goes beyond the ${MAX_SOURCE_BYTES} bytes that a source may have`);
    entries.push(entry);
    if (entries.length > MAX_ENTRIES) throw refused(path, `goes beyond the ${MAX_ENTRIES} files that a source may have`);
  }
  if (entries.length === 0) throw new BuilderError('SOURCE_NOT_ACCEPTED', { reason: 'the commit has no files' });
  return entries.sort((a, b) => Buffer.compare(a.path, b.path));
}

/** The path as text: no archive or build tool is sure to read other bytes the same way. */
function pathOf({ path }: TreeEntry): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(path);
    const parts = text.split('/');
    if (!parts.some((part) => part === '' || part === '.' || part === '..' || part.toLowerCase() === '.git')) return text;
  } catch {
    // Named below, as it can be shown.
  }
  throw refused(Buffer.from(path).toString('latin1'), 'is no usable path');
}

const refused = (path: string, reason: string): BuilderError => new BuilderError('SOURCE_NOT_ACCEPTED', { reason: `${path.slice(0, 200)} ${reason}` });

/** The archive, while it is made: nothing of it is held but the piece that is written. */
async function* packed(repository: GitRepository, entries: readonly TreeEntry[]): AsyncGenerator<Uint8Array> {
  const { readable, controller } = createTarPacker();
  const objects = repository.objects();
  const filled = fill(controller, objects, entries).catch((error: unknown) => {
    controller.error(error);
    throw error;
  });
  filled.catch(() => undefined); // The reader fails with the same error, and is asked first.
  try {
    yield* readable;
    await filled;
  } finally {
    objects.stop();
  }
}

async function fill(controller: TarPackController, objects: GitObjects, entries: readonly TreeEntry[]): Promise<void> {
  for (const entry of entries) {
    const name = `${TOP_FOLDER}${pathOf(entry)}`;
    const fixed = { name, mtime: new Date(0), uid: 0, gid: 0, uname: '', gname: '', ...MODES[entry.mode] };
    if (entry.mode === '120000') {
      await controller.add({ ...fixed, size: 0, linkname: await linkTarget(objects, entry) }).close();
    } else {
      await ReadableStream.from(withoutPointer(objects, entry)).pipeTo(controller.add({ ...fixed, size: entry.size }));
    }
  }
  controller.finalize();
}

async function linkTarget(objects: GitObjects, entry: TreeEntry): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of objects.blob(entry.object, entry.size)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString('utf8');
}

async function* withoutPointer(objects: GitObjects, entry: TreeEntry): AsyncGenerator<Buffer> {
  let head = Buffer.alloc(0);
  for await (const piece of objects.blob(entry.object, entry.size)) {
    if (entry.size <= MAX_LFS_POINTER_BYTES) head = Buffer.concat([head, piece]);
    yield piece;
  }
  if (head.subarray(0, LFS_POINTER.length).equals(LFS_POINTER))
    throw refused(pathOf(entry), 'is a pointer of Git LFS; its content is not pinned by this commit');
}
