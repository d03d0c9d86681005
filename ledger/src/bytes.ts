/**
 * Bytes: the one place for hex, base64, comparison, varints and sha256. Everything that is signed,
 * hashed or stored is a `Uint8Array`; text forms exist only at the edges.
 */
import { createHash, hash as hashAtOnce, timingSafeEqual } from 'node:crypto';
import { LedgerError } from './errors.ts';

/** 32 bytes of sha256. Branded, so that a digest is never mistaken for other bytes. */
export type Digest = Uint8Array & { readonly __brand: 'Digest' };
/** 20 bytes: the first 20 of sha256(compressed public key). */
export type Address = Uint8Array & { readonly __brand: 'Address' };

export const DIGEST_BYTES = 32;
export const ADDRESS_BYTES = 20;

const text = new TextEncoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Short text that is ASCII, as keys are, is written byte by byte: several times faster than an encoder. */
const SHORT_TEXT = 256;

export function utf8(value: string): Uint8Array {
  const { length } = value;
  if (length > SHORT_TEXT) return text.encode(value);
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) {
    const code = value.charCodeAt(i);
    if (code > 0x7f) return text.encode(value);
    bytes[i] = code;
  }
  return bytes;
}

/** Decodes UTF-8 and refuses what is not UTF-8 (`MALFORMED`). */
export function parseUtf8(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch (cause) {
    throw new LedgerError('MALFORMED', { what: 'utf-8 text' }, { cause });
  }
}

/** Up to this many bytes it is faster to hash at once than piece by piece. */
const SHORT_BYTES = 4_096;

export function sha256(...parts: readonly Uint8Array[]): Digest {
  let length = 0;
  for (const part of parts) length += part.length;
  if (length <= SHORT_BYTES) return sha256AtOnce(parts.length === 1 ? (parts[0] as Uint8Array) : gather(parts, length));
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest()) as Digest;
}

const scratch = new Uint8Array(SHORT_BYTES);

/** The parts side by side, in a place that the next call overwrites. */
function gather(parts: readonly Uint8Array[], length: number): Uint8Array {
  let offset = 0;
  for (const part of parts) {
    if (part.length === 1) scratch[offset] = part[0] as number;
    else scratch.set(part, offset);
    offset += part.length;
  }
  return scratch.subarray(0, length);
}

/** As text and back, which takes half the time of a buffer: the log and the state map are made of these. */
function sha256AtOnce(bytes: Uint8Array): Digest {
  const text = hashAtOnce('sha256', bytes, 'binary');
  const digest = new Uint8Array(DIGEST_BYTES);
  for (let i = 0; i < DIGEST_BYTES; i += 1) digest[i] = text.charCodeAt(i);
  return digest as Digest;
}

/** sha256(domain ‖ 0x00 ‖ parts…): a digest for one purpose can never be taken for one of another. */
export function taggedDigest(domain: string, ...parts: readonly Uint8Array[]): Digest {
  return sha256(utf8(domain), Uint8Array.of(0), ...parts);
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Order by unsigned bytes; the only order used in consensus code. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}

/** Order of strings by their UTF-8 bytes, independent of any locale. */
export function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** Lower- or upper-case hex of whole bytes; anything else is `MALFORMED`. */
export function parseHex(value: string): Uint8Array {
  if (value.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(value)) {
    throw new LedgerError('MALFORMED', { what: 'hex' });
  }
  return new Uint8Array(Buffer.from(value, 'hex'));
}

/** Padded standard base64 in its one canonical spelling; anything else is `MALFORMED`. */
export function parseBase64(value: string): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(value, 'base64'));
  if (toBase64(bytes) !== value) throw new LedgerError('MALFORMED', { what: 'base64' });
  return bytes;
}

export function asDigest(bytes: Uint8Array): Digest {
  if (bytes.length !== DIGEST_BYTES) {
    throw new LedgerError('MALFORMED', { what: 'sha256 digest', bytes: bytes.length });
  }
  return bytes as Digest;
}

/** 64 lower-case hex characters → digest. */
export function parseDigest(value: string): Digest {
  if (!/^[0-9a-f]{64}$/.test(value)) throw new LedgerError('MALFORMED', { what: 'sha256 in lower-case hex' });
  return asDigest(parseHex(value));
}

export function u64be(value: bigint): Uint8Array {
  if (value < 0n || value > 0xffff_ffff_ffff_ffffn) throw new RangeError('u64be: out of range');
  const out = new Uint8Array(8);
  let [high, low] = value < 0x1_0000_0000n ? [0, Number(value)] : [Number(value >> 32n), Number(value & 0xffff_ffffn)];
  for (let i = 3; i >= 0; i -= 1) {
    out[i] = high & 0xff;
    out[i + 4] = low & 0xff;
    high >>>= 8;
    low >>>= 8;
  }
  return out;
}

export function parseU64be(bytes: Uint8Array): bigint {
  if (bytes.length !== 8) throw new LedgerError('MALFORMED', { what: 'u64', bytes: bytes.length });
  const word = (at: number): number =>
    (bytes[at] as number) * 0x100_0000 + (((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
  const high = word(0);
  return high === 0 ? BigInt(word(4)) : (BigInt(high) << 32n) | BigInt(word(4));
}

/** Unsigned LEB128 as protobuf writes it. */
export function uvarint(value: bigint | number): Uint8Array {
  let rest = BigInt(value);
  if (rest < 0n) throw new RangeError('uvarint: negative');
  const out: number[] = [];
  while (rest >= 0x80n) {
    out.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  out.push(Number(rest));
  return Uint8Array.from(out);
}
