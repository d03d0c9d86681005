/** A log of made-up entries, and what the chain would prove about it: for tests of everything that follows or reads a log. */
import { type LogEntry, logEntryCodec, type NodeId, type Publication, sha256, utf8 } from '@pyrsia/ledger';
import { type Checkpoint, hashLeaf, inclusionProof, logLeafOp, rootOfLeafHashes } from '@pyrsia/ledger/merkle';
import type { EntrySource, LogView, ProvenEntry } from '../chain/proven-state.ts';
import type { LightBlock } from '../light/types.ts';

export const digest = (text: string) => sha256(utf8(text));
export const nodeOf = (name: string): NodeId => digest(name).slice(0, 16) as NodeId;
export function publication(version: string, { name = 'lib', ...change }: Partial<Publication> & { name?: string } = {}): LogEntry {
  const purl = `pkg:maven/org.example/${name}@${version}`;
  const artifact = { name: 'lib.jar', size: 1n, sha256: digest(purl), chunkRoot: digest('c') };
  return {
    timeMs: 1n,
    height: 1n,
    record: {
      kind: 'publication',
      value: {
        purl,
        buildId: digest(`build ${purl}`),
        attempt: 1,
        recipeDigest: digest('r'),
        source: 's',
        sourceSha256: digest('s'),
        mapping: 'm',
        artifacts: [artifact],
        electorateSize: 1,
        matchedNodes: [nodeOf('n')],
        ...change,
      },
    },
  };
}
export const revocation = (version: string, at: bigint): LogEntry => ({
  timeMs: 1n,
  height: 1n,
  record: { kind: 'revocation', value: { purl: `pkg:maven/org.example/lib@${version}`, publication: at, reason: 'r', proposalId: digest('p') } },
});
export const entriesOf = (count: number, prefix = '1'): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => logEntryCodec.encode(publication(`${prefix}.${i}`)));

const NONE = new Uint8Array(0);
const NO_ID = { hash: NONE, partsTotal: 0, partsHash: NONE };
const BLOCK: LightBlock = {
  header: {
    versionBlock: 11n,
    versionApp: 1n,
    chainId: 'test',
    height: 1n,
    timeNs: 0n,
    lastBlockId: NO_ID,
    lastCommitHash: NONE,
    dataHash: NONE,
    validatorsHash: NONE,
    nextValidatorsHash: NONE,
    consensusHash: NONE,
    appHash: NONE,
    lastResultsHash: NONE,
    evidenceHash: NONE,
    proposerAddress: NONE,
  },
  commit: { height: 1n, round: 0, blockId: NO_ID, signatures: [] },
  validators: [],
};

/** A log as the chain proves it at a height. */
export class LogOf {
  readonly entries: readonly Uint8Array[];
  readonly checkpoint: Checkpoint;
  private readonly leaves;

  constructor(entries: readonly Uint8Array[]) {
    this.entries = entries;
    this.leaves = entries.map((entry) => hashLeaf(entry));
    this.checkpoint = { origin: 'log.test', size: BigInt(entries.length), root: rootOfLeafHashes(this.leaves) };
  }

  private readonly read = (level: number, index: bigint) => rootOfLeafHashes(this.leaves.slice(Number(index) << level, (Number(index) + 1) << level));

  entry(index: bigint): ProvenEntry {
    const bytes = this.entries[Number(index)] as Uint8Array;
    const siblings = inclusionProof(this.read, index, this.checkpoint.size);
    return { index, bytes, checkpoint: this.checkpoint, proof: { ops: logLeafOp(this.checkpoint, index, hashLeaf(bytes), siblings) } };
  }

  source(name: string, change: (entries: Uint8Array[]) => Uint8Array[] = (entries) => entries): EntrySource {
    return {
      name,
      entries: async (index) => change(this.entries.slice(Number(index), Number(index) + 256)),
    };
  }

  view(height: bigint, sources: readonly EntrySource[] = [this.source('a'), this.source('b')]): LogView {
    return {
      block: { ...BLOCK, header: { ...BLOCK.header, height } },
      checkpoint: async () => ({ checkpoint: this.checkpoint, proof: { ops: [] } }),
      entry: async (index) => this.entry(index),
      sources: [...sources],
      onTrouble: () => undefined,
    };
  }
}
