/**
 * The values of the authenticated state, beside builds, and the keys under which they stand.
 * Wire form: `proto/state.proto`; list of keys: docs/formats/state.md.
 */

import { MAX_BUILD_NODES } from './build.ts';
import { ADDRESS_BYTES, type Address, type Digest, toHex, utf8 } from './bytes.ts';
import { enumeration, field, fixedBytes, type Infer, message, optional, repeated, text, uint32, uint64, varBytes } from './codec.ts';
import { ECOSYSTEMS, MAX_PURL_BYTES } from './purl.ts';
import { NODE_ID_BYTES, type NodeId } from './result.ts';

/** Open builds of a whole network: one record lists them all. */
export const MAX_OPEN_BUILDS = 512;
/** Versions of one package, or publications of one artifact, that a list holds; later ones are found by purl only. */
export const MAX_PURLS = 4_096;

export const paramsCodec = message('Params', {
  /** Name of the log in checkpoints. */
  logOrigin: field(1, text(100)),
  /** No build is opened with fewer build nodes than this. */
  minElectorate: field(2, uint32),
  commitWindowMs: field(3, uint64),
  graceWindowMs: field(4, uint64),
  revealWindowMs: field(5, uint64),
  /** A transaction must expire at most this many blocks ahead. */
  maxExpiryBlocks: field(6, uint64),
  maxOpenBuilds: field(7, uint32),
  maxOpenBuildsPerAccount: field(8, uint32),
  /** A proposal that has no majority by then has expired. */
  voteWindowMs: field(9, uint64),
});
export type Params = Infer<typeof paramsCodec>;

/** What the chain fixed at its genesis for ever, and a restored node must know: which chain this is, and how old evidence may be. */
export const chainCodec = message('Chain', {
  chainId: field(1, text(50)),
  /** Evidence is too old when it is older than both. */
  evidenceMaxBlocks: field(2, uint64),
  evidenceMaxMs: field(3, uint64),
});
export type Chain = Infer<typeof chainCodec>;
export interface EvidenceAge {
  readonly maxBlocks: bigint;
  readonly maxMs: bigint;
}

const nodeIdentityFields = {
  nodeId: field(1, fixedBytes<NodeId>(NODE_ID_BYTES)),
  name: field(2, text(64)),
  account: field(3, fixedBytes<Address>(ADDRESS_BYTES)),
  /** ed25519 consensus key: serves one node, once. */
  consensusKey: field(4, fixedBytes(32)),
  /** libp2p peer id, base58. */
  peerId: field(5, text(128)),
  /** ed25519: signs the checkpoints of the log that the node verified. */
  noteKey: field(6, fixedBytes(32)),
};
/** Who a build node is: its stable id, and the keys that hang on it and may be rotated. */
export const nodeIdentityCodec = message('NodeIdentity', nodeIdentityFields);
export type NodeIdentity = Infer<typeof nodeIdentityCodec>;

export const buildNodeCodec = message('BuildNode', {
  ...nodeIdentityFields,
  /** Reveals that did not open their commitment. */
  badReveals: field(7, uint32),
  /** Set once the node was removed: its id and keys never serve again. */
  removedAtHeight: optional(8, uint64),
});
export type BuildNode = Infer<typeof buildNodeCodec>;

export const accountCodec = message('Account', {
  address: field(1, fixedBytes<Address>(ADDRESS_BYTES)),
  role: field(2, enumeration(['requester', 'operator'])),
  /** The build node of an operator. */
  nodeId: optional(3, fixedBytes<NodeId>(NODE_ID_BYTES)),
  openBuilds: field(4, uint32),
});
export type Account = Infer<typeof accountCodec>;

