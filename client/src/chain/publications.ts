/**
 * Lookups in terms of packages: what is published under a purl, which versions there are, what an artifact
 * belongs to. Every answer is derived from proven records only, and carries them for whoever wants to check.
 */
import {
  type Artifact,
  type Build,
  type BuildNode,
  buildCodec,
  buildNodeCodec,
  type Digest,
  type Ecosystem,
  encodePurl,
  equalBytes,
  type LogEntry,
  logEntryCodec,
  nodeIdsCodec,
  type Publication,
  type PublicationRecord,
  type Purl,
  packageOf,
  parsePurl,
  publicationRecordCodec,
  purlsCodec,
  stateKey,
} from '@pyrsia/ledger';
import { hashLeaf } from '@pyrsia/ledger/merkle';
import { ClientError } from '../errors.ts';
import type { LightBlock } from '../light/types.ts';
import { noteKeysOf } from '../log/note.ts';
import type { ProvenEntry, ProvenRecord, ProvenState, ProvenView } from './proven-state.ts';

/** A publication, proven in the log of the app hash of `block`. */
export interface Found {
  readonly status: 'published' | 'revoked';
  readonly block: LightBlock;
  readonly entry: ProvenEntry;
  readonly logged: LogEntry;
  readonly publication: Publication;
}
/** The same without its proof: one of a list. */
export type Listed = Omit<Found, 'entry'> & { readonly entry: Pick<ProvenEntry, 'index' | 'checkpoint'> };
/** Not there as of `block`. */
export interface NotFound {
  readonly status: 'absent';
  readonly block: LightBlock;
}

/** What answers stand on: they hold up to `block`, and stay as they are for as long as `state` is the same. */
export interface AsOf {
  readonly block: LightBlock;
  readonly state: unknown;
}

/** Published, unrevoked versions, and when the log last said something of the package, in ms since 1970. */
export interface PackageHistory {
  readonly versions: readonly string[];
  readonly changedMs: bigint;
}

export type Standing =
  | { readonly status: 'published'; readonly purl: string; readonly artifact: Artifact }
  | { readonly status: 'revoked'; readonly purl: string }
  | { readonly status: 'unknown' };

/** Of the answers for all publications that hold the artifact; the first that is published counts. */
export function standingIn(sha256: Digest, answers: ReadonlyArray<Found | NotFound>): Standing {
  let revoked: string | undefined;
  for (const answer of answers) {
    if (answer.status === 'absent') continue;
    const { purl, artifacts } = answer.publication;
    const artifact = artifacts.find((known) => equalBytes(known.sha256, sha256));
    if (answer.status === 'published' && artifact !== undefined) return { status: 'published', purl, artifact };
    if (answer.status === 'revoked') revoked ??= purl;
  }
  // One that is not proven yet may be published in a moment.
  const areAll = revoked !== undefined && answers.every(({ status }) => status === 'revoked');
  return areAll ? { status: 'revoked', purl: revoked as string } : { status: 'unknown' };
}

/** What the fronts ask. By the replica of the log, or by proven answers of the chain. */
export interface Lookups {
  /** Throws while nothing may be believed. */
  asOf(): AsOf;
  history(purl: Purl): Promise<PackageHistory>;
  find(purl: Purl): Promise<Found | NotFound>;
  /** Published, unrevoked versions of a package, in the order of their bytes. */
  versions(purl: Purl): Promise<string[]>;
  /** A publication that holds the artifact and is not revoked, with the artifact's description. */
  ofArtifact(sha256: Digest): Promise<{ answer: Found; artifact: Artifact } | undefined>;
  /** What is known of an artifact: revoked only if all that hold it are. */
  standing(sha256: Digest): Promise<Standing>;
  /** Of which ecosystems the publications are that hold the artifact. */
  ecosystemsOf(sha256: Digest): Promise<readonly Ecosystem[]>;
}

export type PublicationAnswer = Found & { readonly view: ProvenView; readonly record: ProvenRecord };
export type AbsentAnswer = NotFound & { readonly view: ProvenView; readonly record: ProvenRecord };

/** Lookups at a time for one list: a package may have thousands of versions, and each is two calls to a build node. */
const PARALLEL_LOOKUPS = 8;

export class Publications implements Lookups {
  private readonly state: ProvenState;

  constructor(state: ProvenState) {
    this.state = state;
  }

  /** All answers of one view fit together. */
  view(): ProvenView {
    return this.state.view();
  }

  asOf(): AsOf {
    const { block } = this.state.view();
    return { block, state: block };
  }

  /** What the network says of a package version: published, revoked, or proven not to be there. */
  async find(purl: Purl, view = this.state.view()): Promise<PublicationAnswer | AbsentAnswer> {
    const name = encodePurl(purl);
    const record = await view.record(stateKey.publication(name));
    const { block } = view;
    if (record.value === undefined) return { view, block, record, status: 'absent' };
    const found = publicationRecordCodec.decode(record.value);
    const entry = await view.entry(found.logIndex);
    const logged = logEntryCodec.decode(entry.bytes);
    const publication = publicationOf(logged, found, entry, name);
    return { view, block, record, status: found.revokedBy === undefined ? 'published' : 'revoked', entry, logged, publication };
  }

