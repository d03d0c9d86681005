/**
 * Search of publications in the copy of the log, the newest first. What the index lists for the narrowest thing asked is
 * put in order, and the rest of what is asked is checked on the entries. Where the index lists too many, or names would
 * have to be walked for too long, the log is walked from its end instead: what is so frequent is soon met there.
 */
import { type Digest, equalBytes, type LogEntry, logEntryCodec, type NodeId, type Publication, toHex } from '@pyrsia/ledger';
import type { LogReplica } from './replica.ts';

/** Listed at most; a few ms to put in order. */
const MAX_LISTED = 2_000;
/** Names of packages walked for a part of a name: about 0.1 s. */
const MAX_NAMES = 100_000;
/** Entries looked at for one page. A page may be short for it, and still say where to go on. */
const MAX_LOOKED_AT = 2_000;
const STEP = 256;

export interface Wanted {
  /** Part of a package's name; after an `@`, the beginning of a version. `group:artifact[:version]` is understood. */
  readonly text?: string | undefined;
  readonly prefix?: string | undefined;
  readonly artifact?: Digest | undefined;
  readonly node?: NodeId | undefined;
  /** The beginning of the source's line, or of its sha256 in hex. */
  readonly source?: string | undefined;
}
interface Place {
  readonly index: bigint;
  readonly logged: LogEntry;
  readonly publication: Publication;
}
interface SearchPage {
  readonly found: readonly Place[];
  /** The next page begins before this; undefined: there is none. */
  readonly next: bigint | undefined;
}

type Source = Pick<LogReplica, 'entry' | 'index'>;

/** Publications among the entries before `before`. */
export async function searchPublications(replica: Source, wanted: Wanted, { before, limit }: { before: bigint; limit: number }): Promise<SearchPage> {
  const fits = matcherOf(wanted);
  const found: Place[] = [];
  let lookedAt = 0;
  let last = before;
  for await (const index of candidates(replica, wanted, before)) {
    // There is at least one more to look at.
    if (found.length >= limit || lookedAt >= MAX_LOOKED_AT) return { found, next: last };
    last = index;
    lookedAt += 1;
    const logged = logEntryCodec.decode(replica.entry(index) as Uint8Array);
    if (logged.record.kind === 'publication' && fits(logged.record.value)) found.push({ index, logged, publication: logged.record.value });
  }
  return { found, next: undefined };
}

async function* candidates(replica: Source, wanted: Wanted, before: bigint): AsyncGenerator<bigint> {
  const listed = await listedFor(replica, wanted);
  if (listed !== undefined) {
    const places = [...new Set(listed)].filter((index) => index < before);
    yield* places.sort((a, b) => (a < b ? 1 : -1));
    return;
  }
  const { node } = wanted;
  const { index } = replica;
  for (let from = before; ; ) {
    const places = node === undefined ? await index.publications(from, STEP) : await index.ofNode(node, from, STEP);
    yield* places;
    if (places.length < STEP) return;
    from = places.at(-1) as bigint;
  }
}

/** By the narrowest of what is asked; undefined: too many, or nothing that a list is kept for. */
async function listedFor(replica: Source, { text, prefix, artifact, source }: Wanted): Promise<bigint[] | undefined> {
  const { index } = replica;
  const most = MAX_LISTED + 1;
  const lists = [
    artifact === undefined ? undefined : () => index.ofArtifact(artifact, most),
    prefix === undefined ? undefined : () => index.ofPrefix(prefix, most),
    source === undefined ? undefined : () => index.ofSource(source, most),
    text === undefined ? undefined : () => ofNames(replica, text, most),
  ];
  for (const list of lists) {
    const places = await list?.();
    if (places !== undefined && places.length <= MAX_LISTED) return places;
  }
  return undefined;
}

async function ofNames({ index }: Source, text: string, most: number): Promise<bigint[] | undefined> {
  const names = await index.packages(MAX_NAMES + 1);
  if (names.length > MAX_NAMES) return undefined;
  const fits = nameMatcher(text);
  const places: bigint[] = [];
  // The version is checked with the entries.
  for (const name of names.filter((known) => fits(known))) {
    places.push(...(await index.ofPrefix(`${name}@`, most - places.length)));
    if (places.length >= most) break;
  }
  return places;
}

function matcherOf({ text, prefix, artifact, node, source }: Wanted): (publication: Publication) => boolean {
  const fitsText = text === undefined ? () => true : nameMatcher(text);
  return (publication) =>
    fitsText(...(publication.purl.split('@') as [string, string])) &&
    (prefix === undefined || publication.purl.startsWith(prefix)) &&
    (artifact === undefined || publication.artifacts.some(({ sha256 }) => equalBytes(sha256, artifact))) &&
    (node === undefined || publication.matchedNodes.some((matched) => equalBytes(matched, node))) &&
    (source === undefined || publication.source.startsWith(source) || toHex(publication.sourceSha256).startsWith(source));
}

/** Upper and lower case alike. In a purl an `@` stands before the version, and nowhere else. */
function nameMatcher(text: string): (name: string, version?: string) => boolean {
  const wanted = (/^[^:/@]+:[^:/@]+(:[^:/@]*)?$/.test(text) ? text.replace(':', '/').replace(':', '@') : text).toLowerCase();
  const at = wanted.indexOf('@');
  if (at < 0) return (name) => name.toLowerCase().includes(wanted);
  const [name, begin] = [wanted.slice(0, at), wanted.slice(at + 1)];
  return (known, version) => known.toLowerCase().endsWith(name) && (version === undefined || version.toLowerCase().startsWith(begin));
}
