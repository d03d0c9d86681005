/**
 * CometBFT's JSON → types: int64 as strings, hashes in hex, keys and signatures in base64, times in RFC 3339.
 * All of it comes from a build node that may lie; counts and sizes are bounded here, before anything is hashed.
 */
import { parseBase64, parseHex, toBase64, toHex } from '@pyrsia/ledger';
import { ClientError } from '../errors.ts';
import { formatTime, parseTime } from './time.ts';
import type { BlockId, Commit, CommitSig, Header, KeyType, LightBlock, Validator } from './types.ts';

/** CometBFT's own bound on a validator set (types/vote_set.go). */
export const MAX_VALIDATORS = 10_000;
const MAX_INT64 = 2n ** 63n - 1n;

export type Json = { readonly [key: string]: unknown };

export function asObject(value: unknown, what: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(what);
  return value as Json;
}
export function asList(value: unknown, what: string, max: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > max) throw invalid(what);
  return value;
}
/** A decimal int64 in its one spelling, as a string. */
export function asInt64(value: unknown, what: string): bigint {
  if (typeof value !== 'string' || !/^(0|-?[1-9][0-9]{0,18})$/.test(value)) throw invalid(what);
  const number = BigInt(value);
  if (number > MAX_INT64 || number < -MAX_INT64 - 1n) throw invalid(what);
  return number;
}
export function asInt32(value: unknown, what: string): number {
  if (typeof value !== 'number' || value !== (value | 0)) throw invalid(what);
  return value;
}
export function asUint32(value: unknown, what: string): number {
  if (typeof value !== 'number' || value !== value >>> 0) throw invalid(what);
  return value;
}
export function asString(value: unknown, what: string, max: number): string {
  if (typeof value !== 'string' || value.length > max) throw invalid(what);
  return value;
}
function hex(value: unknown, what: string, max = 128): Uint8Array {
  if (value === null || value === undefined) return new Uint8Array(0);
  return parsed(() => parseHex(asString(value, what, max)), what);
}
function base64(value: unknown, what: string, max = 256): Uint8Array {
  if (value === null || value === undefined) return new Uint8Array(0);
  return parsed(() => parseBase64(asString(value, what, max)), what);
}
function parsed<T>(parse: () => T, what: string): T {
  try {
    return parse();
  } catch (cause) {
    throw new ClientError('RPC_ANSWER_INVALID', { what }, { cause });
  }
}
const invalid = (what: string): ClientError => new ClientError('RPC_ANSWER_INVALID', { what });

export function parseBlockId(value: unknown): BlockId {
  const json = asObject(value, 'block id');
  const parts = asObject(json['parts'] ?? json['part_set_header'], 'parts');
  return { hash: hex(json['hash'], 'block hash'), partsTotal: asUint32(parts['total'], 'parts total'), partsHash: hex(parts['hash'], 'parts hash') };
}

export function parseHeader(value: unknown): Header {
  const json = asObject(value, 'header');
  const version = asObject(json['version'], 'version');
  return {
    versionBlock: asInt64(version['block'] ?? '0', 'version.block'),
    versionApp: asInt64(version['app'] ?? '0', 'version.app'),
    chainId: asString(json['chain_id'], 'chain id', 64),
    height: asInt64(json['height'], 'height'),
    timeNs: parseTime(asString(json['time'], 'time', 40)),
    lastBlockId: parseBlockId(json['last_block_id']),
    lastCommitHash: hex(json['last_commit_hash'], 'last commit hash'),
    dataHash: hex(json['data_hash'], 'data hash'),
    validatorsHash: hex(json['validators_hash'], 'validators hash'),
    nextValidatorsHash: hex(json['next_validators_hash'], 'next validators hash'),
    consensusHash: hex(json['consensus_hash'], 'consensus hash'),
    // The only header field that an application may make of any length.
    appHash: hex(json['app_hash'], 'app hash', 4096),
    lastResultsHash: hex(json['last_results_hash'], 'last results hash'),
    evidenceHash: hex(json['evidence_hash'], 'evidence hash'),
    proposerAddress: hex(json['proposer_address'], 'proposer'),
  };
}

function parseCommitSig(value: unknown): CommitSig {
  const json = asObject(value, 'signature');
  return {
    flag: asInt32(json['block_id_flag'], 'flag'),
    validatorAddress: hex(json['validator_address'], 'validator address'),
    timeNs: parseTime(asString(json['timestamp'], 'timestamp', 40)),
    signature: base64(json['signature'], 'signature'),
  };
}

