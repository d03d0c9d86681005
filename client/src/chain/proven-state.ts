/**
 * Answers about the chain's state that are proven: a query is made at the height whose app hash stands in the
 * next, verified header. "Absent" is an answer with a proof like any other. A build node that answers wrongly
 * is passed over; if none answers rightly there is no answer.
 */
import { asDigest, type Digest, MAX_ENTRIES_ANSWERED, parseBase64, QUERY, type QueryPath, toHex, u64be, utf8 } from '@pyrsia/ledger';
import { assertCheckpointProof, assertLogProof, assertStateProof, type Checkpoint, type ProofOps, parseBundle, proofOpsCodec } from '@pyrsia/ledger/merkle';
import { ClientError } from '../errors.ts';
import type { LightClient } from '../light/client.ts';
import { asInt64, asList, asObject, asString, type Json } from '../light/json.ts';
import type { LightBlock } from '../light/types.ts';
import type { Rpc } from './rpc.ts';
import { RpcOrder } from './rpc-order.ts';

/** A record of the state, or its absence, with what proves it. */
export interface ProvenRecord {
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
  readonly proof: ProofOps;
}
export interface ProvenEntry {
  readonly index: bigint;
  readonly bytes: Uint8Array;
  readonly proof: ProofOps;
  readonly checkpoint: Checkpoint;
}

export interface ProvenCheckpoint {
  readonly checkpoint: Checkpoint;
  /** From the checkpoint body to the app hash. */
  readonly proof: ProofOps;
}

/** One build node, asked about the log of a view. What `entries` gives is checked by whoever puts it together. */
export interface EntrySource {
  readonly name: string;
  /** From `index` on, as many as fit in one answer. */
  entries(index: bigint): Promise<Uint8Array[]>;
}

/** A proof has at most three ops, of a few hundred hashes. */
const MAX_PROOF_OPS = 4;
const MAX_BASE64 = 12 * 1024 * 1024;
/** Answers kept per app hash; an idle chain repeats its app hash in each header. */
const MAX_CACHED = 10_000;

export class ProvenState {
  private readonly light: LightClient;
  private readonly rpcs: RpcOrder;
  private readonly logOrigin: string;
  private readonly onTrouble: OnTrouble;
  /** Answers hold as long as the app hash does; an idle chain repeats it in each header. */
  private answers: Answers = { records: new Map(), entries: new Map() };
  private answersFor = '';

  /** `onTrouble` is told which endpoint gave what does not hold, and why. */
  constructor(light: LightClient, rpcs: readonly Rpc[], logOrigin: string, onTrouble: OnTrouble = () => undefined) {
    this.light = light;
    this.rpcs = new RpcOrder(rpcs);
    this.logOrigin = logOrigin;
    this.onTrouble = onTrouble;
  }

  /** The state that the newest verified header commits to. All answers of one view fit together. */
  view(): ProvenView {
    this.light.assertTrustworthy();
    const block = this.light.latest;
    if (block === undefined || block.header.height < 2n) throw new ClientError('HEIGHT_PENDING', { height: block?.header.height ?? 0n });
    const appHash = toHex(block.header.appHash);
    if (appHash !== this.answersFor) {
      this.answers = { records: new Map(), entries: new Map() };
      this.answersFor = appHash;
    }
    return new ProvenView({ block, rpcs: this.rpcs, logOrigin: this.logOrigin, answers: this.answers, onTrouble: this.onTrouble });
  }
}

interface Answers {
  readonly records: Map<string, Promise<ProvenRecord>>;
  readonly entries: Map<bigint, Promise<ProvenEntry>>;
}

/** What a replica of the log needs of a view. */
export type LogView = Pick<ProvenView, 'block' | 'checkpoint' | 'entry' | 'sources' | 'onTrouble'>;

export type OnTrouble = (rpc: string, error: unknown) => void;

interface ViewParts {
  readonly block: LightBlock;
  readonly rpcs: RpcOrder;
  readonly logOrigin: string;
  readonly answers: Answers;
  readonly onTrouble: OnTrouble;
}

export class ProvenView {
  /** The verified block whose header carries the app hash. */
  readonly block: LightBlock;
  readonly appHash: Digest;
  readonly onTrouble: OnTrouble;
  private readonly rpcs: RpcOrder;
  private readonly logOrigin: string;
  private readonly answers: Answers;

  constructor({ block, rpcs, logOrigin, answers, onTrouble }: ViewParts) {
    this.block = block;
    this.appHash = asDigest(block.header.appHash);
    this.onTrouble = onTrouble;
    this.rpcs = rpcs;
    this.logOrigin = logOrigin;
    this.answers = answers;
  }

