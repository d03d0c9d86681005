/**
 * The proof bundle: everything that leads from a pinned trust root to one record of the state, or to its absence, in
 * one JSON file; with a publication, its log entry too. Format: docs/formats/proof-bundle.md. Nothing in it is
 * believed: the verifier takes the trust root from its own network file and recomputes the rest.
 */
import { isDeepStrictEqual } from 'node:util';
import { parseBase64, toBase64 } from '@pyrsia/ledger';
import { type ProofOps, proofOpsCodec } from '@pyrsia/ledger/merkle';
import type { ProvenEntry, ProvenRecord } from '../chain/proven-state.ts';
import { ClientError } from '../errors.ts';
import { asInt64, asList, asObject, asString, type Json, parseLightBlock, provenBlockToJson } from '../light/json.ts';
import type { LightBlock } from '../light/types.ts';

export const BUNDLE_FORMAT = 'pyrsia-proof/v1';
/** A network that never changed its build nodes needs two. */
const MAX_LIGHT_BLOCKS = 1_000;
const MAX_BYTES = 16 * 1024 * 1024;

export interface Bundle {
  /** From the trust root to the block whose header carries the app hash, lowest first. */
  readonly lightBlocks: readonly LightBlock[];
  /** `value` undefined: the state has nothing under that key. */
  readonly state: ProvenRecord;
  /** Log entry of the publication, if the record is one. */
  readonly entry: Omit<ProvenEntry, 'checkpoint'> | undefined;
}

export function bundleToJson({ lightBlocks, state, entry }: Bundle): object {
  const proof = (ops: ProofOps): string => toBase64(proofOpsCodec.encode(ops));
  return {
    format: BUNDLE_FORMAT,
    light_blocks: lightBlocks.map(provenBlockToJson),
    state: { key: toBase64(state.key), value: state.value === undefined ? null : toBase64(state.value), proof: proof(state.proof) },
    entry: entry === undefined ? null : { index: entry.index.toString(), bytes: toBase64(entry.bytes), proof: proof(entry.proof) },
  };
}

/** Untrusted JSON → bundle; `PROOF_INVALID` if it is not one, in its one spelling. */
export function parseBundle(value: unknown): Bundle {
  let bundle: Bundle;
  try {
    bundle = parsed(asObject(value, 'bundle'));
  } catch (cause) {
    if (cause instanceof ClientError && cause.code === 'PROOF_INVALID') throw cause;
    throw new ClientError('PROOF_INVALID', { what: 'not a bundle' }, { cause });
  }
  if (!isDeepStrictEqual(value, JSON.parse(JSON.stringify(bundleToJson(bundle)))))
    throw new ClientError('PROOF_INVALID', { what: 'not the one spelling of a bundle' });
  return bundle;
}

function parsed(json: Json): Bundle {
  if (json['format'] !== BUNDLE_FORMAT) throw new ClientError('PROOF_INVALID', { what: 'format' });
  const bytes = (field: unknown): Uint8Array => parseBase64(asString(field, 'bytes', MAX_BYTES));
  const proof = (field: unknown): ProofOps => proofOpsCodec.decode(bytes(field));
  const state = asObject(json['state'], 'state');
  const entry = json['entry'] === null ? undefined : asObject(json['entry'], 'entry');
  return {
    lightBlocks: asList(json['light_blocks'], 'light blocks', MAX_LIGHT_BLOCKS).map(parseLightBlock),
    state: { key: bytes(state['key']), value: state['value'] === null ? undefined : bytes(state['value']), proof: proof(state['proof']) },
    entry: entry === undefined ? undefined : { index: asInt64(entry['index'], 'index'), bytes: bytes(entry['bytes']), proof: proof(entry['proof']) },
  };
}
