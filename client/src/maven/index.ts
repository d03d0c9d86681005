/** The Maven front, as a library: the order of versions, and a front over parts that are given. */
export { ReplicaLookups } from '../log/lookups.ts';
export type { NodeParts } from '../node-parts.ts';
export { startRest } from '../rest/server.ts';
export { compareVersions } from './comparable-version.ts';
export { type Admission, Gate } from './gate.ts';
