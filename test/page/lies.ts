/** What may be changed between a node and the browser: one thing each, the verdict, and the step that must fail. */
import { explainBundle, parseBundle, verifyBundle } from '@pyrsia/client/proof';
import type { Pinned } from '@pyrsia/ledger';
import { merkleProofCodec, proofOpsCodec } from '@pyrsia/ledger/merkle';
import { expect } from 'vitest';

// biome-ignore lint/suspicious/noExplicitAny: JSON of the API under test.
type Any = any;

const flipped = (base64: string, at: number): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[at] = (bytes[at] as number) ^ 1;
  return bytes.toString('base64');
};
export const whenPublication =
  (change: (json: Any) => void) =>
  (path: string, json: Any): void => {
    if (path.startsWith('/api/v1/publications/')) change(json);
  };
/** Still a proof by its form: of the entry, to the root of the log, to its checkpoint, to the app hash. */
function changeEntryProof({ proof }: Any, change: (path: MerkleProof, checkpoint: string) => { path?: MerkleProof; checkpoint?: string }): void {
  const [leaf, body, ...others] = proofOpsCodec.decode(Buffer.from(proof.entry.proof, 'base64')).ops;
  if (leaf === undefined || body === undefined) throw new Error('no entry');
  const path = merkleProofCodec.decode(leaf.data);
  const checkpoint = Buffer.from(body.data).toString();
  const changed = { path, checkpoint, ...change(path, checkpoint) };
  const ops = [{ ...leaf, data: merkleProofCodec.encode(changed.path) }, { ...body, data: Buffer.from(changed.checkpoint) }, ...others];
  const encoded = Buffer.from(proofOpsCodec.encode({ ops })).toString('base64');
  expect(encoded).not.toBe(proof.entry.proof);
  proof.entry.proof = encoded;
}
type MerkleProof = ReturnType<typeof merkleProofCodec.decode>;
const otherHash = <T extends Uint8Array>(hash: T): T => hash.map((byte, at) => (at === 7 ? byte ^ 1 : byte)) as T;
const inPath =
  (change: (path: MerkleProof) => Partial<MerkleProof>): ((json: Any) => void) =>
  (json) =>
    changeEntryProof(json, (path) => ({ path: { ...path, ...change(path) } }));
/** Origin, size and root, a line each. */
const inCheckpoint =
  (line: number, change: (text: string) => string): ((json: Any) => void) =>
  (json) =>
    changeEntryProof(json, (_, checkpoint) => ({
      checkpoint: checkpoint
        .split('\n')
        .map((text, i) => (i === line ? change(text) : text))
        .join('\n'),
    }));
const newest = (json: Any): Any => json.proof.light_blocks.at(-1);
const NO_VOTE = { block_id_flag: 1, validator_address: '', timestamp: '0001-01-01T00:00:00Z', signature: null };

