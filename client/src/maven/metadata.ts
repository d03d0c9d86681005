/**
 * `maven-metadata.xml` of a package: its published, unrevoked versions in Maven's own order. Made once for a state of the
 * log, as the bytes that are sent, so that checksums and entity tag are always of just these bytes.
 */
import { createHash } from 'node:crypto';
import { type Purl, packageOf } from '@pyrsia/ledger';
import type { AsOf, Lookups, PackageHistory } from '../chain/publications.ts';
import { isSnapshot, sortVersions } from './comparable-version.ts';
import { LeastRecent } from './least-recent.ts';
import { CHECKSUMS, type Checksum } from './path.ts';

export interface Metadata {
  readonly bytes: Buffer;
  readonly checksums: Readonly<Record<Checksum, string>>;
}
interface Known {
  readonly state: unknown;
  /** undefined: nothing of the package is published. */
  readonly metadata: Metadata | undefined;
}

/** One of 500 versions has about 20 KiB. */
const MAX_CACHED_BYTES = 8 * 1024 * 1024;
/** Of the name and what is kept beside the bytes. */
const LEAST_WEIGHT = 1024;

export class MetadataOf {
  private readonly lookups: Pick<Lookups, 'asOf' | 'history'>;
  private readonly known = new LeastRecent<Known>(MAX_CACHED_BYTES, ({ metadata }) => LEAST_WEIGHT + (metadata?.bytes.length ?? 0));

  constructor(lookups: Pick<Lookups, 'asOf' | 'history'>) {
    this.lookups = lookups;
  }

  /** undefined: nothing of the package is published and unrevoked. */
  async find(purl: Purl): Promise<Metadata | undefined> {
    const key = packageOf(purl);
    const { state }: AsOf = this.lookups.asOf();
    const known = this.known.get(key);
    if (known !== undefined && known.state === state) return known.metadata;
    const history = await this.lookups.history(purl);
    const metadata = history.versions.length === 0 ? undefined : withChecksums(Buffer.from(metadataXml(purl, history)));
    // Of a log that went on meanwhile, it is not known what it is of.
    if (this.lookups.asOf().state === state) this.known.set(key, { state, metadata });
    return metadata;
  }
}

const withChecksums = (bytes: Buffer): Metadata => ({
  bytes,
  checksums: Object.fromEntries(CHECKSUMS.map((name) => [name, createHash(name).update(bytes).digest('hex')])) as Record<Checksum, string>,
});

/** Names were checked by the purl's rules: nothing in them needs escaping. */
export function metadataXml(purl: Purl, { versions, changedMs }: PackageHistory): string {
  const sorted = sortVersions(versions);
  const release = sorted.findLast((version) => !isSnapshot(version));
  const items = sorted.map((version) => `      <version>${version}</version>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<metadata>
  <groupId>${purl.namespace}</groupId>
  <artifactId>${purl.name}</artifactId>
  <versioning>
    <latest>${sorted.at(-1)}</latest>${release === undefined ? '' : `\n    <release>${release}</release>`}
    <versions>
${items}
    </versions>
    <lastUpdated>${timestamp(changedMs)}</lastUpdated>
  </versioning>
</metadata>
`;
}

/** yyyyMMddHHmmss, UTC. */
const timestamp = (ms: bigint): string => new Date(Number(ms)).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
