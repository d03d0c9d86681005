/**
 * Offline verification, as one argument: the trust root leads to a header, the header to the state and the log,
 * both say that these bytes were published by a majority, and the file has those bytes. No network, no clock
 * but the one given.
 */
import {
  type Artifact,
  asDigest,
  type Digest,
  equalBytes,
  isAbsoluteMajority,
  logEntryCodec,
  type NetworkFile,
  publicationRecordCodec,
  stateKey,
  toHex,
} from '@pyrsia/ledger';
import { assertLogProof, assertStateProof, hashLeaf } from '@pyrsia/ledger/merkle';
import { headerHash } from '../light/encode.ts';
import type { LightBlock } from '../light/types.ts';
import { malformedRule, SUCCESS, verify, verifyCommit } from '../light/verifier.ts';
import type { Bundle } from './bundle.ts';

export type BundleVerdict =
  | { readonly verdict: 'proven'; readonly report: ProofReport }
  /** The bundle or the file contradicts what it claims. */
  | { readonly verdict: 'disproven'; readonly reason: string }
  /** The trust root does not reach: expired, or blocks are missing. */
  | { readonly verdict: 'cannot_tell'; readonly reason: string };

export interface ProofReport {
  readonly purl: string;
  readonly artifact: Artifact;
  readonly logIndex: bigint;
  readonly logSize: bigint;
  readonly logRoot: string;
  /** Height of the header that was verified. */
  readonly height: bigint;
  readonly publishedAtHeight: bigint;
  readonly publishedAtMs: bigint;
  readonly matchedNodes: readonly string[];
  readonly electorateSize: number;
  readonly source: string;
  readonly sourceSha256: string;
}

const MAX_CLOCK_DRIFT_NS = 10_000_000_000n;
const disproven = (reason: string): BundleVerdict => ({ verdict: 'disproven', reason });
const cannotTell = (reason: string): BundleVerdict => ({ verdict: 'cannot_tell', reason });

export function verifyBundle(bundle: Bundle, network: NetworkFile, fileSha256: Digest, nowNs: bigint): BundleVerdict {
  const header = headerFromRoot(bundle.lightBlocks, network, nowNs);
  if ('verdict' in header) return header;
  const { state, entry } = bundle;
  const appHash = asDigest(header.block.header.appHash);
  try {
    assertStateProof(appHash, state.key, state.value, state.proof);
    const checkpoint = assertLogProof(appHash, entry.index, entry.bytes, entry.proof);
    if (checkpoint.origin !== network.logOrigin) return disproven('the proof is of another log');
    const record = publicationRecordCodec.decode(state.value);
    const logged = logEntryCodec.decode(entry.bytes);
    if (logged.record.kind !== 'publication') return disproven('the log entry is not a publication');
    const publication = logged.record.value;
    const agree =
      equalBytes(state.key, stateKey.publication(publication.purl)) && record.logIndex === entry.index && equalBytes(record.leafHash, hashLeaf(entry.bytes));
    if (!agree) return disproven('state and log entry are not of one publication');
    if (record.revokedBy !== undefined) return disproven(`${publication.purl} was revoked`);
    if (!isAbsoluteMajority(publication.matchedNodes.length, publication.electorateSize)) return disproven('the publication has no majority');
    const artifact = publication.artifacts.find((known) => equalBytes(known.sha256, fileSha256));
    if (artifact === undefined) return disproven(`the file is none of the artifacts of ${publication.purl}`);
    return {
      verdict: 'proven',
      report: {
        purl: publication.purl,
        artifact,
        logIndex: entry.index,
        logSize: checkpoint.size,
        logRoot: toHex(checkpoint.root),
        height: header.block.header.height,
        publishedAtHeight: logged.height,
        publishedAtMs: logged.timeMs,
        matchedNodes: publication.matchedNodes.map(toHex),
        electorateSize: publication.electorateSize,
        source: publication.source,
        sourceSha256: toHex(publication.sourceSha256),
      },
    };
  } catch (error) {
    // Everything above reads attacker-controlled bytes: whatever does not parse or hold disproves the bundle.
    return disproven(error instanceof Error ? error.message : 'the proof does not hold');
  }
}

/** Each block verified from the one before it, the first being the pinned one. */
function headerFromRoot(blocks: readonly LightBlock[], network: NetworkFile, nowNs: bigint): { block: LightBlock } | BundleVerdict {
  const { trustRoot } = network;
  const [root, ...later] = blocks;
  if (root === undefined || later.length === 0) return cannotTell('the bundle has no blocks that lead from the trust root');
  if (root.header.height !== trustRoot.height || !equalBytes(headerHash(root.header), trustRoot.hash)) {
    return cannotTell('the bundle does not begin at the pinned trust root');
  }
  if (malformedRule(root, trustRoot.chainId) !== undefined || verifyCommit(root) !== SUCCESS)
    return disproven('the first block is not signed by its validators');
  const options = { nowNs, trustingPeriodNs: trustRoot.trustingPeriodMs * 1_000_000n, maxClockDriftNs: MAX_CLOCK_DRIFT_NS, trustLevel: [1n, 3n] as const };
  let verified = root;
  for (const block of later) {
    const verdict = verify(verified, block, options);
    if (verdict.verdict === 'expired') return cannotTell('the trust root is older than the trusting period; pin a fresh one');
    if (verdict.verdict === 'not_enough_trust') return cannotTell('blocks are missing between two of the bundle');
    if (verdict.verdict === 'invalid') return disproven(`block ${block.header.height} does not verify: ${verdict.rule}`);
    verified = block;
  }
  return { block: verified };
}

/** The fewest stored blocks that lead from the first to the last by skipping; both included. */
export function shortestPath(stored: readonly LightBlock[], network: NetworkFile, nowNs: bigint): LightBlock[] {
  const target = stored.at(-1);
  const [root] = stored;
  if (root === undefined || target === undefined) return [];
  const options = {
    nowNs,
    trustingPeriodNs: network.trustRoot.trustingPeriodMs * 1_000_000n,
    maxClockDriftNs: MAX_CLOCK_DRIFT_NS,
    trustLevel: [1n, 3n] as const,
  };
  const path = [root];
  for (let from = root; from !== target; ) {
    const next = stored.findLast((block) => block.header.height > from.header.height && verify(from, block, options).verdict === 'success');
    if (next === undefined) return path;
    path.push(next);
    from = next;
  }
  return path;
}
