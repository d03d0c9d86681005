/**
 * Decodes and verifies each transaction once per node: CheckTx, proposals and FinalizeBlock share the
 * outcome by transaction hash. The outcome is a pure function of the bytes, so neither a cache nor the core on which it
 * was verified can change it.
 */
import { LedgerError, MAX_TX_BYTES, type ParsedTx, parseTx, sha256, type TxRefusal } from '@pyrsia/ledger';
import { verifySignature } from '@pyrsia/ledger/state';
import type { VerifyPool } from './verify-pool.ts';

export type Verified = { readonly ok: true; readonly tx: ParsedTx } | { readonly ok: false; readonly code: TxRefusal };

/** What is kept, as counted here: two full blocks of large transactions. What is kept of one takes up to six times its bytes. */
const MAX_CACHED_BYTES = 8 * 1024 * 1024;
/** Added to the bytes of each: a small transaction costs memory, too. */
const ENTRY_BYTES = 512;

/** Where signatures are verified on other cores. */
export type SignaturePool = Pick<VerifyPool, 'verify'>;

const BAD_SIGNATURE: Verified = { ok: false, code: 'TX_BAD_SIGNATURE' };

export class TxVerifier {
  private readonly pool: SignaturePool | undefined;
  private readonly cache = new Map<string, { verified: Verified; bytes: number }>();
  private cachedBytes = 0;
  /** By hash. Bounded by the requests that have arrived and wait for their turn. */
  private readonly begun = new Map<string, Promise<Verified>>();

  constructor(pool?: SignaturePool) {
    this.pool = pool;
  }

  /** Transactions whose outcome is kept. */
  get size(): number {
    return this.cache.size;
  }

  verify(bytes: Uint8Array): Verified {
    if (bytes.length > MAX_TX_BYTES) return { ok: false, code: 'TX_TOO_LARGE' };
    const key = keyOf(bytes);
    const known = this.cache.get(key);
    if (known !== undefined) return known.verified;
    const tx = parsed(bytes);
    if (tx === undefined) return { ok: false, code: 'TX_MALFORMED' };
    return this.keep(key, bytes.length, tx, verifySignature(tx.signature, tx.signBytes, tx.publicKey));
  }

  /** Begins to verify on another core, if there is a pool, what `verifyAside` will be asked for in its turn. */
  begin(bytes: Uint8Array): void {
    const key = this.pool === undefined || bytes.length > MAX_TX_BYTES ? undefined : keyOf(bytes);
    if (key === undefined || this.cache.has(key) || this.begun.has(key)) return;
    const verified = this.aside(bytes, key);
    // Nobody waits for it yet; the call does in its turn, and fails with it.
    verified.catch(() => undefined);
    this.begun.set(key, verified);
  }

  /** As `verify`, on another core if there is a pool. */
  verifyAside(bytes: Uint8Array): Promise<Verified> | Verified {
    if (this.pool === undefined || bytes.length > MAX_TX_BYTES) return this.verify(bytes);
    const key = keyOf(bytes);
    const begun = this.begun.get(key);
    this.begun.delete(key);
    return this.cache.get(key)?.verified ?? begun ?? this.aside(bytes, key);
  }

  private async aside(bytes: Uint8Array, key: string): Promise<Verified> {
    const tx = parsed(bytes);
    if (tx === undefined) return { ok: false, code: 'TX_MALFORMED' };
    const isValid = await (this.pool as SignaturePool).verify(tx.signature, tx.signBytes, tx.publicKey);
    return this.keep(key, bytes.length, tx, isValid);
  }

  /** Only what holds is kept: anybody can make any number of transactions that do not. */
  private keep(key: string, txBytes: number, tx: ParsedTx, isValid: boolean): Verified {
    if (!isValid) return BAD_SIGNATURE;
    const verified = { ok: true, tx } as const;
    if (this.cache.has(key)) return verified;
    this.cache.set(key, { verified, bytes: txBytes + ENTRY_BYTES });
    this.cachedBytes += txBytes + ENTRY_BYTES;
    for (const [oldest, entry] of this.cache) {
      if (this.cachedBytes <= MAX_CACHED_BYTES) break;
      this.cache.delete(oldest);
      this.cachedBytes -= entry.bytes;
    }
    return verified;
  }
}

const keyOf = (bytes: Uint8Array): string => Buffer.from(sha256(bytes)).toString('latin1');

/** Undefined: not a transaction. */
function parsed(bytes: Uint8Array): ParsedTx | undefined {
  try {
    // A copy: the bytes are a window into a socket buffer that would otherwise stay alive with the cache.
    return parseTx(Uint8Array.from(bytes));
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}