  /** Published, unrevoked versions of a package, in the order of the state (by bytes). */
  async versions(purl: Purl): Promise<string[]> {
    const answers = await this.all(purl, this.state.view());
    return answers.flatMap((answer) => (answer.status === 'published' ? [parsePurl(answer.publication.purl).version] : []));
  }

  async history(purl: Purl): Promise<PackageHistory> {
    const view = this.state.view();
    const answers = await this.all(purl, view);
    let changedMs = 0n;
    for (const answer of answers) {
      if (answer.status === 'absent') continue;
      const revokedBy = answer.record.value === undefined ? undefined : publicationRecordCodec.decode(answer.record.value).revokedBy;
      const { timeMs } = revokedBy === undefined ? answer.logged : logEntryCodec.decode((await view.entry(revokedBy)).bytes);
      if (timeMs > changedMs) changedMs = timeMs;
    }
    const versions = answers.flatMap((answer) => (answer.status === 'published' ? [parsePurl(answer.publication.purl).version] : []));
    return { versions, changedMs };
  }

  private async all(purl: Purl, view: ProvenView): Promise<Array<PublicationAnswer | AbsentAnswer>> {
    const list = await view.record(stateKey.package(packageOf(purl)));
    if (list.value === undefined) return [];
    const waiting = purlsCodec.decode(list.value).purls.map((text, index) => ({ text, index }));
    const answers: Array<PublicationAnswer | AbsentAnswer> = [];
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) answers[next.index] = await this.find(parsePurl(next.text), view);
    };
    await Promise.all(Array.from({ length: PARALLEL_LOOKUPS }, worker));
    return answers;
  }

  /** A publication that holds the artifact and is not revoked, with the artifact's description. */
  async ofArtifact(sha256: Digest): Promise<{ answer: PublicationAnswer; artifact: Artifact } | undefined> {
    const view = this.state.view();
    for (const text of await this.purlsOf(view, sha256)) {
      const answer = await this.find(parsePurl(text), view);
      if (answer.status !== 'published') continue;
      const artifact = answer.publication.artifacts.find((known) => equalBytes(known.sha256, sha256));
      if (artifact !== undefined) return { answer, artifact };
    }
    return undefined;
  }

  async standing(sha256: Digest): Promise<Standing> {
    const view = this.state.view();
    const purls = await this.purlsOf(view, sha256);
    return standingIn(sha256, await Promise.all(purls.map((text) => this.find(parsePurl(text), view))));
  }

  async ecosystemsOf(sha256: Digest): Promise<readonly Ecosystem[]> {
    return (await this.purlsOf(this.state.view(), sha256)).map((text) => parsePurl(text).type);
  }

  private async purlsOf(view: ProvenView, sha256: Digest): Promise<readonly string[]> {
    const list = await view.record(stateKey.artifact(sha256));
    return list.value === undefined ? [] : purlsCodec.decode(list.value).purls;
  }

  /** The build nodes, as the chain proves them. */
  async buildNodes(): Promise<BuildNode[]> {
    const view = this.state.view();
    const { value } = await view.record(stateKey.nodes());
    const ids = value === undefined ? [] : nodeIdsCodec.decode(value).ids;
    const records = await Promise.all(ids.map((id) => view.record(stateKey.node(id))));
    return records.flatMap((record) => (record.value === undefined ? [] : [buildNodeCodec.decode(record.value)]));
  }

  /** Their note keys. */
  async noteKeys(logOrigin: string): Promise<Array<ReturnType<typeof noteKeysOf>>> {
    return (await this.buildNodes()).map(({ nodeId, noteKey }) => noteKeysOf(logOrigin, nodeId, noteKey));
  }

  async build(id: Digest): Promise<Build | undefined> {
    const record = await this.state.view().record(stateKey.build(id));
    return record.value === undefined ? undefined : buildCodec.decode(record.value);
  }

  /** Attempts and the open build of a package version. */
  request(purl: Purl): Promise<ProvenRecord> {
    return this.state.view().record(stateKey.request(encodePurl(purl)));
  }

  /** A proven log entry. */
  entry(index: bigint): Promise<ProvenEntry> {
    return this.state.view().entry(index);
  }

  /** The proven record under any key. */
  record(key: Uint8Array): Promise<ProvenRecord> {
    return this.state.view().record(key);
  }
}

/** The state and the log must say the same; that they do not is impossible while the chain is sound. */
function publicationOf(logged: LogEntry, found: PublicationRecord, entry: ProvenEntry, purl: string): Publication {
  const { record } = logged;
  const agrees = record.kind === 'publication' && record.value.purl === purl && equalBytes(hashLeaf(entry.bytes), found.leafHash);
  if (!agrees || record.kind !== 'publication') throw new ClientError('PROOF_INVALID', { what: 'state and log disagree', purl });
  return record.value;
}
