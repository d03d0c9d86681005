/**
 * ABCI query paths. `data` is the argument; answers come with ProofOps up to the app hash (merkle/proof-ops.ts).
 *
 *   /state          data = state key           value = record, empty if absent (then the proof shows absence)
 *   /log/entry      data = u64 index           value = LogEntry
 *   /log/checkpoint data = empty               value = checkpoint body
 *   /log/entries    data = u64 first index     value = entry bundle from there on, beside the checkpoint that the ops prove
 *   /log/consistency data = u64 old size       value = concatenated hashes, to the checkpoint that the ops prove
 */
export const QUERY = {
  state: '/state',
  logEntry: '/log/entry',
  checkpoint: '/log/checkpoint',
  entries: '/log/entries',
  consistency: '/log/consistency',
} as const;

export type QueryPath = (typeof QUERY)[keyof typeof QUERY];

/** ABCI codes of query answers that are not OK. */
export const QUERY_CODES = {
  OK: 0,
  PATH_UNKNOWN: 1,
  ARGUMENT_INVALID: 2,
  HEIGHT_UNAVAILABLE: 3,
} as const;

/** Entries in one answer, and their bytes once there is one: what fits in a small RPC answer. */
export const MAX_ENTRIES_ANSWERED = 256;
export const MAX_ENTRY_BYTES_ANSWERED = 1024 * 1024;

/** A key is at most a purl with its prefix. */
export const MAX_QUERY_BYTES = 1024;
