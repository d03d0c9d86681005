/**
 * What a note key signed last, in a file beside the key: it outlives any copy of the log, so that a node which begins
 * with a new copy cannot be led to sign a second history.
 */
import { readFile } from 'node:fs/promises';
import { parseUtf8, utf8 } from '@pyrsia/ledger';
import { type Checkpoint, encodeCheckpoint, parseCheckpoint } from '@pyrsia/ledger/merkle';
import { ClientError } from '../errors.ts';
import { writeFileAtomic } from '../store/files.ts';

export class SigningMemory {
  private readonly file: string;
  private known: Checkpoint | undefined;

  constructor(file: string) {
    this.file = file;
  }

  /** Throws `NOTE_MEMORY` if there is something that cannot be read. */
  async last(): Promise<Checkpoint | undefined> {
    if (this.known !== undefined) return this.known;
    try {
      this.known = parseCheckpoint(utf8(parseUtf8(await readFile(this.file))));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new ClientError('NOTE_MEMORY', { file: this.file }, { cause });
    }
    return this.known;
  }

  /** On disk before it resolves. */
  async keep(checkpoint: Checkpoint): Promise<void> {
    await writeFileAtomic(this.file, encodeCheckpoint(checkpoint));
    this.known = checkpoint;
  }
}
