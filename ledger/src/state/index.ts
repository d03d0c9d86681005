/** Entry `./state`: the pure state machine of the chain. */
export * from '../tx/verify.ts';
export * from './answer.ts';
export * from './block.ts';
export { BlockLog, type LogWrites } from './block-log.ts';
export type { BlockContext } from './context.ts';
export * from './genesis-state.ts';
export { EMPTY_REF, type NodeRef } from './map-nodes.ts';
export { validatorAddress } from './membership.ts';
export type { Misbehaviour } from './misbehaviour.ts';
export * from './snapshot.ts';
export * from './source-mapping.ts';
export { proveKey, readValue, updateMap } from './sparse-map.ts';
export * from './transactions.ts';
export * from './view.ts';
