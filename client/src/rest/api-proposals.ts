/**
 * `/api/v1/proposals`: what build nodes decide by vote. Read with proof from the state; proposed and voted for with the
 * account key of this node. Those that passed are found through the log; those that did not, in a list of the state, the older ones by their ids alone.
 */
import {
  type Account,
  type Action,
  accountCodec,
  type Digest,
  effectDigest,
  effectRecordCodec,
  endedProposalsCodec,
  logEntryCodec,
  type NodeId,
  type Proposal,
  parseDigest,
  proposalCodec,
  proposalIdOf,
  proposalIdsCodec,
  stateKey,
  toHex,
} from '@pyrsia/ledger';
import { z } from 'zod';
import type { ProvenView } from '../chain/proven-state.ts';
import { ClientError } from '../errors.ts';
import { ReplicaLookups } from '../log/lookups.ts';
import type { NodeParts } from '../node-parts.ts';
import { actionView, effectOf } from './actions.ts';
import { replicaOf } from './api-log.ts';
import type { Api } from './endpoint.ts';
import { inParallel, pageOfTwo } from './paging.ts';
import * as schema from './schemas.ts';

const tag = 'proposals';
const SEND_MS = 30_000;
type View = z.input<typeof schema.proposal>;

export function proposalRoutes(api: Api, parts: NodeParts): void {
  const view = (): ProvenView => parts.publications.view();
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/proposals', tag, says: 'Proposals: the open ones, those that passed, those that did not; each the newest first.' },
      query: { phase: z.enum(['open', 'passed', 'not_passed']).optional(), ...schema.pagingOfThree },
      answer: schema.pageOf(schema.proposal),
      errors: ['NOT_FOUND'],
    },
    async ({ query: { phase, limit, after } }) => {
      if (phase === 'not_passed' || after?.startsWith('ended')) return notPassed(view(), after, limit);
      const part = phase === 'passed' ? 'ended' : (phase ?? (parts.replica === undefined ? 'open' : undefined));
      const two = { open: () => openProposals(view()), ended: (before: bigint | undefined, most: number) => passedProposals(parts, before, most) };
      const page = await pageOfTwo(two, { part, limit, after });
      if (phase !== undefined || page.next !== null) return page;
      if (page.items.length >= limit) return { ...page, next: 'ended' };
      const rest = await notPassed(view(), undefined, limit - page.items.length);
      return { items: [...page.items, ...rest.items], next: rest.next };
    },
  );
  api.route(
    {
      ...{ method: 'get', path: '/api/v1/proposals/:id', tag, says: 'One proposal, open or ended, with its votes.' },
      params: { id: schema.digest },
      answer: schema.proposal,
      errors: ['NOT_FOUND'],
    },
    async ({ params }) => proposalView(await proposalOf(view(), parseDigest(params.id)), view()),
  );
  api.route(
    {
      ...{
        method: 'post',
        path: '/api/v1/proposals',
        tag,
        says: 'Proposes with the account of this node, whose yes it is. What is said here is that it was sent.',
      },
      ...{ token: true, status: 202, errors: ['REQUEST_REFUSED'] },
      body: z.strictObject({ action: schema.action }),
      answer: z.object({ proposal_id: schema.digest }),
    },
    async ({ body }) => {
      const effect = effectOf(body.action);
      const nodeId = await ownNode(parts, view());
      const { value } = await view().record(stateKey.effect(effectDigest(effect)));
      const attempts = value === undefined ? 0 : effectRecordCodec.decode(value).attempts;
      await send(parts, { kind: 'propose', value: { nodeId, effect: { effect } } });
      return { proposal_id: toHex(proposalIdOf(effect, attempts + 1)) };
    },
  );
  api.route(
    {
      ...{ method: 'post', path: '/api/v1/proposals/:id/votes', tag, says: 'Votes with the account of this node. What is said here is that it was sent.' },
      ...{ token: true, status: 202, errors: ['NOT_FOUND', 'REQUEST_REFUSED'] },
      params: { id: schema.digest },
      body: z.strictObject({ vote: z.enum(['yes', 'no']) }),
      answer: z.object({ proposal_id: schema.digest, vote: z.enum(['yes', 'no']) }),
    },
    async ({ params, body: { vote } }) => {
      const wanted = parseDigest(params.id);
      // It may have been proposed at another node a moment ago.
      const { id } = await proposalOf(view(), wanted).catch(() => parts.follower.catchUp().then(() => proposalOf(view(), wanted)));
      await sendVote(parts, id, vote);
      return { proposal_id: toHex(id), vote };
    },
  );
}

