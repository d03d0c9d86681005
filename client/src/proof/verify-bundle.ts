/**
 * Offline verification, as one argument: the trust root leads to a header, the header to the state and the log, and
 * these say what is claimed. No network, no clock but the one given.
 */
import {
  type Artifact,
  asDigest,
  type Digest,
  equalBytes,
  isAbsoluteMajority,
  logEntryCodec,
  nodeIdsCodec,
  type Pinned,
  parsePurl,
  parseUtf8,
  publicationRecordCodec,
  stateKey,
  toHex,
} from '@pyrsia/ledger';
import { assertLogProof, assertStateProof, hashLeaf } from '@pyrsia/ledger/merkle';
import { ClientError } from '../errors.ts';
import { headerHash } from '../light/encode.ts';
import type { LightBlock } from '../light/types.ts';
import { isExpired, malformedRule, type VerifyOptions, verify, verifyWholeCommit, withVotesThatHold } from '../light/verifier.ts';
import type { Bundle } from './bundle.ts';

/** The bundle or the file contradicts what it claims. */
export interface Disproven {
  readonly verdict: 'disproven';
  readonly reason: string;
}
/** The trust root does not reach: expired, or blocks are missing. */
export interface CannotTell {
  readonly verdict: 'cannot_tell';
  readonly reason: string;
}

/** What a bundle proves, at one height. */
export interface Claim {
  /** Of the header that was verified: what is proven held just before this block. */
  readonly height: bigint;
  readonly headerTimeNs: bigint;
  readonly statement: Statement;
}
export type Statement =
  | { readonly kind: 'published'; readonly publication: ProvenPublication }
  | { readonly kind: 'revoked'; readonly publication: ProvenPublication; readonly revokedBy: bigint }
  | { readonly kind: 'not_published'; readonly purl: string }
  | { readonly kind: 'build_nodes'; readonly nodeIds: readonly string[] };

export interface ProvenPublication {
  readonly purl: string;
  readonly artifacts: readonly Artifact[];
  readonly logIndex: bigint;
  readonly logSize: bigint;
  readonly logRoot: string;
  readonly logOrigin: string;
  readonly buildId: string;
  readonly attempt: number;
  readonly recipeDigest: string;
  readonly mapping: string;
  readonly publishedAtHeight: bigint;
  readonly publishedAtMs: bigint;
  readonly matchedNodes: readonly string[];
  readonly electorateSize: number;
  readonly source: string;
  readonly sourceSha256: string;
}

export type BundleVerdict = { readonly verdict: 'proven'; readonly claim: Claim } | Disproven | CannotTell;
export type FileVerdict =
  | { readonly verdict: 'proven'; readonly claim: Claim; readonly publication: ProvenPublication; readonly artifact: Artifact }
  | Disproven
  | CannotTell;

const MAX_CLOCK_DRIFT_NS = 10_000_000_000n;
const disproven = (reason: string): Disproven => ({ verdict: 'disproven', reason });
const cannotTell = (reason: string): CannotTell => ({ verdict: 'cannot_tell', reason });

/** Is this file what the network published? */
export function verifyFileBundle(bundle: Bundle, network: Pinned, fileSha256: Digest, nowNs: bigint): FileVerdict {
  const verdict = verifyBundle(bundle, network, nowNs);
  if (verdict.verdict !== 'proven') return verdict;
  const { statement } = verdict.claim;
  if (statement.kind === 'revoked') return disproven(`${statement.publication.purl} was revoked, by log entry ${statement.revokedBy}`);
  if (statement.kind === 'not_published') return disproven(`${statement.purl} is proven not to be published`);
  if (statement.kind !== 'published') return cannotTell('the bundle proves something else than a publication');
  const { publication } = statement;
  const artifact = publication.artifacts.find((known) => equalBytes(known.sha256, fileSha256));
  if (artifact === undefined) return disproven(`the file is none of the artifacts of ${publication.purl}`);
  return { verdict: 'proven', claim: verdict.claim, publication, artifact };
}

/** What the bundle proves. */
export function verifyBundle(bundle: Bundle, network: Pinned, nowNs: bigint): BundleVerdict {
  const found = headerFromRoot(bundle.lightBlocks, network, nowNs);
  if ('verdict' in found) return found;
  const { header } = found.block;
  try {
    const statement = statementOf(bundle, asDigest(header.appHash), network.logOrigin);
    return typeof statement === 'string'
      ? disproven(statement)
      : { verdict: 'proven', claim: { height: header.height, headerTimeNs: header.timeNs, statement } };
  } catch (error) {
    // Everything above reads attacker-controlled bytes: whatever does not parse or hold disproves the bundle.
    return disproven(error instanceof Error ? error.message : 'the proof does not hold');
  }
}

