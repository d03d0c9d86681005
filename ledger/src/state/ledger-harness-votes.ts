/** For tests of governance: chains with a short vote, what may be proposed, and how it passes. */
import { expect } from 'vitest';
import { sha256 } from '../bytes.ts';
import { type Effect, proposalIdOf } from '../proposal.ts';
import type { NodeIdentity } from '../records.ts';
import { publicKeyOf } from '../tx/sign.ts';
import { addressOf } from '../tx/tx.ts';
import { Harness, PURL, type TestNode, testNode, testResult } from './ledger-harness.ts';

export const GOOD = testResult('good');
export const VOTE_WINDOW_MS = 5_000n;
export const chainOf = (nodes: number, params: object = {}): Harness => new Harness(nodes, { voteWindowMs: VOTE_WINDOW_MS, ...params });

export const NEWCOMER = testNode(99);
export function identity(node: TestNode, change: Partial<NodeIdentity> = {}): NodeIdentity {
  return {
    nodeId: node.id,
    name: 'newcomer',
    account: addressOf(publicKeyOf(node.secret)),
    consensusKey: sha256(node.id),
    peerId: 'p',
    noteKey: sha256(node.id),
    ...change,
  };
}
export const add = (change: Partial<NodeIdentity> = {}): Effect => ({ kind: 'addBuildNode', value: identity(NEWCOMER, change) });
export const remove = (node: TestNode, reason = 'gone'): Effect => ({ kind: 'removeBuildNode', value: { nodeId: node.id, reason } });
export const grant = (account: Uint8Array): Effect => ({ kind: 'grantRequester', value: { address: account as never } });
export const revoke = (purl = PURL, reason = 'malware'): Effect => ({ kind: 'revoke', value: { purl, reason } });

/** Proposed by the first node, approved by the rest until it has the majority. */
export async function pass(chain: Harness, effect: Effect, attempt = 1): Promise<void> {
  const [first, ...rest] = chain.nodes as [TestNode, ...TestNode[]];
  expect(await chain.block([chain.propose(first, effect)])).toEqual(['OK']);
  const id = proposalIdOf(effect, attempt);
  for (const node of rest) {
    if (chain.view().proposal(id)?.phase !== 'open') break;
    expect(await chain.block([chain.vote(node, id)])).toEqual(['OK']);
  }
  expect(chain.view().proposal(id)?.phase).toBe('passed');
}

/** Publishes the version of the harness' recipe with all nodes agreeing. */
export async function publish(chain: Harness): Promise<void> {
  await chain.block([chain.request()]);
  await chain.block(chain.nodes.map((node) => chain.commit(node, GOOD)));
  await chain.block(chain.nodes.map((node) => chain.reveal(node, GOOD)));
  expect(chain.build().phase).toBe('published');
}
