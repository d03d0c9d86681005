/**
 * Verification of one light block from another: CometBFT light/verifier.go and types/validation.go at v0.40.0,
 * rule by rule. Pure: blocks and `now` in, verdict out. The untrusted block is entirely attacker-controlled.
 * "Cannot tell yet" is a value: it drives bisection.
 */
import { equalBytes, sha256 } from '@pyrsia/ledger';
import { verifyEd25519 } from './ed25519.ts';
import { commitSignBytes, headerHash, validatorSetHash } from './encode.ts';
import { type BlockId, type Commit, type CommitSig, FLAG, type Header, type LightBlock, type Validator } from './types.ts';

export type Rule =
  | 'header_malformed'
  | 'commit_malformed'
  | 'chain_id'
  | 'commit_height'
  | 'commit_block'
  | 'height_not_later'
  | 'time_not_later'
  | 'time_in_future'
  | 'validators_malformed'
  | 'validators_hash'
  | 'next_validators_hash'
  | 'signature_count'
  | 'signature_address'
  | 'signature_wrong'
  | 'trusted_signature_wrong'
  | 'double_vote'
  | 'power_insufficient';

export type Verdict =
  | { readonly verdict: 'success' }
  | { readonly verdict: 'not_enough_trust' }
  | { readonly verdict: 'expired' }
  | { readonly verdict: 'invalid'; readonly rule: Rule };

export interface VerifyOptions {
  readonly nowNs: bigint;
  readonly trustingPeriodNs: bigint;
  readonly maxClockDriftNs: bigint;
  /** Fraction of trusted power that must have signed: [1/3, 1]. */
  readonly trustLevel: readonly [numerator: bigint, denominator: bigint];
}

export const SUCCESS: Verdict = { verdict: 'success' };
const NOT_ENOUGH_TRUST: Verdict = { verdict: 'not_enough_trust' };
const invalid = (rule: Rule): Verdict => ({ verdict: 'invalid', rule });

/** Block protocol of CometBFT 0.38 to 0.40. */
const BLOCK_PROTOCOL = 11n;
const MAX_CHAIN_ID = 50;
const ADDRESS = 20;
/** Go's zero time, 1 January of the year 1: of a vote that was never cast. */
const ZERO_TIME_NS = -62_135_596_800_000_000_000n;
/** Largest signature of any key type that CometBFT allows in a commit, ML-DSA-65 (types/signable.go). */
const MAX_SIGNATURE = 3_309;
/** Go's MaxInt64 / 8: total power beyond this cannot be summed safely there. */
const MAX_TOTAL_POWER = (2n ** 63n - 1n) / 8n;

export function verify(trusted: LightBlock, untrusted: LightBlock, options: VerifyOptions): Verdict {
  if (isExpired(trusted.header, options)) return { verdict: 'expired' };
  const broken = brokenRule(trusted.header, untrusted, options);
  if (broken !== undefined) return invalid(broken);
  if (untrusted.header.height === trusted.header.height + 1n) {
    if (!equalBytes(untrusted.header.validatorsHash, trusted.header.nextValidatorsHash)) return invalid('next_validators_hash');
    return verifyCommit(untrusted);
  }
  const held: HeldVotes = new Map();
  const overlap = verifyCommitTrusting(trusted, untrusted.commit, options.trustLevel, held);
  return overlap.verdict === 'success' ? verifyCommit(untrusted, held) : overlap;
}

/** Votes of one commit that were verified already: by index, the key under which each holds. */
type HeldVotes = Map<number, Uint8Array>;

export function isExpired(header: Header, options: Pick<VerifyOptions, 'nowNs' | 'trustingPeriodNs'>): boolean {
  return header.timeNs + options.trustingPeriodNs <= options.nowNs;
}

