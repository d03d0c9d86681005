/**
 * A bundle taken apart, for those who want to see why it proves something, or where it breaks. Every step is made by the
 * functions that `verifyBundle` stands on, but none is left out after one that failed. The verdict is `verifyBundle`'s.
 */
import { asDigest, equalBytes, type Pinned, parseUtf8 } from '@pyrsia/ledger';
import {
  type AuditPath,
  assertLogProof,
  assertStateProof,
  type Checkpoint,
  hashLeaf,
  inclusionOfLeafHashes,
  inclusionPath,
  logPaths,
  parseCheckpoint,
  statePaths,
} from '@pyrsia/ledger/merkle';
import { APP_HASH_FIELD, headerFields, headerHash } from '../light/encode.ts';
import { FLAG, type LightBlock } from '../light/types.ts';
import { malformedRule, totalPower, verify, verifyWholeCommit, withVotesThatHold } from '../light/verifier.ts';
import type { Bundle } from './bundle.ts';
import { optionsAt } from './verify-bundle.ts';

export interface Vote {
  readonly address: Uint8Array;
  readonly power: bigint;
  readonly state: 'signed' | 'wrong' | 'nil' | 'absent';
}
export interface BlockCheck {
  readonly height: bigint;
  readonly timeNs: bigint;
  readonly hash: Uint8Array;
  readonly votes: readonly Vote[];
  readonly powerSigned: bigint;
  readonly powerTotal: bigint;
  /** The pinned one: has the pinned hash. A later one: follows from the one before. Undefined, or what is wrong. */
  readonly fault: string | undefined;
}
export interface PathCheck extends AuditPath {
  /** What the path must lead to. */
  readonly expected: Uint8Array;
  readonly holds: boolean;
}
export interface Explanation {
  readonly blocks: readonly BlockCheck[];
  /** From the app hash to the hash of the header that the build nodes signed. */
  readonly header: PathCheck | undefined;
  /** From the state's record to the root of the state, and on to the app hash. */
  readonly state: { readonly key: string; readonly path: AuditPath; readonly app: PathCheck; readonly holds: boolean } | undefined;
  /** From the log entry to the root of the log, and from its checkpoint to the app hash. Other: not the log that is pinned. */
  readonly log:
    | {
        readonly index: bigint;
        readonly checkpoint: Checkpoint;
        readonly path: PathCheck;
        readonly app: PathCheck;
        readonly isOther: boolean;
        readonly holds: boolean;
      }
    | undefined;
}

export function explainBundle(bundle: Bundle, network: Pinned, nowNs: bigint): Explanation {
  const blocks = bundle.lightBlocks.map((block, i) => blockCheck(block, bundle.lightBlocks[i - 1], network, nowNs));
  const header = bundle.lightBlocks.at(-1)?.header;
  const appHash = header?.appHash ?? new Uint8Array(0);
  const state = orUndefined(() => stateCheck(bundle, appHash));
  const log = orUndefined(() => logCheck(bundle, appHash, network));
  return { blocks, header: header === undefined ? undefined : headerCheck(bundle.lightBlocks.at(-1) as LightBlock), state, log };
}

function blockCheck(block: LightBlock, before: LightBlock | undefined, network: Pinned, nowNs: bigint): BlockCheck {
  const { header, commit, validators } = block;
  const held = withVotesThatHold(block).commit.signatures;
  const votes = validators.map(({ address, power }, i): Vote => {
    const flag = commit.signatures[i]?.flag ?? FLAG.absent;
    const holds = held[i]?.flag === flag;
    return { address, power, state: flag === FLAG.absent ? 'absent' : holds ? (flag === FLAG.commit ? 'signed' : 'nil') : 'wrong' };
  });
  return {
    height: header.height,
    timeNs: header.timeNs,
    hash: headerHash(header),
    votes,
    powerSigned: votes.reduce((sum, { state, power }) => sum + (state === 'signed' ? power : 0n), 0n),
    powerTotal: totalPower(validators),
    fault: faultOf(block, before, network, nowNs),
  };
}

function faultOf(block: LightBlock, before: LightBlock | undefined, network: Pinned, nowNs: bigint): string | undefined {
  const { trustRoot } = network;
  if (before === undefined) {
    if (block.header.height !== trustRoot.height || !equalBytes(headerHash(block.header), trustRoot.hash)) return 'not_the_trust_root';
    const malformed = malformedRule(block, trustRoot.chainId);
    if (malformed !== undefined) return malformed;
  } else {
    const verdict = verify(before, block, optionsAt(network, nowNs));
    if (verdict.verdict !== 'success') return verdict.verdict === 'invalid' ? verdict.rule : verdict.verdict;
  }
  const whole = verifyWholeCommit(block);
  return whole.verdict === 'invalid' ? whole.rule : undefined;
}

function headerCheck({ header, commit }: LightBlock): PathCheck {
  const leaves = headerFields(header).map((field) => hashLeaf(field));
  const claim = { leafHash: leaves[APP_HASH_FIELD] as (typeof leaves)[number], index: BigInt(APP_HASH_FIELD), size: BigInt(leaves.length) };
  return leadsTo(inclusionPath(claim, inclusionOfLeafHashes(leaves, APP_HASH_FIELD)), commit.blockId.hash);
}

function stateCheck({ state: { key, value, proof } }: Bundle, appHash: Uint8Array): Explanation['state'] {
  const { state, app } = statePaths(key, value, proof);
  return { key: parseUtf8(key), path: state, app: leadsTo(app, appHash), holds: holds(() => assertStateProof(asDigest(appHash), key, value, proof)) };
}

function logCheck({ entry }: Bundle, appHash: Uint8Array, { logOrigin }: Pinned): Explanation['log'] {
  if (entry === undefined) return undefined;
  const { index, bytes, proof } = entry;
  const { log, checkpoint: body, app } = logPaths(index, bytes, proof);
  const checkpoint = parseCheckpoint(body);
  const isProven = holds(() => assertLogProof(asDigest(appHash), index, bytes, proof));
  const isOther = checkpoint.origin !== logOrigin;
  return { index, checkpoint, path: leadsTo(log, checkpoint.root), app: leadsTo(app, appHash), isOther, holds: isProven && !isOther };
}

const leadsTo = (path: AuditPath, expected: Uint8Array): PathCheck => ({ ...path, expected, holds: equalBytes(path.root, expected) });

function holds(check: () => unknown): boolean {
  return (
    orUndefined(() => {
      check();
      return true;
    }) === true
  );
}

/** Untrusted bytes that cannot be read say nothing; why, `verifyBundle` says. */
function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
