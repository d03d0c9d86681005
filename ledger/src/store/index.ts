/** Entry `./store`: the ledger on disk. */
export * from './key-value.ts';
export * from './ledger-store.ts';
export * from './snapshot-restore.ts';
export * from './snapshot-source.ts';
