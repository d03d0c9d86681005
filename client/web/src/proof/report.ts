/**
 * Verifies what the node answered: the verdict is that of `verifyBundle`, the same code as `pyrsia verify`; then what the
 * page shows is held against what is proven.
 */
import { type Pinned, parsePinned, toHex } from '@pyrsia/ledger';
import { parseBundle } from '../../../src/proof/bundle.ts';
import { type Explanation, explainBundle } from '../../../src/proof/explain-bundle.ts';
import { type Claim, type ProvenPublication, verifyBundle } from '../../../src/proof/verify-bundle.ts';
import { type Publication, withoutTurns } from '../api.ts';

/** What was asked for, as the address of the page has it: a node may answer with something else, and its true proof. */
export interface Asked {
  readonly purl?: string | undefined;
  readonly sha256?: string | undefined;
}
/** Blocks come every few seconds: a node that shows an old one is behind, or hides what came after. */
const MAX_AGE_MS = 600_000;

export interface Report {
  readonly verdict: 'proven' | 'disproven' | 'cannot_tell';
  /** In words, unless it is proven. */
  readonly reason: string | undefined;
  readonly pinned: Pinned | undefined;
  readonly explanation: Explanation | undefined;
  readonly claim: Claim | undefined;
  /** Of the header that it is proven by. */
  readonly ageMs: number;
  readonly isOld: boolean;
  /** The node says that there is no such publication. */
  readonly isAbsent: boolean;
  /** Members of the answer that are not as proven. */
  readonly differences: readonly string[];
}

export function reportOn(shown: Publication, asked: Asked, network: unknown, nowMs: number): Report {
  const nothing = {
    pinned: undefined,
    explanation: undefined,
    claim: undefined,
    ageMs: 0,
    isOld: false,
    isAbsent: shown.status === 'not_published',
    differences: [],
  };
  if (shown.proof === null || shown.proof === undefined)
    return { ...nothing, verdict: 'cannot_tell', reason: 'The node has no proof at hand now: no build node gives it the record of the state.' };
  try {
    const pinned = parsePinned(network);
    const bundle = parseBundle(shown.proof);
    const nowNs = BigInt(nowMs) * 1_000_000n;
    const found = verifyBundle(bundle, pinned, nowNs);
    const explanation = explainBundle(bundle, pinned, nowNs);
    if (found.verdict !== 'proven') return { ...nothing, pinned, explanation, verdict: found.verdict, reason: found.reason };
    const { claim } = found;
    const differences = differencesOf(shown, asked, claim);
    const reason = differences.length === 0 ? undefined : 'The proof holds, but not for what was asked for and is shown here.';
    const ageMs = nowMs - Number(claim.headerTimeNs / 1_000_000n);
    const verdict = differences.length === 0 ? 'proven' : 'disproven';
    return { ...nothing, verdict, reason, pinned, explanation, claim, ageMs, isOld: ageMs > MAX_AGE_MS, differences };
  } catch (error) {
    return { ...nothing, verdict: 'disproven', reason: error instanceof Error ? error.message : 'The proof cannot be read.' };
  }
}

/** Each member that the page shows and the proof covers. */
export function differencesOf(shown: Publication, asked: Asked, { height, statement }: Pick<Claim, 'height' | 'statement'>): string[] {
  if (statement.kind === 'build_nodes') return ['status'];
  const artifacts = statement.kind === 'not_published' ? [] : statement.publication.artifacts;
  const proven =
    statement.kind === 'not_published'
      ? { status: statement.kind, purl: statement.purl }
      : { ...shownAs(statement.publication, statement.kind), verified_at_height: height.toString() };
  const differences = Object.entries(proven)
    .filter(([name, value]) => !isSame((shown as unknown as Record<string, unknown>)[name], value))
    .map(([name]) => name);
  if (statement.kind !== 'not_published' && majorityDiffers(shown, statement.publication)) differences.push('majority');
  if (asked.purl !== undefined && asked.purl !== proven.purl) differences.push('the package asked for');
  if (asked.sha256 !== undefined && !artifacts.some(({ sha256 }) => toHex(sha256) === asked.sha256)) differences.push('the file asked for');
  return differences;
}

const isSame = (shown: unknown, proven: unknown): boolean => JSON.stringify(shown) === withoutTurns(JSON.stringify(proven));

function shownAs(publication: ProvenPublication, status: string): { readonly purl: string; readonly [member: string]: unknown } {
  return {
    status,
    purl: publication.purl,
    log_index: publication.logIndex.toString(),
    log_size: publication.logSize.toString(),
    log_root: publication.logRoot,
    log_origin: publication.logOrigin,
    height: publication.publishedAtHeight.toString(),
    published_at: new Date(Number(publication.publishedAtMs)).toISOString(),
    build_id: publication.buildId,
    attempt: publication.attempt,
    source: publication.source,
    source_sha256: publication.sourceSha256,
    source_mapping: publication.mapping,
    recipe_digest: publication.recipeDigest,
    artifacts: publication.artifacts.map(({ name, size, sha256, chunkRoot }) => ({
      name,
      size: size.toString(),
      sha256: toHex(sha256),
      chunk_root: toHex(chunkRoot),
    })),
  };
}

function majorityDiffers({ majority }: Publication, { matchedNodes, electorateSize }: ProvenPublication): boolean {
  return majority?.matched !== matchedNodes.length || majority.electorate !== electorateSize || !isSame(majority.nodes, matchedNodes);
}
