/** Who the build nodes are, and what they decide by vote: `nodes`, `proposals`, `vote`, `authorize`. */
import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import type { Command } from 'commander';
import { ClientError } from '../../errors.ts';
import { ANSWERS, type Json } from '../answer.ts';
import type { Session } from '../session.ts';
import { more, wholeNumber } from './storage.ts';

export function addGovernance(program: Command, session: Session): void {
  program
    .command('nodes')
    .description('the build nodes, with how often each agreed with what was published')
    .action(async () => {
      const nodes = (await (await session.api()).get('/api/v1/nodes', ANSWERS.nodes))['items'] as Json[];
      session.output.show(nodes, () => (nodes.length === 0 ? ['no build nodes'] : nodes.map(nodeLine)));
    });

  program
    .command('proposals [id]')
    .description('what build nodes are asked to decide, and what they decided; or one proposal with its votes')
    .option('--limit <count>', 'proposals at most', '50')
    .action(async (id: string | undefined, { limit }: { limit: string }) => {
      const api = await session.api();
      if (id !== undefined) {
        const proposal = await api.get(`/api/v1/proposals/${proposalId(id)}`, ANSWERS.proposal);
        session.output.show(proposal, () => proposalLines(proposal));
        return;
      }
      const found = await api.list('/api/v1/proposals', wholeNumber('--limit', limit), ANSWERS.proposal);
      session.output.show(found, () => (found.items.length === 0 ? ['no proposals'] : [...found.items.flatMap(proposalLines), ...more(found.next)]));
    });

  program
    .command('vote <proposal-id> <yes|no>')
    .description('votes with the account of the node; a vote is final')
    .action(async (id: string, choice: string) => {
      if (choice !== 'yes' && choice !== 'no') throw new ClientError('USAGE', { vote: choice.slice(0, 100), wanted: 'yes or no' });
      const answer = await (await session.api()).post(`/api/v1/proposals/${proposalId(id)}/votes`, { vote: choice }, ANSWERS.anything);
      session.output.show(answer, () => [`voted ${choice} on ${id}; it counts with the next block`, `follow it: pyrsia proposals ${id}`]);
    });

  program
    .command('authorize <file>')
    .description('proposes a new build node, as pyrsia-genesis join printed it (- reads standard input); the build nodes decide by vote')
    .action(async (file: string) => {
      const node = identityIn(await (file === '-' ? textOf(process.stdin) : readFile(file, 'utf8').catch(unreadable(file))), file);
      const answer = await (await session.api()).post('/api/v1/proposals', { action: { kind: 'add_build_node', node } }, ANSWERS.proposed);
      const id = String(answer['proposal_id']);
      session.output.show(answer, () => [
        `proposed ${String(node['name'])} as a build node; proposal ${id}`,
        `it is one when more than half of the build nodes have said yes: pyrsia vote ${id} yes`,
      ]);
    });
}

const MEMBERS = ['node_id', 'name', 'account', 'consensus_key', 'peer_id', 'note_key'] as const;

/** The members that the chain is to know; keys in hex, also if they are given as base64. */
function identityIn(text: string, file: string): Json {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ClientError('USAGE', { file, what: 'not JSON; pyrsia-genesis join prints what is wanted' }, { cause });
  }
  const given = ((json as Json | null)?.['add_build_node'] ?? json) as Json | null;
  const missing = MEMBERS.filter((member) => typeof given?.[member] !== 'string' || given[member] === '');
  if (given === null || missing.length > 0) throw new ClientError('USAGE', { file, missing: missing.join(' ') });
  const hex = (key: string): string => (/^[A-Za-z0-9+/]{43}=$/.test(key) ? Buffer.from(key, 'base64').toString('hex') : key);
  return Object.fromEntries(MEMBERS.map((member) => [member, member.endsWith('_key') ? hex(String(given[member])) : given[member]]));
}

const unreadable =
  (file: string) =>
  (cause: unknown): never => {
    throw new ClientError('USAGE', { file, reason: cause instanceof Error ? cause.message : 'unreadable' }, { cause });
  };

function proposalId(text: string): string {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new ClientError('USAGE', { proposal: text.slice(0, 100), wanted: '64 hex digits; pyrsia proposals lists them' });
  return text;
}

function nodeLine(node: Json): string {
  const rate =
    typeof node['agreement_rate'] === 'number' ? `${Math.round(node['agreement_rate'] * 1000) / 10} % of ${node['builds']} builds agreed` : 'no builds yet';
  return `${node['node_id']}  ${String(node['name']).padEnd(16)}  ${rate}  ${node['peer_id']}`;
}

function proposalLines(proposal: Json): string[] {
  const votes = proposal['votes'] as Json[];
  const { kind, ...rest } = proposal['action'] as Json;
  const count = (choice: string): number => votes.filter((vote) => vote['vote'] === choice).length;
  return [
    `${proposal['proposal_id']}  ${proposal['phase']}  ${String(kind).replaceAll('_', ' ')}  ${count('yes')} yes, ${count('no')} no, until ${proposal['deadline']}`,
    `   ${JSON.stringify(rest)}`,
    ...votes.map((vote) => `   ${vote['node_id']}  ${vote['vote']}`),
  ];
}
