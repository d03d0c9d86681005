/**
 * Answers with proofs, from a committed version: what `abci_query` gives out. The paths are in query.ts.
 */
import { asDigest } from '../bytes.ts';
import { LedgerError } from '../errors.ts';
import { encodeCheckpoint } from '../merkle/checkpoint.ts';
import { encodeBundle } from '../merkle/entry-bundle.ts';
import { frontierRoot } from '../merkle/frontier.ts';
import { commitmentProofCodec } from '../merkle/ics23.ts';
import { checkpointOp, logLeafOp, type ProofOps, ROOTS, simpleValueOp, smtOp } from '../merkle/proof-ops.ts';
import { consistencyProof, inclusionProof } from '../merkle/proofs.ts';
import { hashLeaf } from '../merkle/rfc6962.ts';
import { simpleMapProof } from '../merkle/simple-map.ts';
import { MAX_ENTRIES_ANSWERED, MAX_ENTRY_BYTES_ANSWERED } from '../query.ts';
import { appHashMap, type Committed, type LedgerReader } from './block.ts';
import { proveKey } from './sparse-map.ts';

export interface Answer {
  /** undefined: proven absent. */
  readonly value: Uint8Array | undefined;
  readonly proof: ProofOps;
}

export function answerState(reader: LedgerReader, committed: Committed, key: Uint8Array): Answer {
  // Nothing of what a query reads is held: strangers choose what they ask for.
  const commitment = proveKey(reader.readNodeOnce ?? reader.readNode, committed.stateRoot, key);
  const value = commitment.proof.kind === 'exist' ? commitment.proof.value.value : undefined;
  return { value, proof: { ops: [smtOp(key, commitmentProofCodec.encode(commitment)), rootOp(committed, ROOTS.state)] } };
}

export function answerLogEntry(reader: LedgerReader, committed: Committed, index: bigint): Answer {
  const { size } = committed.frontier;
  const value = index < size ? reader.readEntry(index) : undefined;
  if (value === undefined) throw new LedgerError('HEIGHT_UNAVAILABLE', { what: 'log entry', index, size });
  const siblings = inclusionProof(reader.readLogNode, index, size);
  const checkpoint = { origin: committed.logOrigin, size, root: frontierRoot(committed.frontier) };
  return { value, proof: { ops: [...logLeafOp(checkpoint, index, hashLeaf(value), siblings), rootOp(committed, ROOTS.log)] } };
}

export function answerCheckpoint(committed: Committed): Answer {
  const checkpoint = { origin: committed.logOrigin, size: committed.frontier.size, root: frontierRoot(committed.frontier) };
  return { value: encodeCheckpoint(checkpoint), proof: { ops: [rootOp(committed, ROOTS.log)] } };
}

/** Entries from an index on, as an entry bundle: as many as fit in one answer. Their tree is the caller's to check against the checkpoint beside them. */
export function answerLogEntries(reader: LedgerReader, committed: Committed, from: bigint): Answer {
  const { size } = committed.frontier;
  if (from > size) throw new LedgerError('HEIGHT_UNAVAILABLE', { what: 'log entry', index: from, size });
  const entries: Uint8Array[] = [];
  let bytes = 0;
  for (let index = from; index < size && entries.length < MAX_ENTRIES_ANSWERED; index += 1n) {
    const entry = reader.readEntry(index);
    if (entry === undefined) throw new LedgerError('STORE_UNKNOWN', { what: 'log entry', index });
    bytes += entry.length;
    if (entries.length > 0 && bytes > MAX_ENTRY_BYTES_ANSWERED) break;
    entries.push(entry);
  }
  return { value: encodeBundle(entries), proof: checkpointProof(committed) };
}

/** Concatenated hashes of the consistency proof from the log of `oldSize` entries to this version's, whose checkpoint is proven beside it. */
export function answerConsistency(reader: LedgerReader, committed: Committed, oldSize: bigint): Answer {
  const { size } = committed.frontier;
  if (oldSize > size) throw new LedgerError('HEIGHT_UNAVAILABLE', { what: 'log size', size });
  return { value: asConcatenated(consistencyProof(reader.readLogNode, oldSize, size)), proof: checkpointProof(committed) };
}

function checkpointProof(committed: Committed): ProofOps {
  const { size } = committed.frontier;
  const body = encodeCheckpoint({ origin: committed.logOrigin, size, root: frontierRoot(committed.frontier) });
  return { ops: [checkpointOp(body), rootOp(committed, ROOTS.log)] };
}

const asConcatenated = (hashes: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(hashes.map((hash) => asDigest(hash))));

function rootOp(committed: Committed, key: 'state' | 'log'): ProofOps['ops'][number] {
  const map = appHashMap(committed.logOrigin, committed.frontier, committed.stateRoot);
  return simpleValueOp(key, simpleMapProof(map, key));
}
