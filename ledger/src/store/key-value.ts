/**
 * The port to storage: synchronous reads, one atomic synced batch per block. Two implementations: LevelDB,
 * and memory for unit tests.
 */
import { Level } from 'level';
import { LedgerError } from '../errors.ts';

export interface Write {
  readonly key: Uint8Array;
  /** undefined deletes. */
  readonly value: Uint8Array | undefined;
}

export interface KeyValueStore {
  get(key: Uint8Array): Uint8Array | undefined;
  /** All or nothing, on disk before it resolves. */
  write(batch: readonly Write[]): Promise<void>;
  /** Removes everything; a crash in between leaves any part of it. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export class MemoryStore implements KeyValueStore {
  private readonly map = new Map<string, Uint8Array>();
  private readonly text = (key: Uint8Array): string => Buffer.from(key).toString('latin1');

  get(key: Uint8Array): Uint8Array | undefined {
    return this.map.get(this.text(key));
  }
  async write(batch: readonly Write[]): Promise<void> {
    for (const { key, value } of batch) {
      if (value === undefined) this.map.delete(this.text(key));
      else this.map.set(this.text(key), value);
    }
  }
  async clear(): Promise<void> {
    this.map.clear();
  }
  async close(): Promise<void> {}
  /** All that is stored, for tests that compare. */
  entries(): Array<[string, string]> {
    return [...this.map].map(([key, value]): [string, string] => [Buffer.from(key, 'latin1').toString('hex'), Buffer.from(value).toString('hex')]).sort();
  }
}

/** LevelDB in `folder`; made if missing. A second process on the same folder is refused by LevelDB's lock. */
export async function openLevelStore(folder: string): Promise<KeyValueStore> {
  const db = new Level<Uint8Array, Uint8Array>(folder, { keyEncoding: 'view', valueEncoding: 'view' });
  try {
    await db.open();
  } catch (cause) {
    const code = isDamage(cause) ? 'STORE_UNKNOWN' : 'STORE_UNAVAILABLE';
    throw new LedgerError(code, { folder, reason: reasonOf(cause) }, { cause });
  }
  return {
    get: (key) => {
      const value = db.getSync(key);
      // LevelDB gives a Buffer, whose slice() aliases where Uint8Array's copies.
      return value === undefined ? undefined : new Uint8Array(value);
    },
    write: async (batch) => {
      const operations = batch.map(({ key, value }) => (value === undefined ? ({ type: 'del', key } as const) : ({ type: 'put', key, value } as const)));
      await db.batch(operations, { sync: true });
    },
    clear: () => db.clear(),
    close: () => db.close(),
  };
}

/** LevelDB tells damage from trouble with the disk or the lock. */
function isDamage(cause: unknown): boolean {
  const inner = cause instanceof Error ? (cause.cause ?? cause) : cause;
  return (inner as { code?: unknown } | undefined)?.code === 'LEVEL_CORRUPTION';
}

function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message : String(inner);
}
