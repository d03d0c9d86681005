/** What differs, in words. */
import { isDeepStrictEqual } from 'node:util';

// biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are; each parser checks its part.
export type Case = { readonly [key: string]: any };

let compared = 0;
/** How many pairs were compared so far: a check that compared nothing says nothing. */
export const comparisons = (): number => compared;

/** One sentence for each pair that differs. */
export function differences(pairs: Record<string, readonly [got: unknown, expected: unknown]>): string[] {
  compared += Object.keys(pairs).length;
  return Object.entries(pairs).flatMap(([what, [got, expected]]) =>
    isDeepStrictEqual(got, expected) ? [] : [`${what}: got ${shown(got)}, expected ${shown(expected)}`],
  );
}
const shown = (value: unknown): string => (JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? one.toString() : one)) ?? 'nothing').slice(0, 200);

