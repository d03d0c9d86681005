/**
 * Why a transaction is refused. The number is the ABCI code, and never changes its meaning; retired
 * numbers stay in the list. Listed for people in docs/formats/transactions.md (a test compares).
 */
export const TX_CODES = {
  OK: { abci: 0, says: 'accepted' },
  TX_MALFORMED: { abci: 1, says: 'the bytes are not a transaction in its one canonical spelling' },
  TX_TOO_LARGE: { abci: 2, says: 'the transaction is larger than 64 KiB' },
  TX_WRONG_CHAIN: { abci: 3, says: 'the transaction was signed for another chain' },
  TX_EXPIRED: { abci: 4, says: 'the height at which the transaction expires has passed; sign it anew' },
  TX_EXPIRY_TOO_FAR: { abci: 5, says: 'the transaction expires too far ahead; sign it with an earlier expiry' },
  TX_BAD_SIGNATURE: { abci: 6, says: 'the signature is not a low-S signature of this key over this body' },
  TX_REPLAYED: { abci: 7, says: 'this very transaction was already taken' },
  ACCOUNT_UNKNOWN: { abci: 8, says: 'the sender is not a registered account; ask a build node to sponsor the request' },
  ACCOUNT_NOT_ALLOWED: { abci: 9, says: 'the account may not do this' },
  RECIPE_INVALID: { abci: 10, says: 'the recipe is not usable' },
  RECIPE_TOO_LARGE: { abci: 11, says: 'the recipe is larger than 16 KiB' },
  NO_SOURCE_MAPPING: { abci: 12, says: 'no approved source mapping lets this package be built from this source' },
  ALREADY_PUBLISHED: { abci: 13, says: 'that package version is published' },
  VERSION_REVOKED: { abci: 14, says: 'that package version was revoked and stays so' },
  BUILD_ALREADY_OPEN: { abci: 15, says: 'a build of that package version is open' },
  TOO_MANY_OPEN_BUILDS: { abci: 16, says: 'too many builds are open; try again when some are decided' },
  ELECTORATE_TOO_SMALL: { abci: 17, says: 'fewer build nodes are registered than the network demands' },
  BUILD_UNKNOWN: { abci: 18, says: 'there is no build of that id' },
  NOT_IN_ELECTORATE: { abci: 19, says: 'that build node is not in the electorate of the build' },
  COMMITTING_OVER: { abci: 20, says: 'commitments are no longer accepted for the build' },
  ALREADY_COMMITTED: { abci: 21, says: 'that build node has committed to a result of the build' },
  NOT_REVEALING: { abci: 22, says: 'the build does not take reveals now' },
  NO_COMMITMENT: { abci: 23, says: 'that build node has not committed to a result of the build' },
  COMMITMENT_NOT_OPENED: { abci: 24, says: 'salt and result do not open the commitment' },
  ALREADY_REVEALED: { abci: 25, says: 'that build node has revealed its result of the build' },
  RESULT_INVALID: { abci: 26, says: 'the result is not a usable artifact set or failure' },
  EFFECT_INVALID: { abci: 27, says: 'what is proposed is not usable as it stands' },
  PROPOSAL_ALREADY_OPEN: { abci: 28, says: 'a proposal of just this is open; vote on it' },
  TOO_MANY_PROPOSALS: { abci: 29, says: 'too many proposals are open; try again when some are decided' },
  PROPOSAL_UNKNOWN: { abci: 30, says: 'there is no proposal of that id' },
  PROPOSAL_DECIDED: { abci: 31, says: 'the proposal is decided' },
  ALREADY_VOTED: { abci: 32, says: 'that build node has voted on the proposal' },
  NODE_UNKNOWN: { abci: 33, says: 'there is no such build node' },
  NODE_ID_USED: { abci: 34, says: 'that node id serves a build node, or did' },
  CONSENSUS_KEY_USED: { abci: 35, says: 'that consensus key serves a build node, or did; a key serves once' },
  ACCOUNT_EXISTS: { abci: 36, says: 'that account is registered' },
  TOO_MANY_NODES: { abci: 37, says: 'the network has as many build nodes as it can have' },
  LAST_NODE: { abci: 38, says: 'the last build node cannot be removed' },
  MAPPING_UNKNOWN: { abci: 39, says: 'there is no source mapping of that pattern' },
  NOTHING_CHANGES: { abci: 40, says: 'it is so already' },
  PARAMS_OUT_OF_BOUNDS: { abci: 41, says: 'a parameter is out of its bounds' },
  NOT_PUBLISHED: { abci: 42, says: 'that package version is not published' },
  ALREADY_REVOKED: { abci: 43, says: 'that package version is revoked' },
  REQUESTER_UNKNOWN: { abci: 44, says: 'that account is no requester' },
  TX_EXPIRY_FULL: { abci: 45, says: 'too many transactions expire at that height; sign it anew with another expiry' },
  NOTE_KEY_USED: { abci: 46, says: 'that note key serves another build node; two must not sign as one' },
} as const;

export type TxCode = keyof typeof TX_CODES;
export type TxRefusal = Exclude<TxCode, 'OK'>;

/**
 * Bad input is a value, not an exception. A refusal that is `counted` leaves a mark in the state: such a
 * transaction is let into blocks, once.
 */
export type TxVerdict = { readonly accepted: true } | { readonly accepted: false; readonly code: TxRefusal; readonly counted: boolean };

export const ACCEPTED: TxVerdict = { accepted: true };
export const refused = (code: TxRefusal): TxVerdict => ({ accepted: false, code, counted: false });
export const refusedAndCounted = (code: TxRefusal): TxVerdict => ({ accepted: false, code, counted: true });
/** True if the transaction belongs in a block. */
export const changesState = (verdict: TxVerdict): boolean => verdict.accepted || verdict.counted;

export function abciCode(verdict: TxVerdict): number {
  return verdict.accepted ? TX_CODES.OK.abci : TX_CODES[verdict.code].abci;
}

/** The code of an ABCI number, or undefined if this version does not know it. */
export function txCodeOf(abci: number): TxCode | undefined {
  return (Object.keys(TX_CODES) as TxCode[]).find((code) => TX_CODES[code].abci === abci);
}
