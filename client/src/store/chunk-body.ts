/** Chunks on their way to peers: a small one in memory, of a large one only the pieces that are being sent. */
import { type FileHandle, open, stat } from 'node:fs/promises';
import { CHUNK_BYTES } from '@pyrsia/ledger';

/** A chunk of so many bytes is read at once. */
const SMALL_BYTES = 64 * 1024;
/** Read at a time: smaller costs speed, larger memory (docs/decisions/019). */
const READ_BYTES = 256 * 1024;
/** Pieces of this size are sent fastest (measured: 1 MiB at once is a third slower). */
export const PIECE_BYTES = 64 * 1024;
/** Of small artifacts in memory; docs/limits.md. */
const MAX_SMALL_BYTES = 16 * 1024 * 1024;

/** A chunk whose file is open only while its pieces are read. */
export interface ChunkBody {
  readonly bytes: number;
  /** To be gone through once. `ENOENT` if the file has gone meanwhile. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** Of the first of these files that is there; undefined: none is, or it has no such chunk. */
export async function findChunk(paths: readonly string[], index: number): Promise<Uint8Array | ChunkBody | undefined> {
  const begin = index * CHUNK_BYTES;
  for (const path of paths) {
    const found = await ifThere(stat(path));
    if (found?.isFile() !== true) continue;
    const bytes = Math.min(CHUNK_BYTES, found.size - begin);
    if (bytes < 0 || (bytes === 0 && index > 0)) return undefined;
    // A file that is renamed in between is under another path.
    if (bytes > SMALL_BYTES) return { bytes, pieces: piecesOf(paths, begin, bytes) };
    const file = await ifThere(open(path));
    if (file === undefined) continue;
    try {
      return await readPiece(file, begin, bytes);
    } finally {
      await file.close();
    }
  }
  return undefined;
}

async function ifThere<T>(doing: Promise<T>): Promise<T | undefined> {
  try {
    return await doing;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function openFirst([first, ...others]: readonly string[]): Promise<FileHandle> {
  const file = others.length === 0 ? undefined : await ifThere(open(first as string));
  return file ?? (others.length === 0 ? open(first as string) : openFirst(others));
}

/** The next piece comes from the disk while the one before is sent. */
async function* piecesOf(paths: readonly string[], begin: number, bytes: number): AsyncGenerator<Uint8Array> {
  const file = await openFirst(paths);
  try {
    const at = (offset: number): Promise<Uint8Array> => readPiece(file, begin + offset, Math.min(READ_BYTES, bytes - offset));
    let next = at(0);
    for (let offset = READ_BYTES; ; offset += READ_BYTES) {
      const piece = await next;
      if (offset < bytes) {
        next = at(offset);
        next.catch(() => undefined); // Told when it is wanted.
      }
      for (let sent = 0; sent < piece.length; sent += PIECE_BYTES) yield piece.subarray(sent, sent + PIECE_BYTES);
      if (offset >= bytes) return;
    }
  } finally {
    await file.close();
  }
}

/** Less than was wanted where the file ends. */
async function readPiece(file: FileHandle, position: number, bytes: number): Promise<Uint8Array> {
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(bytes), 0, bytes, position);
  return buffer.subarray(0, bytesRead);
}

/** The small artifacts that were asked for last, by digest. */
export class SmallOnes {
  private readonly byKey = new Map<string, Uint8Array>();
  private bytes = 0;
  /** Changes with each removal: what was read before one may be what was removed. */
  removals = 0;

  get(key: string): Uint8Array | undefined {
    const content = this.byKey.get(key);
    if (content === undefined) return undefined;
    this.byKey.delete(key);
    this.byKey.set(key, content);
    return content;
  }

  add(key: string, content: Uint8Array): void {
    this.drop(key);
    this.byKey.set(key, content);
    this.bytes += content.length;
    for (const [oldest] of this.byKey) {
      if (this.bytes <= MAX_SMALL_BYTES) break;
      this.drop(oldest);
    }
  }

  remove(key: string): void {
    this.removals += 1;
    this.drop(key);
  }

  private drop(key: string): void {
    this.bytes -= this.byKey.get(key)?.length ?? 0;
    this.byKey.delete(key);
  }
}
