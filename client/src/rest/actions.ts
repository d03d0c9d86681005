/** What is proposed, as JSON and as the chain has it. Rules: docs/formats/governance.md; the chain alone judges. */
import { type Address, type Effect, type NodeId, type NodeIdentity, type Params, parseHex, type SourceMapping, toHex } from '@pyrsia/ledger';
import type { z } from 'zod';
import type * as schema from './schemas.ts';

export type ActionJson = z.output<typeof schema.action>;
type IdentityJson = Extract<ActionJson, { kind: 'rotate_keys' }>['node'];
type ParamsJson = Extract<ActionJson, { kind: 'change_params' }>['params'];

/** What the schema let through → effect. */
export function effectOf(action: ActionJson): Effect {
  switch (action.kind) {
    case 'add_build_node':
      return { kind: 'addBuildNode', value: identityOf(action.node) };
    case 'remove_build_node':
      return { kind: 'removeBuildNode', value: { nodeId: parseHex(action.node_id) as NodeId, reason: action.reason } };
    case 'rotate_keys':
      return { kind: 'rotateKeys', value: identityOf(action.node) };
    case 'grant_requester':
      return { kind: 'grantRequester', value: { address: parseHex(action.address) as Address } };
    case 'revoke_requester':
      return { kind: 'revokeRequester', value: { address: parseHex(action.address) as Address } };
    case 'approve_source':
      return { kind: 'approveSource', value: action.mapping };
    case 'withdraw_source':
      return { kind: 'withdrawSource', value: { pattern: action.pattern } };
    case 'change_params':
      return { kind: 'changeParams', value: paramsOf(action.params) };
    case 'revoke':
      return { kind: 'revoke', value: { purl: action.purl, reason: action.reason } };
  }
}

export function actionView(effect: Effect): ActionJson {
  switch (effect.kind) {
    case 'addBuildNode':
      return { kind: 'add_build_node', node: identityView(effect.value) };
    case 'removeBuildNode':
      return { kind: 'remove_build_node', node_id: toHex(effect.value.nodeId), reason: effect.value.reason };
    case 'rotateKeys':
      return { kind: 'rotate_keys', node: identityView(effect.value) };
    case 'grantRequester':
      return { kind: 'grant_requester', address: toHex(effect.value.address) };
    case 'revokeRequester':
      return { kind: 'revoke_requester', address: toHex(effect.value.address) };
    case 'approveSource':
      return { kind: 'approve_source', mapping: mappingView(effect.value) };
    case 'withdrawSource':
      return { kind: 'withdraw_source', pattern: effect.value.pattern };
    case 'changeParams':
      return { kind: 'change_params', params: paramsView(effect.value) };
    case 'revoke':
      return { kind: 'revoke', purl: effect.value.purl, reason: effect.value.reason };
  }
}

function identityOf(json: IdentityJson): NodeIdentity {
  return {
    nodeId: parseHex(json.node_id) as NodeId,
    name: json.name,
    account: parseHex(json.account) as Address,
    consensusKey: parseHex(json.consensus_key),
    peerId: json.peer_id,
    noteKey: parseHex(json.note_key),
  };
}

export function identityView({ nodeId, name, account, consensusKey, peerId, noteKey }: NodeIdentity): IdentityJson {
  return { node_id: toHex(nodeId), name, account: toHex(account), consensus_key: toHex(consensusKey), peer_id: peerId, note_key: toHex(noteKey) };
}

const mappingView = ({ pattern, adapters, registry, steps, urls }: SourceMapping) => ({ pattern, adapters: [...adapters], registry, steps, urls: [...urls] });

function paramsOf(json: ParamsJson): Params {
  return {
    logOrigin: json.log_origin,
    minElectorate: json.min_electorate,
    commitWindowMs: BigInt(json.commit_window_ms),
    graceWindowMs: BigInt(json.grace_window_ms),
    revealWindowMs: BigInt(json.reveal_window_ms),
    maxExpiryBlocks: BigInt(json.max_expiry_blocks),
    maxOpenBuilds: json.max_open_builds,
    maxOpenBuildsPerAccount: json.max_open_builds_per_account,
    voteWindowMs: BigInt(json.vote_window_ms),
  };
}

function paramsView(params: Params): ParamsJson {
  return {
    log_origin: params.logOrigin,
    min_electorate: params.minElectorate,
    commit_window_ms: params.commitWindowMs.toString(),
    grace_window_ms: params.graceWindowMs.toString(),
    reveal_window_ms: params.revealWindowMs.toString(),
    max_expiry_blocks: params.maxExpiryBlocks.toString(),
    max_open_builds: params.maxOpenBuilds,
    max_open_builds_per_account: params.maxOpenBuildsPerAccount,
    vote_window_ms: params.voteWindowMs.toString(),
  };
}
