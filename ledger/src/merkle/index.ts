/** Entry `./merkle`: trees and proofs. Verifying depends on no storage. */
export * from './audit-path.ts';
export * from './checkpoint.ts';
export * from './entry-bundle.ts';
export * from './frontier.ts';
export * from './ics23.ts';
export * from './log-growth.ts';
export * from './proof-ops.ts';
export * from './proofs.ts';
export * from './rfc6962.ts';
export * from './simple-map.ts';
export * from './tiles.ts';
