/** `/api/v1`: what is published, each answer with its proof from the trust root. */
import { encodePurl, type Purl, parseDigest, requestRecordCodec, stateKey, toHex } from '@pyrsia/ledger';
import { z } from 'zod';
import type { ProvenView } from '../chain/proven-state.ts';
import type { AbsentAnswer, Found, NotFound, PublicationAnswer } from '../chain/publications.ts';
import { systemClock } from '../clock.ts';
import { ClientError } from '../errors.ts';
import type { LightBlock } from '../light/types.ts';
import type { NodeParts } from '../node-parts.ts';
import { type Bundle, bundleToJson } from '../proof/bundle.ts';
import { shortestPath } from '../proof/verify-bundle.ts';
import { AnswerCache } from './answer-cache.ts';
import { type Api, JsonText, SENT } from './endpoint.ts';
import { sendTlogProof } from './log.ts';
import * as schema from './schemas.ts';
import { publicationView } from './views.ts';

const tag = 'publications';

export function publicationRoutes(api: Api, parts: NodeParts): void {
  const { publications } = parts;
  const answers = new AnswerCache();
  const answerText = async (purl: Purl, text: string, block: LightBlock): Promise<string> => {
    const answer = await findWithProof(parts, purl);
    if (answer.status === 'absent') throw new ClientError('NOT_PUBLISHED', { purl: text });
    if (!('record' in answer)) return JSON.stringify({ ...publicationView(answer), proof: null });
    const body = JSON.stringify({ ...publicationView(answer), proof: bundleOf(proofOf(parts, answer)) });
    answers.set(block, text, body);
    return body;
  };

  api.route(
    {
      ...{ method: 'get', path: '/api/v1/publications/*purl', tag, says: 'A package version with its proof; of a package, its versions.' },
      params: { purl: schema.packageOrVersion },
      answer: z.union([schema.provenPublication, schema.versions]),
      errors: ['NOT_PUBLISHED'],
    },
    async ({ params: { purl } }) => {
      const text = encodePurl(purl);
      if (purl.version === '') return { package: text, versions: await parts.lookups.versions(purl) };
      const { block } = publications.view();
      return new JsonText(answers.get(block, text) ?? (await answerText(purl, text, block)));
    },
  );

  api.route(
    {
      ...{ method: 'get', path: '/api/v1/proofs/publications/*purl', tag, says: 'The proof alone: published, revoked, or proven not to be there.' },
      params: { purl: schema.packageVersion },
      answer: schema.bundle,
    },
    async ({ params: { purl } }) => bundleOf(proofOf(parts, await publications.find(purl))),
  );

  api.route(
    {
      ...{ method: 'get', path: '/api/v1/artifacts/:sha256', tag, says: 'A publication that holds the artifact and is not revoked.' },
      params: { sha256: schema.digest },
      answer: schema.provenPublication,
      errors: ['NOT_FOUND'],
    },
    async ({ params: { sha256 } }) => {
      const found = await publications.ofArtifact(parseDigest(sha256));
      if (found === undefined) throw new ClientError('NOT_FOUND', { what: 'no publication has such an artifact' });
      return { ...publicationView(found.answer), proof: bundleOf(proofOf(parts, found.answer)) };
    },
  );

  api.route(
    {
      ...{ method: 'get', path: '/api/v1/artifacts/:sha256/tlog-proof', tag, says: 'C2SP tlog-proof of the publication, under the newest signed checkpoint.' },
      params: { sha256: schema.digest },
      answer: z.string(),
      media: 'text/plain',
      errors: ['NOT_FOUND'],
    },
    async ({ params: { sha256 }, context }) => {
      const found = await parts.lookups.ofArtifact(parseDigest(sha256));
      if (found === undefined) throw new ClientError('NOT_FOUND', { what: 'no publication has such an artifact' });
      await sendTlogProof(context, parts, found.answer);
      return SENT;
    },
  );

  api.route(
    {
      ...{ method: 'get', path: '/api/v1/requests/*purl', tag: 'builds', says: 'Attempts to build a package version, and the open build if there is one.' },
      params: { purl: schema.packageVersion },
      answer: z.object({ purl: z.string(), attempts: schema.count, open_build: schema.digest.optional() }),
    },
    async ({ params: { purl } }) => {
      const record = await publications.request(purl);
      const { attempts, openBuild } = record.value === undefined ? { attempts: 0, openBuild: new Uint8Array(0) } : requestRecordCodec.decode(record.value);
      return { purl: encodePurl(purl), attempts, ...(openBuild.length === 0 ? {} : { open_build: toHex(openBuild) }) };
    },
  );
}

export function nodesProofRoute(api: Api, parts: NodeParts): void {
  api.route(
    { method: 'get', path: '/api/v1/proofs/nodes', tag: 'nodes', says: 'The proof alone: who the build nodes are.', answer: schema.bundle },
    async () => {
      const view = parts.publications.view();
      return bundleOf({ lightBlocks: blocksTo(parts, view), state: await view.record(stateKey.nodes()), entry: undefined });
    },
  );
}

const bundleOf = (bundle: Bundle): z.input<typeof schema.bundle> => bundleToJson(bundle) as z.input<typeof schema.bundle>;

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
