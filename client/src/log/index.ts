/** The replica of the log as a library. */
export type { EntrySource, LogView } from '../chain/proven-state.ts';
export { LogStore } from './log-store.ts';
export { LogReplica } from './replica.ts';