export const sourceMappingCodec = message('SourceMapping', {
  /** `pkg:<type>/<namespace>/<name>`, or `…/*` for a whole namespace. */
  pattern: field(1, text(MAX_PURL_BYTES)),
  adapters: repeated(2, text(16), ECOSYSTEMS.length),
  /**
   * Registry coordinates that are allowed: of the package itself, or of any project of its namespace (releases of many
   * modules have one source: then every project of the namespace is trusted for all of its names).
   */
  registry: field(3, enumeration(['denied', 'same_namespace', 'same_package'])),
  /** `adapter`: only the ecosystem's own build commands, outputs and sources (recipe-steps.ts). `any`: for test networks, where any source of the namespace may be made into any version. */
  steps: field(5, enumeration(['adapter', 'any'])),
  /** git and archive urls that are allowed: an exact url, or a prefix that ends in `/`. */
  urls: repeated(4, text(512), 64),
});
export type SourceMapping = Infer<typeof sourceMappingCodec>;

/** What stands under `publication/<purl>`: where the log says it, and whether it still holds. */
export const publicationRecordCodec = message('PublicationRecord', {
  logIndex: field(1, uint64),
  leafHash: field(2, fixedBytes<Digest>(32)),
  buildId: field(3, fixedBytes<Digest>(32)),
  /** Log index of the revocation, when revoked. */
  revokedBy: optional(4, uint64),
});
export type PublicationRecord = Infer<typeof publicationRecordCodec>;

/** Attempts to build a package version, and the build that is open. */
export const requestRecordCodec = message('RequestRecord', {
  attempts: field(1, uint32),
  openBuild: field(2, varBytes(32)),
});

/** What stands under `validator/<CometBFT address>`: whose consensus key that is or was. */
export const validatorRecordCodec = message('ValidatorRecord', { nodeId: field(1, fixedBytes<NodeId>(NODE_ID_BYTES)) });

export const nodeIdsCodec = message('NodeIds', { ids: repeated(1, fixedBytes<NodeId>(NODE_ID_BYTES), MAX_BUILD_NODES) });
/** Open builds, sorted by id, each with the block time in ms at which time alone changes it next. */
const openBuildCodec = message('OpenBuild', { id: field(1, fixedBytes<Digest>(32)), dueMs: field(2, uint64) });
export type OpenBuild = Infer<typeof openBuildCodec>;
export const openBuildsCodec = message('OpenBuilds', { builds: repeated(1, openBuildCodec.asField, MAX_OPEN_BUILDS) });
export const purlsCodec = message('Purls', { purls: repeated(1, text(MAX_PURL_BYTES), MAX_PURLS) });
/** Transactions remembered until one height: with them a record is half a MiB. Whoever meets a full one signs with another expiry. */
export const MAX_TXS_PER_EXPIRY = 16_384;
export const txHashesCodec = message('TxHashes', { hashes: repeated(1, fixedBytes<Digest>(32), MAX_TXS_PER_EXPIRY) });

/** Keys of the authenticated state. */
export const stateKey = {
  chain: () => utf8('chain'),
  params: () => utf8('params'),
  nodes: () => utf8('nodes'),
  node: (id: NodeId) => utf8(`node/${toHex(id)}`),
  validator: (address: Address) => utf8(`validator/${toHex(address)}`),
  openProposals: () => utf8('proposals/open'),
  endedProposals: () => utf8('proposals/ended'),
  proposal: (id: Digest) => utf8(`proposal/${toHex(id)}`),
  effect: (digest: Digest) => utf8(`effect/${toHex(digest)}`),
  account: (address: Address) => utf8(`account/${toHex(address)}`),
  source: (pattern: string) => utf8(`source/${pattern}`),
  openBuilds: () => utf8('builds/open'),
  build: (id: Digest) => utf8(`build/${toHex(id)}`),
  request: (purl: string) => utf8(`request/${purl}`),
  publication: (purl: string) => utf8(`publication/${purl}`),
  package: (purl: string) => utf8(`package/${purl}`),
  artifact: (sha256: Digest) => utf8(`artifact/${toHex(sha256)}`),
  replay: (expiresAtHeight: bigint) => utf8(`replay/${expiresAtHeight}`),
} as const;
