/**
 * Checkpoints of the replica with the signatures of build nodes: this node's own, if it holds a note key, and those that
 * connected peers gave and that hold under the keys on the chain. A node signs what it verified itself, each size once:
 * never before finality, and never one that does not go on from what it signed before, which it remembers beside its key.
 */
import { equalBytes, LedgerError, type NodeId, parseCheckpointAnswer, toHex } from '@pyrsia/ledger';
import { type Checkpoint, encodeCheckpoint } from '@pyrsia/ledger/merkle';
import { ClientError } from '../errors.ts';
import type { Clock } from '../light/types.ts';
import { keyIdOf, keyOfLine, lineHolds, type NoteKey, type NoteSigner, noteKeysOf, noteOf } from './note.ts';
import type { SigningMemory } from './signing-memory.ts';

/** Sizes whose lines are kept: peers ask for one that is not the newest any more. */
const MAX_SIZES = 16;
/** Peers are asked again for lines that are missing, but not more often. */
const ASK_AGAIN_NS = 5_000_000_000n;
/** Who asks for a note waits no longer for lines of others. */
const COLLECT_MS = 3_000;

export type BuildNodeKeys = ReturnType<typeof noteKeysOf>;

export interface SignedCheckpointParts {
  readonly logOrigin: string;
  /** undefined: this node signs nothing. */
  readonly own: { readonly signer: NoteSigner; readonly nodeId: NodeId; readonly memory: SigningMemory } | undefined;
  /** Keys of the build nodes, as the chain proves them. */
  readonly keys: () => Promise<readonly BuildNodeKeys[]>;
  /** Answers of peers, untrusted. */
  readonly ask: (size: bigint) => Promise<readonly Uint8Array[]>;
  /** Throws unless the replica goes on from what was signed. */
  readonly assertContinues: (signed: Pick<Checkpoint, 'size' | 'root'>) => Promise<void>;
  /** Told when the key of this node is not the one on the chain: nobody's policy knows its lines, so it gives none. */
  readonly onUnknownKey: () => void;
  readonly clock: Pick<Clock, 'nowNs' | 'sleep'>;
}

interface Signed {
  readonly checkpoint: Checkpoint;
  own: readonly string[];
  /** By name and id of the key. */
  readonly others: Map<string, string>;
  askedNs: bigint;
  collecting: Promise<void> | undefined;
}

export interface SignedNote {
  readonly checkpoint: Checkpoint;
  readonly note: string;
}

export class SignedCheckpoints {
  private readonly parts: SignedCheckpointParts;
  /** The newest last. */
  private readonly bySize = new Map<bigint, Signed>();

  constructor(parts: SignedCheckpointParts) {
    this.parts = parts;
  }

  /** Own lines of a size that was signed; for peers. */
  ownLines(size: bigint): readonly string[] {
    return this.bySize.get(size)?.own ?? [];
  }

  /** Signs the checkpoint, if it has not yet. Called for each that was followed to its end, one after the other. */
  async sign(checkpoint: Checkpoint): Promise<void> {
    if (this.bySize.has(checkpoint.size)) return;
    const signed: Signed = { checkpoint, own: await this.linesBy(checkpoint), others: new Map(), askedNs: 0n, collecting: undefined };
    this.bySize.set(checkpoint.size, signed);
    for (const oldest of this.bySize.keys()) {
      if (this.bySize.size <= MAX_SIZES) break;
      this.bySize.delete(oldest);
    }
    void this.collect(signed);
  }

  /** The newest checkpoint that a log key has signed, with all lines that are at hand; undefined if there is none. */
  async note(): Promise<SignedNote | undefined> {
    const all = [...this.bySize.values()].reverse();
    const [newest] = all;
    if (newest !== undefined) await Promise.race([this.collect(newest), this.parts.clock.sleep(COLLECT_MS)]);
    for (const { checkpoint, own, others } of all) {
      const lines = [...new Set([...own, ...others.values()])];
      const byLog = lines.find((line) => this.isByLog(line));
      // One signature of the log and all cosignatures: readers of notes take no more than a hundred lines.
      if (byLog !== undefined) return { checkpoint, note: noteOf(encodeCheckpoint(checkpoint), [byLog, ...lines.filter((line) => !this.isByLog(line))]) };
    }
    return undefined;
  }

  private isByLog(line: string): boolean {
    return keyOfLine(line)?.name === this.parts.logOrigin;
  }

  /** On disk before a line leaves: after a crash, or with a new copy of the log, no other history is signed. */
  private async linesBy(checkpoint: Checkpoint): Promise<readonly string[]> {
    const { own, logOrigin, assertContinues, clock } = this.parts;
    if (own === undefined) return [];
    const last = await own.memory.last();
    if (last !== undefined && last.origin !== checkpoint.origin) throw new ClientError('NOTE_MEMORY', { signed: last.origin, now: checkpoint.origin });
    if (last !== undefined && checkpoint.size < last.size) return [];
    if (last !== undefined) await assertContinues(last);
    await own.memory.keep(checkpoint);
    const seconds = clock.nowNs() / 1_000_000_000n;
    return own.signer.lines(encodeCheckpoint(checkpoint), noteKeysOf(logOrigin, own.nodeId, own.signer.publicKey), seconds);
  }

  /** Those who ask meanwhile share it. */
  private collect(signed: Signed): Promise<void> {
    const nowNs = this.parts.clock.nowNs();
    if (signed.collecting === undefined && signed.askedNs + ASK_AGAIN_NS < nowNs) {
      signed.askedNs = nowNs;
      signed.collecting = this.collectNow(signed)
        .catch((error: unknown) => {
          // Without the chain nobody's keys are known: this node's own lines stand alone.
          if (!(error instanceof ClientError)) throw error;
        })
        .finally(() => {
          signed.collecting = undefined;
        });
    }
    return signed.collecting ?? Promise.resolve();
  }

  private async collectNow(signed: Signed): Promise<void> {
    const { checkpoint, others } = signed;
    const { own, keys, ask, onUnknownKey } = this.parts;
    const [known, answers] = await Promise.all([keys(), ask(checkpoint.size)]);
    if (own !== undefined && !known.some(({ log }) => equalBytes(log.publicKey, own.signer.publicKey))) {
      signed.own = [];
      onUnknownKey();
    }
    const text = encodeCheckpoint(checkpoint);
    const wanted = new Map<string, NoteKey>(
      known.flatMap(({ log, cosignature }) => [log, cosignature]).map((key) => [idOf({ name: key.name, id: keyIdOf(key) }), key]),
    );
    for (const line of answers.flatMap(linesIn)) {
      const claimed = keyOfLine(line);
      const id = claimed === undefined ? '' : idOf(claimed);
      const key = wanted.get(id);
      if (key !== undefined && !others.has(id) && lineHolds(line, key, text)) others.set(id, line);
    }
  }
}

const idOf = ({ name, id }: { readonly name: string; readonly id: Uint8Array }): string => `${name} ${toHex(id)}`;

/** What is not usable is worth nothing. */
function linesIn(answer: Uint8Array): string[] {
  try {
    return parseCheckpointAnswer(answer);
  } catch (error) {
    if (error instanceof LedgerError) return [];
    throw error;
  }
}
