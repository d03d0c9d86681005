/** Golden vectors of CometBFT v0.40.0 (origin: test/vectors/README.md). */
import { readFileSync } from 'node:fs';
import { parseBase64, parseHex, toHex } from '@pyrsia/ledger';
import { expect, test } from 'vitest';
import {
  commitHash,
  commitSignBytes,
  consensusHash,
  headerHash,
  lastResultsHash,
  proposalSignBytes,
  validatorSetHash,
  voteExtensionSignBytes,
  voteSignBytes,
} from './encode.ts';
import { parseBlockId, parseCommit, parseHeader, parseLightBlock, parseValidators } from './json.ts';
import { formatTime, parseTime } from './time.ts';
import { SUCCESS, verify, verifyCommit } from './verifier.ts';

// biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are; each parser checks its part.
type Case = { readonly [key: string]: any };
const load = (name: string): Case[] => JSON.parse(readFileSync(new URL(`../../../test/vectors/cometbft/${name}.json`, import.meta.url), 'utf8'));
const each = (name: string): Array<[string, Case]> => load(name).map((item, i) => [`${name} ${i} ${item['mutation'] ?? ''}`, item]);

test.each(each('header_hash'))('%s', (_, item) => expect(toHex(headerHash(parseHeader(item['header'])))).toBe(item['hash']));

test.each(each('validator_set_hash'))('%s', (_, item) => {
  expect(toHex(validatorSetHash(parseValidators(item['validator_set'].validators)))).toBe(item['hash']);
});

test.each(each('vote_sign_bytes'))('%s', (_, { chain_id, vote, sign_bytes, extension_sign_bytes }) => {
  const canonical = {
    type: vote.type,
    height: BigInt(vote.height),
    round: vote.round,
    blockId: parseBlockId(vote.block_id),
    timeNs: parseTime(vote.timestamp),
  };
  expect(toHex(voteSignBytes(chain_id, canonical))).toBe(sign_bytes);
  const extension = vote.extension === null ? new Uint8Array(0) : parseBase64(vote.extension);
  if (extension_sign_bytes !== undefined && extension_sign_bytes !== null)
    expect(toHex(voteExtensionSignBytes(chain_id, { ...canonical, extension }))).toBe(extension_sign_bytes);
});

test.each(each('proposal_sign_bytes'))('%s', (_, { chain_id, proposal, sign_bytes }) => {
  const { height, round, pol_round, block_id, timestamp } = proposal;
  const value = { height: BigInt(height), round, polRound: pol_round, blockId: parseBlockId(block_id), timeNs: parseTime(timestamp) };
  expect(toHex(proposalSignBytes(chain_id, value))).toBe(sign_bytes);
});

test.each(each('commit_hash_and_sign_bytes'))('%s', (_, item) => {
  const commit = parseCommit(item['commit']);
  expect(toHex(commitHash(commit))).toBe(item['last_commit_hash']);
  expect(commit.signatures.map((signature) => toHex(commitSignBytes(item['chain_id'], commit, signature)))).toEqual(item['vote_sign_bytes']);
});

test.each(each('consensus_hash'))('%s', (_, item) =>
  expect(toHex(consensusHash(BigInt(item['max_bytes']), BigInt(item['max_gas'])))).toBe(item['consensus_hash']),
);

test.each(each('last_results_hash'))('%s', (_, item) => {
  const results = (item['results'] ?? []).map((r: Case) => ({
    code: BigInt(r['code']),
    data: r['data'] === null ? new Uint8Array(0) : parseBase64(r['data']),
    gasWanted: BigInt(r['gas_wanted']),
    gasUsed: BigInt(r['gas_used']),
  }));
  expect(toHex(lastResultsHash(results))).toBe(item['last_results_hash']);
});

test.each(each('light_verify'))('%s', (_, item) => {
  const verdict = verify(parseLightBlock(item['trusted']), parseLightBlock(item['untrusted']), {
    nowNs: parseTime(item['now']),
    trustingPeriodNs: BigInt(item['trusting_period_ns']),
    maxClockDriftNs: BigInt(item['max_clock_drift_ns']),
    trustLevel: [BigInt(item['trust_level'][0]), BigInt(item['trust_level'][1])],
  });
  expect(verdict.verdict).toBe(item['verdict'].toLowerCase());
});

test('every commit of the recorded chain verifies against its validators', () => {
  const recorded = load('recorded-chain/light_blocks') as unknown as { light_blocks: Case[] };
  expect(recorded.light_blocks.length).toBeGreaterThan(40);
  for (const item of recorded.light_blocks) {
    const validators = item['validators'].validators ?? item['validators'];
    const block = parseLightBlock({ signed_header: item['commit'].signed_header ?? item['commit'], validator_set: { validators } });
    expect(toHex(headerHash(block.header))).toBe(toHex(block.commit.blockId.hash));
    expect(verifyCommit(block)).toEqual(SUCCESS);
  }
});

test.each(['2026-01-01T00:00:40.123456789Z', '0001-01-01T00:00:00Z', '1969-12-31T23:59:59.5Z'])('time %s survives', (text) =>
  expect(formatTime(parseTime(text))).toBe(text),
);
test.each(['2026-01-01', '2026-01-01T00:00:00+01:00', '2026-13-01T00:00:00Z', '2026-01-01T00:00:00.1234567890Z', ''])('time %s is refused', (text) =>
  expect(() => parseTime(text)).toThrow(/RPC_ANSWER_INVALID/),
);
test('hex is parsed strictly', () => expect(() => parseHex('0g')).toThrow(/MALFORMED/));
