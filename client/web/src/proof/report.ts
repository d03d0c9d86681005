/**
 * Verifies what the node answered: the verdict is that of `verifyBundle`, the same code as `pyrsia verify`; then what the
 * page shows is held against what is proven.
 */
import { type Pinned, parsePinned, toHex } from '@pyrsia/ledger';
import { parseBundle } from '../../../src/proof/bundle.ts';
import { type Explanation, explainBundle } from '../../../src/proof/explain-bundle.ts';
import { type Claim, type ProvenPublication, verifyBundle } from '../../../src/proof/verify-bundle.ts';
import type { Publication } from '../api.ts';

export interface Report {
  readonly verdict: 'proven' | 'disproven' | 'cannot_tell';
  /** In words, unless it is proven. */
  readonly reason: string | undefined;
  readonly pinned: Pinned | undefined;
  readonly explanation: Explanation | undefined;
  readonly claim: Claim | undefined;
  /** Members of the answer that are not as proven. */
  readonly differences: readonly string[];
}

export function reportOn(shown: Publication, network: unknown, nowMs: number): Report {
  const nothing = { pinned: undefined, explanation: undefined, claim: undefined, differences: [] };
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
    const differences = differencesOf(shown, claim.statement);
    const reason = differences.length === 0 ? undefined : 'The proof holds, but it does not say what the node answered beside it.';
    return { verdict: differences.length === 0 ? 'proven' : 'disproven', reason, pinned, explanation, claim, differences };
  } catch (error) {
    return { ...nothing, verdict: 'disproven', reason: error instanceof Error ? error.message : 'The proof cannot be read.' };
  }
}

/** Each member that the page shows and the proof covers. */
export function differencesOf(shown: Publication, statement: Claim['statement']): string[] {
  if (statement.kind !== 'published' && statement.kind !== 'revoked') return ['status'];
  const proven = shownAs(statement.publication, statement.kind);
  return Object.entries(proven)
    .filter(([name, value]) => JSON.stringify((shown as unknown as Record<string, unknown>)[name]) !== JSON.stringify(value))
    .map(([name]) => name)
    .concat(majorityDiffers(shown, statement.publication) ? ['majority'] : []);
}

function shownAs(publication: ProvenPublication, status: string): Record<string, unknown> {
  return {
    status,
    purl: publication.purl,
    log_index: publication.logIndex.toString(),
    height: publication.publishedAtHeight.toString(),
    published_at: new Date(Number(publication.publishedAtMs)).toISOString(),
    source: publication.source,
    source_sha256: publication.sourceSha256,
    artifacts: publication.artifacts.map(({ name, size, sha256, chunkRoot }) => ({
      name,
      size: size.toString(),
      sha256: toHex(sha256),
      chunk_root: toHex(chunkRoot),
    })),
  };
}

function majorityDiffers({ majority }: Publication, { matchedNodes, electorateSize }: ProvenPublication): boolean {
  const isSame = majority?.matched === matchedNodes.length && majority.electorate === electorateSize;
  return !isSame || JSON.stringify(majority.nodes) !== JSON.stringify(matchedNodes);
}
