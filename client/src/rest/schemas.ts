/** What `/api/v1` takes and gives, as zod schemas. Digests in lower-case hex, int64 as strings, times in ISO 8601. */
import { ECOSYSTEMS, FAILURES, MAX_PURL_BYTES, PHASES, PROPOSAL_PHASES, parsePackagePurl, parsePurl, UPSTREAM } from '@pyrsia/ledger';
import { z } from 'zod';

export const MAX_PAGE = 200;

/** One of the events of a stream; there is no other way to say in OpenAPI 3.1 what they are. */
export const event = z.object({ event: z.string(), data: z.string(), id: z.string().optional() }).describe('Each event; `data` is JSON.');

/** 19 digits always fit. */
export const int64 = z.string().regex(/^[0-9]{1,19}$/);
export const digest = z.string().regex(/^[0-9a-f]{64}$/);
export const nodeId = z.string().regex(/^[0-9a-f]{32}$/);
export const address = z.string().regex(/^[0-9a-f]{40}$/);
export const time = z.iso.datetime();
/** Counts that never get near 2^53. */
export const count = z.int().min(0);

/** A purl holds percent-encoded parts of its own; a client may or may not have encoded it once more. */
const decoded = (text: string): string => {
  if (text.startsWith('pkg:')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
const isParsed = (parse: (text: string) => unknown, text: string): boolean => {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
};
const EXAMPLE = 'pkg:maven/org.apache.maven.shared/file-management@3.1.0';
/** What the parser takes, for machines that read the document: package and version of each ecosystem. */
const SPELLINGS: Readonly<Record<(typeof ECOSYSTEMS)[number], readonly [string, string]>> = {
  maven: ['maven/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*/[A-Za-z0-9_-][A-Za-z0-9._-]*', '[A-Za-z0-9_](\\.?([A-Za-z0-9_-]|%2B))*\\.?'],
  oci: ['oci/[a-z0-9]+([._-][a-z0-9]+)*', 'sha256%3A[0-9a-f]{64}'],
  npm: ['npm/(%40[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*', '[0-9](\\.?([0-9A-Za-z-]|%2B))*\\.?'],
  pypi: ['pypi/[a-z0-9]+(-[a-z0-9]+)*', '[0-9](\\.?([0-9A-Za-z]|%2B|%21))*\\.?'],
};
export const purlPattern = (versionIs: 'there' | 'optional'): string => {
  const all = ECOSYSTEMS.map((ecosystem) => SPELLINGS[ecosystem]).map(
    ([name, version]) => `${name}${versionIs === 'there' ? `@${version}` : `(@${version})?`}`,
  );
  return `^pkg:(${all.join('|')})$`;
};
/** What makes up texts that fit a pattern and a length as well makes some that fit neither; the length is said in words. */
const NO_LENGTH = { minLength: undefined, maxLength: undefined } as const;
const purlIn = (parse: typeof parsePurl, says: string) =>
  z
    .string()
    .min(1)
    .max(3 * MAX_PURL_BYTES)
    .meta({ examples: [EXAMPLE], ...NO_LENGTH, pattern: purlPattern(parse === parsePurl ? 'there' : 'optional') })
    .refine((text) => isParsed(parse, decoded(text)), says)
    .transform((text) => parse(decoded(text)));
export const packageVersion = purlIn(parsePurl, 'a package URL with a version, e.g. pkg:maven/group/name@1.0').describe(
  `A package URL with its version, at most ${MAX_PURL_BYTES} bytes.`,
);
export const packageOrVersion = purlIn(parsePackagePurl, 'a package URL, e.g. pkg:maven/group/name').describe(
  `A package URL, with or without a version, at most ${MAX_PURL_BYTES} bytes.`,
);

/** In a query everything is text; of numbers, digits alone. */
const wholeNumber = (text: unknown): unknown => (typeof text === 'string' && /^[0-9]{1,9}$/.test(text) ? Number(text) : text);

/** The chain counts attempts in 32 bits. */
export const attempt = z.preprocess(wholeNumber, z.int().min(1).max(999_999_999));

/** Members of the query of every list. */
export const paging = {
  limit: z.preprocess(wholeNumber, z.int().min(1).max(MAX_PAGE).default(50)).describe('Items at most.'),
  after: int64.optional().describe('`next` of the page before.'),
};
/** A list whose parts come from two places has another cursor. */
export const pagingOfTwo = {
  ...paging,
  after: z
    .string()
    .regex(/^(open-[0-9]{1,3}|[0-9]{1,19})$/)
    .optional()
    .describe('`next` of the page before.'),
};
/** And a third: those of which the state has a list. */
export const pagingOfThree = {
  ...paging,
  after: z
    .string()
    .regex(/^(open-[0-9]{1,3}|[0-9]{1,19}|ended(-[0-9a-f]{64})?)$/)
    .optional()
    .describe('`next` of the page before.'),
};
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable().describe('`after` of the next page; null: this is the last.') });

export const artifact = z.object({ name: z.string(), size: int64, sha256: digest, chunk_root: digest });

export const publication = z.object({
  purl: z.string(),
  status: z.enum(['published', 'revoked']),
  log_index: int64,
  log_size: int64,
  log_root: digest,
  log_origin: z.string(),
  height: int64,
  published_at: time,
  verified_at_height: int64,
  build_id: digest,
  attempt: count,
  source: z.string(),
  source_sha256: digest,
  source_mapping: z.string(),
  recipe_digest: digest,
  majority: z.object({ matched: count, electorate: count, rule: z.string(), nodes: z.array(nodeId) }),
  artifacts: z.array(artifact),
});
/** docs/formats/proof-bundle.md. */
export const bundle = z.looseObject({ format: z.string() }).describe('Proof bundle: docs/formats/proof-bundle.md.');
export const provenPublication = publication.extend({
  proof: bundle.nullable().describe('null: from the copy of the log alone, as the chain gives no record now.'),
});
export const versions = z.object({ package: z.string(), versions: z.array(z.string()) });

