/**
 * Was this publication made by the rules? Held against the build's record in the state and the transactions of its build
 * nodes: each of the majority committed before anybody could have copied, opened its commitment, and got these bytes.
 */
import { createHash, createHmac } from 'node:crypto';
import * as noble from '@noble/secp256k1';
import {
  type Build,
  type CommitResult,
  commitmentDigest,
  equalBytes,
  isAbsoluteMajority,
  type NodeId,
  type ParsedTx,
  type Publication,
  type RevealResult,
  recipeDigest,
  resultDigest,
  toHex,
} from '@pyrsia/ledger';

// The library takes its hashes from its user.
noble.hashes.sha256 = (message) => new Uint8Array(createHash('sha256').update(message).digest());
noble.hashes.hmacSha256 = (key, message) => new Uint8Array(createHmac('sha256', key).update(message).digest());

export interface Claimed {
  readonly index: bigint;
  readonly publication: Publication;
  readonly build: Build;
  /** Transactions that were carried out at a height. */
  readonly carriedOut: (height: bigint) => Promise<readonly ParsedTx[]>;
}

/** What is wrong, in words; nothing: the publication holds. */
export async function checkPublication({ index, publication, build, carriedOut }: Claimed): Promise<string[]> {
  const wrong: string[] = [];
  const check = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(`${publication.purl} (entry ${index}): ${what}`);
  };
  const { electorate } = build;
  const expected = resultDigest({ outcome: { kind: 'artifacts', value: { artifacts: publication.artifacts } } });
  check(build.phase === 'published' && build.logIndex === index, 'the build on record is not the one that was published');
  check(build.purl === publication.purl && build.attempt === publication.attempt, 'the build is of another version or attempt');
  check(equalBytes(recipeDigest(build.recipe), publication.recipeDigest), 'the recipe is another');
  check(electorate.length === publication.electorateSize, `the electorate had ${electorate.length} nodes, not ${publication.electorateSize}`);
  const matched = publication.matchedNodes;
  check(new Set(matched.map(toHex)).size === matched.length, 'a build node is counted twice');
  check(isAbsoluteMajority(matched.length, electorate.length), `${matched.length} of ${electorate.length} are no absolute majority`);
  const reveals = build.reveals.filter(({ timing }) => timing === 'in_time').map(({ height }) => height);
  const firstReveal = reveals.reduce((least, height) => (height < least ? height : least), reveals[0] ?? 0n);
  for (const node of matched) {
    check(
      electorate.some((id) => equalBytes(id, node)),
      `node ${toHex(node)} was not in the electorate`,
    );
    const committed = build.commitments.find(({ nodeId }) => equalBytes(nodeId, node));
    const revealed = build.reveals.find(({ nodeId }) => equalBytes(nodeId, node));
    if (committed === undefined || revealed === undefined) {
      check(false, `node ${toHex(node)} did not commit and reveal`);
      continue;
    }
    check(committed.height < firstReveal, `node ${toHex(node)} committed when results were known`);
    const commitment = findCommitment(build, node, await carriedOut(committed.height));
    const reveal = findReveal(build, node, await carriedOut(revealed.height));
    check(commitment !== undefined, `block ${committed.height} has no commitment of node ${toHex(node)}`);
    check(reveal !== undefined, `block ${revealed.height} has no reveal of node ${toHex(node)}`);
    if (commitment === undefined || reveal === undefined) continue;
    const digest = resultDigest(reveal.result);
    check(equalBytes(digest, expected), `node ${toHex(node)} revealed another result`);
    const opening = commitmentDigest({ buildId: build.id, nodeId: node, salt: reveal.salt, resultDigest: digest });
    check(equalBytes(opening, commitment.commitment), `node ${toHex(node)} did not reveal what it had committed to`);
  }
  return wrong;
}

function findCommitment(build: Build, node: NodeId, txs: readonly ParsedTx[]): CommitResult | undefined {
  const found = txs.find(({ body: { action } }) => action.kind === 'commitResult' && isOf(action.value, build, node));
  return found?.body.action.kind === 'commitResult' && isSigned(found) ? found.body.action.value : undefined;
}

function findReveal(build: Build, node: NodeId, txs: readonly ParsedTx[]): RevealResult | undefined {
  const found = txs.find(({ body: { action } }) => action.kind === 'revealResult' && isOf(action.value, build, node));
  return found?.body.action.kind === 'revealResult' && isSigned(found) ? found.body.action.value : undefined;
}

const isOf = (action: { buildId: Uint8Array; nodeId: NodeId }, build: Build, node: NodeId): boolean =>
  equalBytes(action.buildId, build.id) && equalBytes(action.nodeId, node);

const isSigned = ({ signature, signBytes, publicKey }: ParsedTx): boolean => noble.verify(signature, signBytes, publicKey, { prehash: false, lowS: true });
