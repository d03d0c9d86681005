/** Conditions and ranges of requests: RFC 9110, 13 and 14. Headers are hostile; what cannot be read is as if it were not there. */

/** If-None-Match: one tag or a list of them, weak or not, or `*`. */
export function isNotModified(header: string, etag: string): boolean {
  if (header === '') return false;
  if (header === etag || header.trim() === '*') return true;
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

export type Range = { readonly kind: 'whole' } | { readonly kind: 'part'; readonly start: number; readonly end: number } | { readonly kind: 'unsatisfiable' };
const WHOLE: Range = { kind: 'whole' };
const SPEC = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/;

/** One range of bytes, `end` included; of several, and of what is none, all is sent. `ifRange` other than the tag asks for all. */
export function rangeOf(header: string, ifRange: string, { size, etag }: { size: number; etag: string }): Range {
  if (header === '' || (ifRange !== '' && ifRange !== etag)) return WHOLE;
  const [, first, last] = SPEC.exec(header) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return WHOLE;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', start: size - length, end: size - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return WHOLE;
  if (start >= size) return { kind: 'unsatisfiable' };
  return { kind: 'part', start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
