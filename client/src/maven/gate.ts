/**
 * What may be served: files of what is published and unrevoked, by what the node knows at this moment. Asked for each
 * request, whatever it asks for; what it found is remembered for as long as the log says nothing new.
 */
import { type Artifact, encodePurl, type Purl, toHex } from '@pyrsia/ledger';
import type { Found, Lookups } from '../chain/publications.ts';
import type { LightBlock } from '../light/types.ts';
import { LeastRecent } from './least-recent.ts';

export interface Served {
  readonly artifact: Artifact;
  readonly sha256: string;
  /** Quoted, as it is sent. */
  readonly etag: string;
}
export interface Admitted {
  readonly status: 'published';
  readonly logIndex: string;
  /** `published 3/4`. */
  readonly verdict: string;
  readonly files: ReadonlyMap<string, Served>;
}
export type Admission = Admitted | { readonly status: 'absent' | 'revoked' };
type Known = { readonly state: unknown } & Admitted;

/** A publication has up to 32 files of some 300 bytes here. */
const MAX_KNOWN = 4_096;

export class Gate {
  private readonly lookups: Pick<Lookups, 'asOf' | 'find'>;
  private readonly known = new LeastRecent<Known>(MAX_KNOWN);
  /** Text of purls that are asked for again and again. */
  private readonly texts = new WeakMap<Purl, string>();

  constructor(lookups: Pick<Lookups, 'asOf' | 'find'>) {
    this.lookups = lookups;
  }

  /** Throws while nothing may be believed. The block is the one up to which the answer is known. */
  async find(purl: Purl): Promise<{ admission: Admission; block: LightBlock }> {
    const { state, block } = this.lookups.asOf();
    const key = this.texts.get(purl) ?? encodePurl(purl);
    this.texts.set(purl, key);
    const known = this.known.get(key);
    if (known !== undefined && known.state === state) return { admission: known, block };
    const answer = await this.lookups.find(purl);
    if (answer.status !== 'published') return { admission: { status: answer.status }, block };
    const admitted = admittedOf(answer);
    if (this.lookups.asOf().state === state) this.known.set(key, { state, ...admitted });
    return { admission: admitted, block };
  }
}

function admittedOf({ entry, publication }: Found): Admitted {
  const files = publication.artifacts.map((artifact) => {
    const sha256 = toHex(artifact.sha256);
    return [artifact.name, { artifact, sha256, etag: `"${sha256}"` }] as const;
  });
  const verdict = `published ${publication.matchedNodes.length}/${publication.electorateSize}`;
  return { status: 'published', logIndex: entry.index.toString(), verdict, files: new Map(files) };
}
