/** The log from peers that answer anything: what is not proven by the header is not taken; questions that are none are refused. */
import { encodeLogQuestion, type LogQuestion, parseLogQuestion, sha256, toHex, utf8 } from '@pyrsia/ledger';
import {
  type Checkpoint,
  encodeCheckpoint,
  hashLeaf,
  inclusionProof,
  logLeafOp,
  ROOTS,
  rootOfLeafHashes,
  simpleMapProof,
  simpleMapRoot,
  simpleValueOp,
} from '@pyrsia/ledger/merkle';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClientError } from '../errors.ts';
import { headerHash } from '../light/encode.ts';
import type { LightBlock } from '../light/types.ts';
import { LogServer } from './log-server.ts';
import { PeerLog } from './peer-log.ts';

const entries = Array.from({ length: 300 }, (_, i) => utf8(`entry ${i}`));
const leaves = entries.map((entry) => hashLeaf(entry));
const checkpoint: Checkpoint = { origin: 'log.test', size: BigInt(entries.length), root: rootOfLeafHashes(leaves) };
const body = encodeCheckpoint(checkpoint);
const roots = new Map<string, Uint8Array>([
  [ROOTS.log, body],
  [ROOTS.state, sha256()],
]);
const toAppHash = simpleValueOp(ROOTS.log, simpleMapProof(roots, ROOTS.log));
const HASH = new Uint8Array(32);
const NO_ID = { hash: HASH, partsTotal: 1, partsHash: HASH };
const block: LightBlock = {
  header: {
    versionBlock: 11n,
    versionApp: 1n,
    chainId: 'test',
    height: 7n,
    timeNs: 1_000_000_000n,
    lastBlockId: NO_ID,
    lastCommitHash: HASH,
    dataHash: HASH,
    validatorsHash: HASH,
    nextValidatorsHash: HASH,
    consensusHash: HASH,
    appHash: simpleMapRoot(roots),
    lastResultsHash: HASH,
    evidenceHash: HASH,
    proposerAddress: new Uint8Array(20),
  },
  commit: { height: 7n, round: 0, blockId: NO_ID, signatures: [] },
  validators: [],
};
const head = { block, checkpoint, proof: { ops: [toAppHash] } };

function server(): LogServer {
  const read = (level: number, index: bigint) => rootOfLeafHashes(leaves.slice(Number(index) << level, (Number(index) + 1) << level));
  const made = new LogServer(
    {
      head,
      size: checkpoint.size,
      alarm: undefined,
      entry: (index) => entries[Number(index)],
      provenEntry: (index, { checkpoint: of, proof }) => {
        const bytes = entries[Number(index)];
        if (bytes === undefined) return undefined;
        const siblings = inclusionProof(read, index, of.size);
        return { index, bytes, checkpoint: of, proof: { ops: [...logLeafOp(of, index, hashLeaf(bytes), siblings), ...proof.ops] } };
      },
    },
    { at: () => undefined },
  );
  made.onHead(head);
  return made;
}
const honest = server();

function peerLog(answers: Record<string, (question: Uint8Array) => Uint8Array>, troubles: string[] = []): PeerLog {
  return new PeerLog({
    peers: () => Object.keys(answers),
    ask: async (peer, question) => (answers[peer] as (typeof answers)[string])(question),
    logOrigin: 'log.test',
    onTrouble: (peer) => troubles.push(peer),
  });
}
const only = (answer: (question: Uint8Array) => Uint8Array): PeerLog => peerLog({ peer: answer });

test('an honest peer gives head, block, entries and proven entries', async () => {
  const log = only((question) => honest.answer(question));
  const [provider] = log.providers();
  const signal = new AbortController().signal;
  for (const height of [undefined, 7n])
    expect(toHex(headerHash((await provider?.lightBlock(height, signal))?.header as never))).toBe(toHex(headerHash(block.header)));
  await expect(provider?.lightBlock(6n, signal)).rejects.toMatchObject({ code: 'HEIGHT_MISSING' });
  const view = log.view(block);
  expect((await view.checkpoint()).checkpoint).toEqual(checkpoint);
  expect((await view.entry(299n)).bytes).toEqual(entries[299]);
  expect(await view.sources[0]?.entries(0n)).toHaveLength(256);
  expect(await view.sources[0]?.entries(256n)).toEqual(entries.slice(256));
  expect(await view.sources[0]?.entries(300n)).toEqual([]);
});

test('any changed byte of a checkpoint or a proven entry is refused, or changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('head', 'entry'), fc.nat(), fc.integer({ min: 1, max: 255 }), async (kind, at, mask) => {
      const log = only((question) => {
        const answer = Uint8Array.from(honest.answer(question));
        answer[at % answer.length] = (answer[at % answer.length] as number) ^ mask;
        return answer;
      });
      const view = log.view(block);
      const answer = kind === 'head' ? view.checkpoint().then((known) => known.checkpoint) : view.entry(17n).then(({ bytes }) => bytes);
      const outcome = await answer.catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ClientError);
      else expect(outcome).toEqual(kind === 'head' ? checkpoint : entries[17]);
    }),
    { numRuns: 500 },
  );
});

test('one that lies is passed over and told of; one of another log is none', async () => {
  const troubles: string[] = [];
  const log = peerLog({ liar: () => utf8('{"block":1}'), silent: () => new Uint8Array(0), honest: (question) => honest.answer(question) }, troubles);
  expect((await log.view(block).checkpoint()).checkpoint).toEqual(checkpoint);
  expect((await log.view(block).entry(5n)).bytes).toEqual(entries[5]);
  // Told once, and not asked again.
  expect(troubles).toEqual(['liar']);
  const other = { ...block, header: { ...block.header, appHash: sha256(utf8('another')) } };
  await expect(log.view(other).checkpoint()).rejects.toMatchObject({ name: 'ClientError' });
  const signal = new AbortController().signal;
  await expect(
    only(() => utf8('{"block":1}'))
      .providers()[0]
      ?.lightBlock(undefined, signal),
  ).rejects.toMatchObject({ code: 'RPC_ANSWER_INVALID' });
});

test('questions: the bytes, and what is none', () => {
  const question: LogQuestion = { kind: 'entry', height: 258n, index: 3n };
  const bytes = encodeLogQuestion(question);
  expect(toHex(bytes)).toBe('0200000000000001020000000000000003');
  expect(parseLogQuestion(bytes)).toEqual(question);
  for (const bad of [new Uint8Array(0), bytes.slice(0, 16), Uint8Array.of(...bytes, 0), Uint8Array.of(4, ...bytes.slice(1))]) {
    expect(() => honest.answer(bad)).toThrow('MALFORMED');
  }
  fc.assert(
    fc.property(
      fc.constantFrom('head', 'block', 'entry', 'entries'),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      (kind, height, index) => {
        expect(honest.answer(encodeLogQuestion({ kind, height, index })).length).toBeLessThanOrEqual(1024 * 1024);
      },
    ),
  );
});
