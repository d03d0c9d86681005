/** Entry `.`: the formats that run between the programs. No state, no storage, no network. */
export * from './artifact.ts';
export * from './blob-frames.ts';
export * from './build.ts';
export * from './bytes.ts';
export * from './codes.ts';
export * from './errors.ts';
export * from './genesis-doc.ts';
export * from './log-entry.ts';
export * from './network-file.ts';
export * from './purl.ts';
export * from './query.ts';
export * from './recipe.ts';
export * from './records.ts';
export * from './result.ts';
export * from './tx/sign.ts';
export * from './tx/tx.ts';
