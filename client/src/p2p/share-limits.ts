/** Bounds of what an operator chooses to share; reasons in docs/limits.md. */
export const DEFAULT_CONNECTIONS = 200;
export const MAX_CONNECTIONS = 10_000;
/** A chunk of 1 MiB in four seconds: below that, peers take a node for silent. */
export const LEAST_RATE = 256 * 1024;
export const LEAST_DISK = 1024 * 1024;