/** The rules that need no signature, in the order of the reference. */
function brokenRule(trusted: Header, untrusted: LightBlock, options: VerifyOptions): Rule | undefined {
  const { header } = untrusted;
  const malformed = malformedRule(untrusted, trusted.chainId);
  if (malformed !== undefined) return malformed;
  if (header.height <= trusted.height) return 'height_not_later';
  if (header.timeNs <= trusted.timeNs) return 'time_not_later';
  if (header.timeNs >= options.nowNs + options.maxClockDriftNs) return 'time_in_future';
  return undefined;
}

/** What is wrong with a light block by itself, or undefined. */
export function malformedRule(block: LightBlock, chainId: string): Rule | undefined {
  const { header, commit } = block;
  if (!isHeaderWellFormed(header)) return 'header_malformed';
  if (!isCommitWellFormed(commit)) return 'commit_malformed';
  if (header.chainId !== chainId) return 'chain_id';
  if (commit.height !== header.height) return 'commit_height';
  if (!equalBytes(commit.blockId.hash, headerHash(header))) return 'commit_block';
  if (!isValidatorSetWellFormed(block.validators)) return 'validators_malformed';
  // Without this a stranger's validators could sign for a header that is not theirs.
  return equalBytes(header.validatorsHash, validatorSetHash(block.validators)) ? undefined : 'validators_hash';
}

const NO_VOTE: CommitSig = { flag: FLAG.absent, validatorAddress: new Uint8Array(0), timeNs: ZERO_TIME_NS, signature: new Uint8Array(0) };

const isHash = (bytes: Uint8Array): boolean => bytes.length === 0 || bytes.length === 32;
const isBlockId = (id: BlockId): boolean => isHash(id.hash) && isHash(id.partsHash) && id.partsTotal >= 0;

function isHeaderWellFormed(header: Header): boolean {
  const hashes = [
    header.lastCommitHash,
    header.dataHash,
    header.evidenceHash,
    header.validatorsHash,
    header.nextValidatorsHash,
    header.consensusHash,
    header.lastResultsHash,
  ];
  const basics = header.versionBlock === BLOCK_PROTOCOL && header.chainId.length <= MAX_CHAIN_ID && header.height > 0n;
  return basics && isBlockId(header.lastBlockId) && hashes.every(isHash) && header.proposerAddress.length === ADDRESS;
}

function isCommitWellFormed(commit: Commit): boolean {
  if (commit.height < 0n || commit.round < 0) return false;
  if (commit.height === 0n) return true;
  const { blockId } = commit;
  const isZero = blockId.hash.length === 0 && blockId.partsHash.length === 0 && blockId.partsTotal === 0;
  if (isZero || !isBlockId(blockId) || commit.signatures.length === 0) return false;
  return commit.signatures.every(({ flag, validatorAddress, signature, timeNs }) => {
    if (flag === FLAG.absent) return validatorAddress.length === 0 && signature.length === 0 && timeNs === ZERO_TIME_NS;
    if (flag !== FLAG.commit && flag !== FLAG.nil) return false;
    return validatorAddress.length === ADDRESS && signature.length > 0 && signature.length <= MAX_SIGNATURE;
  });
}

function isValidatorSetWellFormed(validators: readonly Validator[]): boolean {
  const total = totalPower(validators);
  const sane = validators.every(
    (v) => v.power >= 0n && v.address.length === ADDRESS && (v.keyType !== 'ed25519' || equalBytes(v.address, sha256(v.publicKey).slice(0, ADDRESS))),
  );
  return validators.length > 0 && sane && total > 0n && total <= MAX_TOTAL_POWER;
}

export function totalPower(validators: readonly Validator[]): bigint {
  return validators.reduce((sum, validator) => sum + validator.power, 0n);
}

