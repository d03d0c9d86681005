/**
 * A writable view of the state while a block (or a trial) runs: changes are staged in memory, nothing
 * reaches the store. Typed access to the records that the rules need, so that a key and its codec meet in
 * one place.
 */

import { type Build, buildCodec, dueOf, isOpen } from '../build.ts';
import { type Address, compareBytes, compareText, type Digest, equalBytes } from '../bytes.ts';
import type { Codec } from '../codec.ts';
import { LedgerError } from '../errors.ts';
import { type EffectRecord, effectRecordCodec, endedProposalsCodec, MAX_ENDED_PROPOSALS, type Proposal, proposalCodec, proposalIdsCodec } from '../proposal.ts';
import {
  type Account,
  accountCodec,
  type BuildNode,
  buildNodeCodec,
  type Chain,
  chainCodec,
  MAX_PURLS,
  MAX_TXS_PER_EXPIRY,
  nodeIdsCodec,
  type OpenBuild,
  openBuildsCodec,
  type Params,
  type PublicationRecord,
  paramsCodec,
  publicationRecordCodec,
  purlsCodec,
  requestRecordCodec,
  type SourceMapping,
  sourceMappingCodec,
  stateKey,
  txHashesCodec,
  validatorRecordCodec,
} from '../records.ts';
import type { NodeId } from '../result.ts';

/** As many as the requests of a full block look for in vain. */
const MAX_ABSENT = 8_192;

type Read = (key: Uint8Array) => Uint8Array | undefined;

/** A record that was read or changed here, decoded once however often the rules look at it. */
interface Held {
  readonly key: Uint8Array;
  readonly codec: Codec<never>;
  /** undefined: absent, or removed here. */
  readonly value: unknown;
  readonly changed: boolean;
}

export class StateView {
  private readonly base: Read | StateView;
  private readonly records = new Map<string, Held>();
  /** Keys under which the base has nothing. Bounded: strangers may ask for any number of absent things. */
  private readonly absent = new Set<string>();

  constructor(base: Read | StateView) {
    this.base = base;
  }

  /** A view on top of this one, for a trial that is then dropped or kept. */
  fork(): StateView {
    return new StateView(this);
  }

  /** Takes over the changes of a fork. */
  adopt(fork: StateView): void {
    for (const [text, held] of fork.records) if (held.changed) this.records.set(text, held);
  }

  /** As `adopt`, for changes that are now committed: nothing is staged by them. */
  settle(committed: StateView): void {
    for (const [text, held] of committed.records) if (held.changed) this.records.set(text, { ...held, changed: false });
  }

  /** Records that are held, read or changed. */
  get size(): number {
    return this.records.size;
  }

  /** Every change in the order of keys; the order of insertion does not show. */
  staged(): Array<readonly [Uint8Array, Uint8Array | undefined]> {
    const encoded = ({ codec, value }: Held): Uint8Array | undefined => (value === undefined ? undefined : codec.encode(value as never));
    return this.changed()
      .sort((a, b) => compareBytes(a.key, b.key))
      .map((held) => [held.key, encoded(held)] as const);
  }

  private changed(): Held[] {
    return [...this.records.values()].filter((held) => held.changed);
  }

  private read<T>(codec: Codec<T>, key: Uint8Array): T | undefined {
    const text = keyText(key);
    const held = this.records.get(text);
    if (held !== undefined) return held.value as T | undefined;
    if (this.absent.has(text)) return undefined;
    const value = this.base instanceof StateView ? this.base.read(codec, key) : decoded(codec, this.base(key));
    if (value === undefined) this.holdAbsent(text);
    else this.records.set(text, { key, codec: codec as Codec<never>, value, changed: false });
    return value;
  }

  private holdAbsent(text: string): void {
    if (this.absent.size >= MAX_ABSENT) this.absent.clear();
    this.absent.add(text);
  }

  private write<T>(codec: Codec<T>, key: Uint8Array, value: T | undefined): void {
    this.records.set(keyText(key), { key, codec: codec as Codec<never>, value, changed: true });
  }

