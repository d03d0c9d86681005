/**
 * Where things stand in a TOML text (toml.io, v1.0.0): what the parser does not tell, and what an edit needs. It takes a text
 * that the parser has accepted, so it judges nothing; what it does not see (keys within inline tables) has no place of its own.
 */
export interface Place {
  readonly path: readonly string[];
  /** Counted from 1. */
  readonly line: number;
  /** Of the value, without blanks and comment. */
  readonly start: number;
  readonly end: number;
}
export interface Header {
  readonly path: readonly string[];
  readonly line: number;
  /** First character after its line. */
  readonly end: number;
}
export interface Scanned {
  readonly places: readonly Place[];
  readonly headers: readonly Header[];
}

const SEGMENT = /(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')/;
const PATH = new RegExp(`^[ \\t]*(${SEGMENT.source}(?:[ \\t]*\\.[ \\t]*${SEGMENT.source})*)`);
const KEY = new RegExp(`${PATH.source}[ \\t]*=[ \\t]*`);
const TABLE = new RegExp(`^[ \\t]*\\[{1,2}${PATH.source.slice(1)}[ \\t]*\\]`);

export function scanToml(text: string): Scanned {
  const places: Place[] = [];
  const headers: Header[] = [];
  let table: readonly string[] = [];
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const stop = endOfLine(text, at);
    const rest = text.slice(at, stop);
    const header = TABLE.exec(rest);
    const key = header === null ? KEY.exec(rest) : null;
    let next = stop;
    if (header !== null) {
      table = pathOf(header[1] as string);
      headers.push({ path: table, line, end: stop });
    } else if (key !== null) {
      const start = at + key[0].length;
      const end = endOfValue(text, start);
      places.push({ path: [...table, ...pathOf(key[1] as string)], line, start, end });
      next = endOfLine(text, end);
    }
    line += text.slice(at, next).split('\n').length - 1;
    at = next;
  }
  return { places, headers };
}

/** The first character of the next line. */
export function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}

function pathOf(text: string): string[] {
  return [...text.matchAll(new RegExp(SEGMENT.source, 'g'))].map(([segment]) => (/^["']/.test(segment) ? segment.slice(1, -1) : segment));
}

const QUOTES = ['"""', "'''", '"', "'"] as const;

/** After the last character of the value that starts here. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  let end = start;
  while (at < text.length) {
    const character = text[at] as string;
    const quote = QUOTES.find((marks) => text.startsWith(marks, at));
    if (quote !== undefined) end = at = endOfText(text, at + quote.length, quote);
    else if (character === '#') {
      if (depth === 0) return end;
      at = endOfLine(text, at);
    } else if (character === '\n' && depth === 0) return end;
    else {
      if (character === '[' || character === '{') depth += 1;
      if (character === ']' || character === '}') depth -= 1;
      at += 1;
      if (!/\s/.test(character)) end = at;
    }
  }
  return end;
}

function endOfText(text: string, from: number, quote: (typeof QUOTES)[number]): number {
  const escapes = quote.startsWith('"');
  for (let at = from; at < text.length; at += 1) {
    if (escapes && text[at] === '\\') at += 1;
    else if (text.startsWith(quote, at)) {
      let end = at + quote.length;
      // Up to two quotes may stand before the three that close.
      if (quote.length === 3) while (text[end] === quote[0] && end < at + 5) end += 1;
      return end;
    }
  }
  return text.length;
}
