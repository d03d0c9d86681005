/** The one error class of this workspace. Each code says what the operator can do. */

const SENTENCES = {
  USAGE: 'The command line is not usable; see --help.',
  FRAME_INVALID: 'The peer of the ABCI socket sent bytes that are not a frame of ABCI 2.0.',
  FRAME_TOO_LARGE: 'The peer of the ABCI socket announced a frame beyond the limit.',
  CALL_FAILED: 'An ABCI call failed; the node stops rather than answer wrongly. The log names the cause.',
  CALL_ORDER: 'CometBFT made a call that is not allowed in this state.',
  VALIDATORS_MISMATCH: 'The validators of the genesis file are not its build nodes with power 1 each; make the genesis anew.',
  SOCKET_PATH_TOO_LONG: 'The path of the ABCI socket is longer than the system allows; use a home with a shorter path.',
  VERIFIER_ENDED: 'A thread that verifies signatures ended; the node stops rather than go on without it. Start it again.',
  COMETBFT_MISSING: 'There is no CometBFT binary; run npm start once, or set COMETBFT to the path of v0.40.0.',
  PROCESS_NOT_STARTED: 'The system could not start a process; setpriv (package util-linux) is needed, and room for one more process.',
  COMETBFT_EXITED: 'CometBFT ended; see cometbft.log in the home. Start the node again: it catches up by replay.',
} as const;

export type AbciAppErrorCode = keyof typeof SENTENCES;

export class AbciAppError extends Error {
  override readonly name = 'AbciAppError';
  readonly code: AbciAppErrorCode;
  readonly detail: Readonly<Record<string, string | number | bigint | boolean>>;

  constructor(code: AbciAppErrorCode, detail: AbciAppError['detail'] = {}, options?: ErrorOptions) {
    const shown = Object.entries(detail).map(([key, value]) => `${key}=${String(value)}`);
    super(`${code}: ${SENTENCES[code]}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}`, options);
    this.code = code;
    this.detail = detail;
  }
}
