/**
 * A path below `/maven2/` → what is wanted. Paths are hostile: no empty, dotted or encoded segments, and nothing that no
 * purl can name.
 *
 *   <group path>/<artifact>/<version>/<file>        an artifact of the publication
 *   …/<file>.{sha1,md5,sha256,sha512}               digests of the very bytes that are served
 *   …/<file>.tlog-proof                             C2SP tlog-proof of the publication
 *   <group path>/<artifact>/maven-metadata.xml      the published versions, with the same checksums
 */
import { encodePurl, LedgerError, type Purl, parsePackagePurl, parsePurl } from '@pyrsia/ledger';

export const CHECKSUMS = ['md5', 'sha1', 'sha256', 'sha512'] as const;
export type Checksum = (typeof CHECKSUMS)[number];
const PROOF = 'tlog-proof';
const METADATA = 'maven-metadata.xml';
/** The deepest group of Maven Central has about ten segments. */
const MAX_PATH_BYTES = 1024;
const SEGMENT = /^[A-Za-z0-9_+][A-Za-z0-9._+-]*$/;

export type Wanted =
  | { readonly kind: 'metadata'; readonly purl: Purl; readonly checksum: Checksum | undefined }
  | { readonly kind: 'file'; readonly purl: Purl; readonly file: string; readonly checksum: Checksum | undefined; readonly isProof: boolean }
  /** Nothing could ever be published there. */
  | { readonly kind: 'nothing'; readonly isMetadata: boolean };

export function parsePath(path: string): Wanted {
  const segments = path.split('/');
  const last = segments.pop() as string;
  const suffix = [...CHECKSUMS, PROOF].find((name) => last.endsWith(`.${name}`));
  const file = suffix === undefined ? last : last.slice(0, -suffix.length - 1);
  const checksum = CHECKSUMS.find((name) => name === suffix);
  const isMetadata = file === METADATA;
  const nothing = { kind: 'nothing', isMetadata } as const;
  if (path.length > MAX_PATH_BYTES || !SEGMENT.test(last) || !segments.every((segment) => SEGMENT.test(segment))) return nothing;
  const version = isMetadata ? '' : (segments.pop() ?? '');
  const name = segments.pop() ?? '';
  // `org.example` is the folder `org/example`, and has no other spelling.
  if (segments.some((segment) => segment.includes('.'))) return nothing;
  const text = encodePurl({ type: 'maven', namespace: segments.join('.'), name, version });
  try {
    if (isMetadata) return segments.length === 0 ? nothing : { kind: 'metadata', purl: parsePackagePurl(text), checksum };
    return segments.length === 0 ? nothing : { kind: 'file', purl: parsePurl(text), file, checksum, isProof: suffix === PROOF };
  } catch (error) {
    if (error instanceof LedgerError) return nothing;
    throw error;
  }
}
