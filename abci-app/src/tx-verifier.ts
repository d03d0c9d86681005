/**
 * Decodes and verifies each transaction once per node: CheckTx, proposals and FinalizeBlock share the
 * outcome by transaction hash. The outcome is a pure function of the bytes, so a cache cannot change it.
 */
import { LedgerError, MAX_TX_BYTES, type ParsedTx, parseTx, sha256, type TxRefusal } from '@pyrsia/ledger';
import { verifySignature } from '@pyrsia/ledger/state';

export type Verified = { readonly ok: true; readonly tx: ParsedTx } | { readonly ok: false; readonly code: TxRefusal };

/** What is kept, as counted here: two full blocks of large transactions. What is kept of one takes up to six times its bytes. */
const MAX_CACHED_BYTES = 8 * 1024 * 1024;
/** Added to the bytes of each: a small transaction costs memory, too. */
const ENTRY_BYTES = 512;

export class TxVerifier {
  private readonly cache = new Map<string, { verified: Verified; bytes: number }>();
  private cachedBytes = 0;

  /** Transactions whose outcome is kept. */
  get size(): number {
    return this.cache.size;
  }

  verify(bytes: Uint8Array): Verified {
    if (bytes.length > MAX_TX_BYTES) return { ok: false, code: 'TX_TOO_LARGE' };
    const key = Buffer.from(sha256(bytes)).toString('latin1');
    const known = this.cache.get(key);
    if (known !== undefined) return known.verified;
    const verified = verifyOnce(bytes);
    // Only what holds is kept: anybody can make any number of transactions that do not.
    if (!verified.ok) return verified;
    this.cache.set(key, { verified, bytes: bytes.length + ENTRY_BYTES });
    this.cachedBytes += bytes.length + ENTRY_BYTES;
    for (const [oldest, entry] of this.cache) {
      if (this.cachedBytes <= MAX_CACHED_BYTES) break;
      this.cache.delete(oldest);
      this.cachedBytes -= entry.bytes;
    }
    return verified;
  }
}

function verifyOnce(bytes: Uint8Array): Verified {
  let tx: ParsedTx;
  try {
    // A copy: the bytes are a window into a socket buffer that would otherwise stay alive with the cache.
    tx = parseTx(Uint8Array.from(bytes));
  } catch (error) {
    if (error instanceof LedgerError) return { ok: false, code: 'TX_MALFORMED' };
    throw error;
  }
  return verifySignature(tx.signature, tx.signBytes, tx.publicKey) ? { ok: true, tx } : { ok: false, code: 'TX_BAD_SIGNATURE' };
}
