/** Chunks on their way to peers: a small one in memory, of a large one only the pieces that are being sent. */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { CHUNK_BYTES } from '@pyrsia/ledger';

/** A chunk of so many bytes is read at once. */
const SMALL_BYTES = 64 * 1024;
/** Read at a time: smaller costs speed, larger memory. */
const READ_BYTES = 256 * 1024;
/** As a peer is sent them. */
const PIECE_BYTES = 64 * 1024;
/** Of small artifacts in memory; docs/limits.md. */
const MAX_SMALL_BYTES = 16 * 1024 * 1024;

/** A chunk whose file is open. */
export interface ChunkBody {
  readonly bytes: number;
  /** To be gone through once. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Must be called, whether its pieces were read or not. */
  close(): Promise<void>;
}

/** Undefined: there is no such file, or it has no such chunk. */
export async function openChunk(path: string, index: number): Promise<Uint8Array | ChunkBody | undefined> {
  const file = await open(path, constants.O_RDONLY).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (file === undefined) return undefined;
  let isKept = false;
  try {
    const begin = index * CHUNK_BYTES;
    const bytes = Math.min(CHUNK_BYTES, (await file.stat()).size - begin);
    if (bytes < 0 || (bytes === 0 && index > 0)) return undefined;
    if (bytes <= SMALL_BYTES) return await readPiece(file, begin, bytes);
    isKept = true;
    return { bytes, pieces: piecesOf(file, begin, bytes), close: () => file.close() };
  } finally {
    if (!isKept) await file.close();
  }
}

/** The next piece comes from the disk while the one before is sent. */
async function* piecesOf(file: FileHandle, begin: number, bytes: number): AsyncGenerator<Uint8Array> {
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

  get(key: string): Uint8Array | undefined {
    return this.byKey.get(key);
  }

  add(key: string, content: Uint8Array): void {
    this.delete(key);
    this.byKey.set(key, content);
    this.bytes += content.length;
    for (const [oldest] of this.byKey) {
      if (this.bytes <= MAX_SMALL_BYTES) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.bytes -= this.byKey.get(key)?.length ?? 0;
    this.byKey.delete(key);
  }
}
