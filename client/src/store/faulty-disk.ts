/**
 * A disk for tests: the real one, with a power cut at a chosen write. That write is lost or kept, and so may be what was
 * written before and not synced: `zeroed` and `truncated`. After the cut nothing is written any more, as in a process that
 * is dead.
 */
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

export const FAULTS = ['lost', 'kept', 'zeroed', 'truncated'] as const;
export type Fault = (typeof FAULTS)[number];

type Call = (...args: unknown[]) => Promise<unknown>;
const BY_PATH = ['open', 'rename', 'rm', 'mkdir', 'appendFile'] as const;
const BY_HANDLE = ['write', 'writeFile', 'truncate', 'sync', 'datasync'] as const;

export class FaultyDisk {
  private readonly folder: string;
  private readonly at: number;
  private readonly fault: Fault;
  /** Writes until now. */
  count = 0;
  isOff = false;
  private readonly paths = new WeakMap<object, string>();
  /** Bytes from the begin of a file that are on disk whatever happens; of files that were written and not synced. */
  private readonly unsynced = new Map<string, number>();
  private restores: Array<() => void> = [];

  constructor(folder: string, at: number, fault: Fault) {
    this.folder = folder;
    this.at = at;
    this.fault = fault;
  }

  async install(): Promise<void> {
    const probe = await fs.open(this.folder);
    const handles = Object.getPrototypeOf(probe) as Record<string, Call>;
    await probe.close();
    const calls = fs as unknown as Record<string, Call>;
    for (const name of BY_PATH) this.replace(calls, name, (call, args) => this.onPath(name, call, args));
    const { onHandle } = this;
    for (const name of BY_HANDLE) {
      const original = handles[name] as Call;
      handles[name] = function (this: FileHandle, ...args: unknown[]) {
        return onHandle(name, () => original.apply(this, args), this);
      };
      this.restores.push(() => {
        handles[name] = original;
      });
    }
    syncBuiltinESMExports();
  }

  private replace(calls: Record<string, Call>, name: string, by: (call: () => Promise<unknown>, args: readonly unknown[]) => Promise<unknown>): void {
    const original = calls[name] as Call;
    calls[name] = (...args) => by(() => original.apply(calls, args), args);
    this.restores.push(() => {
      calls[name] = original;
    });
  }

  /** The power is back: what was not synced is as the cut left it. */
  async restore(): Promise<void> {
    for (const restore of this.restores.splice(0)) restore();
    syncBuiltinESMExports();
    if (!this.isOff || this.fault === 'lost' || this.fault === 'kept') return;
    for (const [path, safeBytes] of this.unsynced) {
      const { size } = await fs.stat(path).catch(() => ({ size: 0 }));
      if (size <= safeBytes) continue;
      if (this.fault === 'truncated') await fs.truncate(path, safeBytes + ((size - safeBytes) >> 1));
      else {
        const file = await fs.open(path, 'r+');
        await file.write(new Uint8Array(size - safeBytes), 0, size - safeBytes, safeBytes);
        await file.close();
      }
    }
  }

  private async onPath(name: (typeof BY_PATH)[number], call: () => Promise<unknown>, args: readonly unknown[]): Promise<unknown> {
    const path = String(args[0]);
    const isRead = name === 'open' && (args[1] === undefined || args[1] === 'r');
    if (!path.startsWith(this.folder) || isRead) return call();
    const safeBytes = name === 'appendFile' ? (await fs.stat(path).catch(() => ({ size: 0 }))).size : 0;
    const done = await this.write(call);
    if (name === 'open') this.paths.set(done as object, path);
    if (name === 'appendFile') this.unsynced.set(path, safeBytes);
    if (name === 'rm') this.unsynced.delete(path);
    const moved = this.unsynced.get(path);
    if (name === 'rename') {
      this.unsynced.delete(path);
      this.unsynced.delete(String(args[1]));
      if (moved !== undefined) this.unsynced.set(String(args[1]), moved);
    }
    return done;
  }

  private readonly onHandle = async (name: (typeof BY_HANDLE)[number], call: () => Promise<unknown>, handle: object): Promise<unknown> => {
    const path = this.paths.get(handle);
    if (path === undefined) return call();
    if (name !== 'sync' && name !== 'datasync') this.unsynced.set(path, 0);
    const done = await this.write(call);
    if (name === 'sync' || name === 'datasync') this.unsynced.delete(path);
    return done;
  };

  private async write(call: () => Promise<unknown>): Promise<unknown> {
    if (this.isOff) throw new Error('the power is off');
    this.count += 1;
    if (this.count !== this.at) return call();
    this.isOff = true;
    const done = this.fault === 'lost' ? undefined : await call();
    // The process is dead, and its files are closed.
    if (typeof done === 'object' && done !== null && 'close' in done) await (done as FileHandle).close();
    throw new Error('the power went off');
  }
}
