/** Gives other nodes the log: what this node has verified, and can prove. Questions are hostile. */
import { encodeLogEntryAnswer, MAX_LOG_ANSWER_BYTES, parseLogQuestion, utf8 } from '@pyrsia/ledger';
import { BUNDLE_ENTRIES, encodeBundle, proofOpsCodec } from '@pyrsia/ledger/merkle';
import { lightBlockToJson } from '../light/json.ts';
import type { LightStore } from '../light/store.ts';
import { headToJson, type ReplicaHead } from './head.ts';
import type { LogReplica } from './replica.ts';

/** Heads that are remembered: whoever follows needs some seconds for one. */
const MAX_HEADS = 64;
/** Of an entry in a bundle. */
const LENGTH_BYTES = 2;
const NOT_HERE = new Uint8Array(0);

export class LogServer {
  private readonly replica: Pick<LogReplica, 'head' | 'size' | 'entry' | 'provenEntry' | 'alarm'>;
  private readonly light: Pick<LightStore, 'at'>;
  private readonly heads = new Map<bigint, ReplicaHead>();

  constructor(replica: LogServer['replica'], light: Pick<LightStore, 'at'>) {
    this.replica = replica;
    this.light = light;
  }

  onHead(head: ReplicaHead): void {
    const { height } = head.block.header;
    this.heads.set(height, head);
    if (this.heads.size > MAX_HEADS) this.heads.delete(this.heads.keys().next().value as bigint);
  }

  /** The answer to a question, or nothing where it is not here. Throws `MALFORMED`. */
  answer(bytes: Uint8Array): Uint8Array {
    const { kind, height, index } = parseLogQuestion(bytes);
    // Of two histories, this node gives neither.
    if (this.replica.alarm !== undefined) return NOT_HERE;
    switch (kind) {
      case 'head':
        return asJson(this.head(height), headToJson);
      case 'block':
        return asJson(this.light.at(height) ?? this.heads.get(height)?.block, lightBlockToJson);
      case 'entry':
        return this.entry(height, index);
      case 'entries':
        return this.entries(index);
    }
  }

  private head(height: bigint): ReplicaHead | undefined {
    const newest = this.replica.head;
    return height === 0n || height === newest?.block.header.height ? newest : this.heads.get(height);
  }

  private entry(height: bigint, index: bigint): Uint8Array {
    const head = this.head(height);
    const found = head === undefined ? undefined : this.replica.provenEntry(index, head);
    return found === undefined ? NOT_HERE : encodeLogEntryAnswer({ entry: found.bytes, proof: proofOpsCodec.encode(found.proof) });
  }

  /** As many as one answer holds. */
  private entries(from: bigint): Uint8Array {
    const entries: Uint8Array[] = [];
    let bytes = 0;
    for (let index = from; index < this.replica.size && entries.length < BUNDLE_ENTRIES; index += 1n) {
      const entry = this.replica.entry(index) as Uint8Array;
      bytes += LENGTH_BYTES + entry.length;
      if (bytes > MAX_LOG_ANSWER_BYTES) break;
      entries.push(entry);
    }
    return encodeBundle(entries);
  }
}

function asJson<T>(value: T | undefined, view: (value: T) => object): Uint8Array {
  if (value === undefined) return NOT_HERE;
  const bytes = utf8(JSON.stringify(view(value)));
  return bytes.length > MAX_LOG_ANSWER_BYTES ? NOT_HERE : bytes;
}
