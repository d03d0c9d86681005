/**
 * When each artifact was used last, over a restart: a file of records that only grows, written anew when most of it
 * is old. It is a hint: what a crash takes from it, or breaks in it, changes what is evicted first, and no more.
 *
 *   record: digest (32) ‖ ms since 1970 as big-endian float64 (8)
 */
import { appendFile, readFile } from 'node:fs/promises';
import { type Digest, parseHex, toHex } from '@pyrsia/ledger';
import type { BlobTable } from './blob-table.ts';
import { moveTo, writeFileAtomic } from './files.ts';

const RECORD_BYTES = 40;
/** What was used is on disk after this, in one write: a crash forgets no more. */
const WRITE_MS = 5_000;
/** Written anew when it has so many records more than twice those of what is held. */
const SPARE_RECORDS = 4_096;

export class UsedLog {
  private readonly path: string;
  private readonly table: BlobTable;
  private readonly onTrouble: (error: unknown) => void;
  /** Digests in hex; bounded by what is held. */
  private readonly unwritten = new Set<string>();
  private records = 0;
  /** What is on disk is not what was written: it is written anew, whole. */
  private isBroken = false;
  private latestMs = 0;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(path: string, table: BlobTable, onTrouble: (error: unknown) => void) {
    this.path = path;
    this.table = table;
    this.onTrouble = onTrouble;
  }

  /** What was noted of what is held. A disk that takes nothing is told, and no reason not to start. */
  async load(): Promise<void> {
    const bytes = await readFile(this.path).catch(() => Buffer.alloc(0)); // Nothing was noted, or nobody can tell.
    for (let at = 0; at + RECORD_BYTES <= bytes.length; at += RECORD_BYTES) {
      const usedMs = bytes.readDoubleBE(at + 32);
      // A record that is none.
      if (usedMs > 0 && Number.isFinite(usedMs)) this.table.use(bytes.subarray(at, at + 32), usedMs);
    }
    this.bringToNow();
    for (const { usedMs } of this.table.all()) this.latestMs = Math.max(this.latestMs, usedMs);
    this.records = Math.floor(bytes.length / RECORD_BYTES);
    // What is added must not stand behind half a record.
    if (bytes.length === 0 || bytes.length % RECORD_BYTES !== 0 || this.areTooMany) await this.rewrite().catch(this.onTrouble);
  }

  /** What a clock that was ahead noted was used just now, in the order in which it was. */
  private bringToNow(): void {
    const nowMs = Date.now();
    const ahead = [...this.table.all()].filter(({ usedMs }) => usedMs > nowMs).sort((a, b) => a.usedMs - b.usedMs);
    for (const [place, { sha256 }] of ahead.entries()) this.table.use(sha256, nowMs + (place + 1) / 1_000);
  }

  /** Each later than the one before, also when the clock was set back. */
  next(): number {
    this.latestMs = Math.max(Date.now(), this.latestMs + 0.001);
    return this.latestMs;
  }

  note(sha256: Digest): void {
    if (!this.table.use(sha256, this.next())) return;
    this.unwritten.add(toHex(sha256));
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.flush().catch(this.onTrouble);
    }, WRITE_MS).unref();
  }

  /** One write after the other. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.catch(() => undefined).then(() => this.write()); // Told to whoever waited for that one.
    return this.writing;
  }

  private get areTooMany(): boolean {
    return this.records + this.unwritten.size > 2 * this.table.artifacts + SPARE_RECORDS;
  }

  private async write(): Promise<void> {
    if (this.areTooMany || this.isBroken) return this.rewrite();
    const records = [...this.unwritten].flatMap((hex) => {
      const known = this.table.get(parseHex(hex));
      return known === undefined ? [] : [record(known.sha256, known.usedMs)];
    });
    this.unwritten.clear();
    this.records += records.length;
    if (records.length === 0) return;
    // Of what a full disk did not take, a part of a record may be there.
    this.isBroken = true;
    await appendFile(this.path, Buffer.concat(records), { mode: 0o600 });
    this.isBroken = false;
  }

  private async rewrite(): Promise<void> {
    this.unwritten.clear();
    this.isBroken = true;
    const all = Buffer.alloc(this.table.artifacts * RECORD_BYTES);
    let at = 0;
    for (const { sha256, usedMs } of this.table.all()) {
      all.set(sha256, at);
      all.writeDoubleBE(usedMs, at + 32);
      at += RECORD_BYTES;
    }
    this.records = this.table.artifacts;
    await writeFileAtomic(this.path, all, moveTo);
    this.isBroken = false;
  }
}

function record(sha256: Digest, usedMs: number): Uint8Array {
  const bytes = Buffer.alloc(RECORD_BYTES);
  bytes.set(sha256);
  bytes.writeDoubleBE(usedMs, 32);
  return bytes;
}
