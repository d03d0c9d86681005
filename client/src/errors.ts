/** The one error class of this workspace. Each code says what the user or operator can do. */

const SENTENCES = {
  USAGE: 'The command line is not usable; see --help.',
  CONFIG_INVALID: 'The configuration file is not usable.',
  CONFIG_MISSING: 'There is no configuration file; pyrsia init makes one.',
  CONFIG_BY_HAND: 'The file writes this value in a way that is not edited here; use pyrsia config edit.',
  FILE: 'A file cannot be read or written.',
  FRONT_MISSING: 'This version has no front for that ecosystem yet; it has Maven.',
  NETWORK_FILE: 'That is no network file; ask the people who run the network for theirs.',
  WOULD_OVERWRITE: 'There is another file of that name; it is never overwritten. Move it away first.',
  NOTE_MEMORY:
    'What the note key of this node signed last cannot be read, or is of another log, so it signs nothing. Restore the file; for another log, use another key.',
  KEY_UNREADABLE: 'The key file cannot be read; it is never replaced by a new one. Restore it or make a new home.',
  RPC_UNREACHABLE: 'No build node answers; check the network, or the rpc list of the network file.',
  RPC_ANSWER_INVALID: 'A build node gave an answer that is not usable.',
  RPC_ANSWER_TOO_LARGE: 'An answer is larger than any such answer can be.',
  HEADER_INVALID: 'A build node gave a block that does not verify from the trust root.',
  TRUST_EXPIRED: 'The newest verified block is older than the trusting period. Pin a fresh trust root from a source you trust.',
  TRUST_ROOT_MISMATCH: 'The chain does not have the pinned header at the pinned height: wrong network file, or a forged chain.',
  NO_WITNESSES: 'No second build node confirms the block; add rpc endpoints to the network file.',
  NOT_CONFIRMED: 'No second build node confirms the block; it is asked for again. If this goes on, see which build nodes answer.',
  PRIORITIES_DIVERGE: 'Build nodes show one header with different proposer priorities, which no signature covers. Ask others.',
  NOT_ENOUGH_TRUST: 'A build node does not give the blocks that lead from the newest verified one to its own.',
  WITNESS_CONFLICT: 'A build node contradicts the pinned trust root. Remove it from the rpc list of the network file, or ask for the right trust root.',
  LOG_FORKED:
    'Two histories of the log were shown in headers that the build nodes signed. This node stops serving. GET /api/v1/log/alarm has the evidence: publish it.',
  LOG_STORE:
    'The copy of the log cannot be opened. If another node uses this data folder, stop that one; if it is damaged, remove the log folder: it is fetched anew.',
  LOG_ENTRIES_WRONG: 'Log entries are not those of the log that the chain proves.',
  LOG_ENTRY_UNKNOWN: 'The log has an entry that this version cannot read; install a newer one.',
  LOG_COPY_UNUSABLE: 'That copy of the log lacks entries, or they cannot be read.',
  LOG_WITHHELD: 'No build node gives the log of headers that are verified; this node stands still at an older one.',
  LOG_PENDING: 'The copy of the log is not there yet; try again in a few seconds.',
  ATTACK:
    'Two build nodes show two signed histories. This node stops believing either. Keep attack.json in its light folder, ask the network which history stands, and begin anew from a trust root of that one.',
  STORE_INVALID: 'The stored light blocks do not fit the trust root; remove the light folder to begin from the trust root.',
  PROOF_INVALID: 'An answer came with a proof that does not hold.',
  HEIGHT_PENDING: 'The block that proves this answer is not there yet; try again in a few seconds.',
  HEIGHT_MISSING: 'That block is not there any more at the build nodes that were asked; an archive node may have it.',
  PIN_EXPIRED:
    'The pinned trust root is older than the trusting period, so no proof leads from it. Pin a newer header; GET /status has the newest verified one.',
  NOT_PUBLISHED: 'That package version is not published, as of the newest header that this node verified.',
  REVOKED: 'That package version was revoked by vote of the build nodes.',
  ARTIFACT_UNAVAILABLE: 'No peer gave the bytes of the artifact; try again when a build node is up.',
  FRAME_INVALID: 'A peer sent a frame that no frame of the protocol can be.',
  PEER_SILENT: 'A peer did not answer in time; others are asked.',
  ARTIFACT_MISMATCH: 'The bytes are not those of the published artifact.',
  BODY_TOO_LARGE: 'The request body is larger than the limit.',
  UNAUTHORIZED: 'This call changes something and needs the bearer token of this node.',
  TOKEN_UNREADABLE: 'The token file of this node cannot be read, and nothing can be changed until it can; see rest.token_file, and pyrsia token rotate.',
  HOST_UNKNOWN:
    'This node is not known under that name. Ask it by its address or as localhost; behind a proxy, or under a name of its own, set rest.public_url.',
  CROSS_ORIGIN: 'A page that is not of this node asked for a change. Open the page of the node itself; behind a proxy set rest.public_url.',
  METHOD_NOT_ALLOWED: 'That path does not take this method; the Allow header names those that it takes.',
  MEDIA_TYPE_UNUSABLE: 'The body must be of the type that is wanted, and not compressed.',
  URL_TOO_LONG: 'The path or the query is longer than any that has a meaning here.',
  HEADERS_TOO_LARGE: 'The request has more headers than any client sends.',
  REQUEST_TIMEOUT: 'The request did not arrive in time.',
  RATE_LIMITED: 'Too many requests from this address; Retry-After says when to go on. The operator can change rest.requests_per_second.',
  BUSY: 'Too many requests are under way; try again in a moment.',
  STOPPING: 'The node is stopping; what is under way ends first. Try again when it is back.',
  NOT_FOUND: 'There is nothing of that name here.',
  REQUEST_INVALID: 'The request is not usable.',
  REQUEST_REFUSED: 'The request cannot be carried out: the chain or this node refuses it.',
  NOT_BUILT_HERE: 'This version does not know that ecosystem yet.',
  STOPPED: 'Stopped by a signal; the same command goes on from here.',
  NODE_UNREACHABLE: 'The node does not answer; is it running (pyrsia node), and is --node right?',
  ANSWER_INVALID: 'What answers there gave no usable answer: is --node the address of a node, and is that of this version?',
  NO_VERDICT: 'The build is not decided yet. It goes on; pyrsia build status says where it stands.',
  PORT_TAKEN: 'The port is in use; choose another in the configuration.',
  FOLDER_IN_USE: 'Another node runs on this data folder. Stop that one, or give this one a folder of its own (storage.folder).',
  STORE_FOLDER: 'The folder of the store cannot be used. See the path and the reason: is it a folder, and does the account of the node own it?',
  STORE_CHANGED: 'A stored file is not what it was a moment ago; it is not served.',
  STORE_LIMIT:
    'The artifact does not fit in what this node may hold, even without all that may go. Raise the limit with pyrsia share --disk, or unpin something.',
  PINS_UNREADABLE:
    'The list of pinned artifacts cannot be read, and is never taken for empty. Restore the file from a backup, or remove it: then nothing is pinned.',
  PIN_REFUSED: 'So many artifacts are pinned that no more can be; unpin some.',
  DISK: 'The disk refuses to write; free some space.',
} as const;

export type ClientErrorCode = keyof typeof SENTENCES;

export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly code: ClientErrorCode;
  readonly detail: Readonly<Record<string, string | number | bigint | boolean>>;

  constructor(code: ClientErrorCode, detail: ClientError['detail'] = {}, options?: ErrorOptions) {
    const shown = Object.entries(detail).map(([key, value]) => `${key}=${String(value)}`);
    super(`${code}: ${SENTENCES[code]}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}`, options);
    this.code = code;
    this.detail = detail;
  }
}
