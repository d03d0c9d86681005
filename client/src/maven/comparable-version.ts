/**
 * The order of Maven versions, as `ComparableVersion` of Maven 3.8 and 3.9 has it. A version is a list of numbers, words
 * and lists: `.` goes on, `-` and each change between digits and letters begin a list within. What means nothing at the
 * end of a list (0, the word of a release, an empty list) is dropped. A test compares it with Maven's own.
 */
type Item = bigint | string | readonly Item[];
type List = Item[];

/** Words with a place of their own; '' is the release. All others come after `sp`, by their letters. */
const QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const RELEASE = rank('');
const ALIASES: Readonly<Record<string, string>> = { ga: '', final: '', release: '', cr: 'rc' };
/** Only right before a digit: `1.0-b2`. */
const SHORT: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };

/** Maven compares these as text. */
function rank(word: string): string {
  const place = QUALIFIERS.indexOf(word);
  return place === -1 ? `${QUALIFIERS.length}-${word}` : String(place);
}

/** Negative when `a` is older, 0 when Maven takes both for the same, else positive. */
export function compareVersions(a: string, b: string): number {
  return compareLists(parse(a), parse(b));
}

/** The oldest first; what Maven takes for the same by bytes, so that every node lists alike. */
export function sortVersions(versions: readonly string[]): string[] {
  const parsed = versions.map((version) => ({ version, items: parse(version) }));
  parsed.sort((a, b) => compareLists(a.items, b.items) || (a.version < b.version ? -1 : 1));
  return parsed.map(({ version }) => version);
}

export const isSnapshot = (version: string): boolean => version.toUpperCase().endsWith('SNAPSHOT');

function parse(version: string): List {
  const root: List = [];
  const lists = [root];
  let list = root;
  const begin = (): void => {
    const inner: List = [];
    list.push(inner);
    lists.push(inner);
    list = inner;
  };
  // Each run of digits or other characters, each `.`, each `-`.
  const tokens = version.toLowerCase().match(/\d+|[^\d.-]+|[.-]/g) ?? [];
  for (const [i, token] of tokens.entries()) {
    const isSeparator = token === '.' || token === '-';
    const before = tokens[i - 1] ?? '.';
    const isAfterSeparator = before === '.' || before === '-';
    if (!isSeparator) {
      const isDigits = /^\d/.test(token);
      if (!isAfterSeparator) begin();
      // `1.x` is as `1-x`, and `1.x2` as `1-x2`; but not `1.x.2` and `1.x-2`.
      else if (!isDigits && list.length > 0 && isDigitOrEnd(tokens[i + 1])) begin();
      list.push(isDigits ? BigInt(token) : word(token, /^\d/.test(tokens[i + 1] ?? '')));
      continue;
    }
    if (isAfterSeparator) list.push(0n);
    if (token === '-') begin();
  }
  for (const inner of lists.reverse()) normalize(inner);
  return root;
}

const isDigitOrEnd = (token: string | undefined): boolean => token === undefined || /^\d/.test(token);

function word(text: string, isBeforeDigit: boolean): string {
  const long = isBeforeDigit ? (SHORT[text] ?? text) : text;
  return ALIASES[long] ?? long;
}

const isNothing = (item: Item): boolean => item === 0n || item === '' || (Array.isArray(item) && item.length === 0);

function normalize(list: List): void {
  for (let i = list.length - 1; i >= 0; i -= 1) {
    const item = list[i] as Item;
    if (isNothing(item)) list.splice(i, 1);
    else if (!Array.isArray(item)) return;
  }
}

function compareLists(a: readonly Item[], b: readonly Item[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const [left, right] = [a[i], b[i]];
    const order = left === undefined ? -compareWithNothing(right as Item) : right === undefined ? compareWithNothing(left) : compareItems(left, right);
    if (order !== 0) return order;
  }
  return 0;
}

const sign = <T extends bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** Against a version that has no more to say. */
function compareWithNothing(item: Item): number {
  if (typeof item === 'bigint') return item === 0n ? 0 : 1;
  if (typeof item === 'string') return sign(rank(item), RELEASE);
  for (const inner of item) {
    const order = compareWithNothing(inner);
    if (order !== 0) return order;
  }
  return 0;
}

/** A number is newer than a list, a list newer than a word. */
const kindOf = (item: Item): number => (typeof item === 'bigint' ? 2 : typeof item === 'string' ? 0 : 1);

function compareItems(a: Item, b: Item): number {
  if (typeof a === 'bigint' && typeof b === 'bigint') return sign(a, b);
  if (typeof a === 'string' && typeof b === 'string') return sign(rank(a), rank(b));
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  return kindOf(a) - kindOf(b);
}
