/**
 * `/maven2`: a Maven repository of what is published and unrevoked, asked anew for each request. Nothing else is ever
 * sent, on any path, method or range. What a miss is answered with is the operator's policy (maven/miss.ts).
 */
import { Readable } from 'node:stream';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { ClientError } from '../errors.ts';
import type { LightBlock } from '../light/types.ts';
import { ArtifactBytes } from '../maven/artifact-bytes.ts';
import { contentType } from '../maven/content-type.ts';
import type { Admitted, Served } from '../maven/gate.ts';
import { LeastRecent } from '../maven/least-recent.ts';
import { MetadataOf } from '../maven/metadata.ts';
import { answerTo, type Miss } from '../maven/miss.ts';
import { CHECKSUMS, parsePath, type Wanted } from '../maven/path.ts';
import type { NodeParts } from '../node-parts.ts';
import { isNotModified, type Range, rangeOf } from './conditional.ts';
import { sendTlogProof } from './log.ts';
import { bodyOfPart, goneSignal, sendRangeProblem, sendWhole } from './sending.ts';

const CHECKSUM_HEADERS = { md5: 'x-checksum-md5', sha1: 'x-checksum-sha1', sha256: 'x-checksum-sha256', sha512: 'x-checksum-sha512' } as const;
const PREFIX = '/maven2/';
/** Read before; of up to 1 KiB each. */
const MAX_PATHS = 2_048;
/** A digest names the bytes for good. */
const FOR_GOOD = 'public, max-age=31536000, immutable';
type Wants<Kind> = Extract<Wanted, { kind: Kind }>;

interface MavenParts {
  readonly node: NodeParts;
  readonly metadata: MetadataOf;
  readonly bytes: ArtifactBytes;
}

export function mavenRoutes(router: Router, node: NodeParts): void {
  const parts = { node, metadata: new MetadataOf(node.lookups), bytes: new ArtifactBytes(node.peers, node.blobs) };
  const paths = new LeastRecent<Wanted>(MAX_PATHS);
  const wantedAt = (path: string): Wanted => {
    const known = paths.get(path);
    if (known !== undefined) return known;
    const wanted = parsePath(path.slice(PREFIX.length));
    if (wanted.kind !== 'nothing') paths.set(path, wanted);
    return wanted;
  };
  const serve = async (context: Context): Promise<void> => {
    const wanted = wantedAt(context.path);
    if (wanted.kind === 'nothing') sendMiss(context, node, wanted);
    else if (wanted.kind === 'metadata') await serveMetadata(context, parts, wanted);
    else await serveFile(context, parts, wanted);
  };
  router.get('/maven2/*path', serve);
  router.head('/maven2/*path', serve);
}

async function serveMetadata(context: Context, { node, metadata }: MavenParts, { purl, checksum }: Wants<'metadata'>): Promise<void> {
  const found = await metadata.find(purl);
  if (found === undefined) return sendMiss(context, node, { kind: 'package', purl });
  const bytes = checksum === undefined ? found.bytes : Buffer.from(found.checksums[checksum]);
  const etag = `"${found.checksums.sha256}${checksum === undefined ? '' : `-${checksum}`}"`;
  if (checksum === undefined) setChecksums(context, found.checksums);
  sendWhole(context, bytes, { etag, type: checksum === undefined ? 'application/xml' : 'text/plain', cacheControl: 'no-cache' });
}

async function serveFile(context: Context, parts: MavenParts, wanted: Wants<'file'>): Promise<void> {
  const { purl, file, checksum, isProof } = wanted;
  const { node, bytes } = parts;
  const { admission, block } = await node.gate.find(purl);
  if (admission.status !== 'published') return sendMiss(context, node, { kind: admission.status, purl });
  const served = admission.files.get(file);
  if (served === undefined) return sendMiss(context, node, { kind: 'file', purl, file });
  if (isProof) {
    const answer = await node.lookups.find(purl);
    return answer.status === 'published' ? sendTlogProof(context, node, answer) : sendMiss(context, node, { kind: answer.status, purl });
  }
  const isStillServed = async (): Promise<boolean> => {
    const now = (await node.gate.find(purl)).admission;
    return now.status === 'published' && now.logIndex === admission.logIndex;
  };
  if (checksum === undefined) {
    const isDone = await serveArtifact(context, parts, { admission, served, block, isStillServed });
    return isDone ? undefined : serveFile(context, parts, wanted);
  }
  const text = (bytes.knownChecksums(served) ?? (await bytes.checksumsOf(served, goneSignal(context.res))))[checksum];
  if (!(await isStillServed())) return serveFile(context, parts, wanted);
  describe(context, { admission, served, block });
  sendWhole(context, Buffer.from(text), { etag: `"${served.sha256}-${checksum}"`, type: 'text/plain', cacheControl: FOR_GOOD });
}

interface Answer {
  readonly admission: Admitted;
  readonly served: Served;
  readonly block: LightBlock;
}
/** Bytes may be long in coming: of what was revoked meanwhile none is sent, or none more. */
interface Serving extends Answer {
  readonly isStillServed: () => Promise<boolean>;
}

