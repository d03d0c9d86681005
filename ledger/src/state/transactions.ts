/**
 * The rules of transactions. `applyTx` is the only judge: CheckTx, proposals and FinalizeBlock all call it,
 * each on its own view, so they cannot disagree. Signatures are verified before, once per transaction.
 */
import { type Build, buildIdOf, isOpen } from '../build.ts';
import { compareBytes, type Digest, equalBytes } from '../bytes.ts';
import { ACCEPTED, changesState, refused, refusedAndCounted, type TxRefusal, type TxVerdict } from '../codes.ts';
import { LedgerError } from '../errors.ts';
import { assertRecipe, MAX_RECIPE_BYTES, type Recipe, recipeCodec } from '../recipe.ts';
import { type Account, MAX_OPEN_BUILDS } from '../records.ts';
import { assertResult, commitmentDigest, type NodeId, resultDigest } from '../result.ts';
import type { Action, CommitResult, ParsedTx, RequestBuild, RevealResult } from '../tx/tx.ts';
import { afterCommitment } from './build-machine.ts';
import type { BlockContext } from './context.ts';
import { propose, speaksFor, vote } from './governance.ts';
import { mappingFor } from './source-mapping.ts';
import type { StateView } from './view.ts';

/** Carries out a transaction whose signature holds. A refused one leaves the view as it was, but for what the rules count. */
export function applyTx(state: StateView, tx: ParsedTx, context: BlockContext): TxVerdict {
  const envelope = judgeEnvelope(state, tx, context);
  if (!envelope.accepted) return envelope;
  const account = state.account(tx.sender);
  if (account === undefined) return refused('ACCOUNT_UNKNOWN');
  const verdict = act(state, account, tx.body.action, context);
  if (changesState(verdict)) state.remember(tx.body.expiresAtHeight, tx.hash);
  return verdict;
}

function act(state: StateView, account: Account, action: Action, context: BlockContext): TxVerdict {
  switch (action.kind) {
    case 'requestBuild':
      return requestBuild(state, account, action.value, context);
    case 'commitResult':
      return commitResult(state, account, action.value, context);
    case 'revealResult':
      return revealResult(state, account, action.value, context);
    case 'propose':
      return propose(state, account, action.value, context);
    case 'vote':
      return vote(state, account, action.value, context);
  }
}

/** Chain, expiry, replay: what holds for every transaction. */
function judgeEnvelope(state: StateView, tx: ParsedTx, context: BlockContext): TxVerdict {
  const { chainId, expiresAtHeight } = tx.body;
  if (chainId !== context.chainId) return refused('TX_WRONG_CHAIN');
  if (expiresAtHeight < context.height) return refused('TX_EXPIRED');
  if (expiresAtHeight > context.height + context.params.maxExpiryBlocks) return refused('TX_EXPIRY_TOO_FAR');
  if (state.isReplay(expiresAtHeight, tx.hash)) return refused('TX_REPLAYED');
  if (state.isExpiryFull(expiresAtHeight)) return refused('TX_EXPIRY_FULL');
  return ACCEPTED;
}

function requestBuild(state: StateView, account: Account, { recipe }: RequestBuild, context: BlockContext): TxVerdict {
  const refusal = refusalOf(recipe);
  if (refusal !== undefined) return refused(refusal);
  const mapping = mappingFor(state, recipe);
  if (mapping === undefined) return refused('NO_SOURCE_MAPPING');
  const publication = state.publication(recipe.purl);
  if (publication !== undefined) return refused(publication.revokedBy === undefined ? 'ALREADY_PUBLISHED' : 'VERSION_REVOKED');
  const request = state.request(recipe.purl);
  if (request.openBuild.length > 0) return refused('BUILD_ALREADY_OPEN');
  const open = state.openBuilds();
  const { params } = context;
  if (open.length >= Math.min(params.maxOpenBuilds, MAX_OPEN_BUILDS) || account.openBuilds >= params.maxOpenBuildsPerAccount) {
    return refused('TOO_MANY_OPEN_BUILDS');
  }
  const electorate = state.nodeIds();
  if (electorate.length < params.minElectorate) return refused('ELECTORATE_TOO_SMALL');

  const attempt = request.attempts + 1;
  const build: Build = {
    id: buildIdOf(recipe.purl, attempt),
    purl: recipe.purl,
    attempt,
    recipe,
    mapping: mapping.pattern,
    requester: account.address,
    electorate,
    phase: 'committing',
    requestedAtHeight: context.height,
    requestedAtMs: context.timeMs,
    commitDeadlineMs: context.timeMs + params.commitWindowMs,
    graceDeadlineMs: 0n,
    revealDeadlineMs: 0n,
    commitments: [],
    reveals: [],
    logIndex: undefined,
    decidedAtHeight: 0n,
    badReveals: [],
  };
  state.setBuild(build);
  state.setRequest(recipe.purl, { attempts: attempt, openBuild: build.id });
  state.setAccount({ ...account, openBuilds: account.openBuilds + 1 });
  return ACCEPTED;
}

