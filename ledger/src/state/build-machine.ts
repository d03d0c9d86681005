/**
 * The build state machine: committing → revealing → published | refused | expired (design §4.2).
 *
 * Rules that carry the promise of the network:
 *   - a result counts only if it was committed to while no reveal was possible, so nobody can copy;
 *   - a publication needs 2 · matching > electorate, where the electorate is all build nodes registered at
 *     the request; silent, failed and dissenting nodes are in the denominator;
 *   - failures never publish.
 * Block time is the only clock; a deadline is judged in the first block at or after it.
 */
import { type Build, isAbsoluteMajority, type RevealRecord } from '../build.ts';
import { compareBytes, toHex } from '../bytes.ts';
import type { LogEntry } from '../log-entry.ts';
import { packageOf, parsePurl } from '../purl.ts';
import { describeSource, recipeDigest } from '../recipe.ts';
import { stateKey } from '../records.ts';
import type { BlockContext } from './context.ts';
import type { StateView } from './view.ts';

/** What time alone changes: run before the transactions of each block. */
export function passDeadlines(state: StateView, context: BlockContext): void {
  for (const { id, dueMs } of state.openBuilds()) {
    const build = dueMs <= context.timeMs ? state.build(id) : undefined;
    if (build === undefined) continue;
    if (build.phase === 'committing') closeCommitting(state, build, context);
    else if (build.phase === 'revealing' && context.timeMs >= build.revealDeadlineMs) refuse(state, build, 'refused', context);
  }
}

function closeCommitting(state: StateView, build: Build, context: BlockContext): void {
  const majority = isAbsoluteMajority(build.commitments.length, build.electorate.length);
  const graceOver = build.graceDeadlineMs !== 0n && context.timeMs >= build.graceDeadlineMs;
  const deadlineOver = context.timeMs >= build.commitDeadlineMs;
  if (majority && (graceOver || deadlineOver)) startRevealing(state, build, context);
  else if (deadlineOver) refuse(state, build, 'expired', context);
}

/** After a new commitment: all committed, or the grace window begins. */
export function afterCommitment(state: StateView, build: Build, context: BlockContext): void {
  const committed = build.commitments.length;
  if (committed === build.electorate.length) {
    startRevealing(state, build, context);
  } else if (build.graceDeadlineMs === 0n && isAbsoluteMajority(committed, build.electorate.length)) {
    state.setBuild({ ...build, graceDeadlineMs: context.timeMs + context.params.graceWindowMs });
  } else {
    state.setBuild(build);
  }
}

function startRevealing(state: StateView, build: Build, context: BlockContext): void {
  state.setBuild({ ...build, phase: 'revealing', revealDeadlineMs: context.timeMs + context.params.revealWindowMs });
}

/**
 * The verdicts of a block, after its transactions: published once one artifact set has the majority; every
 * reveal of the block counts. A build that cannot reach it any more is refused once every committed node has
 * revealed, so that the refusal names all their results (docs/decisions/006-when-a-build-is-decided.md); the
 * deadline ends the wait.
 */
export function decideBuilds(state: StateView, context: BlockContext): void {
  for (const build of state.changedBuilds()) {
    if (build.phase !== 'revealing') continue;
    const winners = majorityResult(build);
    if (winners !== undefined) publish(state, build, winners, context);
    else if (build.reveals.length === build.commitments.length) refuse(state, build, 'refused', context);
  }
}

/** Reveals that agree on one artifact set and are an absolute majority of the electorate. */
function majorityResult(build: Build): readonly RevealRecord[] | undefined {
  const byDigest = new Map<string, RevealRecord[]>();
  for (const reveal of build.reveals) {
    if (reveal.result.outcome.kind !== 'artifacts') continue;
    const digest = toHex(reveal.resultDigest);
    byDigest.set(digest, [...(byDigest.get(digest) ?? []), reveal]);
  }
  return [...byDigest.values()].find((reveals) => isAbsoluteMajority(reveals.length, build.electorate.length));
}

function publish(state: StateView, build: Build, winners: readonly RevealRecord[], context: BlockContext): void {
  const outcome = (winners[0] as RevealRecord).result.outcome;
  if (outcome.kind !== 'artifacts') throw new Error('a failure cannot be published');
  const { artifacts } = outcome.value;
  const matchedNodes = winners.map((reveal) => reveal.nodeId).sort(compareBytes);
  const entry: LogEntry = {
    timeMs: context.timeMs,
    height: context.height,
    record: {
      kind: 'publication',
      value: {
        purl: build.purl,
        buildId: build.id,
        attempt: build.attempt,
        recipeDigest: recipeDigest(build.recipe),
        source: describeSource(build.recipe.source),
        sourceSha256: build.recipe.source.sha256,
        mapping: build.mapping,
        artifacts,
        electorateSize: build.electorate.length,
        matchedNodes,
      },
    },
  };
  const { index, leafHash } = context.log.append(entry);
  state.setPublication(build.purl, { logIndex: index, leafHash, buildId: build.id, revokedBy: undefined });
  state.addToPurls(stateKey.package(packageOf(parsePurl(build.purl))), build.purl);
  for (const artifact of artifacts) state.addToPurls(stateKey.artifact(artifact.sha256), build.purl);
  close(state, { ...build, phase: 'published', logIndex: index, decidedAtHeight: context.height });
}

function refuse(state: StateView, build: Build, verdict: 'refused' | 'expired', context: BlockContext): void {
  const results = build.reveals.map(loggedResult).sort((a, b) => compareBytes(a.nodeId, b.nodeId));
  const { index } = context.log.append({
    timeMs: context.timeMs,
    height: context.height,
    record: {
      kind: 'refusal',
      value: {
        purl: build.purl,
        buildId: build.id,
        attempt: build.attempt,
        recipeDigest: recipeDigest(build.recipe),
        mapping: build.mapping,
        electorateSize: build.electorate.length,
        verdict,
        results,
      },
    },
  });
  close(state, { ...build, phase: verdict, logIndex: index, decidedAtHeight: context.height });
}

function loggedResult({ nodeId, result, resultDigest }: RevealRecord) {
  const { outcome } = result;
  return { nodeId, outcome: outcome.kind === 'failure' ? outcome : ({ kind: 'resultDigest', value: resultDigest } as const) };
}

/** Takes a decided build out of everything that counts open ones. */
function close(state: StateView, build: Build): void {
  state.setBuild(build);
  state.setRequest(build.purl, { attempts: build.attempt, openBuild: new Uint8Array(0) });
  const account = state.account(build.requester);
  if (account !== undefined) state.setAccount({ ...account, openBuilds: Math.max(0, account.openBuilds - 1) });
}
