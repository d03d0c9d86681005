/**
 * What a proposal would do: whether it can be done now, and doing it. Asked when it is proposed and again when it has
 * passed, as another proposal may have come first. Each effect is one log entry.
 */

import { MAX_BUILD_NODES } from '../build.ts';
import { type Digest, equalBytes, utf8 } from '../bytes.ts';
import type { TxRefusal } from '../codes.ts';
import { LedgerError } from '../errors.ts';
import type { LogEntry } from '../log-entry.ts';
import { outOfBounds } from '../params.ts';
import { type Effect, MAX_REASON_BYTES } from '../proposal.ts';
import { type BuildNode, type NodeIdentity, type Params, paramsCodec, type SourceMapping, sourceMappingCodec } from '../records.ts';
import type { BlockContext } from './context.ts';
import { addNode, identityOf, removeNode, rotateKeys, validatorAddress } from './membership.ts';
import { assertSourceMapping } from './source-mapping.ts';
import type { StateView } from './view.ts';

/** Shown to people in lists and logs: nothing that could play tricks there. */
const NODE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const PEER_ID = /^[1-9A-HJ-NP-Za-km-z]{1,128}$/;

/** Why the effect cannot be carried out on this state, or undefined. */
export function refusalOf(state: StateView, effect: Effect): TxRefusal | undefined {
  switch (effect.kind) {
    case 'addBuildNode':
      return refusalToAdd(state, effect.value);
    case 'removeBuildNode':
      return refusalToRemove(state, effect.value);
    case 'rotateKeys':
      return refusalToRotate(state, effect.value);
    case 'grantRequester':
      return state.account(effect.value.address) === undefined ? undefined : 'ACCOUNT_EXISTS';
    case 'revokeRequester':
      return state.account(effect.value.address)?.role === 'requester' ? undefined : 'REQUESTER_UNKNOWN';
    case 'approveSource':
      return refusalToApprove(state, effect.value);
    case 'withdrawSource':
      return state.sourceMapping(effect.value.pattern) === undefined ? 'MAPPING_UNKNOWN' : undefined;
    case 'changeParams':
      return refusalToChange(state.params(), effect.value);
    case 'revoke': {
      const publication = state.publication(effect.value.purl);
      if (publication === undefined) return 'NOT_PUBLISHED';
      if (publication.revokedBy !== undefined) return 'ALREADY_REVOKED';
      return isReason(effect.value.reason) ? undefined : 'EFFECT_INVALID';
    }
  }
}

function refusalToAdd(state: StateView, identity: NodeIdentity): TxRefusal | undefined {
  if (!NODE_NAME.test(identity.name) || !PEER_ID.test(identity.peerId)) return 'EFFECT_INVALID';
  if (state.node(identity.nodeId) !== undefined) return 'NODE_ID_USED';
  if (state.account(identity.account) !== undefined) return 'ACCOUNT_EXISTS';
  if (state.validator(validatorAddress(identity.consensusKey)) !== undefined) return 'CONSENSUS_KEY_USED';
  if (isNoteKeyOfAnother(state, identity)) return 'NOTE_KEY_USED';
  return state.nodeIds().length < MAX_BUILD_NODES ? undefined : 'TOO_MANY_NODES';
}

function refusalToRemove(state: StateView, { nodeId, reason }: { nodeId: BuildNode['nodeId']; reason: string }): TxRefusal | undefined {
  if (state.currentNode(nodeId) === undefined) return 'NODE_UNKNOWN';
  if (!isReason(reason)) return 'EFFECT_INVALID';
  return state.nodeIds().length > 1 ? undefined : 'LAST_NODE';
}

function refusalToRotate(state: StateView, identity: NodeIdentity): TxRefusal | undefined {
  const node = state.currentNode(identity.nodeId);
  if (node === undefined) return 'NODE_UNKNOWN';
  if (!NODE_NAME.test(identity.name) || !PEER_ID.test(identity.peerId)) return 'EFFECT_INVALID';
  const sameAccount = equalBytes(node.account, identity.account);
  const sameKey = equalBytes(node.consensusKey, identity.consensusKey);
  if (!sameAccount && state.account(identity.account) !== undefined) return 'ACCOUNT_EXISTS';
  if (!sameKey && state.validator(validatorAddress(identity.consensusKey)) !== undefined) return 'CONSENSUS_KEY_USED';
  if (isNoteKeyOfAnother(state, identity)) return 'NOTE_KEY_USED';
  const sameNames = node.peerId === identity.peerId && node.name === identity.name;
  return sameAccount && sameKey && sameNames && equalBytes(node.noteKey, identity.noteKey) ? 'NOTHING_CHANGES' : undefined;
}

