/**
 * Was this publication made by the rules? Held against the build's record in the state, who was registered when, and the
 * transactions: somebody who may asked for this recipe; the electorate was all build nodes; each of the majority, under
 * its own key, committed before anybody could have copied, opened its commitment, and got these bytes.
 */
import { createHash, createHmac } from 'node:crypto';
import * as noble from '@noble/secp256k1';
import {
  type Action,
  type Build,
  commitmentDigest,
  describeSource,
  equalBytes,
  isAbsoluteMajority,
  type NodeId,
  type ParsedTx,
  type Publication,
  recipeDigest,
  resultDigest,
  toHex,
} from '@pyrsia/ledger';
import type { Registry } from './registry.ts';

// The library takes its hashes from its user.
noble.hashes.sha256 = (message) => new Uint8Array(createHash('sha256').update(message).digest());
noble.hashes.hmacSha256 = (key, message) => new Uint8Array(createHmac('sha256', key).update(message).digest());

export interface Claimed {
  readonly index: bigint;
  /** Of the block that the entry names. */
  readonly height: bigint;
  readonly publication: Publication;
  readonly build: Build;
  /** As the entries before this one have it. */
  readonly registry: Registry;
  /** Transactions that were carried out at a height. */
  readonly carriedOut: (height: bigint) => Promise<readonly ParsedTx[]>;
}

/** What is wrong, in words; nothing: the publication holds. */
export async function checkPublication({ index, height, publication, build, registry, carriedOut }: Claimed): Promise<string[]> {
  const wrong: string[] = [];
  const check = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(`${publication.purl} (entry ${index}): ${what}`);
  };
  const { electorate } = build;
  const expected = resultDigest({ outcome: { kind: 'artifacts', value: { artifacts: publication.artifacts } } });
  check(build.phase === 'published' && build.logIndex === index, 'the build on record is not the one that was published');
  check(build.decidedAtHeight === height, `the entry is of block ${height}, the verdict of block ${build.decidedAtHeight}`);
  check(build.purl === publication.purl && build.attempt === publication.attempt, 'the build is of another version or attempt');
  const { source } = build.recipe;
  check(equalBytes(recipeDigest(build.recipe), publication.recipeDigest), 'the recipe is another');
  check(describeSource(source) === publication.source && equalBytes(source.sha256, publication.sourceSha256), 'the source is not that of the recipe');
  check(build.mapping === publication.mapping, 'the source mapping is another');
  check(electorate.length === publication.electorateSize, `the electorate had ${electorate.length} nodes, not ${publication.electorateSize}`);
  const ids = new Set(electorate.map(toHex));
  check(ids.size === electorate.length, 'a build node stands in the electorate twice');
  check(
    registry.electorates(build.requestedAtHeight, index).some((all) => all.size === ids.size && [...ids].every((id) => all.has(id))),
    `the electorate was not all build nodes of block ${build.requestedAtHeight}`,
  );
  const { requester, requestedAtHeight } = build;
  const isRequest = (action: Action): boolean => action.kind === 'requestBuild' && equalBytes(recipeDigest(action.value.recipe), publication.recipeDigest);
  const request = (await carriedOut(requestedAtHeight)).find(({ body }) => isRequest(body.action));
  const asked = request !== undefined && isSigned(request) && equalBytes(request.sender, requester) && registry.mayRequest(requester, requestedAtHeight);
  check(asked, `block ${requestedAtHeight} has no request of this recipe by an account that may`);
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
    const revealed = build.reveals.find(({ nodeId, timing }) => timing === 'in_time' && equalBytes(nodeId, node));
    if (committed === undefined || revealed === undefined) {
      check(false, `node ${toHex(node)} did not commit and reveal`);
      continue;
    }
    check(committed.height < firstReveal, `node ${toHex(node)} committed when results were known`);
    const isByNode = (tx: ParsedTx, at: bigint): boolean => isSigned(tx) && registry.isAccountOf(node, tx.sender, at);
    const committing = (await carriedOut(committed.height)).find(({ body: { action } }) => action.kind === 'commitResult' && isOf(action.value, build, node));
    const revealing = (await carriedOut(revealed.height)).find(({ body: { action } }) => action.kind === 'revealResult' && isOf(action.value, build, node));
    const commitment = committing !== undefined && isByNode(committing, committed.height) ? committing.body.action : undefined;
    const reveal = revealing !== undefined && isByNode(revealing, revealed.height) ? revealing.body.action : undefined;
    check(commitment !== undefined, `block ${committed.height} has no commitment of node ${toHex(node)}`);
    check(reveal !== undefined, `block ${revealed.height} has no reveal of node ${toHex(node)}`);
    if (commitment?.kind !== 'commitResult' || reveal?.kind !== 'revealResult') continue;
    const { result, salt } = reveal.value;
    const digest = resultDigest(result);
    check(equalBytes(digest, expected), `node ${toHex(node)} revealed another result`);
    const opening = commitmentDigest({ buildId: build.id, nodeId: node, salt, resultDigest: digest });
    check(equalBytes(opening, commitment.value.commitment), `node ${toHex(node)} did not reveal what it had committed to`);
  }
  return wrong;
}

const isOf = (action: { buildId: Uint8Array; nodeId: NodeId }, build: Build, node: NodeId): boolean =>
  equalBytes(action.buildId, build.id) && equalBytes(action.nodeId, node);

const isSigned = ({ signature, signBytes, publicKey }: ParsedTx): boolean => noble.verify(signature, signBytes, publicKey, { prehash: false, lowS: true });
