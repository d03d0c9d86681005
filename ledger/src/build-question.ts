/**
 * Frames by which a regular node asks a build node's to sponsor a build: one question and one answer a stream, each behind
 * an unsigned varint length. Prose: docs/formats/build-question.md.
 *
 *   question  purl of the package version, UTF-8
 *   answer    u8, the place in `SPONSOR_ANSWERS`
 *
 * Neither says anything that is believed: what is requested, and under which id, the chain proves.
 */
import { parseUtf8, utf8 } from './bytes.ts';
import { LedgerError } from './errors.ts';
import { encodePurl, MAX_PURL_BYTES, type Purl, parsePurl } from './purl.ts';

export const BUILD_QUESTION_PROTOCOL = '/pyrsia/build-question/1.0.0';
export const BUILD_QUESTION_BYTES = MAX_PURL_BYTES;
export const SPONSOR_ANSWER_BYTES = 1;

/** In the order of their numbers: only added to. `looking`: ask again in a few seconds. */
export const SPONSOR_ANSWERS = [
  'looking',
  'requested',
  'published',
  'limit',
  'no_source',
  'no_mapping',
  'failed',
  'no_recipe',
  'refused',
  'no_sponsor',
] as const;
export type SponsorAnswer = (typeof SPONSOR_ANSWERS)[number];

export const encodeBuildQuestion = (purl: Purl): Uint8Array => utf8(encodePurl(purl));
/** Untrusted bytes → purl with a version, or `MALFORMED`. */
export const parseBuildQuestion = (bytes: Uint8Array): Purl => parsePurl(parseUtf8(bytes));

export const encodeSponsorAnswer = (answer: SponsorAnswer): Uint8Array => Uint8Array.of(SPONSOR_ANSWERS.indexOf(answer));
/** Untrusted bytes → answer, or `MALFORMED`. */
export function parseSponsorAnswer(bytes: Uint8Array): SponsorAnswer {
  const answer = bytes.length === SPONSOR_ANSWER_BYTES ? SPONSOR_ANSWERS[bytes[0] as number] : undefined;
  if (answer === undefined) throw new LedgerError('MALFORMED', { what: 'answer of a sponsor' });
  return answer;
}
