/**
 * Lookups in the replica of the log: local, and the same whether the chain can be reached or not. The replica has every
 * entry, so what it does not have is not published as of its head.
 */
import { type Artifact, type Digest, type Ecosystem, encodePurl, equalBytes, logEntryCodec, type Purl, packageOf, parsePurl } from '@pyrsia/ledger';
import { type AsOf, type Found, type Listed, type Lookups, type NotFound, type PackageHistory, type Standing, standingIn } from '../chain/publications.ts';
import { ClientError } from '../errors.ts';
import type { LightClient } from '../light/client.ts';
import type { ReplicaHead } from './head.ts';
import type { LogReplica } from './replica.ts';
import { searchPublications, type Wanted } from './search.ts';

export class ReplicaLookups implements Lookups {
  private readonly replica: LogReplica;
  private readonly light: Pick<LightClient, 'assertTrustworthy'>;

  constructor(replica: LogReplica, light: Pick<LightClient, 'assertTrustworthy'>) {
    this.replica = replica;
    this.light = light;
  }

  /** Throws while nothing may be believed, before the first checkpoint, and when the newest is older than the trusting period. */
  head(): ReplicaHead {
    this.light.assertTrustworthy();
    this.replica.assertOneHistory();
    const { head } = this.replica;
    if (head === undefined) throw new ClientError('LOG_PENDING', { entries: this.replica.size });
    this.light.assertTrustworthy(head.block);
    return head;
  }

  /** Publications of the log as of the head, the newest first, from before `before` on. */
  async search(wanted: Wanted, { before, limit }: { before: bigint | undefined; limit: number }): Promise<{ items: Listed[]; next: bigint | undefined }> {
    const { block, checkpoint } = this.head();
    const end = before !== undefined && before < checkpoint.size ? before : checkpoint.size;
    const { found, next } = await searchPublications(this.replica, wanted, { before: end, limit });
    const items = found.map(({ index, logged, publication }) => {
      const isRevoked = this.replica.publication(publication.purl)?.revokedBy !== undefined;
      return { status: isRevoked ? ('revoked' as const) : ('published' as const), block, logged, publication, entry: { index, checkpoint } };
    });
    return { items, next };
  }

  /** A revocation acts as soon as it is here, also before the rest of its step. */
  asOf(): AsOf {
    const { block, checkpoint } = this.head();
    return { block, state: `${checkpoint.size} ${this.replica.size}` };
  }

  async find(purl: Purl): Promise<Found | NotFound> {
    return this.findAt(this.head(), encodePurl(purl));
  }

  private findAt(head: ReplicaHead, purl: string): Found | NotFound {
    const { block } = head;
    const known = this.replica.publication(purl);
    const entry = known === undefined ? undefined : this.replica.provenEntry(known.index, head);
    if (known === undefined || entry === undefined) return { status: 'absent', block };
    const logged = logEntryCodec.decode(entry.bytes);
    if (logged.record.kind !== 'publication') throw new ClientError('PROOF_INVALID', { what: 'the copy of the log', index: known.index });
    return { status: known.revokedBy === undefined ? 'published' : 'revoked', block, entry, logged, publication: logged.record.value };
  }

  async versions(purl: Purl): Promise<string[]> {
    return [...(await this.history(purl)).versions];
  }

  async history(purl: Purl): Promise<PackageHistory> {
    const head = this.head();
    const purls = await this.replica.publicationsOfPackage(packageOf(purl));
    const versions: string[] = [];
    let newest: bigint | undefined;
    for (const text of purls) {
      const known = this.replica.publication(text);
      if (known === undefined || known.index >= head.checkpoint.size) continue;
      if (known.revokedBy === undefined) versions.push(parsePurl(text).version);
      const changed = known.revokedBy ?? known.index;
      if (newest === undefined || changed > newest) newest = changed;
    }
    const bytes = newest === undefined ? undefined : this.replica.entry(newest);
    return { versions, changedMs: bytes === undefined ? 0n : logEntryCodec.decode(bytes).timeMs };
  }

  async ofArtifact(sha256: Digest): Promise<{ answer: Found; artifact: Artifact } | undefined> {
    const head = this.head();
    for (const text of await this.replica.publicationsOfArtifact(sha256)) {
      const answer = this.findAt(head, text);
      if (answer.status !== 'published') continue;
      const artifact = answer.publication.artifacts.find((known) => equalBytes(known.sha256, sha256));
      if (artifact !== undefined) return { answer, artifact };
    }
    return undefined;
  }

  async standing(sha256: Digest): Promise<Standing> {
    const head = this.head();
    const purls = await this.replica.publicationsOfArtifact(sha256);
    return standingIn(
      sha256,
      purls.map((text) => this.findAt(head, text)),
    );
  }

  async ecosystemsOf(sha256: Digest): Promise<readonly Ecosystem[]> {
    return (await this.replica.publicationsOfArtifact(sha256)).map((text) => parsePurl(text).type);
  }
}