export const LIES: ReadonlyArray<[name: string, change: (path: string, json: Any) => void, verdict: string, failing: string]> = [
  [
    'a hash of the audit path',
    whenPublication(inPath(({ aunts }) => ({ aunts: aunts.map((hash, i) => (i === 0 ? otherHash(hash) : hash)) as MerkleProof['aunts'] }))),
    'Disproven',
    'The publication is in the log',
  ],
  ['the size of the log in the audit path', whenPublication(inPath(({ size }) => ({ size: size + 1n }))), 'Disproven', 'The publication is in the log'],
  ['a hash left out of the audit path', whenPublication(inPath(({ aunts }) => ({ aunts: aunts.slice(1) }))), 'Disproven', 'The publication is in the log'],
  [
    'the index of the entry',
    whenPublication(({ proof }) => {
      proof.entry.index = String(Number(proof.entry.index) ^ 1);
    }),
    'Disproven',
    'The publication is in the log',
  ],
  ['the size in the checkpoint', whenPublication(inCheckpoint(1, (size) => String(Number(size) + 1))), 'Disproven', 'Log and state make the app hash'],
  ['the root in the checkpoint', whenPublication(inCheckpoint(2, (root) => flipped(root, 5))), 'Disproven', 'Log and state make the app hash'],
  ['the name of the log in the checkpoint', whenPublication(inCheckpoint(0, () => 'other.test')), 'Disproven', 'Log and state make the app hash'],
  [
    'the record of the state',
    whenPublication(({ proof }) => {
      proof.state.value = flipped(proof.state.value, 4);
    }),
    'Disproven',
    'It stands in the state',
  ],
  [
    'the time of the header',
    whenPublication((json) => {
      const { header } = newest(json).signed_header;
      header.time = header.time.replace(/^\d+/, (year: string) => String(Number(year) - 1));
    }),
    'Disproven',
    'The build nodes signed the header',
  ],
  [
    'the chain in the header',
    whenPublication((json) => {
      newest(json).signed_header.header.chain_id = 'another';
    }),
    'Disproven',
    'The app hash is in the header',
  ],
  [
    'a quorum of which votes are taken away',
    whenPublication((json) => {
      const { commit } = newest(json).signed_header;
      let left = 2;
      commit.signatures = commit.signatures.map((vote: Any) => (vote.signature !== null && left-- <= 0 ? NO_VOTE : vote));
    }),
    'Disproven',
    'The build nodes signed the header',
  ],
  [
    'the voting power of a build node',
    whenPublication((json) => {
      newest(json).validator_set.validators[0].voting_power = '100';
    }),
    'Disproven',
    'The build nodes signed the header',
  ],
  [
    'the chain that is pinned',
    (path, json) => {
      if (path === '/api/v1/network') json.trust_root.chain_id = 'another';
    },
    'Disproven',
    'It begins at the trust root',
  ],
  [
    'the log that is pinned',
    (path, json) => {
      if (path === '/api/v1/network') json.log_origin = 'other.test';
    },
    'Disproven',
    'The publication is in the log',
  ],
  [
    'a signature',
    whenPublication(({ proof }) => {
      const cast = proof.light_blocks[1].signed_header.commit.signatures.find((vote: Any) => vote.signature !== null);
      cast.signature = flipped(cast.signature, 3);
    }),
    'Disproven',
    'The build nodes signed the header',
  ],
  [
    'the app hash',
    whenPublication(({ proof }) => {
      const { header } = proof.light_blocks[1].signed_header;
      header.app_hash = header.app_hash.replace(/^../, (pair: string) => (pair === '00' ? '01' : '00'));
    }),
    'Disproven',
    'The app hash is in the header',
  ],
  [
    'the bytes of the entry',
    whenPublication(({ proof }) => {
      proof.entry.bytes = flipped(proof.entry.bytes, 20);
    }),
    'Disproven',
    'The publication is in the log',
  ],
  [
    'the trust root',
    (path, json) => {
      if (path === '/api/v1/network') json.trust_root.hash = '00'.repeat(32);
    },
    'Cannot tell',
    'It begins at the trust root',
  ],
];

const KEPT = /^(proof|status|phase|operation|log_index|sha256|node_id|size|height|build_id)$/;
const evil = `<img src=x onerror=alert(1)>\u202egnp.exe ${'W'.repeat(300)}`;
/** Each text of an answer that leads nowhere made into what could be markup, turns the order of characters and is long. */
export const hostile = (value: Any, name = ''): Any => {
  if (typeof value === 'string') return name === 'purl' ? value + evil : KEPT.test(name) ? value : evil;
  if (Array.isArray(value)) return value.map((one) => hostile(one, name));
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hostile(one, key)])) : value;
};

/** Whether every step that is drawn holds; it must be so exactly where the verdict is that it is proven. */
export function isWhole(text: string, pinned: Pinned, nowNs: bigint): boolean {
  try {
    const bundle = parseBundle(JSON.parse(text));
    const { blocks, header, state, log } = explainBundle(bundle, pinned, nowNs);
    const whole = blocks.every(({ fault }) => fault === undefined) && header?.holds && state?.holds && state.app.holds && log?.holds && log.app.holds;
    expect(verifyBundle(bundle, pinned, nowNs).verdict === 'proven').toBe(whole === true);
    return whole === true;
  } catch (error) {
    if ((error as Error).name === 'AssertionError') throw error;
    return false;
  }
}