/** A recipe is tried by CheckTx, in each proposal and in the block; what depends on it alone is judged once. */
const refusals = new WeakMap<Recipe, TxRefusal | undefined>();

function refusalOf(recipe: Recipe): TxRefusal | undefined {
  if (!refusals.has(recipe)) refusals.set(recipe, judgeRecipe(recipe));
  return refusals.get(recipe);
}

function judgeRecipe(recipe: Recipe): TxRefusal | undefined {
  if (recipeCodec.encode(recipe).length > MAX_RECIPE_BYTES) return 'RECIPE_TOO_LARGE';
  return isValid(() => assertRecipe(recipe)) ? undefined : 'RECIPE_INVALID';
}

/** The build, if the sender is the operator of that node and the node is in the electorate. */
function buildOfVoter(state: StateView, account: Account, action: { buildId: Digest; nodeId: NodeId }): Build | TxRefusal {
  if (!speaksFor(account, action.nodeId)) return 'ACCOUNT_NOT_ALLOWED';
  const build = state.build(action.buildId);
  if (build === undefined) return 'BUILD_UNKNOWN';
  return build.electorate.some((id) => equalBytes(id, action.nodeId)) ? build : 'NOT_IN_ELECTORATE';
}

function commitResult(state: StateView, account: Account, action: CommitResult, context: BlockContext): TxVerdict {
  const build = buildOfVoter(state, account, action);
  if (typeof build === 'string') return refused(build);
  if (build.commitments.some((known) => equalBytes(known.nodeId, action.nodeId))) return refused('ALREADY_COMMITTED');
  if (build.phase !== 'committing') return refused('COMMITTING_OVER');
  const commitment = { nodeId: action.nodeId, commitment: action.commitment, height: context.height };
  const commitments = [...build.commitments, commitment].sort((a, b) => compareBytes(a.nodeId, b.nodeId));
  afterCommitment(state, { ...build, commitments }, context);
  return ACCEPTED;
}

function revealResult(state: StateView, account: Account, action: RevealResult, context: BlockContext): TxVerdict {
  const build = buildOfVoter(state, account, action);
  if (typeof build === 'string') return refused(build);
  if (build.reveals.some((known) => equalBytes(known.nodeId, action.nodeId))) return refused('ALREADY_REVEALED');
  const committed = build.commitments.find((known) => equalBytes(known.nodeId, action.nodeId));
  // After the verdict a node may still say what it got, whether it had committed or not: on record, never counted.
  const timing = isOpen(build) ? 'in_time' : 'late';
  // Not in the block of the last commitment: whoever makes that block orders it, and every commitment must come first.
  const justCommitted = build.commitments.some(({ height }) => height === context.height);
  if (build.phase === 'committing' || (timing === 'in_time' && justCommitted)) return refused('NOT_REVEALING');
  if (committed === undefined && timing === 'in_time') return refused('NO_COMMITMENT');
  if (!isValid(() => assertResult(action.result))) return refused('RESULT_INVALID');
  const digest = resultDigest(action.result);
  const opening = commitmentDigest({ buildId: build.id, nodeId: action.nodeId, salt: action.salt, resultDigest: digest });
  if (committed !== undefined && !equalBytes(opening, committed.commitment)) {
    return countBadReveal(state, build, action.nodeId);
  }
  const { nodeId, result, environment, provenanceSha256, upstream } = action;
  const reveal = { nodeId, height: context.height, resultDigest: digest, result, environment, provenanceSha256, upstream, timing } as const;
  const reveals = [...build.reveals, reveal].sort((a, b) => compareBytes(a.nodeId, b.nodeId));
  state.setBuild({ ...build, reveals });
  return ACCEPTED;
}

/** On the record of the node, once per build: a proposer that repeats the transaction changes nothing. */
function countBadReveal(state: StateView, build: Build, nodeId: NodeId): TxVerdict {
  const node = state.node(nodeId);
  if (node === undefined || build.badReveals.some((id) => equalBytes(id, nodeId))) return refused('COMMITMENT_NOT_OPENED');
  state.setNode({ ...node, badReveals: node.badReveals + 1 });
  state.setBuild({ ...build, badReveals: [...build.badReveals, nodeId].sort(compareBytes) });
  return refusedAndCounted('COMMITMENT_NOT_OPENED');
}

/** True if the assertion holds; what it throws about is bad input, anything else is a bug and goes on up. */
function isValid(assertion: () => void): boolean {
  try {
    assertion();
    return true;
  } catch (error) {
    if (error instanceof LedgerError) return false;
    throw error;
  }
}
