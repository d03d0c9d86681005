/**
 * Frames of the blob protocol between peers: one long-lived stream per peer, requests pipelined, each frame
 * behind an unsigned varint length. All integers big-endian. Prose: docs/formats/blob-protocol.md.
 *
 *   request   kind u8 ‖ id u32 ‖ sha256 (32)                 kind 'M': the chunk hashes of a file
 *             kind u8 ‖ id u32 ‖ sha256 (32)                 kind 'H': which chunks the peer holds
 *             kind u8 ‖ id u32 ‖ sha256 (32)                 kind 'O': which of them it offers the asker now
 *             kind u8 ‖ id u32 ‖ sha256 (32) ‖ chunk u32     kind 'C': one chunk
 *   response  kind u8 ‖ id u32 ‖ payload                     'm' hashes, 'h' one bit a chunk (to 'H' and 'O'; the first is the highest of
 *                                                            the first byte), 'c' chunk bytes, 'n' not held, 'b' busy
 *
 * Nothing in a response is believed: hashes must give the chunk root of the publication, a chunk its hash.
 */
import { CHUNK_BYTES } from './artifact.ts';
import { asDigest, concatBytes, type Digest } from './bytes.ts';
import { LedgerError } from './errors.ts';

export const BLOB_PROTOCOL = '/pyrsia/blob/1.0.0';
/** Hashes of the largest file: 8 GiB / 1 MiB · 32 bytes = 256 KiB; a chunk is 1 MiB. */
export const MAX_BLOB_FRAME_BYTES = CHUNK_BYTES + 64;
export const MAX_REQUEST_FRAME_BYTES = 64;

const KIND = { hashes: 0x4d, held: 0x48, offered: 0x4f, chunk: 0x43 } as const;
const ANSWER = { hashes: 0x6d, held: 0x68, chunk: 0x63, notHeld: 0x6e, busy: 0x62 } as const;
export type BlobAnswerKind = keyof typeof ANSWER;

export interface BlobRequest {
  readonly id: number;
  readonly sha256: Digest;
  /** A number asks for that chunk. */
  readonly want: 'hashes' | 'held' | 'offered' | number;
}
export interface BlobAnswer {
  readonly id: number;
  readonly kind: BlobAnswerKind;
  readonly payload: Uint8Array;
}

function u32(value: number): Uint8Array {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value);
  return out;
}
const readU32 = (bytes: Uint8Array, at: number): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
const malformed = (): LedgerError => new LedgerError('MALFORMED', { what: 'blob frame' });

export function encodeBlobRequest({ id, sha256, want }: BlobRequest): Uint8Array {
  const isChunk = typeof want === 'number';
  return concatBytes(Uint8Array.of(isChunk ? KIND.chunk : KIND[want]), u32(id), sha256, ...(isChunk ? [u32(want)] : []));
}

export function parseBlobRequest(bytes: Uint8Array): BlobRequest {
  const isChunk = bytes[0] === KIND.chunk && bytes.length === 41;
  const whole = (['hashes', 'held', 'offered'] as const).find((name) => bytes[0] === KIND[name] && bytes.length === 37);
  if (!isChunk && whole === undefined) throw malformed();
  return { id: readU32(bytes, 1), sha256: asDigest(bytes.slice(5, 37)), want: whole ?? readU32(bytes, 37) };
}

export function encodeBlobAnswer({ id, kind, payload }: BlobAnswer): Uint8Array {
  return concatBytes(blobAnswerHead(id, kind), payload);
}

/** What stands before the payload. */
export function blobAnswerHead(id: number, kind: BlobAnswerKind): Uint8Array {
  return concatBytes(Uint8Array.of(ANSWER[kind]), u32(id));
}

export function parseBlobAnswer(bytes: Uint8Array): BlobAnswer {
  const kind = (Object.keys(ANSWER) as BlobAnswerKind[]).find((name) => ANSWER[name] === bytes[0]);
  if (kind === undefined || bytes.length < 5) throw malformed();
  return { id: readU32(bytes, 1), kind, payload: bytes.subarray(5) };
}

/** One bit a chunk. */
export class Bitfield {
  readonly bytes: Uint8Array;
  readonly size: number;

  constructor(size: number, bytes: Uint8Array = new Uint8Array(Math.ceil(size / 8))) {
    this.size = size;
    this.bytes = bytes;
  }

  /** Untrusted bytes → bits; `MALFORMED` unless there are just as many, the spare ones zero. */
  static parse(bytes: Uint8Array, size: number): Bitfield {
    const spare = (8 - (size % 8)) % 8;
    if (bytes.length !== Math.ceil(size / 8) || ((bytes.at(-1) ?? 0) & ((1 << spare) - 1)) !== 0) throw malformed();
    return new Bitfield(size, Uint8Array.from(bytes));
  }

  get isFull(): boolean {
    for (let index = 0; index < this.size; index += 1) if (!this.has(index)) return false;
    return true;
  }
  has(index: number): boolean {
    return (((this.bytes[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) === 1;
  }
  set(index: number, held = true): void {
    const mask = 1 << (7 - (index & 7));
    const byte = this.bytes[index >> 3] ?? 0;
    this.bytes[index >> 3] = held ? byte | mask : byte & ~mask;
  }
}
