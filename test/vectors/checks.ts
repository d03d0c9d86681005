/**
 * What each file of vectors says, held against the light client. One check a case; a case that does not hold says why.
 * The files are CometBFT's JSON (README.md): read as they are, and parsed by the client's own parsers.
 */
import { asDigest, equalBytes, parseBase64, parseHex, sha256, toHex } from '@pyrsia/ledger';
import { hashLeaf, inclusionOfLeafHashes, rootOfLeafHashes, verifyInclusion } from '@pyrsia/ledger/merkle';
import {
  ClientError,
  commitHash,
  commitSignBytes,
  consensusHash,
  encodeHeader,
  formatTime,
  headerHash,
  type LightBlock,
  lastResultsHash,
  parseBlockId,
  parseCommit,
  parseHeader,
  parseLightBlock,
  parseTime,
  parseValidators,
  proposalSignBytes,
  proposerPriorityHash,
  totalPower,
  validatorSetHash,
  verify,
  verifyCommit,
  voteExtensionSignBytes,
  voteSignBytes,
} from '@pyrsia/client/light';
import { type Case, differences } from './differences.ts';
import { checkScenario } from './scenario.ts';

/** Mismatches in words; none: the case holds. */
export type Check = (item: Case) => string[] | Promise<string[]>;

const lower = (hex: string): string => hex.toLowerCase();
const bytesOf = (base64: string | null | undefined): Uint8Array => (base64 ? parseBase64(base64) : new Uint8Array(0));

/** By the name of the file, without `.json`. */
export const CHECKS: Readonly<Record<string, Check>> = {
  header_hash: ({ header, hash, proto }) => {
    const parsed = parseHeader(header);
    return differences({ hash: [toHex(headerHash(parsed)), hash], proto: [toHex(encodeHeader(parsed)), proto ?? toHex(encodeHeader(parsed))] });
  },
  validator_set_hash: (item) => {
    const validators = parseValidators(item['validator_set'].validators);
    return differences({
      hash: [toHex(validatorSetHash(validators)), item['hash']],
      proposer_priority_hash: [toHex(proposerPriorityHash(validators)), item['proposer_priority_hash']],
      total: [totalPower(validators).toString(), item['total']],
    });
  },
  vote_sign_bytes: ({ chain_id: chainId, vote, sign_bytes: signBytes, extension_sign_bytes: extensionSignBytes }) => {
    const canonical = { type: vote.type, height: BigInt(vote.height), round: vote.round, blockId: parseBlockId(vote.block_id), timeNs: parseTime(vote.timestamp) };
    const extension = bytesOf(vote.extension);
    return differences({
      sign_bytes: [toHex(voteSignBytes(chainId, canonical)), signBytes],
      ...(extensionSignBytes ? { extension: [toHex(voteExtensionSignBytes(chainId, { ...canonical, extension })), extensionSignBytes] as const } : {}),
    });
  },
  proposal_sign_bytes: ({ chain_id: chainId, proposal, sign_bytes: signBytes }) => {
    const { height, round, pol_round: polRound, block_id: blockId, timestamp } = proposal;
    const value = { height: BigInt(height), round, polRound, blockId: parseBlockId(blockId), timeNs: parseTime(timestamp) };
    return differences({ sign_bytes: [toHex(proposalSignBytes(chainId, value)), signBytes] });
  },
  commit_hash_and_sign_bytes: (item) => {
    const commit = parseCommit(item['commit']);
    return differences({
      last_commit_hash: [toHex(commitHash(commit)), item['last_commit_hash']],
      vote_sign_bytes: [commit.signatures.map((signature) => toHex(commitSignBytes(item['chain_id'], commit, signature))), item['vote_sign_bytes']],
    });
  },
  consensus_hash: (item) =>
    differences({ consensus_hash: [toHex(consensusHash(BigInt(item['max_bytes']), BigInt(item['max_gas']))), item['consensus_hash']] }),
  last_results_hash: (item) => differences({ last_results_hash: [toHex(lastResultsHash(resultsOf(item['results']))), item['last_results_hash']] }),
  merkle: ({ items, proofs, root }) => {
    const leaves = items.map((item: string) => hashLeaf(parseHex(item)));
    const aunts = (proof: Case): string[] => (proof['aunts'] ?? []).map((aunt: string) => toHex(parseBase64(aunt)));
    return [
      ...differences({ root: [toHex(rootOfLeafHashes(leaves)), root], proofs: [leaves.length, proofs.length] }),
      ...proofs.flatMap((proof: Case, i: number) =>
        differences({ [`proof ${i}`]: [inclusionOfLeafHashes(leaves, i).map(toHex), aunts(proof)], [`leaf ${i}`]: [toHex(leaves[i]), toHex(parseBase64(proof['leaf_hash']))] }),
      ),
    ];
  },
  merkle_proof_verify: ({ leaf, proof, root, valid }) => differences({ valid: [proofHolds(hashLeaf(parseHex(leaf)), proof, parseHex(root)), valid] }),
  tx_proof: ({ data_hash: dataHash, index, proof, txs }) => {
    const leaves = txs.map((tx: string) => hashLeaf(sha256(parseBase64(tx))));
    return differences({
      data_hash: [toHex(rootOfLeafHashes(leaves)), dataHash],
      root_hash: [lower(proof.root_hash), dataHash],
      valid: [proofHolds(leaves[index], proof.proof, parseHex(dataHash)), true],
    });
  },
  light_verify: (item) => {
    const untrusted = parsed(item['untrusted']);
    if (untrusted === undefined) return differences({ [`not even parsed (${item['mutation']})`]: ['INVALID', item['verdict']] });
    const { verdict } = verify(parseLightBlock(item['trusted']), untrusted, {
      nowNs: parseTime(item['now']),
      trustingPeriodNs: BigInt(item['trusting_period_ns']),
      maxClockDriftNs: BigInt(item['max_clock_drift_ns']),
      trustLevel: [BigInt(item['trust_level'][0]), BigInt(item['trust_level'][1])],
    });
    return differences({ [`verdict (${item['mutation']})`]: [verdict.toUpperCase(), item['verdict']] });
  },
  light_client_scenarios: checkScenario,
};

