/**
 * The checkpoint of the replica, signed. A node that holds a build node's note key signs what it verified itself, each
 * size once: never before finality, and never two that do not fit together, since the replica only grows.
 */
import type { NodeId } from '@pyrsia/ledger';
import { type Checkpoint, encodeCheckpoint } from '@pyrsia/ledger/merkle';
import type { Clock } from '../light/types.ts';
import { type NoteSigner, noteKeysOf, noteOf } from './note.ts';

export class CheckpointSigner {
  private readonly signer: NoteSigner;
  private readonly keys: ReturnType<typeof noteKeysOf>;
  private readonly clock: Pick<Clock, 'nowNs'>;
  private last: { readonly size: bigint; readonly lines: readonly string[] } | undefined;

  constructor(signer: NoteSigner, nodeId: NodeId, logOrigin: string, clock: Pick<Clock, 'nowNs'>) {
    this.signer = signer;
    this.keys = noteKeysOf(logOrigin, nodeId, signer.publicKey);
    this.clock = clock;
  }

  note(checkpoint: Checkpoint): string {
    const text = encodeCheckpoint(checkpoint);
    if (this.last?.size !== checkpoint.size) {
      this.last = { size: checkpoint.size, lines: this.signer.lines(text, this.keys, this.clock.nowNs() / 1_000_000_000n) };
    }
    return noteOf(text, this.last.lines);
  }
}
