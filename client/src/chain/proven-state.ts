/**
 * Answers about the chain's state that are proven: the query is made at a height whose app hash stands in the
 * next, verified header. "Absent" is an answer with a proof like any other.
 */
import { type Digest, type NetworkFile, QUERY, type QueryPath, asDigest, parseBase64, toHex, u64be, utf8 } from '@pyrsia/ledger';
import { type Checkpoint, type ProofOps, assertLogProof, assertStateProof, proofOpsCodec } from '@pyrsia/ledger/merkle';
import { ClientError } from '../errors.ts';
import type { LightClient } from '../light/client.ts';
import { asInt64, asList, asObject, asString } from '../light/json.ts';
import type { Rpc } from './rpc.ts';

/** A value or its absence, with what proves it: the header at `height` + 1 carries the app hash. */
export interface Proven {
  readonly value: Uint8Array | undefined;
  readonly height: bigint;
  readonly proof: ProofOps;
}
export interface ProvenEntry {
  readonly bytes: Uint8Array;
  readonly index: bigint;
  readonly height: bigint;
  readonly proof: ProofOps;
  readonly checkpoint: Checkpoint;
}

/** A proof of the deepest tree that can be is below this. */
const MAX_PROOF_OPS = 4;
const MAX_BASE64 = 12 * 1024 * 1024;

export class ProvenState {
  private readonly light: LightClient;
  private readonly rpcs: readonly Rpc[];
  private readonly network: NetworkFile;
  /** Answers hold as long as the app hash does; an idle chain repeats it in each header. */
  private readonly cache = new Map<string, Proven>();
  private cachedAppHash = '';

  constructor(light: LightClient, rpcs: readonly Rpc[], network: NetworkFile) {
    this.light = light;
    this.rpcs = rpcs;
    this.network = network;
  }

  /** The state under `key` at the newest verified header. */
  async read(key: Uint8Array, signal: AbortSignal): Promise<Proven> {
    const { height, appHash } = this.newest();
    const id = toHex(key);
    const known = this.cached(appHash, id);
    if (known !== undefined) return known;
    const answer = await this.ask(QUERY.state, key, height, signal);
    const value = answer.value.length === 0 ? undefined : answer.value;
    this.checked(() => assertStateProof(appHash, key, value, answer.proof));
    const proven = { value, height, proof: answer.proof };
    this.cache.set(id, proven);
    return proven;
  }

  /** Log entry `index`, proven at the newest verified header. */
  async entry(index: bigint, signal: AbortSignal): Promise<ProvenEntry> {
    const { height, appHash } = this.newest();
    const answer = await this.ask(QUERY.logEntry, u64be(index), height, signal);
    const checkpoint = this.checked(() => assertLogProof(appHash, index, answer.value, answer.proof));
    if (checkpoint.origin !== this.network.logOrigin) throw new ClientError('PROOF_INVALID', { what: 'log origin', origin: checkpoint.origin });
    return { bytes: answer.value, index, height, proof: answer.proof, checkpoint };
  }

  /** The height whose state the newest verified header commits to. */
  private newest(): { height: bigint; appHash: Digest } {
    const block = this.light.latest;
    if (block === undefined || block.header.height < 2n) throw new ClientError('HEIGHT_PENDING', { height: block?.header.height ?? 0n });
    return { height: block.header.height - 1n, appHash: asDigest(block.header.appHash) };
  }

  private cached(appHash: Digest, id: string): Proven | undefined {
    const text = toHex(appHash);
    if (text !== this.cachedAppHash) {
      this.cache.clear();
      this.cachedAppHash = text;
    }
    return this.cache.get(id);
  }

  /** Asks one build node after the other; a node that does not answer, or not usably, is passed over. */
  private async ask(path: QueryPath, data: Uint8Array, height: bigint, signal: AbortSignal): Promise<{ value: Uint8Array; proof: ProofOps }> {
    let last: unknown;
    for (const rpc of this.rpcs) {
      try {
        const params = { path, data: toHex(data), height: height.toString(), prove: true };
        return parseAnswer(asObject((await rpc.call('abci_query', params, signal))['response'], 'response'), height);
      } catch (error) {
        signal.throwIfAborted();
        last = error;
      }
    }
    throw last;
  }

  private checked<T>(check: () => T): T {
    try {
      return check();
    } catch (cause) {
      throw new ClientError('PROOF_INVALID', {}, { cause });
    }
  }
}

function parseAnswer(response: Readonly<Record<string, unknown>>, height: bigint): { value: Uint8Array; proof: ProofOps } {
  if ((response['code'] ?? 0) !== 0) throw new ClientError('HEIGHT_PENDING', { log: asString(response['log'] ?? '', 'log', 4096).slice(0, 200) });
  if (asInt64(response['height'], 'height') !== height) throw new ClientError('RPC_ANSWER_INVALID', { what: 'height' });
  const value = base64(response['value']);
  const ops = asList(asObject(response['proofOps'], 'proof')['ops'], 'proof ops', MAX_PROOF_OPS).map((item) => {
    const op = asObject(item, 'proof op');
    return { type: utf8(asString(op['type'], 'op type', 32)), key: base64(op['key']), data: base64(op['data']) };
  });
  // Through the codec: the same bounds as for a proof that comes as bytes.
  return { value, proof: proofOpsCodec.decode(proofOpsCodec.encode({ ops })) };
}

function base64(value: unknown): Uint8Array {
  return value === null || value === undefined ? new Uint8Array(0) : parseBase64(asString(value, 'base64', MAX_BASE64));
}