/** What the parser refuses never reaches the verifier. */
function parsed(block: unknown): LightBlock | undefined {
  try {
    return parseLightBlock(block);
  } catch (error) {
    if (error instanceof ClientError) return undefined;
    throw error;
  }
}

function resultsOf(results: Case[] | null | undefined) {
  return (results ?? []).map((one) => ({
    code: BigInt(one['code']),
    data: bytesOf(one['data']),
    gasWanted: BigInt(one['gas_wanted']),
    gasUsed: BigInt(one['gas_used']),
  }));
}

function proofHolds(leafHash: Uint8Array, proof: Case, root: Uint8Array): boolean {
  const given: Uint8Array[] = (proof['aunts'] ?? []).map((aunt: string) => parseBase64(aunt));
  if (given.some((aunt) => aunt.length !== 32)) return false;
  const aunts = given.map(asDigest);
  if (!equalBytes(leafHash, parseBase64(proof['leaf_hash']))) return false;
  return verifyInclusion({ leafHash: asDigest(leafHash), index: BigInt(proof['index']), size: BigInt(proof['total']), root: asDigest(root) }, aunts);
}

/** Files of a chain's answers, by name; each is held against the blocks beside it. */
export function checkRecorded(name: string, files: Readonly<Record<string, Case>>): string[] | undefined {
  const headers = new Map<string, Case>((files['light_blocks']?.['light_blocks'] ?? []).map((item: Case) => [headerOf(item)['height'], headerOf(item)]));
  const after = (height: string): Case | undefined => headers.get((BigInt(height) + 1n).toString());
  const file = files[name] as Case;
  switch (name) {
    case 'light_blocks':
      return checkLightBlocks(file['light_blocks']);
    case 'blocks':
      return (file as unknown as Case[]).flatMap((item) => checkBlock(item, headers));
    case 'block_results':
      return (file as unknown as Case[]).flatMap((item) => {
        const next = after(item['height']);
        if (next === undefined) return [];
        return differences({
          [`last results of ${item['height']}`]: [toHex(lastResultsHash(resultsOf(item['txs_results']))), lower(next['last_results_hash'])],
          [`app hash of ${item['height']}`]: [toHex(bytesOf(item['app_hash'])), lower(next['app_hash'])],
        });
      });
    case 'tx_proofs':
      return (file as unknown as Case[]).flatMap((item) => {
        const header = headers.get(item['height']);
        const leaf = hashLeaf(sha256(parseBase64(item['tx'])));
        const root = header === undefined ? item['proof'].root_hash : header['data_hash'];
        return differences({
          [`hash of ${item['hash']}`]: [toHex(sha256(parseBase64(item['tx']))), lower(item['hash'])],
          [`proof of ${item['hash']}`]: [proofHolds(leaf, item['proof'].proof, parseHex(root)), true],
          [`root of ${item['hash']}`]: [lower(item['proof'].root_hash), lower(root)],
        });
      });
    case 'consensus_params': {
      const { block } = file['consensus_params'];
      const hash = toHex(consensusHash(BigInt(block.max_bytes), BigInt(block.max_gas)));
      const [last] = [...headers.values()].slice(-1);
      return last === undefined ? [] : differences({ consensus_hash: [hash, lower(last['consensus_hash'])] });
    }
    case 'abci_info': {
      const { last_block_height: height, last_block_app_hash: appHash } = file['response'];
      const next = after(height);
      return next === undefined ? [] : differences({ app_hash: [toHex(bytesOf(appHash)), lower(next['app_hash'])] });
    }
    default:
      return undefined;
  }
}

