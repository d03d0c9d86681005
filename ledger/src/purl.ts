/**
 * Package URLs (purl-spec) in the one spelling that the chain accepts:
 * `pkg:<type>/<namespace>/<name>@<version>`, without qualifiers or subpath.
 * A purl comes from outside: everything but the canonical spelling is `MALFORMED`.
 */
import { utf8 } from './bytes.ts';
import { LedgerError } from './errors.ts';

export const ECOSYSTEMS = ['maven', 'oci', 'npm', 'pypi'] as const;
export type Ecosystem = (typeof ECOSYSTEMS)[number];

/** A package, or with `version` a package version. Components are decoded text. */
export interface Purl {
  readonly type: Ecosystem;
  /** '' when the type has none. */
  readonly namespace: string;
  readonly name: string;
  /** '' for a package without version. */
  readonly version: string;
}

export const MAX_PURL_BYTES = 512;

/** What an ecosystem allows in a component, before percent-encoding. Narrow on purpose: a name that only looks alike is refused. */
const RULES: Record<Ecosystem, { namespace: RegExp; name: RegExp; version: RegExp }> = {
  maven: { namespace: /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/, name: /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/, version: /^[A-Za-z0-9_][A-Za-z0-9._+-]*$/ },
  oci: { namespace: /^$/, name: /^[a-z0-9]+([._-][a-z0-9]+)*$/, version: /^sha256:[0-9a-f]{64}$/ },
  npm: { namespace: /^(@[a-z0-9~-][a-z0-9._~-]*)?$/, name: /^[a-z0-9~-][a-z0-9._~-]*$/, version: /^[0-9][0-9A-Za-z.+-]*$/ },
  pypi: { namespace: /^$/, name: /^[a-z0-9]+(-[a-z0-9]+)*$/, version: /^[0-9][0-9A-Za-z.+!]*$/ },
};

const UNESCAPED = /[A-Za-z0-9._~-]/;

function encodeComponent(value: string): string {
  let out = '';
  for (const byte of utf8(value)) {
    const character = String.fromCharCode(byte);
    out += UNESCAPED.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

export function encodePurl(purl: Purl): string {
  const namespace = purl.namespace === '' ? '' : `${encodeComponent(purl.namespace)}/`;
  const version = purl.version === '' ? '' : `@${encodeComponent(purl.version)}`;
  return `pkg:${purl.type}/${namespace}${encodeComponent(purl.name)}${version}`;
}

/** Untrusted text → purl with a version. */
export function parsePurl(text: string): Purl {
  const purl = parsePackagePurl(text);
  if (purl.version === '') throw malformed(text);
  return purl;
}

/** Untrusted text → purl, with or without a version. */
export function parsePackagePurl(text: string): Purl {
  if (text.length > MAX_PURL_BYTES) throw new LedgerError('TOO_LARGE', { what: 'purl', bytes: text.length });
  const match = /^pkg:([a-z]+)\/(?:([^/@?#]+)\/)?([^/@?#]+)(?:@([^/@?#]+))?$/.exec(text);
  const type = ECOSYSTEMS.find((known) => known === match?.[1]);
  if (match === null || type === undefined) throw malformed(text);
  const purl: Purl = { type, namespace: decode(match[2]), name: decode(match[3]), version: decode(match[4]) };
  const rule = RULES[type];
  const versionFits = purl.version === '' || (rule.version.test(purl.version) && !purl.version.includes('..'));
  if (!rule.namespace.test(purl.namespace) || !rule.name.test(purl.name) || !versionFits) throw malformed(text);
  if (encodePurl(purl) !== text) throw malformed(text);
  return purl;
}

/** The package of a package version, as a purl. */
export function packageOf(purl: Purl): string {
  return encodePurl({ ...purl, version: '' });
}

/** Stands for any name of a namespace, in the pattern of a source mapping. */
export const WILDCARD = '*';

/** The patterns of source mappings that can cover a purl, most specific first: the first that exists decides alone. */
export function patternsFor(purl: Purl): string[] {
  const exact = packageOf(purl);
  return [exact, `${exact.slice(0, exact.lastIndexOf('/') + 1)}${WILDCARD}`];
}

/** `group:artifact:version` as Maven users write it. */
export function parseGav(text: string): Purl {
  const parts = text.split(':');
  if (parts.length !== 3) throw new LedgerError('MALFORMED', { what: 'Maven coordinates group:artifact:version' });
  const [namespace, name, version] = parts as [string, string, string];
  return parsePurl(encodePurl({ type: 'maven', namespace, name, version }));
}

function decode(component: string | undefined): string {
  try {
    return decodeURIComponent(component ?? '');
  } catch {
    throw malformed(component ?? '');
  }
}

const malformed = (text: string): LedgerError => new LedgerError('MALFORMED', { what: 'package URL', text: text.slice(0, 80) });
