/** The one error class of this workspace. Each code says what to do. */

const SENTENCES = {
  USAGE: 'The command line is not usable; see --help.',
  COMETBFT_WRONG: 'The file that COMETBFT names is not a build of CometBFT v0.40.0; unset the variable or name another.',
  COMETBFT_INSTALL_FAILED: 'CometBFT could not be installed; check the network and try again, or set COMETBFT to a build of v0.40.0.',
  HOME_EXISTS: 'There is a network in that folder already; start it, or use --reset to begin anew.',
  HOME_DAMAGED: 'The data folder does not hold a whole network; use --reset to begin anew.',
  PROCESS_ENDED: 'A process of the network does not stay up; its log says why.',
  NOT_READY: 'The network did not become ready in time; the logs in the data folder say why.',
  CHAIN_DISAGREES: 'The build nodes do not agree on the first block; this is not one network.',
  REQUEST_REFUSED: 'The build request was refused.',
  NOT_PUBLISHED: 'The build did not end in a publication.',
  NOT_VERIFIED: 'The regular node does not give the publication with a proof that holds.',
  MVN_FAILED: 'mvn could not resolve the published artifact from the regular node.',
  NETWORK_FILE_INVALID: 'The network file or the genesis file is not usable for joining; take both from somebody who runs a build node.',
  SNAPSHOT_NEEDS_TWO: 'To take a snapshot the network file must name two RPC endpoints, as one is checked against the other; use --replay, or add one.',
  PORT_TAKEN: 'The port is in use; choose another or leave it out, then a free one is taken.',
  NO_NETWORK: 'The upstream registries cannot be reached from here; check the network, then start again: the build is requested anew.',
  NOT_A_NETWORK: 'That folder holds other things than a local network; it is not removed.',
  DATA_FOLDER_IN_USE: 'Another local network runs on this data folder; stop it first or use --data.',
} as const;

export type GenesisErrorCode = keyof typeof SENTENCES;

export class GenesisError extends Error {
  override readonly name = 'GenesisError';
  readonly code: GenesisErrorCode;
  readonly detail: Readonly<Record<string, string | number | bigint | boolean>>;

  constructor(code: GenesisErrorCode, detail: GenesisError['detail'] = {}, options?: ErrorOptions) {
    const shown = Object.entries(detail).map(([key, value]) => `${key}=${String(value)}`);
    super(`${code}: ${SENTENCES[code]}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}`, options);
    this.code = code;
    this.detail = detail;
  }
}
