/** The one error class of this workspace. Tests and callers look at `code`, never at the text. */

const SENTENCES = {
  MALFORMED: 'The bytes or text are not a value of this format in its one canonical spelling.',
  TOO_LARGE: 'The value is larger than the limit for it.',
  PROOF_INVALID: 'The proof does not lead from the value to the root.',
  GENESIS_INVALID: 'The genesis app state is not usable; make it anew with pyrsia-genesis.',
  STORE_UNKNOWN: 'The stored state is unknown or damaged; restore the home from a backup or resync the node.',
  STORE_UNAVAILABLE: 'The store cannot be opened: free the disk if it is full, stop the other process if one holds it; then start again.',
  STORE_FORMAT: 'The store was written by another version of this software.',
  HEIGHT_UNAVAILABLE: 'State of that height is not kept (pruned, or not reached yet).',
} as const;

export type LedgerErrorCode = keyof typeof SENTENCES;
export type ErrorDetail = Readonly<Record<string, string | number | bigint | boolean>>;

export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly code: LedgerErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: LedgerErrorCode, detail: ErrorDetail = {}, options?: ErrorOptions) {
    const shown = Object.entries(detail).map(([key, value]) => `${key}=${String(value)}`);
    super(`${code}: ${SENTENCES[code]}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}`, options);
    this.code = code;
    this.detail = detail;
  }
}
