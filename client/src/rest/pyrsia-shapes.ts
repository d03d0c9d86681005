/**
 * What Pyrsia answered to `/build/status` and `/inspect/maven`, from what is proven now. Its transparency log had a record for
 * each file of a release; ours has an entry for the release, so one entry becomes a record for each of its artifacts.
 */
import { type Build, type Publication, parsePurl, toHex } from '@pyrsia/ledger';
import { z } from 'zod';
import type { PublicationAnswer } from '../chain/publications.ts';

/** `"Running"`, or an object with the one member `Success` or `Failure`. */
export type OldStatus = 'Running' | { readonly Success: { readonly artifact_urls: readonly string[] } } | { readonly Failure: string };

/** `answer`: of the version that was built, if it is published now. */
export function oldStatus(build: Build, answer: PublicationAnswer | undefined): OldStatus {
  if (build.decidedAtHeight === 0n) return 'Running';
  if (build.phase !== 'published') return { Failure: build.phase };
  if (answer?.status !== 'published') return { Failure: 'published, and revoked since' };
  return {
    Success: {
      artifact_urls: answer.publication.artifacts.map(({ name }) => `/maven2/${pathOf(answer.publication, name).split('/').map(encodeURIComponent).join('/')}`),
    },
  };
}

const FIELDS = [
  ...['id', 'package_type', 'package_specific_id', 'num_artifacts', 'package_specific_artifact_id', 'artifact_hash', 'source_hash'],
  ...['artifact_id', 'source_id', 'timestamp', 'operation', 'node_id', 'node_public_key'],
];
/** `ArtifactHash` on the wire, `artifact_hash` in the answer; either is taken. */
const fieldName = (text: string): string => text.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
const field = z.string().transform(fieldName).pipe(z.enum(FIELDS));

export const inspectRequest = z.object({
  gav: z.string(),
  output_params: z
    .object({ format: z.enum(['JSON', 'CSV']).nullish(), content: z.object({ fields: z.array(field).min(1).max(FIELDS.length) }).nullish() })
    .nullish(),
  latest: z.boolean().nullish(),
});
type OldRecord = Readonly<Record<string, string | number>>;

/** Of a version that is or was published; `revoked`: when, and by which entry. */
export function oldRecords({ publication, logged, entry }: PublicationAnswer, revoked: { index: bigint; timeMs: bigint } | undefined): OldRecord[] {
  const { purl, artifacts, sourceSha256, source, matchedNodes } = publication;
  const release = {
    package_type: 'Maven2',
    package_specific_id: gavOf(purl),
    num_artifacts: artifacts.length,
    source_hash: toHex(sourceSha256),
    source_id: source,
    // Those that got these artifacts; which key each has, the state says.
    node_id: matchedNodes.map(toHex).join(' '),
    node_public_key: '',
  };
  const events = [{ index: entry.index, timeMs: logged.timeMs, operation: 'AddArtifact' }];
  if (revoked !== undefined) events.push({ ...revoked, operation: 'RemoveArtifact' });
  return events.flatMap(({ index, timeMs, operation }) =>
    artifacts.map(({ name, sha256 }, i) => {
      const hash = toHex(sha256);
      const path = pathOf(publication, name);
      const own = { id: `${index}.${i}`, package_specific_artifact_id: path, artifact_hash: hash, artifact_id: hash };
      return { ...release, ...own, timestamp: Number(timeMs / 1000n), operation };
    }),
  );
}

/** In the order of Pyrsia's fields, those that are wanted. */
export function oldText(records: readonly OldRecord[], { output_params: output, latest }: z.output<typeof inspectRequest>): { type: string; text: string } {
  const names = FIELDS.filter((name) => output?.content?.fields.includes(name) ?? true);
  const wanted = latest === true ? records.slice(-1) : records;
  if (output?.format !== 'CSV') {
    const picked = wanted.map((record) => Object.fromEntries(names.map((name) => [name, record[name]])));
    return { type: 'application/json', text: JSON.stringify(picked) };
  }
  const lines = [names, ...wanted.map((record) => names.map((name) => csv(String(record[name]))))];
  return { type: 'text/csv', text: lines.map((line) => `${line.join(',')}\n`).join('') };
}

/** RFC 4180. */
const csv = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function gavOf(text: string): string {
  const { namespace, name, version } = parsePurl(text);
  return `${namespace}:${name}:${version}`;
}

/** In a Maven repository. */
function pathOf({ purl }: Pick<Publication, 'purl'>, name: string): string {
  const { namespace, name: artifact, version } = parsePurl(purl);
  return `${namespace.replaceAll('.', '/')}/${artifact}/${version}/${name}`;
}