/** A cosignature does not say which name it was made under: with one key for two nodes it would count twice. */
function isNoteKeyOfAnother(state: StateView, { nodeId, noteKey }: NodeIdentity): boolean {
  return state.nodeIds().some((id) => !equalBytes(id, nodeId) && equalBytes(present(state.node(id)).noteKey, noteKey));
}

function refusalToApprove(state: StateView, mapping: SourceMapping): TxRefusal | undefined {
  try {
    assertSourceMapping(mapping);
  } catch (error) {
    if (error instanceof LedgerError) return 'EFFECT_INVALID';
    throw error;
  }
  const known = state.sourceMapping(mapping.pattern);
  const isSame = known !== undefined && equalBytes(sourceMappingCodec.encode(known), sourceMappingCodec.encode(mapping));
  return isSame ? 'NOTHING_CHANGES' : undefined;
}

/** The log's name is the identity of the log: it never changes. */
function refusalToChange(now: Params, wanted: Params): TxRefusal | undefined {
  if (wanted.logOrigin !== now.logOrigin) return 'EFFECT_INVALID';
  if (outOfBounds(wanted) !== undefined) return 'PARAMS_OUT_OF_BOUNDS';
  return equalBytes(paramsCodec.encode(now), paramsCodec.encode(wanted)) ? 'NOTHING_CHANGES' : undefined;
}

/** Something is said, in one line without control characters. */
function isReason(reason: string): boolean {
  const isControl = (code: number): boolean => code < 0x20 || (code >= 0x7f && code < 0xa0);
  return reason.length > 0 && utf8(reason).length <= MAX_REASON_BYTES && ![...reason].some((letter) => isControl(letter.charCodeAt(0)));
}

/** Does what `refusalOf` allows, and says so in the log. The index of the entry. */
export function carryOut(state: StateView, effect: Effect, proposalId: Digest, context: BlockContext): bigint {
  const record = changeState(state, effect, proposalId, context);
  return context.log.append({ timeMs: context.timeMs, height: context.height, record }).index;
}

function changeState(state: StateView, effect: Effect, proposalId: Digest, context: BlockContext): LogEntry['record'] {
  switch (effect.kind) {
    case 'addBuildNode':
      addNode(state, effect.value);
      return nodeChange(proposalId, 'added', effect.value);
    case 'removeBuildNode': {
      const node = present(state.currentNode(effect.value.nodeId));
      removeNode(state, node, context);
      return nodeChange(proposalId, 'removed', identityOf(node), effect.value.reason);
    }
    case 'rotateKeys':
      rotateKeys(state, present(state.currentNode(effect.value.nodeId)), effect.value);
      return nodeChange(proposalId, 'keys_rotated', effect.value);
    case 'grantRequester':
      state.setAccount({ address: effect.value.address, role: 'requester', nodeId: undefined, openBuilds: 0 });
      return { kind: 'membership', value: { proposalId, who: { kind: 'requester', value: { change: 'granted', address: effect.value.address } } } };
    case 'revokeRequester':
      state.removeAccount(effect.value.address);
      return { kind: 'membership', value: { proposalId, who: { kind: 'requester', value: { change: 'revoked', address: effect.value.address } } } };
    case 'approveSource':
      state.setSourceMapping(effect.value);
      return { kind: 'sourceMapping', value: { proposalId, change: 'approved', mapping: effect.value } };
    case 'withdrawSource': {
      const mapping = present(state.sourceMapping(effect.value.pattern));
      state.removeSourceMapping(effect.value.pattern);
      return { kind: 'sourceMapping', value: { proposalId, change: 'withdrawn', mapping } };
    }
    case 'changeParams':
      state.setParams(effect.value);
      return { kind: 'params', value: { proposalId, params: effect.value } };
    case 'revoke': {
      const { purl, reason } = effect.value;
      const publication = present(state.publication(purl));
      state.setPublication(purl, { ...publication, revokedBy: context.log.size });
      return { kind: 'revocation', value: { purl, publication: publication.logIndex, reason, proposalId } };
    }
  }
}

function nodeChange(proposalId: Digest, change: 'added' | 'removed' | 'keys_rotated', node: NodeIdentity, reason = ''): LogEntry['record'] {
  return { kind: 'membership', value: { proposalId, who: { kind: 'node', value: { change, node, reason } } } };
}

/** What `refusalOf` has seen to be there. */
function present<T>(value: T | undefined): T {
  if (value === undefined) throw new LedgerError('STORE_UNKNOWN', { what: 'a record that was there a moment ago' });
  return value;
}