/** More than 2/3 of the block's own validators signed it; signatures by index, address bound to index. */
export function verifyCommit(block: LightBlock, held: ReadonlyMap<number, Uint8Array> = new Map()): Verdict {
  const { commit, validators, header } = block;
  if (commit.signatures.length !== validators.length) return invalid('signature_count');
  const needed = (totalPower(validators) * 2n) / 3n;
  let tallied = 0n;
  for (const [i, signature] of commit.signatures.entries()) {
    if (signature.flag !== FLAG.commit) continue;
    const validator = validators[i] as Validator;
    // GHSA-c32p-wcqj-j677: without this a signature could be counted for another validator.
    if (!equalBytes(signature.validatorAddress, validator.address)) return invalid('signature_address');
    const isHeld = equalBytes(held.get(i) ?? new Uint8Array(0), validator.publicKey);
    if (!isHeld && !signatureHolds(header.chainId, commit, i, validator)) return invalid('signature_wrong');
    tallied += validator.power;
    if (tallied > needed) return SUCCESS;
  }
  return invalid('power_insufficient');
}

/**
 * As `verifyCommit`, but no byte is left unread: every vote that is there, for nil or past the majority, is by its
 * validator. For proofs that are kept: whatever is changed in one shows.
 */
export function verifyWholeCommit(block: LightBlock): Verdict {
  const verdict = verifyCommit(block);
  if (verdict.verdict !== 'success') return verdict;
  const { commit, validators, header } = block;
  for (const [i, signature] of commit.signatures.entries()) {
    if (signature.flag === FLAG.absent) continue;
    const validator = validators[i] as Validator;
    if (!equalBytes(signature.validatorAddress, validator.address)) return invalid('signature_address');
    if (!signatureHolds(header.chainId, commit, i, validator)) return invalid('signature_wrong');
  }
  return SUCCESS;
}

/**
 * The block with only those votes that hold: what `verifyCommit` does not read, a provider may have changed. For proofs
 * that are given away; a vote that is left out is as one that was never cast.
 */
export function withVotesThatHold(block: LightBlock): LightBlock {
  const { commit, validators, header } = block;
  const signatures = commit.signatures.map((signature, i) => {
    const validator = validators[i];
    if (signature.flag === FLAG.absent || validator === undefined) return signature;
    const holds = equalBytes(signature.validatorAddress, validator.address) && signatureHolds(header.chainId, commit, i, validator);
    return holds ? signature : NO_VOTE;
  });
  return { ...block, commit: { ...commit, signatures } };
}

/** More than the trust level of the trusted validators signed; looked up by address, as sets differ. Notes the votes that hold. */
function verifyCommitTrusting(trusted: LightBlock, commit: Commit, [numerator, denominator]: readonly [bigint, bigint], held: HeldVotes): Verdict {
  const needed = (totalPower(trusted.validators) * numerator) / denominator;
  const byAddress = new Map(trusted.validators.map((validator) => [addressText(validator.address), validator]));
  const seen = new Set<string>();
  let tallied = 0n;
  for (const [i, signature] of commit.signatures.entries()) {
    if (signature.flag !== FLAG.commit) continue;
    const address = addressText(signature.validatorAddress);
    const validator = byAddress.get(address);
    if (validator === undefined) continue;
    if (seen.has(address)) return invalid('double_vote');
    seen.add(address);
    if (!signatureHolds(trusted.header.chainId, commit, i, validator)) return invalid('trusted_signature_wrong');
    held.set(i, validator.publicKey);
    tallied += validator.power;
    if (tallied > needed) return SUCCESS;
  }
  return NOT_ENOUGH_TRUST;
}

function signatureHolds(chainId: string, commit: Commit, index: number, validator: Validator): boolean {
  const signature = commit.signatures[index];
  // Networks of this product have ed25519 validators only (pub_key_types in genesis).
  if (signature === undefined || validator.keyType !== 'ed25519') return false;
  return verifyEd25519(validator.publicKey, commitSignBytes(chainId, commit, signature), signature.signature);
}

const addressText = (address: Uint8Array): string => Buffer.from(address).toString('latin1');