  record(key: Uint8Array): Promise<ProvenRecord> {
    return remember(this.answers.records, toHex(key), () =>
      this.ask(QUERY.state, key, ({ value: bytes, proof }) => {
        const value = bytes.length === 0 ? undefined : bytes;
        assertStateProof(this.appHash, key, value, proof);
        return { key, value, proof };
      }),
    );
  }

  entry(index: bigint): Promise<ProvenEntry> {
    return remember(this.answers.entries, index, () =>
      this.ask(QUERY.logEntry, u64be(index), ({ value: bytes, proof }) => {
        return { index, bytes, proof, checkpoint: this.ofThisLog(assertLogProof(this.appHash, index, bytes, proof)) };
      }),
    );
  }

  /** Size and root of the log. */
  checkpoint(): Promise<ProvenCheckpoint> {
    return this.ask(QUERY.checkpoint, new Uint8Array(0), ({ value, proof }) => ({
      checkpoint: this.ofThisLog(assertCheckpointProof(this.appHash, value, proof)),
      proof,
    }));
  }

  get sources(): EntrySource[] {
    return this.rpcs.all.map((rpc) => ({
      name: rpc.url,
      entries: (index) => this.askOne(rpc, QUERY.entries, u64be(index), ({ value }) => parseBundle(value, MAX_ENTRIES_ANSWERED)),
    }));
  }

  private ofThisLog(checkpoint: Checkpoint): Checkpoint {
    if (checkpoint.origin !== this.logOrigin) throw new ClientError('PROOF_INVALID', { what: 'log origin', origin: checkpoint.origin });
    return checkpoint;
  }

  /** Not cancelled by one asker: others may wait for the same answer. The RPC has its own time-out. */
  private async ask<T>(path: QueryPath, data: Uint8Array, check: (answer: Answered) => T): Promise<T> {
    let last: unknown;
    for (const rpc of this.rpcs.all) {
      try {
        return await this.askOne(rpc, path, data, check);
      } catch (error) {
        // One that is a block behind is there again in a moment.
        if (!isPending(error)) this.rpcs.putLast(rpc);
        if (isLie(error)) this.onTrouble(rpc.url, error);
        last = error;
      }
    }
    throw last;
  }

  private async askOne<T>(rpc: Rpc, path: QueryPath, data: Uint8Array, check: (answer: Answered) => T): Promise<T> {
    const height = this.block.header.height - 1n;
    const params = { path, data: toHex(data), height: height.toString(), prove: true };
    const answer = await rpc.call('abci_query', params, NEVER);
    try {
      return check(parseAnswer(asObject(answer['response'], 'response'), height));
    } catch (cause) {
      throw cause instanceof ClientError ? cause : new ClientError('PROOF_INVALID', { rpc: rpc.url }, { cause });
    }
  }
}

const isPending = (error: unknown): boolean => error instanceof ClientError && error.code === 'HEIGHT_PENDING';

/** More than silence, or being behind. */
export function isLie(error: unknown): boolean {
  return error instanceof ClientError && ['PROOF_INVALID', 'RPC_ANSWER_INVALID', 'RPC_ANSWER_TOO_LARGE', 'LOG_ENTRIES_WRONG'].includes(error.code);
}

const NEVER = new AbortController().signal;

/** Shares answers; a failure is forgotten, so that the next asker tries again. */
function remember<K, T>(cache: Map<K, Promise<T>>, key: K, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= MAX_CACHED) cache.clear();
  const made = make();
  cache.set(key, made);
  made.catch(() => cache.delete(key));
  return made;
}

interface Answered {
  readonly value: Uint8Array;
  readonly proof: ProofOps;
}

function parseAnswer(response: Json, height: bigint): Answered {
  if ((response['code'] ?? 0) !== 0) throw new ClientError('HEIGHT_PENDING', { log: asString(response['log'] ?? '', 'log', 4096).slice(0, 200) });
  if (asInt64(response['height'], 'height') !== height) throw new ClientError('RPC_ANSWER_INVALID', { what: 'height' });
  const ops = asList(asObject(response['proofOps'], 'proof')['ops'], 'proof ops', MAX_PROOF_OPS).map((item) => {
    const op = asObject(item, 'proof op');
    return { type: utf8(asString(op['type'], 'op type', 32)), key: base64(op['key']), data: base64(op['data']) };
  });
  // Through the codec: the same bounds as for a proof that comes as bytes.
  return { value: base64(response['value']), proof: proofOpsCodec.decode(proofOpsCodec.encode({ ops })) };
}

function base64(value: unknown): Uint8Array {
  return value === null || value === undefined ? new Uint8Array(0) : parseBase64(asString(value, 'base64', MAX_BASE64));
}
