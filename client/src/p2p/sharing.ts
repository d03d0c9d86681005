/** The choice of what is shared: lasts over a restart, acts at once. */
import { readFile } from 'node:fs/promises';
import { ClientError } from '../errors.ts';
import { writeFileAtomic } from '../store/files.ts';
import { RateLimit } from './rate-limit.ts';
import { parseShare, SHARE_ALL, type Share, shareView } from './share.ts';

export class Sharing {
  readonly limit: RateLimit;
  private readonly file: string;
  private share: Share;
  private readonly listeners = new Set<(now: Share, before: Share) => void>();
  private changing: Promise<unknown> = Promise.resolve();

  private constructor(file: string, share: Share) {
    this.file = file;
    this.share = share;
    this.limit = new RateLimit(share.uploadBytesPerSecond);
  }

  /** What was chosen last, else what the configuration says. */
  static async open(file: string, configured: Share): Promise<Sharing> {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw new ClientError('CONFIG_INVALID', { path: file }, { cause: error });
      return undefined;
    });
    return new Sharing(file, text === undefined ? configured : parseShare(parsed(text, file), SHARE_ALL));
  }

  get current(): Share {
    return this.share;
  }

  /** Told of each change, when it acts. */
  onChange(listener: (now: Share, before: Share) => void): void {
    this.listeners.add(listener);
  }

  /** One change after the other; on disk before it acts. `change` is given what holds then. */
  change(change: (before: Share) => Share): Promise<Share> {
    const changed = this.changing
      .catch(() => undefined) // Told to whoever made that change.
      .then(async () => {
        const before = this.share;
        const now = change(before);
        await writeFileAtomic(this.file, JSON.stringify(shareView(now)));
        this.share = now;
        this.limit.bytesPerSecond = now.uploadBytesPerSecond;
        for (const listener of this.listeners) listener(now, before);
        return now;
      });
    this.changing = changed;
    return changed;
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ClientError('CONFIG_INVALID', { path, reason: 'no JSON' }, { cause });
  }
}
