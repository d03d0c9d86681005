/**
 * A writable view of the state while a block (or a trial) runs: changes are staged in memory, nothing
 * reaches the store. Typed access to the records that the rules need, so that a key and its codec meet in
 * one place.
 */

import { type Build, buildCodec } from '../build.ts';
import { type Address, compareBytes, compareText, type Digest, equalBytes } from '../bytes.ts';
import type { Codec } from '../codec.ts';
import { LedgerError } from '../errors.ts';
import { type EffectRecord, effectRecordCodec, type Proposal, proposalCodec, proposalIdsCodec } from '../proposal.ts';
import {
  type Account,
  accountCodec,
  type BuildNode,
  buildIdsCodec,
  buildNodeCodec,
  type Chain,
  chainCodec,
  MAX_PURLS,
  nodeIdsCodec,
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

type Read = (key: Uint8Array) => Uint8Array | undefined;

export class StateView {
  private readonly base: Read;
  private readonly changes = new Map<string, { key: Uint8Array; value: Uint8Array | undefined }>();

  constructor(base: Read) {
    this.base = base;
  }

  /** A view on top of this one, for a trial that is then dropped or kept. */
  fork(): StateView {
    return new StateView((key) => this.get(key));
  }

  /** Takes over the changes of a fork. */
  adopt(fork: StateView): void {
    for (const [text, change] of fork.changes) this.changes.set(text, change);
  }

  get(key: Uint8Array): Uint8Array | undefined {
    const staged = this.changes.get(keyText(key));
    return staged === undefined ? this.base(key) : staged.value;
  }

  set(key: Uint8Array, value: Uint8Array | undefined): void {
    this.changes.set(keyText(key), { key, value });
  }

  /** Every change in the order of keys; the order of insertion does not show. */
  staged(): Array<readonly [Uint8Array, Uint8Array | undefined]> {
    return [...this.changes.values()].sort((a, b) => compareBytes(a.key, b.key)).map(({ key, value }) => [key, value] as const);
  }

  private read<T>(codec: Codec<T>, key: Uint8Array): T | undefined {
    const bytes = this.get(key);
    return bytes === undefined ? undefined : codec.decode(bytes);
  }

  chain(): Chain {
    const chain = this.read(chainCodec, stateKey.chain());
    if (chain === undefined) throw new LedgerError('STORE_UNKNOWN', { what: 'chain' });
    return chain;
  }
  setChain(chain: Chain): void {
    this.set(stateKey.chain(), chainCodec.encode(chain));
  }

  params(): Params {
    const params = this.read(paramsCodec, stateKey.params());
    if (params === undefined) throw new LedgerError('STORE_UNKNOWN', { what: 'params' });
    return params;
  }
  setParams(params: Params): void {
    this.set(stateKey.params(), paramsCodec.encode(params));
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
    this.set(stateKey.node(node.nodeId), buildNodeCodec.encode(node));
    const others = this.nodeIds().filter((id) => !equalBytes(id, node.nodeId));
    const ids = node.removedAtHeight === undefined ? [...others, node.nodeId].sort(compareBytes) : others;
    this.set(stateKey.nodes(), nodeIdsCodec.encode({ ids }));
  }

  /** The node whose consensus key has, or had, this CometBFT address. */
  validator(address: Address): NodeId | undefined {
    return this.read(validatorRecordCodec, stateKey.validator(address))?.nodeId;
  }
  setValidator(address: Address, nodeId: NodeId): void {
    this.set(stateKey.validator(address), validatorRecordCodec.encode({ nodeId }));
  }

  proposal(id: Digest): Proposal | undefined {
    return this.read(proposalCodec, stateKey.proposal(id));
  }
  setProposal(proposal: Proposal): void {
    this.set(stateKey.proposal(proposal.id), proposalCodec.encode(proposal));
  }
  openProposalIds(): readonly Digest[] {
    return this.read(proposalIdsCodec, stateKey.openProposals())?.ids ?? [];
  }
  setOpenProposalIds(ids: readonly Digest[]): void {
    this.set(stateKey.openProposals(), ids.length === 0 ? undefined : proposalIdsCodec.encode({ ids: [...ids].sort(compareBytes) }));
  }
  effect(digest: Digest): EffectRecord {
    return this.read(effectRecordCodec, stateKey.effect(digest)) ?? { attempts: 0, openProposal: undefined };
  }
  setEffect(digest: Digest, record: EffectRecord): void {
    this.set(stateKey.effect(digest), effectRecordCodec.encode(record));
  }

  account(address: Address): Account | undefined {
    return this.read(accountCodec, stateKey.account(address));
  }
  setAccount(account: Account): void {
    this.set(stateKey.account(account.address), accountCodec.encode(account));
  }
  removeAccount(address: Address): void {
    this.set(stateKey.account(address), undefined);
  }

  sourceMapping(pattern: string): SourceMapping | undefined {
    return this.read(sourceMappingCodec, stateKey.source(pattern));
  }
  setSourceMapping(mapping: SourceMapping): void {
    this.set(stateKey.source(mapping.pattern), sourceMappingCodec.encode(mapping));
  }

  removeSourceMapping(pattern: string): void {
    this.set(stateKey.source(pattern), undefined);
  }

  build(id: Digest): Build | undefined {
    return this.read(buildCodec, stateKey.build(id));
  }
  setBuild(build: Build): void {
    this.set(stateKey.build(build.id), buildCodec.encode(build));
  }
  openBuildIds(): readonly Digest[] {
    return this.read(buildIdsCodec, stateKey.openBuilds())?.ids ?? [];
  }
  setOpenBuildIds(ids: readonly Digest[]): void {
    this.set(stateKey.openBuilds(), ids.length === 0 ? undefined : buildIdsCodec.encode({ ids: [...ids].sort(compareBytes) }));
  }

  /** Attempts so far, and the id of the open build (empty: none). */
  request(purl: string): { attempts: number; openBuild: Uint8Array } {
    return this.read(requestRecordCodec, stateKey.request(purl)) ?? { attempts: 0, openBuild: new Uint8Array(0) };
  }
  setRequest(purl: string, record: { attempts: number; openBuild: Uint8Array }): void {
    this.set(stateKey.request(purl), requestRecordCodec.encode(record));
  }

  publication(purl: string): PublicationRecord | undefined {
    return this.read(publicationRecordCodec, stateKey.publication(purl));
  }
  setPublication(purl: string, record: PublicationRecord): void {
    this.set(stateKey.publication(purl), publicationRecordCodec.encode(record));
  }

  /** Adds a purl to a sorted list (versions of a package, publications of an artifact). */
  addToPurls(key: Uint8Array, purl: string): void {
    const purls = this.read(purlsCodec, key)?.purls ?? [];
    // A full list stays as it is: it is an index, and a publication must never fail for its sake.
    if (!purls.includes(purl) && purls.length < MAX_PURLS) this.set(key, purlsCodec.encode({ purls: [...purls, purl].sort(compareText) }));
  }

  isReplay(expiresAtHeight: bigint, hash: Digest): boolean {
    return (this.read(txHashesCodec, stateKey.replay(expiresAtHeight))?.hashes ?? []).some((known) => equalBytes(known, hash));
  }
  remember(expiresAtHeight: bigint, hashes: readonly Digest[]): void {
    if (hashes.length === 0) return;
    const known = this.read(txHashesCodec, stateKey.replay(expiresAtHeight))?.hashes ?? [];
    this.set(stateKey.replay(expiresAtHeight), txHashesCodec.encode({ hashes: [...known, ...hashes].sort(compareBytes) }));
  }
  forgetReplays(expiredHeight: bigint): void {
    if (this.get(stateKey.replay(expiredHeight)) !== undefined) this.set(stateKey.replay(expiredHeight), undefined);
  }
}

const keyText = (key: Uint8Array): string => Buffer.from(key).toString('latin1');
