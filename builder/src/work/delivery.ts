/** Hands published artifacts to this build node's regular node, which checks, holds and shares them. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Digest, type Result, toHex } from '@pyrsia/ledger';
import { BuilderError } from '../errors.ts';

/** On loopback a file of 100 MB takes a second or two. */
const TIMEOUT_MS = 300_000;
/** Not published as far as the node has verified; or it cannot verify at the moment. */
const NOT_YET = [404, 503];

export class Delivery {
  private readonly node: { readonly url: string; readonly tokenFile: string };
  private readonly dataFolder: string;

  constructor(node: { readonly url: string; readonly tokenFile: string }, dataFolder: string) {
    this.node = node;
    this.dataFolder = dataFolder;
  }

  /**
   * False if the node has not verified the publication yet: then it is to be called again after the next block.
   * May be called again in any case: the node takes a file that it has as done.
   */
  async deliver(buildId: Digest, result: Result): Promise<boolean> {
    if (result.outcome.kind !== 'artifacts') return true;
    const token = (await readFile(this.node.tokenFile, 'utf8')).trim();
    for (const artifact of result.outcome.value.artifacts) {
      const path = join(this.dataFolder, 'builds', toHex(buildId), 'outputs', artifact.name);
      const url = `${this.node.url}/api/v1/blobs/${toHex(artifact.sha256)}`;
      const body = Readable.toWeb(createReadStream(path)) as ReadableStream;
      const init = { method: 'PUT', headers: { authorization: `Bearer ${token}` }, body, duplex: 'half', signal: AbortSignal.timeout(TIMEOUT_MS) } as const;
      const response = await fetch(url, init).catch((cause: unknown) => {
        throw new BuilderError('NODE_UNREACHABLE', { url: this.node.url }, { cause });
      });
      await response.body?.cancel();
      if (NOT_YET.includes(response.status)) return false;
      if (!response.ok) throw new BuilderError('NODE_UNREACHABLE', { url: this.node.url, status: response.status });
    }
    return true;
  }
}
