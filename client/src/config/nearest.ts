/** What somebody may have meant. */

/** Of the known words the one that needs the fewest changes of one letter; undefined if none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const wanted = word.slice(0, MAX_LETTERS).toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  const [best] = known.map((name) => ({ name, distance: distanceOf(wanted, name.toLowerCase()) })).sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= limit ? best.name : undefined;
}

/** Longer than any known word. */
const MAX_LETTERS = 64;

/** Levenshtein's. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + other));
    }
    row = next;
  }
  return row[b.length] as number;
}