/** A text says why the bundle proves nothing. */
function statementOf({ state, entry }: Bundle, appHash: Digest, logOrigin: string): Statement | string {
  assertStateProof(appHash, state.key, state.value, state.proof);
  if (equalBytes(state.key, stateKey.nodes())) {
    if (state.value === undefined || entry !== undefined) return 'a network has build nodes, and they are no log entry';
    return { kind: 'build_nodes', nodeIds: nodeIdsCodec.decode(state.value).ids.map(toHex) };
  }
  const purl = purlOfKey(state.key);
  if (purl === undefined) return 'the record is neither a publication nor the build nodes';
  if (state.value === undefined) return entry === undefined ? { kind: 'not_published', purl } : 'a log entry beside an absent publication';
  if (entry === undefined) return 'the log entry of the publication is missing';
  const record = publicationRecordCodec.decode(state.value);
  const publication = publicationOf(entry, appHash, logOrigin);
  if (typeof publication === 'string') return publication;
  const agree = publication.purl === purl && record.logIndex === entry.index && equalBytes(record.leafHash, hashLeaf(entry.bytes));
  if (!agree) return 'state and log entry are not of one publication';
  return record.revokedBy === undefined ? { kind: 'published', publication } : { kind: 'revoked', publication, revokedBy: record.revokedBy };
}

/** Of a key `publication/<purl>`. */
function purlOfKey(key: Uint8Array): string | undefined {
  const prefix = stateKey.publication('');
  if (!equalBytes(key.subarray(0, prefix.length), prefix)) return undefined;
  const purl = parseUtf8(key.slice(prefix.length));
  parsePurl(purl);
  return purl;
}

function publicationOf(entry: NonNullable<Bundle['entry']>, appHash: Digest, logOrigin: string): ProvenPublication | string {
  const checkpoint = assertLogProof(appHash, entry.index, entry.bytes, entry.proof);
  if (checkpoint.origin !== logOrigin) return 'the proof is of another log';
  const logged = logEntryCodec.decode(entry.bytes);
  if (logged.record.kind !== 'publication') return 'the log entry is not a publication';
  const publication = logged.record.value;
  if (!isAbsoluteMajority(publication.matchedNodes.length, publication.electorateSize)) return 'the publication has no majority';
  return {
    purl: publication.purl,
    artifacts: publication.artifacts,
    logIndex: entry.index,
    logSize: checkpoint.size,
    logRoot: toHex(checkpoint.root),
    logOrigin: checkpoint.origin,
    buildId: toHex(publication.buildId),
    attempt: publication.attempt,
    recipeDigest: toHex(publication.recipeDigest),
    mapping: publication.mapping,
    publishedAtHeight: logged.height,
    publishedAtMs: logged.timeMs,
    matchedNodes: publication.matchedNodes.map(toHex),
    electorateSize: publication.electorateSize,
    source: publication.source,
    sourceSha256: toHex(publication.sourceSha256),
  };
}

/** Each block verified from the one before it, the first being the pinned one. */
function headerFromRoot(blocks: readonly LightBlock[], network: Pinned, nowNs: bigint): { block: LightBlock } | Disproven | CannotTell {
  const { trustRoot } = network;
  const [root, ...later] = blocks;
  if (root === undefined || later.length === 0) return cannotTell('the bundle has no blocks that lead from the trust root');
  if (root.header.height !== trustRoot.height || !equalBytes(headerHash(root.header), trustRoot.hash)) {
    return cannotTell('the bundle does not begin at the pinned trust root');
  }
  if (malformedRule(root, trustRoot.chainId) !== undefined || verifyWholeCommit(root).verdict !== 'success')
    return disproven('the first block is not signed by its validators');
  const options = optionsAt(network, nowNs);
  let verified = root;
  for (const block of later) {
    const verdict = verify(verified, block, options);
    if (verdict.verdict === 'expired') return cannotTell('the trust root is older than the trusting period; pin a fresh one');
    if (verdict.verdict === 'not_enough_trust') return cannotTell('blocks are missing between two of the bundle');
    if (verdict.verdict === 'invalid') return disproven(`block ${block.header.height} does not verify: ${verdict.rule}`);
    if (verifyWholeCommit(block).verdict !== 'success') return disproven(`a signature of block ${block.header.height} is wrong`);
    verified = block;
  }
  return { block: verified };
}

/** How far one header of a bundle may lead to the next. */
export function optionsAt({ trustRoot }: Pinned, nowNs: bigint): VerifyOptions {
  return { nowNs, trustingPeriodNs: trustRoot.trustingPeriodMs * 1_000_000n, maxClockDriftNs: MAX_CLOCK_DRIFT_NS, trustLevel: [1n, 3n] };
}

/**
 * The fewest stored blocks that lead from the first to the last by skipping, both included, each with the votes that
 * hold. Throws `PIN_EXPIRED` when none can lead from the trust root any more.
 */
export function shortestPath(stored: readonly LightBlock[], network: Pinned, nowNs: bigint): LightBlock[] {
  const target = stored.at(-1);
  const [root] = stored;
  if (root === undefined || target === undefined) return [];
  const { trustingPeriodMs } = network.trustRoot;
  if (isExpired(root.header, { nowNs, trustingPeriodNs: trustingPeriodMs * 1_000_000n })) throw new ClientError('PIN_EXPIRED', { height: root.header.height });
  const options = optionsAt(network, nowNs);
  const path = [root];
  for (let from = root; from !== target; ) {
    const next = stored.findLast((block) => block.header.height > from.header.height && verify(from, block, options).verdict === 'success');
    if (next === undefined) break;
    path.push(next);
    from = next;
  }
  return path.map(withVotesThatHold);
}