export async function sendVote(parts: NodeParts, proposalId: Digest, vote: 'yes' | 'no'): Promise<void> {
  const nodeId = await ownNode(parts, parts.publications.view());
  await send(parts, { kind: 'vote', value: { nodeId, proposalId, choice: vote === 'yes' ? 'approve' : 'reject' } });
}

export async function openProposalRecords(view: ProvenView): Promise<Proposal[]> {
  const { value } = await view.record(stateKey.openProposals());
  const ids = value === undefined ? [] : proposalIdsCodec.decode(value).ids;
  const proposals = await inParallel(ids, (id) => proposalOf(view, id));
  return proposals.sort((a, b) => Number(b.openedAtHeight - a.openedAtHeight));
}

async function openProposals(view: ProvenView): Promise<View[]> {
  return (await openProposalRecords(view)).map((proposal) => proposalView(proposal, view));
}

/** The log names the proposal of all that a vote changed. */
async function passedProposals(parts: NodeParts, before: bigint | undefined, limit: number): Promise<{ items: View[]; next: bigint | undefined }> {
  const replica = replicaOf(parts);
  const { size } = new ReplicaLookups(replica, parts.light).head().checkpoint;
  const places = await replica.index.governance(before !== undefined && before < size ? before : size, limit + 1);
  const ids = places.slice(0, limit).flatMap((index): Digest[] => {
    const { record } = logEntryCodec.decode(replica.entry(index) as Uint8Array);
    return 'proposalId' in record.value ? [record.value.proposalId] : [];
  });
  const view = parts.publications.view();
  const items = await inParallel(ids, async (id) => proposalView(await proposalOf(view, id), view));
  return { items, next: places.length > limit ? places[limit - 1] : undefined };
}

/** `after`: `ended-<id>` of the last one that was told. One that has gone from the list since is followed by nothing. */
async function notPassed(view: ProvenView, after: string | undefined, limit: number): Promise<{ items: View[]; next: string | null }> {
  const { value } = await view.record(stateKey.endedProposals());
  const ids = value === undefined ? [] : endedProposalsCodec.decode(value).ids;
  const told = /^ended-(.*)$/.exec(after ?? '')?.[1];
  const at = told === undefined ? 0 : ids.findIndex((id) => toHex(id) === told) + 1;
  const wanted = told !== undefined && at === 0 ? [] : ids.slice(at, at + limit);
  const items = await inParallel(wanted, async (id) => proposalView(await proposalOf(view, id), view));
  const last = wanted.at(-1);
  return { items, next: last === undefined || at + wanted.length >= ids.length ? null : `ended-${toHex(last)}` };
}

async function proposalOf(view: ProvenView, id: Digest): Promise<Proposal> {
  const { value } = await view.record(stateKey.proposal(id));
  if (value === undefined) throw new ClientError('NOT_FOUND', { what: 'proposal' });
  return proposalCodec.decode(value);
}

function proposalView(proposal: Proposal, { block }: ProvenView): View {
  const time = (ms: bigint): string => new Date(Number(ms)).toISOString();
  return {
    proposal_id: toHex(proposal.id),
    attempt: proposal.attempt,
    proposer: toHex(proposal.proposer),
    action: actionView(proposal.effect.effect),
    phase: proposal.phase,
    opened_at_height: proposal.openedAtHeight.toString(),
    opened_at: time(proposal.openedAtMs),
    deadline: time(proposal.deadlineMs),
    decided_at_height: proposal.decidedAtHeight.toString(),
    log_index: proposal.logIndex?.toString() ?? null,
    votes: proposal.votes.map(({ nodeId, choice, height }) => ({
      node_id: toHex(nodeId),
      vote: choice === 'approve' ? 'yes' : 'no',
      height: height.toString(),
    })),
    verified_at_height: block.header.height.toString(),
  };
}

/** The build node that the account of this node speaks for, as the chain proves it. */
async function ownNode({ sponsor }: NodeParts, view: ProvenView): Promise<NodeId> {
  const value = sponsor === undefined ? undefined : (await view.record(stateKey.account(sponsor.address))).value;
  const account: Account | undefined = value === undefined ? undefined : accountCodec.decode(value);
  if (account?.nodeId === undefined) throw new ClientError('REQUEST_REFUSED', { reason: 'this node has no account of a build node' });
  return account.nodeId;
}

async function send({ sponsor }: NodeParts, action: Action): Promise<void> {
  const code = await sponsor?.send(action, AbortSignal.timeout(SEND_MS));
  if (code !== 'OK') throw new ClientError('REQUEST_REFUSED', { code: code ?? 'no account' });
}
