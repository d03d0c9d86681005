/** In the place of `client/src/errors.ts`: the same class, with the sentences of those codes alone that the verifier throws. */
const SENTENCES = {
  RPC_ANSWER_INVALID: 'A build node gave an answer that is not usable.',
  PROOF_INVALID: 'An answer came with a proof that does not hold.',
  PIN_EXPIRED:
    'The pinned trust root is older than the trusting period, so no proof leads from it. Pin a newer header; GET /status has the newest verified one.',
};

export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly code: keyof typeof SENTENCES;

  constructor(code: keyof typeof SENTENCES, detail: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    const shown = Object.entries(detail).map(([key, value]) => `${key}=${value}`);
    super(`${code}: ${SENTENCES[code]}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}`, options);
    this.code = code;
  }
}
