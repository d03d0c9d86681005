/** Pages of lists that are put together from what is open, which the state says, and what has ended, which the log says. */

/** Asked of the chain at a time for one list. */
const PARALLEL = 8;

export interface TwoParts<T> {
  /** All of them, the newest first. */
  open(): Promise<readonly T[]>;
  /** From before this place in the log on (undefined: its end), the newest first. */
  ended(before: bigint | undefined, limit: number): Promise<{ items: readonly T[]; next: bigint | undefined }>;
}
export interface WantedPage {
  readonly part: 'open' | 'ended' | undefined;
  readonly limit: number;
  /** `open-<number that came already>`, or a place in the log. */
  readonly after: string | undefined;
}

/** What is open first. Its cursor counts: a list that changes meanwhile may show one twice, or not. */
export async function pageOfTwo<T>({ open, ended }: TwoParts<T>, { part, limit, after }: WantedPage): Promise<{ items: T[]; next: string | null }> {
  const items: T[] = [];
  const isInOpen = after === undefined || after.startsWith('open-');
  if (part !== 'ended' && isInOpen) {
    const from = after === undefined ? 0 : Number(after.slice('open-'.length));
    const all = await open();
    items.push(...all.slice(from, from + limit));
    if (all.length > from + limit) return { items, next: `open-${from + limit}` };
  }
  if (part === 'open') return { items, next: null };
  // The open ones may fill the page just so: then the next begins with what has ended.
  if (items.length >= limit) return { items, next: END_OF_LOG };
  const rest = await ended(isInOpen ? undefined : BigInt(after as string), limit - items.length);
  return { items: [...items, ...rest.items], next: rest.next?.toString() ?? null };
}
/** Later than any place that there is. */
const END_OF_LOG = '9'.repeat(19);

/** In the order of `wanted`, some at a time. */
export async function inParallel<K, T>(wanted: readonly K[], get: (key: K) => Promise<T>): Promise<T[]> {
  const waiting = wanted.map((key, place) => ({ key, place }));
  const got: T[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) got[next.place] = await get(next.key);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return got;
}
