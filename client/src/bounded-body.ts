/** Bodies of answers from others: never more than fits. */
import { ClientError } from './errors.ts';

/** The whole body; `RPC_ANSWER_TOO_LARGE` as soon as it is larger than `maxBytes`. */
export async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.length;
    if (size > maxBytes) throw new ClientError('RPC_ANSWER_TOO_LARGE', { url: response.url, maxBytes });
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
