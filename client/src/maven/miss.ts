/**
 * What a miss is answered with: docs/decisions/021-what-a-miss-means.md. Maven shows the reason phrase and nothing else, goes
 * on to its other repositories after a 404 and remembers that for a day; a 403 stops it, and it asks again next time.
 */
import { encodePurl, type Purl } from '@pyrsia/ledger';
import type { MissPolicy } from '../config.ts';
import type { ClientErrorCode } from '../errors.ts';

export type Miss =
  | { readonly kind: 'absent' | 'revoked' | 'package'; readonly purl: Purl }
  /** The version is published, and has no such file. */
  | { readonly kind: 'file'; readonly purl: Purl; readonly file: string }
  /** No purl names it. */
  | { readonly kind: 'nothing'; readonly isMetadata: boolean };

/** Why no build is asked for. The numbers go over the wire (ledger/src/build-question.ts). */
export const DECLINED = {
  limit: 'too many builds are asked for at the moment; try again later',
  no_source: 'the registry has no source archive of it under the classifiers source-release or src',
  no_mapping: 'no approved source mapping lets it be built',
  failed: 'it was tried, and the build nodes did not get the same',
  no_recipe: 'its earlier version was built in a way that says nothing about this one; ask for a build with a recipe',
  no_sponsor: 'no build node that sponsors requests was reached',
  refused: 'the chain did not take the request',
} as const;
export type Declined = keyof typeof DECLINED;

export type BuildState =
  | { readonly state: 'asking' | 'looking' | 'published' }
  | { readonly state: 'requested'; readonly buildId: string }
  | { readonly state: 'declined'; readonly reason: Declined };

export interface MissAnswer {
  readonly status: number;
  readonly code: ClientErrorCode;
  /** In a line of HTTP: plain ASCII. */
  readonly phrase: string;
  /** Members of the problem beside the usual ones. */
  readonly members: Readonly<Record<string, unknown>>;
}

const FORBIDDEN = 403;
const MISSING = 404;
const GONE = 410;

export function answerTo(miss: Miss, policy: MissPolicy, build: BuildState | undefined, baseUrl: string): MissAnswer {
  const name = 'purl' in miss ? { purl: encodePurl(miss.purl) } : {};
  const refused = policy === 'open' ? MISSING : FORBIDDEN;
  switch (miss.kind) {
    case 'package':
      return { status: MISSING, code: 'NOT_PUBLISHED', phrase: 'No version of it is published', members: name };
    case 'nothing':
      return { status: miss.isMetadata ? MISSING : refused, code: 'NOT_FOUND', phrase: 'Nothing can be published under that path', members: {} };
    case 'file':
      return { status: refused, code: 'NOT_FOUND', phrase: `Published without this file (policy ${policy})`, members: { ...name, file: miss.file } };
    case 'revoked':
      return { status: policy === 'open' ? GONE : FORBIDDEN, code: 'REVOKED', phrase: 'Revoked by vote of the build nodes', members: name };
    case 'absent':
      if (build === undefined) return { status: refused, code: 'NOT_PUBLISHED', phrase: `Not published by the build nodes (policy ${policy})`, members: name };
      return { status: refused, code: 'NOT_PUBLISHED', ...withBuild(encodePurl(miss.purl), build, baseUrl) };
  }
}

function withBuild(purl: string, build: BuildState, baseUrl: string): Pick<MissAnswer, 'phrase' | 'members'> {
  const look = build.state === 'requested' ? `${baseUrl}/api/v1/builds/${build.buildId}` : `${baseUrl}/api/v1/requests/${purl}`;
  const members = {
    purl,
    build: {
      state: build.state,
      ...(build.state === 'requested' ? { build_id: build.buildId } : {}),
      ...(build.state === 'declined' ? { reason: build.reason } : {}),
      look,
    },
  };
  switch (build.state) {
    case 'requested':
      return { phrase: `Not published yet; a build is requested, see ${look}`, members };
    case 'declined':
      return { phrase: `Not published; no build is requested: ${DECLINED[build.reason]}`, members };
    case 'published':
      return { phrase: `Published a moment ago; try again`, members };
    default:
      return { phrase: `Not published yet; a build is being asked for, see ${look}`, members };
  }
}
