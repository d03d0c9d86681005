/**
 * Changes of single values in the text of a configuration file: order, comments and everything else stay as they are. The new
 * text must be a usable configuration that differs in these values alone, else the file stays as it was.
 */
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'smol-toml';
import { ClientError } from '../errors.ts';
import { readIfThere, replaceFile } from '../replace-file.ts';
import { type Loaded, loadSettings, valueFrom } from './load.ts';
import { nearest } from './nearest.ts';
import { endOfLine, scanToml } from './scan.ts';
import { KEYS, type Key, type Value } from './schema.ts';

export interface Change {
  readonly key: Key;
  /** As on the command line. */
  readonly text: string;
}

/** `section.key`; `USAGE` with the nearest known key. */
export function keyNamed(name: string): Key {
  const key = KEYS.find((known) => known.name === name);
  if (key !== undefined) return key;
  const near = nearest(
    name,
    KEYS.map((known) => known.name),
  );
  throw new ClientError('USAGE', { key: name.slice(0, 100), ...(near === undefined ? { see: 'pyrsia config show' } : { nearest: near }) });
}

/** All changes or none; the settings of the new file. */
export async function changeFile(file: string, changes: readonly Change[]): Promise<Loaded> {
  const before = await readIfThere(file);
  if (before === undefined) throw new ClientError('CONFIG_MISSING', { file });
  const text = changes.reduce((now, { key, text: value }) => withValue(now, key, valueFrom(key, value)), before);
  const loaded = settingsOf(file, text);
  assertOnlyChanged(before, text, changes);
  if (text !== before) await replaceFile(file, text);
  return loaded;
}

/** Of the file alone: what the environment says has no part in whether a file is right. */
export const settingsOf = (file: string, text: string): Loaded => loadSettings({ file, text, environment: {} });

/** The text with this value; what does not fit the key is written all the same, for `loadSettings` to refuse. */
export function withValue(text: string, key: Key, value: unknown): string {
  const written = tomlOf(value);
  const { places, headers } = scanToml(text);
  const name = key.name;
  const place = places.findLast(({ path }) => path.join('.') === name);
  if (place !== undefined) return text.slice(0, place.start) + written + text.slice(place.end);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${key.key} = ${written}${newline}`;
  const header = headers.findIndex(({ path }) => path.length === 1 && path[0] === key.section);
  if (header === -1) {
    const own = places.filter(({ path }) => path[0] === key.section);
    if (own.some(({ path }) => path.length === 1)) throw new ClientError('CONFIG_BY_HAND', { key: name });
    const dotted = own.at(-1);
    const at = dotted === undefined ? text.length : endOfLine(text, dotted.end);
    const added = dotted === undefined ? `${text === '' ? '' : newline}[${key.section}]${newline}${line}` : `${key.section}.${line}`;
    return ended(text.slice(0, at), newline) + added + text.slice(at);
  }
  const from = (headers[header] as { end: number }).end;
  const next = headers[header + 1];
  const inSection = places.filter(({ start }) => start >= from && (next === undefined || start < next.end));
  const last = inSection.at(-1);
  const at = commentOf(text, key, from, last, next) ?? (last === undefined ? from : endOfLine(text, last.end));
  return ended(text.slice(0, at), newline) + line + text.slice(at);
}

/** After the line `# key = …` of the template, if it has one in this section. */
function commentOf(text: string, { key }: Key, from: number, last: { end: number } | undefined, next: { end: number } | undefined): number | undefined {
  const section = text.slice(from, next?.end);
  const match = new RegExp(`^#[ \\t]*${key}[ \\t]*=.*(\\n|$)`, 'm').exec(section);
  if (match === null) return undefined;
  const at = from + match.index + match[0].length;
  // Not into a value of several lines that only looks like a comment.
  return last !== undefined && scanToml(text).places.some(({ start, end }) => start < at && at <= end) ? undefined : at;
}

const ended = (text: string, newline: string): string => (text === '' || text.endsWith('\n') ? text : `${text}${newline}`);

/** A shape that the editing of text does not know ends here, not in the file. */
function assertOnlyChanged(before: string, after: string, changes: readonly Change[]): void {
  type Tree = Record<string, Record<string, unknown>>;
  const wanted = parse(before) as Tree;
  for (const { key, text } of changes) wanted[key.section] = { ...wanted[key.section], [key.key]: valueFrom(key, text) };
  if (!isDeepStrictEqual(structuredClone(parse(after)), structuredClone(wanted)))
    throw new ClientError('CONFIG_BY_HAND', { keys: changes.map(({ key }) => key.name).join(' ') });
}

/** JSON's strings, numbers and truths are TOML's, but for one character. */
export function tomlOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(tomlOf).join(', ')}]`;
  return JSON.stringify(value as Value).replaceAll('\x7f', '\\u007f');
}