  chain(): Chain {
    const chain = this.read(chainCodec, stateKey.chain());
    if (chain === undefined) throw new LedgerError('STORE_UNKNOWN', { what: 'chain' });
    return chain;
  }
  setChain(chain: Chain): void {
    this.write(chainCodec, stateKey.chain(), chain);
  }

  params(): Params {
    const params = this.read(paramsCodec, stateKey.params());
    if (params === undefined) throw new LedgerError('STORE_UNKNOWN', { what: 'params' });
    return params;
  }
  setParams(params: Params): void {
    this.write(paramsCodec, stateKey.params(), params);
  }

  nodeIds(): readonly NodeId[] {
    return this.read(nodeIdsCodec, stateKey.nodes())?.ids ?? [];
  }
  node(id: NodeId): BuildNode | undefined {
    return this.read(buildNodeCodec, stateKey.node(id));
  }
  /** A node that was not removed. */
  currentNode(id: NodeId): BuildNode | undefined {
    const node = this.node(id);
    return node?.removedAtHeight === undefined ? node : undefined;
  }
  /** The list of current nodes follows from the records. */
  setNode(node: BuildNode): void {
    this.write(buildNodeCodec, stateKey.node(node.nodeId), node);
    const others = this.nodeIds().filter((id) => !equalBytes(id, node.nodeId));
    const ids = node.removedAtHeight === undefined ? [...others, node.nodeId].sort(compareBytes) : others;
    this.write(nodeIdsCodec, stateKey.nodes(), { ids });
  }

  /** The node whose consensus key has, or had, this CometBFT address. */
  validator(address: Address): NodeId | undefined {
    return this.read(validatorRecordCodec, stateKey.validator(address))?.nodeId;
  }
  setValidator(address: Address, nodeId: NodeId): void {
    this.write(validatorRecordCodec, stateKey.validator(address), { nodeId });
  }

  proposal(id: Digest): Proposal | undefined {
    return this.read(proposalCodec, stateKey.proposal(id));
  }
  setProposal(proposal: Proposal): void {
    this.write(proposalCodec, stateKey.proposal(proposal.id), proposal);
  }
  openProposalIds(): readonly Digest[] {
    return this.read(proposalIdsCodec, stateKey.openProposals())?.ids ?? [];
  }
  setOpenProposalIds(ids: readonly Digest[]): void {
    this.write(proposalIdsCodec, stateKey.openProposals(), ids.length === 0 ? undefined : { ids: [...ids].sort(compareBytes) });
  }
  endedProposalIds(): readonly Digest[] {
    return this.read(endedProposalsCodec, stateKey.endedProposals())?.ids ?? [];
  }
  addEndedProposal(id: Digest): void {
    this.write(endedProposalsCodec, stateKey.endedProposals(), { ids: [id, ...this.endedProposalIds()].slice(0, MAX_ENDED_PROPOSALS) });
  }
  effect(digest: Digest): EffectRecord {
    return this.read(effectRecordCodec, stateKey.effect(digest)) ?? { attempts: 0, openProposal: undefined };
  }
  setEffect(digest: Digest, record: EffectRecord): void {
    this.write(effectRecordCodec, stateKey.effect(digest), record);
  }

  account(address: Address): Account | undefined {
    return this.read(accountCodec, stateKey.account(address));
  }
  setAccount(account: Account): void {
    this.write(accountCodec, stateKey.account(account.address), account);
  }
  removeAccount(address: Address): void {
    this.write(accountCodec, stateKey.account(address), undefined);
  }

  sourceMapping(pattern: string): SourceMapping | undefined {
    return this.read(sourceMappingCodec, stateKey.source(pattern));
  }
  setSourceMapping(mapping: SourceMapping): void {
    this.write(sourceMappingCodec, stateKey.source(mapping.pattern), mapping);
  }

  removeSourceMapping(pattern: string): void {
    this.write(sourceMappingCodec, stateKey.source(pattern), undefined);
  }

