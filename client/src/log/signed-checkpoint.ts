/**
 * The checkpoint of the replica with the signatures of build nodes: this node's own, if it holds a note key, and those
 * that connected peers gave and that hold under the keys on the chain. A node signs what it verified itself, each size
 * once: never before finality, and never two that do not fit together, since the replica only grows.
 */
import { LedgerError, type NodeId, parseCheckpointAnswer } from '@pyrsia/ledger';
import { type Checkpoint, encodeCheckpoint } from '@pyrsia/ledger/merkle';
import { ClientError } from '../errors.ts';
import type { Clock } from '../light/types.ts';
import { lineHolds, type NoteKey, type NoteSigner, noteKeysOf, noteOf } from './note.ts';

/** Sizes whose lines are kept: peers ask for one that is not the newest any more. */
const MAX_SIZES = 16;
/** Peers are asked again for lines that are missing, but not more often. */
const ASK_AGAIN_NS = 5_000_000_000n;

export type BuildNodeKeys = ReturnType<typeof noteKeysOf>;

export interface SignedCheckpointParts {
  readonly logOrigin: string;
  /** undefined: this node signs nothing. */
  readonly own: { readonly signer: NoteSigner; readonly nodeId: NodeId } | undefined;
  /** Keys of the build nodes, as the chain proves them. */
  readonly keys: () => Promise<readonly BuildNodeKeys[]>;
  /** Answers of peers, untrusted. */
  readonly ask: (size: bigint) => Promise<readonly Uint8Array[]>;
  readonly clock: Pick<Clock, 'nowNs'>;
}

interface Lines {
  readonly own: readonly string[];
  /** By the name of the key. */
  readonly others: Map<string, string>;
  askedNs: bigint;
}

export class SignedCheckpoints {
  private readonly parts: SignedCheckpointParts;
  private readonly bySize = new Map<bigint, Lines>();

  constructor(parts: SignedCheckpointParts) {
    this.parts = parts;
  }

  /** Own lines of a size that was signed; for peers. */
  ownLines(size: bigint): readonly string[] {
    return this.bySize.get(size)?.own ?? [];
  }

  /** Signs the checkpoint, if it has not yet. Called for each that was followed to its end. */
  sign(checkpoint: Checkpoint): Lines {
    const known = this.bySize.get(checkpoint.size);
    if (known !== undefined) return known;
    const { own, logOrigin, clock } = this.parts;
    const seconds = clock.nowNs() / 1_000_000_000n;
    const lines = own === undefined ? [] : own.signer.lines(encodeCheckpoint(checkpoint), noteKeysOf(logOrigin, own.nodeId, own.signer.publicKey), seconds);
    const made = { own: lines, others: new Map<string, string>(), askedNs: 0n };
    this.bySize.set(checkpoint.size, made);
    for (const oldest of this.bySize.keys()) {
      if (this.bySize.size <= MAX_SIZES) break;
      this.bySize.delete(oldest);
    }
    return made;
  }

  /** The signed note; undefined if nobody's signature is at hand. */
  async note(checkpoint: Checkpoint): Promise<string | undefined> {
    const lines = this.sign(checkpoint);
    const nowNs = this.parts.clock.nowNs();
    if (lines.askedNs + ASK_AGAIN_NS < nowNs) {
      lines.askedNs = nowNs;
      await this.collect(checkpoint, lines).catch((error: unknown) => {
        // Without the chain nobody's keys are known: this node's own lines stand alone.
        if (!(error instanceof ClientError)) throw error;
      });
    }
    const all = [...lines.own, ...[...lines.others].filter(([, line]) => !lines.own.includes(line)).map(([, line]) => line)];
    return all.length === 0 ? undefined : noteOf(encodeCheckpoint(checkpoint), all);
  }

  private async collect(checkpoint: Checkpoint, { others }: Lines): Promise<void> {
    const [keys, answers] = await Promise.all([this.parts.keys(), this.parts.ask(checkpoint.size)]);
    const text = encodeCheckpoint(checkpoint);
    const wanted: NoteKey[] = keys.flatMap(({ log, cosignature }) => [log, cosignature]);
    for (const line of answers.flatMap(linesIn)) {
      const key = wanted.find((one) => lineHolds(line, one, text));
      // Log keys share a name: the key itself tells them apart.
      if (key !== undefined) others.set(`${key.name} ${Buffer.from(key.publicKey).toString('hex')}`, line);
    }
  }
}

/** What is not usable is worth nothing. */
function linesIn(answer: Uint8Array): string[] {
  try {
    return parseCheckpointAnswer(answer);
  } catch (error) {
    if (error instanceof LedgerError) return [];
    throw error;
  }
}
