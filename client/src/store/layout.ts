/**
 * Where things stand in the folder of the store.
 *
 *   blobs/<2 hex>/<64 hex>            an artifact, whole and checked
 *   blobs/<2 hex>/<64 hex>.chunks     its chunk hashes, where it has more than one chunk
 *   partial/<64 hex>[.chunks]         a download that has not ended
 *   quarantine/<64 hex>               bytes that were found not to be the artifact
 *   tmp/<uuid>                        being written
 *   pins, used, scrub.json            what is pinned; when what was used last; how far the scrub is
 */
import { join } from 'node:path';
import { type Digest, toHex } from '@pyrsia/ledger';

const HEX = /^[0-9a-f]{64}$/;
export const CHUNKS = '.chunks';
/** Of `writeFileAtomic`. */
const HALF_WRITTEN = '.tmp';

export class Layout {
  readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
  }
  at(name: 'tmp' | 'blobs' | 'partial' | 'quarantine' | 'pins' | 'used' | 'scrub.json', ...rest: readonly string[]): string {
    return join(this.folder, name, ...rest);
  }
  blob(sha256: Digest): string {
    const name = toHex(sha256);
    return this.at('blobs', name.slice(0, 2), name);
  }
  partial(sha256: Digest): string {
    return this.at('partial', toHex(sha256));
  }
  quarantine(sha256: Digest): string {
    return this.at('quarantine', toHex(sha256));
  }
}

export type FileKind = 'artifact' | 'chunks' | 'half written' | 'foreign';

/** What a file in `blobs` or `partial` is by its name, and of which artifact. */
export function kindOfFile(name: string): { readonly kind: FileKind; readonly hex: string } {
  const hex = name.slice(0, 64);
  if (!HEX.test(hex)) return { kind: 'foreign', hex: '' };
  if (name.length === 64) return { kind: 'artifact', hex };
  if (name === hex + CHUNKS) return { kind: 'chunks', hex };
  return { kind: name.endsWith(HALF_WRITTEN) ? 'half written' : 'foreign', hex };
}
