/**
 * `/maven2`: a Maven repository of what is published and unrevoked, verified for each request. Nothing else is
 * ever sent, on any path or method. A miss is 404 with the reason in the body: the default policy `strict`.
 *
 *   <group path>/<artifact>/<version>/<file>        an artifact of the publication
 *   …/<file>.{sha1,md5,sha256,sha512}               digests of the very bytes that are served
 *   …/<file>.tlog-proof                             C2SP tlog-proof of the publication
 *   <group path>/<artifact>/maven-metadata.xml      the published versions
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type Router from '@koa/router';
import { type Artifact, encodePurl, type Purl, parsePackagePurl, parsePurl, toHex } from '@pyrsia/ledger';
import type { Context } from 'koa';
import type { Found } from '../chain/publications.ts';
import { ClientError } from '../errors.ts';
import type { NodeParts } from '../node-parts.ts';
import { sendTlogProof } from './log.ts';

const CHECKSUMS = ['sha1', 'md5', 'sha256', 'sha512'] as const;
type Checksum = (typeof CHECKSUMS)[number];
const PROOF = 'tlog-proof';
/** The deepest group of Maven Central has about ten segments. */
const MAX_PATH_BYTES = 1024;
const METADATA = 'maven-metadata.xml';

interface Wanted {
  readonly file: string;
  readonly folders: readonly string[];
  readonly checksum: Checksum | undefined;
  readonly isProof: boolean;
}

export function mavenRoutes(router: Router, parts: NodeParts): void {
  const serve = async (context: Context): Promise<void> => {
    const wanted = parsePath(context.path.slice('/maven2/'.length));
    if (wanted.file === METADATA) await serveMetadata(context, parts, wanted);
    else await serveArtifact(context, parts, wanted);
  };
  router.get('/maven2/*path', serve);
  router.head('/maven2/*path', serve);
}

/** A hostile path → its parts; no empty, dotted or encoded segments. */
function parsePath(path: string): Wanted {
  const segments = path.split('/');
  const sane = segments.every((segment) => /^[A-Za-z0-9_+][A-Za-z0-9._+-]*$/.test(segment));
  if (!sane || path.length > MAX_PATH_BYTES || segments.length < 3) throw new ClientError('NOT_FOUND', { path: path.slice(0, 200) });
  const last = segments.at(-1) as string;
  const suffix = [...CHECKSUMS, PROOF].find((name) => last.endsWith(`.${name}`));
  const file = suffix === undefined ? last : last.slice(0, -suffix.length - 1);
  return { file, folders: segments.slice(0, -1), checksum: CHECKSUMS.find((name) => name === suffix), isProof: suffix === PROOF };
}

async function serveArtifact(context: Context, parts: NodeParts, { file, folders, checksum, isProof }: Wanted): Promise<void> {
  // A client that goes away cancels its download, unless somebody else waits for the same.
  const gone = new AbortController();
  context.res.once('close', () => gone.abort());
  const purl = purlOf(folders, folders.at(-1));
  const answer = await parts.lookups.find(purl);
  if (answer.status === 'absent') throw new ClientError('NOT_PUBLISHED', { purl: encodePurl(purl) });
  if (answer.status === 'revoked') throw new ClientError('REVOKED', { purl: encodePurl(purl) });
  const artifact = answer.publication.artifacts.find((known) => known.name === file);
  if (artifact === undefined) throw new ClientError('NOT_FOUND', { what: `${encodePurl(purl)} has no ${file}` });
  if (isProof) return sendTlogProof(context, parts, answer);
  if (checksum !== undefined) {
    const text = await digestOfFile(await parts.peers.fetch(artifact, gone.signal), checksum);
    describe(context, answer, artifact);
    return sendText(context, text);
  }
  // The digest names the bytes for good: a match needs no revalidation, whatever Cache-Control asks.
  const isKnown = context.get('if-none-match') === `"${toHex(artifact.sha256)}"`;
  const found = context.method === 'GET' && !isKnown ? await parts.peers.read(artifact, gone.signal) : undefined;
  // Only now: an error must not carry what is said of the artifact.
  describe(context, answer, artifact);
  context.set('content-length', artifact.size.toString());
  context.set('cache-control', 'public, max-age=31536000, immutable');
  context.type = file.endsWith('.pom') ? 'application/xml' : 'application/java-archive';
  context.etag = toHex(artifact.sha256);
  context.status = isKnown ? 304 : 200;
  if (found !== undefined) context.body = 'path' in found ? createReadStream(found.path) : Readable.from(found.chunks, { objectMode: false });
}

/** Where the answer stands in the log, and who made it, for whoever looks at the headers. */
function describe(context: Context, { entry, publication, block }: Found, artifact: Artifact): void {
  context.set('x-pyrsia-log-index', entry.index.toString());
  context.set('x-pyrsia-verdict', `published ${publication.matchedNodes.length}/${publication.electorateSize}`);
  context.set('x-pyrsia-verified-height', block.header.height.toString());
  context.set('x-checksum-sha256', toHex(artifact.sha256));
}

async function serveMetadata(context: Context, parts: NodeParts, { folders, checksum }: Wanted): Promise<void> {
  const name = folders.at(-1) as string;
  const purl = parsePackagePurl(encodePurl({ type: 'maven', namespace: folders.slice(0, -1).join('.'), name, version: '' }));
  const versions = await parts.lookups.versions(purl);
  if (versions.length === 0) throw new ClientError('NOT_PUBLISHED', { package: encodePurl(purl) });
  const xml = metadataXml(purl, versions);
  if (checksum !== undefined) return sendText(context, createHash(checksum).update(xml).digest('hex'));
  context.type = 'application/xml';
  context.body = xml;
}

/** Names were checked by the purl's rules: nothing in them needs escaping. */
function metadataXml(purl: Purl, versions: readonly string[]): string {
  const latest = versions.at(-1) as string;
  const items = versions.map((version) => `      <version>${version}</version>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<metadata>
  <groupId>${purl.namespace}</groupId>
  <artifactId>${purl.name}</artifactId>
  <versioning>
    <latest>${latest}</latest>
    <release>${latest}</release>
    <versions>
${items}
    </versions>
  </versioning>
</metadata>
`;
}

function purlOf(folders: readonly string[], version: string | undefined): Purl {
  const [name, ...group] = folders.slice(0, -1).reverse();
  if (name === undefined || group.length === 0 || version === undefined) throw new ClientError('NOT_FOUND', { path: folders.join('/') });
  return parsePurl(encodePurl({ type: 'maven', namespace: group.reverse().join('.'), name, version }));
}

function sendText(context: Context, text: string): void {
  context.type = 'text/plain';
  context.body = text;
}

async function digestOfFile(path: string, algorithm: Checksum): Promise<string> {
  const hash = createHash(algorithm);
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) hash.update(piece);
  return hash.digest('hex');
}
