/**
 * Evidence of an attack on light clients (types/evidence.go at v0.40.0): two signed histories, and who signed both.
 * Build nodes put it on the chain, where it removes those who are guilty.
 */
import { compareBytes, type Digest, equalBytes, sha256, toHex } from '@pyrsia/ledger';
import { headerHash, zigzagVarint } from './encode.ts';
import { lightBlockToJson, rotatingValidatorToJson } from './json.ts';
import { formatTime } from './time.ts';
import { FLAG, type Header, type LightBlock, type Validator } from './types.ts';
import { totalPower } from './verifier.ts';
import { blockIdBytes, commitSigBytes, headerBytes, Message, publicKeyBytes, timestamp } from './wire.ts';

export interface AttackEvidence {
  readonly conflicting: LightBlock;
  readonly commonHeight: bigint;
  /** By power, the largest first, then by address. Empty if nobody can be named. */
  readonly byzantine: readonly Validator[];
  readonly totalPower: bigint;
  readonly timeNs: bigint;
}

/**
 * `conflicting` against `trusted` of the same height or the one before it, both built upon `common`.
 * A header that the chain could not have made (lunatic) is held against those of the common block who signed it; a
 * second header of the same round (equivocation) against those who signed both; of two rounds (amnesia) nobody can be
 * named from the headers alone.
 */
export function attackEvidence(conflicting: LightBlock, trusted: LightBlock, common: LightBlock): AttackEvidence {
  const isLunatic = !couldFollow(trusted.header, conflicting.header);
  const base = isLunatic ? common : trusted;
  const guilty = isLunatic ? signersAmong(common.validators, conflicting) : signersOfBoth(conflicting, trusted);
  const byzantine = [...guilty].sort((a, b) => (a.power === b.power ? compareBytes(a.address, b.address) : a.power > b.power ? -1 : 1));
  return { conflicting, commonHeight: base.header.height, byzantine, totalPower: totalPower(base.validators), timeNs: base.header.timeNs };
}

/** What follows from the blocks before is the same in both. */
function couldFollow(a: Header, b: Header): boolean {
  return (
    equalBytes(a.validatorsHash, b.validatorsHash) &&
    equalBytes(a.nextValidatorsHash, b.nextValidatorsHash) &&
    equalBytes(a.consensusHash, b.consensusHash) &&
    equalBytes(a.appHash, b.appHash) &&
    equalBytes(a.lastResultsHash, b.lastResultsHash)
  );
}

function signersAmong(validators: readonly Validator[], block: LightBlock): Validator[] {
  return block.commit.signatures
    .filter(({ flag }) => flag === FLAG.commit)
    .flatMap(({ validatorAddress }) => validators.find(({ address }) => equalBytes(address, validatorAddress)) ?? []);
}

function signersOfBoth(conflicting: LightBlock, trusted: LightBlock): Validator[] {
  if (conflicting.commit.round !== trusted.commit.round) return [];
  return conflicting.commit.signatures
    .filter(({ flag }, i) => flag === FLAG.commit && trusted.commit.signatures[i]?.flag === FLAG.commit)
    .flatMap(({ validatorAddress }) => conflicting.validators.find(({ address }) => equalBytes(address, validatorAddress)) ?? []);
}

/** As the chain names it: 31 bytes of the conflicting header's hash, a zero, the common height as a zig-zag varint. */
export function evidenceHash({ conflicting, commonHeight }: AttackEvidence): Digest {
  return sha256(headerHash(conflicting.header).subarray(0, 31), Uint8Array.of(0), zigzagVarint(commonHeight));
}

/** tendermint.types.LightClientAttackEvidence */
export function encodeEvidence(evidence: AttackEvidence): Uint8Array {
  const message = new Message().always(1, lightBlockBytes(evidence.conflicting)).varint(2, evidence.commonHeight);
  for (const validator of evidence.byzantine) message.always(3, validatorBytes(validator));
  return message.varint(4, evidence.totalPower).always(5, timestamp(evidence.timeNs)).finish();
}

/** The argument of CometBFT's `broadcast_evidence`. */
export function evidenceToJson(evidence: AttackEvidence): object {
  const { conflicting } = evidence;
  const block = lightBlockToJson(conflicting) as { signed_header: object; validator_set: object };
  const proposer = rotatingValidatorToJson(lastProposer(conflicting.validators));
  return {
    type: 'tendermint/LightClientAttackEvidence',
    value: {
      ConflictingBlock: { ...block, validator_set: { ...block.validator_set, proposer } },
      CommonHeight: evidence.commonHeight.toString(),
      ByzantineValidators: evidence.byzantine.length === 0 ? null : evidence.byzantine.map(rotatingValidatorToJson),
      TotalVotingPower: evidence.totalPower.toString(),
      Timestamp: formatTime(evidence.timeNs),
    },
  };
}

/** For the operator and the log of this node. */
export function describeEvidence(evidence: AttackEvidence): Record<string, string> {
  return {
    conflictingHeader: toHex(headerHash(evidence.conflicting.header)),
    height: evidence.conflicting.header.height.toString(),
    commonHeight: evidence.commonHeight.toString(),
    signedBoth: evidence.byzantine.map(({ address }) => toHex(address)).join(','),
  };
}

/** Who proposed: the lowest priority, since a turn costs the power of all; of equals the higher address. */
function lastProposer(validators: readonly Validator[]): Validator {
  return validators.reduce((one, other) => {
    if (one.priority !== other.priority) return one.priority < other.priority ? one : other;
    return compareBytes(one.address, other.address) > 0 ? one : other;
  });
}

function validatorBytes({ address, keyType, publicKey, power, priority }: Validator): Uint8Array {
  return new Message().bytes(1, address).always(2, publicKeyBytes(keyType, publicKey)).varint(3, power).varint(4, priority).finish();
}

function lightBlockBytes({ header, commit, validators }: LightBlock): Uint8Array {
  const set = new Message();
  for (const validator of validators) set.always(1, validatorBytes(validator));
  // The total is left at zero in what is sent.
  set.always(2, validatorBytes(lastProposer(validators)));
  const signed = new Message().always(1, headerBytes(header)).always(2, commitBytes(commit));
  return new Message().always(1, signed.finish()).always(2, set.finish()).finish();
}

function commitBytes({ height, round, blockId, signatures }: LightBlock['commit']): Uint8Array {
  const message = new Message().varint(1, height).varint(2, BigInt(round)).always(3, blockIdBytes(blockId));
  for (const signature of signatures) message.always(4, commitSigBytes(signature));
  return message.finish();
}
