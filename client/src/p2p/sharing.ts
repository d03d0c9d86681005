/**
 * What this node gives to others: nothing, or what it holds, at most so fast. The operator's choice, which lasts over a
 * restart and acts at once.
 */
import { readFile } from 'node:fs/promises';
import { ClientError } from '../errors.ts';
import { asObject } from '../light/json.ts';
import { writeFileAtomic } from '../store/files.ts';
import { RateLimit } from './rate-limit.ts';

export interface Share {
  readonly isOn: boolean;
  /** For all peers together; undefined: no limit. */
  readonly uploadBytesPerSecond: number | undefined;
}
/** A chunk of 1 MiB in four seconds: below that, peers take a node for silent. */
const LEAST_RATE = 256 * 1024;

export class Sharing {
  readonly limit: RateLimit;
  private readonly file: string;
  private share: Share;

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
    return new Sharing(file, text === undefined ? configured : parseShare(JSON.parse(text)));
  }

  get current(): Share {
    return this.share;
  }

  /** On disk before it acts. */
  async change(share: Share): Promise<void> {
    await writeFileAtomic(this.file, JSON.stringify(shareView(share)));
    this.share = share;
    this.limit.bytesPerSecond = share.uploadBytesPerSecond;
  }
}

export function shareView({ isOn, uploadBytesPerSecond }: Share): object {
  return { share: isOn ? 'on' : 'off', upload_bytes_per_second: uploadBytesPerSecond ?? null };
}

/** Untrusted JSON → choice; `REQUEST_INVALID` with what is wrong. */
export function parseShare(value: unknown): Share {
  const json = asObject(value, 'share');
  const { share, upload_bytes_per_second: rate } = json;
  if (share !== 'on' && share !== 'off') throw new ClientError('REQUEST_INVALID', { what: 'share is on or off' });
  if (rate === null || rate === undefined) return { isOn: share === 'on', uploadBytesPerSecond: undefined };
  if (!Number.isSafeInteger(rate) || (rate as number) < LEAST_RATE)
    throw new ClientError('REQUEST_INVALID', { what: 'upload_bytes_per_second', least: LEAST_RATE });
  return { isOn: share === 'on', uploadBytesPerSecond: rate as number };
}
