/**
 * Checkpoint body, C2SP tlog-checkpoint v1.0.0 without signatures:
 * `<origin>\n<size, decimal>\n<base64 of root>\n`. Strict: one value, one spelling; no extension lines.
 */
import { asDigest, type Digest, parseBase64, parseUtf8, toBase64, utf8 } from '../bytes.ts';
import { LedgerError } from '../errors.ts';

export interface Checkpoint {
  /** Identity of the log: a bare host-like name, so that unmodified Sigstore and C2SP verifiers take it. */
  readonly origin: string;
  readonly size: bigint;
  readonly root: Digest;
}

export const ORIGIN = /^[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?$/;
const MAX_SIZE = 2n ** 63n - 1n;

export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  return utf8(`${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.root)}\n`);
}

export function parseCheckpoint(bytes: Uint8Array): Checkpoint {
  if (bytes.length > 256) throw new LedgerError('TOO_LARGE', { what: 'checkpoint', bytes: bytes.length });
  const [origin, size, root, end, ...more] = parseUtf8(bytes).split('\n');
  const wellFormed = origin !== undefined && ORIGIN.test(origin) && /^(0|[1-9][0-9]{0,18})$/.test(size ?? '') && end === '' && more.length === 0;
  if (!wellFormed || BigInt(size as string) > MAX_SIZE) throw new LedgerError('MALFORMED', { what: 'checkpoint' });
  return { origin, size: BigInt(size as string), root: asDigest(parseBase64(root as string)) };
}
