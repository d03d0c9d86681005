/**
 * Structure-aware fuzzing of everything that decodes bytes from outside: sound values are cut, joined, repeated, flipped
 * and spliced. Whatever comes, the answer is a `LedgerError`, or a value whose one spelling is just these bytes.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256, utf8 } from '../bytes.ts';
import type { Codec } from '../codec.ts';
import { LedgerError } from '../errors.ts';
import { logEntryCodec } from '../log-entry.ts';
import { commitmentProofCodec } from '../merkle/ics23.ts';
import { proposalCodec } from '../proposal.ts';
import { recipeCodec } from '../recipe.ts';
import { CHAIN_ID, Harness, testNode, testRecipe, testResult } from '../state/ledger-harness.ts';
import { proveKey } from '../state/sparse-map.ts';
import { encodeSignedTx, parseTx, txBodyCodec } from './tx.ts';

type Cut = { kind: 'cut' | 'repeat' | 'remove'; at: number; length: number } | { kind: 'flip' | 'insert'; at: number; byte: number };
const change: fc.Arbitrary<Cut> = fc.oneof(
  fc.record({ kind: fc.constantFrom('cut' as const, 'repeat' as const, 'remove' as const), at: fc.nat(), length: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constantFrom('flip' as const, 'insert' as const), at: fc.nat(), byte: fc.nat(255) }),
);

function apply(bytes: Uint8Array, cut: Cut): Uint8Array {
  const at = bytes.length === 0 ? 0 : cut.at % bytes.length;
  const [head, tail] = [bytes.slice(0, at), bytes.slice(at)];
  switch (cut.kind) {
    case 'cut':
      return head;
    case 'remove':
      return new Uint8Array(Buffer.concat([head, tail.slice(cut.length)]));
    case 'repeat':
      return new Uint8Array(Buffer.concat([head, tail.slice(0, cut.length), tail]));
    case 'insert':
      return new Uint8Array(Buffer.concat([head, Uint8Array.of(cut.byte), tail]));
    case 'flip':
      return new Uint8Array(Buffer.concat([head, tail.map((byte, i) => (i === 0 ? byte ^ (cut.byte || 1) : byte))]));
  }
}

const chain = new Harness(3);
const node = testNode(0);
const proof = proveKey(chain.reader.readNode, chain.committed.stateRoot, utf8('nothing'));
const effect = { kind: 'removeBuildNode', value: { nodeId: node.id, reason: 'gone' } } as const;
const body = (action: Parameters<typeof txBodyCodec.encode>[0]['action']): Uint8Array =>
  txBodyCodec.encode({ chainId: CHAIN_ID, nonce: new Uint8Array(16), expiresAtHeight: 9n, action });
const votes = [{ nodeId: node.id, choice: 'approve', height: 1n }] as const;
const proposal = {
  id: sha256(),
  attempt: 1,
  proposer: node.id,
  effect: { effect },
  phase: 'open',
  openedAtHeight: 1n,
  openedAtMs: 2n,
  deadlineMs: 3n,
} as const;
const membership = {
  kind: 'membership',
  value: { proposalId: sha256(), who: { kind: 'requester', value: { change: 'granted', address: sha256().slice(0, 20) as never } } },
} as const;

const decoders: Array<[string, Codec<unknown>, Uint8Array[]]> = [
  [
    'transaction body',
    txBodyCodec as Codec<unknown>,
    [
      body({ kind: 'requestBuild', value: { recipe: testRecipe() } }),
      body({ kind: 'propose', value: { nodeId: node.id, effect: { effect } } }),
      body({ kind: 'vote', value: { nodeId: node.id, proposalId: sha256(), choice: 'approve' } }),
      body({ kind: 'commitResult', value: { buildId: sha256(), nodeId: node.id, commitment: sha256() } }),
      body({
        kind: 'revealResult',
        value: {
          buildId: sha256(),
          nodeId: node.id,
          salt: sha256(),
          result: testResult('x'),
          environment: sha256(),
          provenanceSha256: sha256(),
          upstream: 'absent',
        },
      }),
    ],
  ],
  ['recipe', recipeCodec as Codec<unknown>, [recipeCodec.encode(testRecipe())]],
  ['log entry', logEntryCodec as Codec<unknown>, [logEntryCodec.encode({ timeMs: 1n, height: 2n, record: membership })]],
  ['proposal', proposalCodec as Codec<unknown>, [proposalCodec.encode({ ...proposal, votes, decidedAtHeight: 0n, logIndex: 0n })]],
  ['state proof', commitmentProofCodec as Codec<unknown>, [commitmentProofCodec.encode(proof)]],
];

/** A `LedgerError`, or the bytes themselves. */
function judge(decode: () => Uint8Array, bytes: Uint8Array): void {
  let again: Uint8Array;
  try {
    again = decode();
  } catch (error) {
    expect(error).toBeInstanceOf(LedgerError);
    return;
  }
  expect(Buffer.compare(again, bytes)).toBe(0);
}

describe.each(decoders)('%s', (_, codec, seeds) => {
  test('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => judge(() => codec.encode(codec.decode(bytes)), bytes)),
      { numRuns: 2_000 },
    );
  });
  test('changed values', () => {
    const changed = fc.tuple(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 4 })).map(([seed, cuts]) => cuts.reduce(apply, seed));
    fc.assert(
      fc.property(changed, (bytes) => judge(() => codec.encode(codec.decode(bytes)), bytes)),
      { numRuns: 5_000 },
    );
  });
});

test('signed transactions, whole', () => {
  const sound = chain.request();
  const changed = fc.array(change, { minLength: 1, maxLength: 4 }).map((cuts) => cuts.reduce(apply, sound));
  fc.assert(
    fc.property(fc.oneof(changed, fc.uint8Array({ maxLength: 300 })), (bytes) => {
      judge(() => {
        const { body: parsed, publicKey, signature } = parseTx(bytes);
        return encodeSignedTx(txBodyCodec.encode(parsed), publicKey, signature);
      }, bytes);
    }),
    { numRuns: 5_000 },
  );
});