/** False, and nothing is said: it is not served any more. */
async function serveArtifact(context: Context, { node, bytes }: MavenParts, answer: Serving): Promise<boolean> {
  const { served } = answer;
  const { etag, artifact } = served;
  const size = Number(artifact.size);
  const isGet = context.method === 'GET';
  const isKnown = isNotModified(context.get('if-none-match'), etag);
  const range: Range = isGet && !isKnown ? rangeOf(context.get('range'), context.get('if-range'), { size, etag }) : { kind: 'whole' };
  if (range.kind === 'unsatisfiable') {
    sendRangeProblem(context, size);
    return true;
  }
  if (isGet) void node.blobs.used(artifact.sha256);
  const wantsBody = isGet && !isKnown;
  let body: Buffer | Readable | undefined = wantsBody ? bytes.inMemory(served) : undefined;
  if (wantsBody) context.state['cache'] = body !== undefined || node.blobs.has(artifact.sha256) ? 'hit' : 'miss';
  if (wantsBody && body === undefined) {
    body = await bodyOf(context, { node, bytes }, answer, range);
    if (!(await answer.isStillServed())) {
      if (!Buffer.isBuffer(body)) body.destroy();
      return false;
    }
  }
  // Only now: an error must not carry what is said of the artifact.
  describe(context, answer);
  const checksums = bytes.knownChecksums(served);
  if (checksums !== undefined) setChecksums(context, checksums);
  setHeaders(context, { etag, 'cache-control': FOR_GOOD, 'accept-ranges': 'bytes', 'content-type': contentType(artifact.name) });
  context.status = isKnown ? 304 : range.kind === 'part' ? 206 : 200;
  const length = range.kind === 'part' ? range.end - range.start + 1 : size;
  if (range.kind === 'part') context.set('content-range', `bytes ${range.start}-${range.end}/${size}`);
  if (body !== undefined) context.body = Buffer.isBuffer(body) ? bodyOfPart(body, range) : body;
  // Koa takes the type of a stream and its length from nowhere.
  if (!isKnown && !Buffer.isBuffer(body)) context.set({ 'content-type': contentType(artifact.name), 'content-length': String(length) });
  return true;
}

/** The bytes as they are held, or as they come from peers. Of a part, only once all of it is here and was checked. */
async function bodyOf(context: Context, { node, bytes }: Pick<MavenParts, 'node' | 'bytes'>, { served, isStillServed }: Serving, range: Range) {
  const { artifact } = served;
  const gone = goneSignal(context.res);
  if (bytes.isSmall(served)) return bytes.bytes(served, gone);
  const part = range.kind === 'part' ? range : { start: 0, end: Number(artifact.size) - 1 };
  // One that was damaged on disk is set aside, and fetched anew once.
  for (let tries = 1; tries <= 2; tries += 1) {
    const found = range.kind === 'part' ? { path: await node.peers.fetch(artifact, gone) } : await node.peers.read(artifact, gone);
    if (!('path' in found)) return Readable.from(whileServed(bytes.hashing(served, found.chunks), isStillServed), { objectMode: false });
    if (range.kind === 'whole') await bytes.hashHeld(served, gone);
    const body = await bytes.reads.open(artifact, part, waitingIn(context));
    if (body !== undefined) return body;
  }
  throw new ClientError('STORE_CHANGED', { sha256: served.sha256 });
}

/** What the system has not taken yet of what was sent. */
const waitingIn =
  ({ res }: Context) =>
  (): number =>
    res.socket === null || res.destroyed ? Number.POSITIVE_INFINITY : res.writableLength;

async function* whileServed(chunks: AsyncIterable<Uint8Array>, isStillServed: () => Promise<boolean>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    if (!(await isStillServed())) throw new ClientError('REVOKED');
    yield chunk;
  }
}

/** Where the answer stands in the log, and who made it, for whoever looks at the headers. */
function describe(context: Context, { admission, served, block }: Answer): void {
  setHeaders(context, {
    'x-pyrsia-log-index': admission.logIndex,
    'x-pyrsia-verdict': admission.verdict,
    'x-pyrsia-verified-height': block.header.height.toString(),
    'x-checksum-sha256': served.sha256,
  });
}

/** Maven 3.9 and newer ask for no checksum files then. */
function setChecksums(context: Context, checksums: Readonly<Record<(typeof CHECKSUMS)[number], string>>): void {
  for (const name of CHECKSUMS) context.res.setHeader(CHECKSUM_HEADERS[name], checksums[name]);
}

/** As `context.set`, at half its cost, of which a request for a small file has some. */
function setHeaders({ res }: Context, headers: Readonly<Record<string, string>>): void {
  for (const name in headers) res.setHeader(name, headers[name] as string);
}

function sendMiss(context: Context, { config, missRequests }: NodeParts, miss: Miss): void {
  const { policy } = config.maven;
  const build = policy === 'request' && miss.kind === 'absent' ? missRequests?.ask(miss.purl) : undefined;
  const baseUrl = config.rest.publicUrl ?? `http://${/^[A-Za-z0-9.:[\]-]{1,255}$/.exec(context.host)?.[0] ?? 'localhost'}`;
  const { status, code, phrase, members } = answerTo(miss, policy, build, baseUrl);
  context.status = status;
  context.message = phrase;
  context.set({ 'cache-control': 'no-store', 'x-pyrsia-policy': policy });
  if (build !== undefined) context.set('x-pyrsia-build', build.state === 'requested' ? build.buildId : build.state);
  context.type = 'application/problem+json';
  context.body = JSON.stringify({ type: 'about:blank', title: code, status, detail: phrase, code, policy, ...members });
}
