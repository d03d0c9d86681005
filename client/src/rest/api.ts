/** `/api/v1`: what this node knows, each answer proven from the trust root. */
import type Router from '@koa/router';
import { encodePurl, type Purl, parseDigest, parsePackagePurl, parsePurl, requestRecordCodec, stateKey, toHex } from '@pyrsia/ledger';
import type { ProvenView } from '../chain/proven-state.ts';
import type { AbsentAnswer, Found, NotFound, PublicationAnswer } from '../chain/publications.ts';
import { systemClock } from '../clock.ts';
import { ClientError } from '../errors.ts';
import type { LightBlock } from '../light/types.ts';
import { type NodeParts, troubleOf } from '../node-parts.ts';
import { parseShare, shareView } from '../p2p/share.ts';
import { type Bundle, bundleToJson } from '../proof/bundle.ts';
import { shortestPath } from '../proof/verify-bundle.ts';
import { AnswerCache } from './answer-cache.ts';
import { assertAuthorized, readJsonBody } from './request.ts';
import { buildView, publicationView } from './views.ts';

const MAX_BODY_BYTES = 4 * 1024;

export function apiRoutes(router: Router, parts: NodeParts): void {
  const { publications, blobs, peers, config } = parts;
  const answers = new AnswerCache();
  const answerText = async (purl: Purl, text: string, block: LightBlock): Promise<string> => {
    const answer = await findWithProof(parts, purl);
    if (answer.status === 'absent') throw new ClientError('NOT_PUBLISHED', { purl: text });
    if (!('record' in answer)) return JSON.stringify({ ...publicationView(answer), proof: null });
    const body = JSON.stringify({ ...publicationView(answer), proof: bundleToJson(proofOf(parts, answer)) });
    answers.set(block, text, body);
    return body;
  };

  router.get('/healthz', (context) => {
    context.body = { status: 'ok' };
  });
  router.get('/readyz', (context) => {
    const trouble = troubleOf(parts);
    context.status = trouble === undefined ? 200 : 503;
    context.body = { ready: trouble === undefined, ...(trouble === undefined ? {} : { code: trouble.code }) };
  });

  /** A package version with the proof bundle; a package lists its versions. */
  router.get('/api/v1/publications/*purl', async (context) => {
    const text = decodePurl(context.path.slice('/api/v1/publications/'.length));
    const purl = parsePackagePurl(text);
    if (purl.version === '') {
      context.body = { package: encodePurl(purl), versions: await parts.lookups.versions(purl) };
      return;
    }
    const { block } = publications.view();
    const known = answers.get(block, text);
    context.type = 'json';
    context.body = known ?? (await answerText(purl, text, block));
  });

  /** Bundles alone: of a package version, published, revoked or proven absent; of the build nodes. */
  router.get('/api/v1/proofs/publications/*purl', async (context) => {
    const purl = parsePurl(decodePurl(context.path.slice('/api/v1/proofs/publications/'.length)));
    context.body = bundleToJson(proofOf(parts, await publications.find(purl)));
  });
  router.get('/api/v1/proofs/nodes', async (context) => {
    const view = publications.view();
    context.body = bundleToJson({ lightBlocks: blocksTo(parts, view), state: await view.record(stateKey.nodes()), entry: undefined });
  });

  router.get('/api/v1/artifacts/:sha256', async (context) => {
    const found = await publications.ofArtifact(parseDigest(context.params['sha256'] ?? ''));
    if (found === undefined) throw new ClientError('NOT_FOUND', { what: 'no publication has such an artifact' });
    context.body = { ...publicationView(found.answer), proof: bundleToJson(proofOf(parts, found.answer)) };
  });

  /** Attempts to build a package version, and the open build if there is one. */
  router.get('/api/v1/requests/*purl', async (context) => {
    const purl = parsePurl(decodePurl(context.path.slice('/api/v1/requests/'.length)));
    const record = await publications.request(purl);
    const { attempts, openBuild } = record.value === undefined ? { attempts: 0, openBuild: new Uint8Array(0) } : requestRecordCodec.decode(record.value);
    context.body = { purl: encodePurl(purl), attempts, ...(openBuild.length === 0 ? {} : { open_build: toHex(openBuild) }) };
  });

  router.get('/api/v1/builds/:id', async (context) => {
    const build = await publications.build(parseDigest(context.params['id'] ?? ''));
    if (build === undefined) throw new ClientError('NOT_FOUND', { what: 'build' });
    context.body = buildView(build);
  });

  /** What is held, what is shared, and with whom. */
  router.get('/api/v1/storage', async (context) => {
    const held = await blobs.stats();
    const bytes = held.reduce((sum, blob) => sum + blob.bytes, 0);
    const traffic = [...peers.traffic.all].map(([peer, { sentBytes, receivedBytes }]) => ({
      ...{ peer_id: peer, sent_bytes: sentBytes, received_bytes: receivedBytes },
    }));
    context.body = { ...shareView(parts.sharing.current), artifacts: held.length, bytes: String(bytes), traffic };
  });
  router.put('/api/v1/share', async (context) => {
    assertAuthorized(context, config.token);
    const body = await readJsonBody(context, MAX_BODY_BYTES);
    const now = await parts.sharing.change((before) => {
      const wanted = parseShare(body, before);
      // It would fetch again at once what went.
      if (config.note !== undefined && wanted.diskBytes !== undefined)
        throw new ClientError('REQUEST_INVALID', { what: 'a build node keeps what was published' });
      return wanted;
    });
    context.body = shareView(now);
  });

  /** Who this node is connected to, and what went to and fro. */
  router.get('/api/v1/peers', (context) => {
    const names = new Map(parts.buildNodes.current.map((node) => [node.peerId, node.name]));
    context.body = peers.connections.map((connection) => {
      const { sentBytes, receivedBytes } = peers.traffic.of(connection.peerId);
      return {
        peer_id: connection.peerId,
        address: connection.address,
        direction: connection.direction,
        encryption: connection.encryption,
        since: new Date(connection.sinceMs).toISOString(),
        relayed: connection.isRelayed,
        build_node: names.get(connection.peerId) ?? null,
        sent_bytes: sentBytes,
        received_bytes: receivedBytes,
      };
    });
  });

  /** The build node's builder hands in what was published. Taken only if the chain says that it is published. */
  router.put('/api/v1/blobs/:sha256', async (context) => {
    assertAuthorized(context, config.token);
    const sha256 = parseDigest(context.params['sha256'] ?? '');
    if ((await blobs.find(sha256)) === undefined) {
      await parts.follower.catchUp();
      const found = await publications.ofArtifact(sha256);
      if (found === undefined) throw new ClientError('NOT_PUBLISHED', { sha256: toHex(sha256) });
      await blobs.put(found.artifact, context.req as AsyncIterable<Uint8Array>);
      peers.announce(sha256);
    }
    context.status = 204;
  });
}

