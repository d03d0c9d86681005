/** A thread that verifies signatures, a batch at a time, by the one rule of the ledger. */
import { parentPort } from 'node:worker_threads';
import { verifySignature } from '@pyrsia/ledger/state';

/** [signature, digest, public key] each. */
export type Batch = ReadonlyArray<readonly [Uint8Array, Uint8Array, Uint8Array]>;

parentPort?.on('message', ({ id, batch }: { id: number; batch: Batch }) => {
  parentPort?.postMessage({ id, verdicts: batch.map(([signature, digest, publicKey]) => verifySignature(signature, digest, publicKey)) });
});
