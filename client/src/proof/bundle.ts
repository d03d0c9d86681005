/**
 * The proof bundle: everything that leads from a pinned trust root to a publication, in one JSON file.
 * Format: docs/formats/proof-bundle.md. Nothing in it is believed: the verifier takes the trust root from its
 * own network file and recomputes the rest.
 */
import { parseBase64, toBase64 } from '@pyrsia/ledger';
import { type ProofOps, proofOpsCodec } from '@pyrsia/ledger/merkle';
import type { PublicationAnswer } from '../chain/publications.ts';
import { ClientError } from '../errors.ts';
import { asInt64, asList, asObject, asString, parseLightBlock, provenBlockToJson } from '../light/json.ts';

import type { LightBlock } from '../light/types.ts';

export const BUNDLE_FORMAT = 'pyrsia-proof/v1';
/** A network that never changed its build nodes needs two. */
const MAX_LIGHT_BLOCKS = 1_000;
const MAX_BYTES = 16 * 1024 * 1024;

export interface Bundle {
  /** From the trust root to the block whose header carries the app hash, lowest first. */
  readonly lightBlocks: readonly LightBlock[];
  readonly state: { readonly key: Uint8Array; readonly value: Uint8Array; readonly proof: ProofOps };
  readonly entry: { readonly index: bigint; readonly bytes: Uint8Array; readonly proof: ProofOps };
}

export function bundleOf(answer: PublicationAnswer, lightBlocks: readonly LightBlock[]): Bundle {
  const { record, entry } = answer;
  return {
    lightBlocks,
    state: { key: record.key, value: record.value as Uint8Array, proof: record.proof },
    entry: { index: entry.index, bytes: entry.bytes, proof: entry.proof },
  };
}

export function bundleToJson(bundle: Bundle): object {
  return {
    format: BUNDLE_FORMAT,
    light_blocks: bundle.lightBlocks.map(provenBlockToJson),
    state: { key: toBase64(bundle.state.key), value: toBase64(bundle.state.value), proof: toBase64(proofOpsCodec.encode(bundle.state.proof)) },
    entry: { index: bundle.entry.index.toString(), bytes: toBase64(bundle.entry.bytes), proof: toBase64(proofOpsCodec.encode(bundle.entry.proof)) },
  };
}

/** Untrusted JSON → bundle; `PROOF_INVALID` if it is not one. */
export function parseBundle(value: unknown): Bundle {
  try {
    const json = asObject(value, 'bundle');
    if (json['format'] !== BUNDLE_FORMAT) throw new ClientError('PROOF_INVALID', { what: 'format' });
    const state = asObject(json['state'], 'state');
    const entry = asObject(json['entry'], 'entry');
    const bytes = (field: unknown): Uint8Array => parseBase64(asString(field, 'bytes', MAX_BYTES));
    return {
      lightBlocks: asList(json['light_blocks'], 'light blocks', MAX_LIGHT_BLOCKS).map(parseLightBlock),
      state: { key: bytes(state['key']), value: bytes(state['value']), proof: proofOpsCodec.decode(bytes(state['proof'])) },
      entry: { index: asInt64(entry['index'], 'index'), bytes: bytes(entry['bytes']), proof: proofOpsCodec.decode(bytes(entry['proof'])) },
    };
  } catch (cause) {
    if (cause instanceof ClientError && cause.code === 'PROOF_INVALID') throw cause;
    throw new ClientError('PROOF_INVALID', { what: 'not a bundle' }, { cause });
  }
}