  build(id: Digest): Build | undefined {
    return this.read(buildCodec, stateKey.build(id));
  }
  /** The list of open builds follows from the records. */
  setBuild(build: Build): void {
    this.write(buildCodec, stateKey.build(build.id), build);
    const dueMs = isOpen(build) ? dueOf(build) : undefined;
    const open = this.openBuilds();
    const at = placeOf<Pick<OpenBuild, 'id'>>(open, build, (one, other) => compareBytes(one.id, other.id));
    const known = open[at];
    const isListed = known !== undefined && equalBytes(known.id, build.id);
    if (isListed ? known.dueMs === dueMs : dueMs === undefined) return;
    const builds = [...open.slice(0, at), ...(dueMs === undefined ? [] : [{ id: build.id, dueMs }]), ...open.slice(isListed ? at + 1 : at)];
    this.write(openBuildsCodec, stateKey.openBuilds(), builds.length === 0 ? undefined : { builds });
  }
  /** Sorted by id, each with the next moment at which time alone changes it. */
  openBuilds(): readonly OpenBuild[] {
    return this.read(openBuildsCodec, stateKey.openBuilds())?.builds ?? [];
  }
  /** Builds that changed in this view, sorted by id. */
  changedBuilds(): Build[] {
    const builds = this.changed().flatMap((held) => (held.codec === (buildCodec as Codec<unknown>) ? [held.value as Build] : []));
    return builds.sort((one, other) => compareBytes(one.id, other.id));
  }

  /** Attempts so far, and the id of the open build (empty: none). */
  request(purl: string): { attempts: number; openBuild: Uint8Array } {
    return this.read(requestRecordCodec, stateKey.request(purl)) ?? { attempts: 0, openBuild: new Uint8Array(0) };
  }
  setRequest(purl: string, record: { attempts: number; openBuild: Uint8Array }): void {
    this.write(requestRecordCodec, stateKey.request(purl), record);
  }

  publication(purl: string): PublicationRecord | undefined {
    return this.read(publicationRecordCodec, stateKey.publication(purl));
  }
  setPublication(purl: string, record: PublicationRecord): void {
    this.write(publicationRecordCodec, stateKey.publication(purl), record);
  }

  /** Adds a purl to a sorted list (versions of a package, publications of an artifact). */
  addToPurls(key: Uint8Array, purl: string): void {
    const purls = this.read(purlsCodec, key)?.purls ?? [];
    const at = placeOf(purls, purl, compareText);
    // A full list stays as it is: it is an index, and a publication must never fail for its sake.
    if (purls[at] === purl || purls.length >= MAX_PURLS) return;
    this.write(purlsCodec, key, { purls: [...purls.slice(0, at), purl, ...purls.slice(at)] });
  }

  /** Hashes of transactions that were carried out and expire at that height, sorted. */
  private carriedOut(expiresAtHeight: bigint): readonly Digest[] {
    return this.read(txHashesCodec, stateKey.replay(expiresAtHeight))?.hashes ?? [];
  }
  isReplay(expiresAtHeight: bigint, hash: Digest): boolean {
    const known = this.carriedOut(expiresAtHeight);
    const found = known[placeOf(known, hash, compareBytes)];
    return found !== undefined && equalBytes(found, hash);
  }
  isExpiryFull(expiresAtHeight: bigint): boolean {
    return this.carriedOut(expiresAtHeight).length >= MAX_TXS_PER_EXPIRY;
  }
  remember(expiresAtHeight: bigint, hash: Digest): void {
    const known = this.carriedOut(expiresAtHeight);
    const at = placeOf(known, hash, compareBytes);
    this.write(txHashesCodec, stateKey.replay(expiresAtHeight), { hashes: [...known.slice(0, at), hash, ...known.slice(at)] });
  }
  forgetReplays(expiredHeight: bigint): void {
    const key = stateKey.replay(expiredHeight);
    if (this.read(txHashesCodec, key) !== undefined) this.write(txHashesCodec, key, undefined);
  }
}

function decoded<T>(codec: Codec<T>, bytes: Uint8Array | undefined): T | undefined {
  return bytes === undefined ? undefined : codec.decode(bytes);
}

/** Where `wanted` stands in a sorted list, or would. */
function placeOf<T>(sorted: readonly T[], wanted: T, compare: (one: T, other: T) => number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle] as T, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const keyText = (key: Uint8Array): string => Buffer.from(key).toString('latin1');
