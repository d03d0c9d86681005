/** The paths that users of Pyrsia know, with what they mean now. */
import type Router from '@koa/router';
import {
  buildIdOf,
  logEntryCodec,
  parseDigest,
  parseGav,
  parsePurl,
  parseRecipeJson,
  publicationRecordCodec,
  type Recipe,
  requestRecordCodec,
  toHex,
} from '@pyrsia/ledger';
import type { PublicationAnswer } from '../chain/publications.ts';
import { ClientError } from '../errors.ts';
import { headerHash } from '../light/encode.ts';
import type { LogReplica } from '../log/replica.ts';
import { type NodeParts, troubleOf } from '../node-parts.ts';
import { openProposalRecords, sendVote } from './api-proposals.ts';
import { faultsOf } from './endpoint.ts';
import { mavenRecipe } from './maven-recipe.ts';
import { inspectRequest, oldRecords, oldStatus, oldText } from './pyrsia-shapes.ts';
import { assertAuthorized, readJsonBody } from './request.ts';

/** A recipe is at most 16 KiB in its wire form; its JSON is a little longer. */
const MAX_BODY_BYTES = 64 * 1024;

export function pyrsiaRoutes(router: Router, parts: NodeParts): void {
  const { publications, peers } = parts;
  router.get('/status', (context) => {
    context.body = statusView(parts);
  });
  router.get('/peers', (context) => {
    context.body = peers.peers;
  });
  buildRoutes(router, parts);
  authorizeRoute(router, parts);

  /** { gav } → what the log says of its artifacts, as JSON or CSV; nothing of a version that was never published. */
  router.post('/inspect/maven', async (context) => {
    const wanted = inspectRequest.safeParse(await readJsonBody(context, MAX_BODY_BYTES));
    if (!wanted.success) throw new ClientError('REQUEST_INVALID', { faults: faultsOf(wanted.error) });
    const answer = await publications.find(parseGav(wanted.data.gav));
    const records = answer.status === 'absent' ? [] : oldRecords(answer, await revokedAt(answer));
    const { type, text } = oldText(records, wanted.data);
    context.type = type;
    context.body = text;
  });
  for (const path of ['/build/docker', '/inspect/docker']) {
    router.post(path, () => {
      throw new ClientError('NOT_BUILT_HERE', { ecosystem: 'oci' });
    });
  }
}

function statusView(parts: NodeParts): object {
  const { peers, config, light, replica } = parts;
  const header = light.latest?.header;
  const trouble = troubleOf(parts);
  return {
    peers_count: peers.peers.length,
    peer_id: peers.peerId,
    peer_addrs: peers.addresses,
    headers_from: parts.follower.isByOthers ? 'other_nodes' : 'build_nodes',
    chain_id: config.network.trustRoot.chainId,
    log_origin: config.network.logOrigin,
    ...(header === undefined ? {} : { height: header.height.toString(), header_hash: toHex(headerHash(header)), app_hash: toHex(header.appHash) }),
    ...(replica === undefined ? { log: 'query' } : followView(replica)),
    ...(light.setAside.length === 0 ? {} : { rpc_set_aside: light.setAside }),
    ...(trouble === undefined ? {} : { trouble: trouble.code }),
  };
}

function buildRoutes(router: Router, parts: NodeParts): void {
  const { publications, config } = parts;
  /** { gav, source } or { recipe } → 202 { build_id }; a published version is 409. */
  router.post('/build/maven', async (context) => {
    assertAuthorized(context, config.token);
    const recipe = recipeOf(await readJsonBody(context, MAX_BODY_BYTES));
    if (parts.sponsor === undefined) throw new ClientError('REQUEST_REFUSED', { reason: 'this node has no account to sponsor requests with' });
    const attempt = await nextAttempt(parts, recipe);
    const code = await parts.sponsor.send({ kind: 'requestBuild', value: { recipe } }, AbortSignal.timeout(30_000));
    if (code !== 'OK') throw new ClientError('REQUEST_REFUSED', { code, purl: recipe.purl });
    context.status = 202;
    context.body = { build_id: toHex(buildIdOf(recipe.purl, attempt)), message: `${recipe.purl}: requested` };
  });
  /** { build_id } → "Running", { Success: { artifact_urls } } or { Failure }. */
  router.post('/build/status', async (context) => {
    const { build_id: id } = await readJsonBody(context, MAX_BODY_BYTES);
    const build = await publications.build(parseDigest(String(id)));
    if (build === undefined) throw new ClientError('NOT_FOUND', { what: 'build' });
    const answer = build.phase === 'published' ? await publications.find(parsePurl(build.purl)) : undefined;
    // "Running" is JSON, too.
    context.type = 'application/json';
    context.body = JSON.stringify(oldStatus(build, answer === undefined || answer.status === 'absent' ? undefined : answer));
  });
}

/** { peer_id } → 202: the yes of this node to the open proposal that would make this peer a build node. No single node can do more. */
function authorizeRoute(router: Router, parts: NodeParts): void {
  router.post('/authorized_node', async (context) => {
    assertAuthorized(context, parts.config.token);
    const { peer_id: peerId } = await readJsonBody(context, MAX_BODY_BYTES);
    if (typeof peerId !== 'string' || peerId === '') throw new ClientError('REQUEST_INVALID', { what: 'give peer_id' });
    const nodes = await parts.publications.buildNodes();
    if (nodes.some((node) => node.peerId === peerId)) throw new ClientError('REQUEST_REFUSED', { reason: 'that peer is a build node' });
    const open = await openProposalRecords(parts.publications.view());
    const proposal = open.find(({ effect: { effect } }) => effect.kind === 'addBuildNode' && effect.value.peerId === peerId);
    if (proposal === undefined)
      throw new ClientError('REQUEST_REFUSED', { reason: 'no open proposal adds that peer; propose it with its keys: POST /api/v1/proposals' });
    await sendVote(parts, proposal.id, 'yes');
    context.status = 202;
    context.body = { proposal_id: toHex(proposal.id), message: `${peerId}: voted for` };
  });
}

function followView({ head }: LogReplica): object {
  return {
    log: 'follow',
    log_size: (head?.checkpoint.size ?? 0n).toString(),
    ...(head === undefined ? {} : { log_height: head.block.header.height.toString() }),
  };
}

function recipeOf(body: Record<string, unknown>): Recipe {
  if (body['recipe'] !== undefined) return parseRecipeJson(JSON.stringify(body['recipe']));
  if (typeof body['gav'] !== 'string' || typeof body['source'] !== 'string')
    throw new ClientError('REQUEST_INVALID', { what: 'give recipe, or gav and source' });
  return mavenRecipe(parseGav(body['gav']), body['source']);
}

/** The attempt that a request made now will be; the chain numbers it the same way. */
async function nextAttempt({ publications }: NodeParts, recipe: Recipe): Promise<number> {
  const record = await publications.request(parsePurl(recipe.purl));
  return (record.value === undefined ? 0 : requestRecordCodec.decode(record.value).attempts) + 1;
}

async function revokedAt({ view, record }: PublicationAnswer): Promise<{ index: bigint; timeMs: bigint } | undefined> {
  const index = record.value === undefined ? undefined : publicationRecordCodec.decode(record.value).revokedBy;
  return index === undefined ? undefined : { index, timeMs: logEntryCodec.decode((await view.entry(index)).bytes).timeMs };
}