const failure = z.enum(FAILURES);
const openEnd = z.enum(PHASES);
export const build = z.object({
  build_id: digest,
  purl: z.string(),
  attempt: count,
  phase: openEnd,
  source_mapping: z.string(),
  requested_at_height: int64,
  decided_at_height: int64.describe('0 while it is open.'),
  log_index: int64.optional(),
  electorate: z.array(nodeId),
  committed: z.array(nodeId),
  reveals: z.array(
    z.object({
      node_id: nodeId,
      height: int64,
      late: z.boolean(),
      result_digest: digest,
      upstream: z.enum(UPSTREAM),
      provenance_sha256: digest,
      artifacts: z.array(artifact).optional(),
      failure: failure.optional(),
    }),
  ),
  recipe: z.looseObject({}).describe('docs/formats/recipe.md.'),
});
export const buildLine = z.object({
  build_id: digest,
  purl: z.string(),
  attempt: count,
  phase: openEnd,
  requested_at_height: int64.nullable().describe('null for what is read from the log, which does not have it.'),
  decided_at_height: int64.nullable(),
  log_index: int64.nullable(),
});

/** Of the seven kinds, each with members of its own (docs/formats/log.md). */
export const logEntry = z
  .looseObject({
    log_index: int64,
    height: int64,
    time,
    operation: z.enum(['publication', 'refusal', 'revocation', 'membership', 'sourceMapping', 'params', 'misbehaviour']),
  })
  .describe('A log entry; further members by operation.');
export const provenLogEntry = z.object({
  entry: logEntry,
  bytes: z.base64().describe('The leaf, as it is hashed.'),
  leaf_hash: digest,
  inclusion: z.object({ log_size: int64, log_root: digest, hashes: z.array(digest) }).describe('RFC 6962 audit path, lowest first.'),
  verified_at_height: int64.describe('The header whose app hash proves size and root.'),
  proof: z.base64().describe('Proof ops from the leaf to that app hash: docs/formats/log.md.'),
});

export const quorum = z.object({
  power_signed: int64,
  power_total: int64,
  rule: z.string(),
  validators: z.array(z.object({ name: z.string().nullable().describe('null: no build node of now.'), address, power: int64, signed: z.boolean() })),
});
export const logHead = z.object({
  origin: z.string(),
  size: int64,
  root: digest,
  height: int64,
  header_hash: digest,
  time,
  age_ms: z.int().describe('By the clock of this node.'),
  quorum: quorum.describe('Of the commit of that header, each signature verified here.'),
});

const identity = {
  node_id: nodeId,
  name: z.string().min(1).max(64),
  account: address,
  consensus_key: digest,
  peer_id: z.string().min(1).max(128),
  note_key: digest,
};
export const buildNode = z.object({
  ...identity,
  bad_reveals: count,
  builds: count.nullable().describe('Published builds in whose electorate it was, from the log; null: this node keeps no copy of the log.'),
  agreed: count.nullable().describe('Of those, in which it revealed the published result before the verdict.'),
  agreement_rate: z.number().min(0).max(1).nullable().describe('agreed / builds; null: none yet.'),
});

const reason = z.string().min(1).max(500);
const params = z.strictObject({
  log_origin: z.string().min(1).max(100),
  min_electorate: z.int().min(0).max(4_294_967_295),
  commit_window_ms: int64,
  grace_window_ms: int64,
  reveal_window_ms: int64,
  max_expiry_blocks: int64,
  max_open_builds: z.int().min(0).max(4_294_967_295),
  max_open_builds_per_account: z.int().min(0).max(4_294_967_295),
  vote_window_ms: int64,
});
const mapping = z.strictObject({
  pattern: z.string().min(1).max(MAX_PURL_BYTES),
  adapters: z.array(z.string().min(1).max(16)).max(ECOSYSTEMS.length),
  registry: z.enum(['denied', 'same_namespace', 'same_package']),
  steps: z.enum(['adapter', 'any']),
  urls: z.array(z.string().min(1).max(512)).max(64),
});
/** What build nodes can decide by vote: docs/formats/governance.md. */
export const action = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('add_build_node'), node: z.strictObject(identity) }),
    z.strictObject({ kind: z.literal('remove_build_node'), node_id: nodeId, reason }),
    z.strictObject({ kind: z.literal('rotate_keys'), node: z.strictObject(identity) }),
    z.strictObject({ kind: z.literal('grant_requester'), address }),
    z.strictObject({ kind: z.literal('revoke_requester'), address }),
    z.strictObject({ kind: z.literal('approve_source'), mapping }),
    z.strictObject({ kind: z.literal('withdraw_source'), pattern: z.string().min(1).max(MAX_PURL_BYTES) }),
    z.strictObject({ kind: z.literal('change_params'), params }),
    z.strictObject({ kind: z.literal('revoke'), purl: z.string().min(1).max(MAX_PURL_BYTES), reason }),
  ])
  .describe('docs/formats/governance.md.');
export const proposal = z.object({
  proposal_id: digest,
  attempt: count,
  proposer: nodeId,
  action,
  phase: z.enum(PROPOSAL_PHASES),
  opened_at_height: int64,
  opened_at: time,
  deadline: time,
  decided_at_height: int64.describe('0 while it is open.'),
  log_index: int64.nullable(),
  votes: z.array(z.object({ node_id: nodeId, vote: z.enum(['yes', 'no']), height: int64 })),
  verified_at_height: int64,
});
