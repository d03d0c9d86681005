/** Entry `./store`: the ledger on disk. */
export * from './key-value.ts';
export * from './ledger-store.ts';