export function parseCommit(value: unknown): Commit {
  const json = asObject(value, 'commit');
  return {
    height: asInt64(json['height'], 'commit height'),
    round: asInt32(json['round'], 'round'),
    blockId: parseBlockId(json['block_id']),
    signatures: asList(json['signatures'], 'signatures', MAX_VALIDATORS).map(parseCommitSig),
  };
}

const KEY_TYPES: Readonly<Record<string, { keyType: KeyType; bytes: number }>> = {
  'tendermint/PubKeyEd25519': { keyType: 'ed25519', bytes: 32 },
  'tendermint/PubKeySecp256k1': { keyType: 'secp256k1', bytes: 33 },
};

export function parseValidator(value: unknown): Validator {
  const json = asObject(value, 'validator');
  const key = asObject(json['pub_key'], 'pub key');
  const known = KEY_TYPES[asString(key['type'], 'key type', 64)];
  const publicKey = base64(key['value'], 'pub key');
  if (known === undefined || publicKey.length !== known.bytes) throw invalid('pub key');
  return {
    address: hex(json['address'], 'address'),
    keyType: known.keyType,
    publicKey,
    power: asInt64(json['voting_power'], 'power'),
    priority: asInt64(json['proposer_priority'] ?? '0', 'priority'),
  };
}

export function parseValidators(value: unknown): Validator[] {
  return asList(value, 'validators', MAX_VALIDATORS).map(parseValidator);
}

/** { signed_header: { header, commit }, validator_set: { validators } } */
export function parseLightBlock(value: unknown): LightBlock {
  const json = asObject(value, 'light block');
  const signed = asObject(json['signed_header'], 'signed header');
  const set = asObject(json['validator_set'], 'validator set');
  return { header: parseHeader(signed['header']), commit: parseCommit(signed['commit']), validators: parseValidators(set['validators']) };
}

const upperHex = (bytes: Uint8Array): string => toHex(bytes).toUpperCase();
const blockIdToJson = (id: BlockId) => ({ hash: upperHex(id.hash), parts: { total: id.partsTotal, hash: upperHex(id.partsHash) } });

function validatorToJson({ address, keyType, publicKey, power }: Validator): object {
  return {
    address: upperHex(address),
    pub_key: { type: keyType === 'ed25519' ? 'tendermint/PubKeyEd25519' : 'tendermint/PubKeySecp256k1', value: toBase64(publicKey) },
    voting_power: power.toString(),
  };
}

/** As CometBFT has it, with whose turn it is. */
export function rotatingValidatorToJson(validator: Validator): object {
  return { ...validatorToJson(validator), proposer_priority: validator.priority.toString() };
}

/** CometBFT's JSON of a light block; `parseLightBlock` reads it. */
export function lightBlockToJson(block: LightBlock): object {
  return { signed_header: signedHeaderToJson(block), validator_set: { validators: block.validators.map(rotatingValidatorToJson) } };
}

/** Only what the header's hashes and the signatures cover: in a proof every byte counts. */
export function provenBlockToJson(block: LightBlock): object {
  return { signed_header: signedHeaderToJson(block), validator_set: { validators: block.validators.map(validatorToJson) } };
}

export function signedHeaderToJson({ header, commit }: LightBlock): object {
  return {
    header: {
      version: { block: header.versionBlock.toString(), app: header.versionApp.toString() },
      chain_id: header.chainId,
      height: header.height.toString(),
      time: formatTime(header.timeNs),
      last_block_id: blockIdToJson(header.lastBlockId),
      last_commit_hash: upperHex(header.lastCommitHash),
      data_hash: upperHex(header.dataHash),
      validators_hash: upperHex(header.validatorsHash),
      next_validators_hash: upperHex(header.nextValidatorsHash),
      consensus_hash: upperHex(header.consensusHash),
      app_hash: upperHex(header.appHash),
      last_results_hash: upperHex(header.lastResultsHash),
      evidence_hash: upperHex(header.evidenceHash),
      proposer_address: upperHex(header.proposerAddress),
    },
    commit: {
      height: commit.height.toString(),
      round: commit.round,
      block_id: blockIdToJson(commit.blockId),
      signatures: commit.signatures.map((signature) => ({
        block_id_flag: signature.flag,
        validator_address: upperHex(signature.validatorAddress),
        timestamp: formatTime(signature.timeNs),
        signature: signature.signature.length === 0 ? null : toBase64(signature.signature),
      })),
    },
  };
}