const signedHeader = (item: Case): Case => item['commit'].signed_header ?? item['commit'];
const headerOf = (item: Case): Case => signedHeader(item)['header'];

/** The first by its own validators, each from the one before it, and the last from the first by a jump, where trust reaches. */
function checkLightBlocks(items: Case[]): string[] {
  const blocks = items.map((item) => parseLightBlock({ signed_header: signedHeader(item), validator_set: { validators: item['validators'].validators ?? item['validators'] } }));
  const last = blocks.at(-1);
  const options = { nowNs: last?.header.timeNs ?? 0n, trustingPeriodNs: 10n ** 18n, maxClockDriftNs: 10n ** 10n, trustLevel: [1n, 3n] as const };
  const [first] = blocks;
  if (first === undefined || last === undefined) return ['no blocks'];
  const jump = first === last ? 'success' : verify(first, last, options).verdict;
  const ends = differences({
    [`commit of ${first.header.height}`]: [verifyCommit(first).verdict, 'success'],
    [`jump to ${last.header.height}`]: [jump, jump === 'not_enough_trust' ? jump : 'success'],
  });
  return ends.concat(blocks.flatMap((block, i) => {
    const { height } = block.header;
    const previous = blocks[i - 1];
    const isNext = previous !== undefined && previous.header.height + 1n === height;
    return differences({
      [`hash of ${height}`]: [toHex(headerHash(block.header)), toHex(block.commit.blockId.hash)],
      [`time of ${height}`]: [formatTime(block.header.timeNs), headerOf(items[i] as Case)['time']],
      ...(isNext ? { [`verdict of ${height}`]: [verify(previous, block, options).verdict, 'success'] as const } : {}),
    });
  }));
}

function checkBlock({ block_id: blockId, block }: Case, headers: ReadonlyMap<string, Case>): string[] {
  const { height, data_hash: dataHash, last_commit_hash: lastCommitHash } = block.header;
  const leaves = (block.data.txs ?? []).map((tx: string) => hashLeaf(sha256(parseBase64(tx))));
  const known = headers.get(height);
  return differences({
    [`block id of ${height}`]: [toHex(headerHash(parseHeader(block.header))), lower(blockId.hash)],
    [`data of ${height}`]: [toHex(rootOfLeafHashes(leaves)), lower(dataHash)],
    [`last commit of ${height}`]: [toHex(commitHash(parseCommit(block.last_commit))), lower(lastCommitHash)],
    ...(known === undefined ? {} : { [`header of ${height}`]: [toHex(headerHash(parseHeader(known))), lower(blockId.hash)] as const }),
  });
}