function decodePurl(text: string): string {
  // A purl holds percent-encoded parts of its own; a client may or may not have encoded it once more.
  return text.startsWith('pkg:') ? text : decodeURIComponent(text);
}

/** Without an answer of the chain in this time, the copy of the log answers. */
const CHAIN_MS = 3_000;

/** With the record of the state, which only the chain can prove; while it gives none, from the copy of the log alone. */
async function findWithProof({ publications, lookups, follower, replica }: NodeParts, purl: Purl): Promise<PublicationAnswer | Found | NotFound> {
  if (replica === undefined) return publications.find(purl);
  // Nothing was verified in the last round: the chain is not asked in vain.
  if (follower.trouble !== undefined) return lookups.find(purl);
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), CHAIN_MS);
  try {
    return (await Promise.race([publications.find(purl), late.promise])) ?? (await lookups.find(purl));
  } catch (error) {
    if (error instanceof ClientError) return lookups.find(purl);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function proofOf(parts: NodeParts, answer: PublicationAnswer | AbsentAnswer): Bundle {
  return { lightBlocks: blocksTo(parts, answer.view), state: answer.record, entry: answer.status === 'absent' ? undefined : answer.entry };
}

/** Of each header once: it is a few hundred signatures. */
const paths = new WeakMap<LightBlock, LightBlock[]>();
function blocksTo({ lightStore, config }: NodeParts, { block }: ProvenView): LightBlock[] {
  const known = paths.get(block) ?? shortestPath(lightStore.upTo(block.header.height), config.network, systemClock.nowNs());
  paths.set(block, known);
  return known;
}
